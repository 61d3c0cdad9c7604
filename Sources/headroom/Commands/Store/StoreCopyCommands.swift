internal import ArgumentParser
internal import CapacityModel
internal import HeadroomBasics
internal import SeriesStorage

/// `headroom store backup`.
struct StoreBackupCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "backup",
    abstract: "Copies one committed state of the store, while others read and write it.",
    discussion: """
      The copy is checked as `store verify` does and appears whole or not at all; it is a store that every command reads.

      Example: headroom store backup --store fleet.headroom --output fleet-monday.headroom
      """)

  @OptionGroup var store: StoreOptions

  @Flag(name: .customLong("no-verify"), help: "Do not check the copy.") var skipsVerify = false

  @Option(help: ArgumentHelp("The copy's file.", valueName: "file")) var output: String

  @Flag(help: "Replace the copy's file where it exists.") var force = false

  func run() throws {
    let source = try store.open(.read)
    let report = try source.backup(to: output, replacing: force, verifying: !skipsVerify)
    let checked = report.verified.map {
      ", \(QuantityText.count($0.samples, "sample", "samples")) checked"
    }
    Console.note("wrote \(output): \(ByteCount(report.bytes))\(checked ?? ", not checked")")
  }
}

/// `headroom store restore`.
struct StoreRestoreCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "restore",
    abstract: "Replaces the store by a backup.",
    discussion: """
      The backup is checked first. With --force a store that is there is replaced in one step, and only while no other \
      process has it open.

      Example: headroom store restore fleet-monday.headroom --store fleet.headroom --force
      """)

  @Argument(help: ArgumentHelp("The backup's file.", valueName: "backup")) var backup: String

  @OptionGroup var store: StoreOptions
  @OptionGroup var busyTimeout: BusyTimeoutOption

  @Flag(help: "Replace the store where it exists.") var force = false

  func run() throws {
    let report = try SeriesStore.restore(
      backup, to: store.path, replacing: force,
      settings: StoreSettings(busyTimeout: busyTimeout.busyTimeout, key: try store.key))
    Console.note(
      "restored \(store.path): \(ByteCount(report.bytes)), "
        + "\(QuantityText.count(report.verified?.samples ?? 0, "sample", "samples")) checked")
  }
}
