internal import ArgumentParser
internal import CapacityModel
internal import HeadroomBasics
internal import SeriesStorage

/// `headroom store verify`.
struct StoreVerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Checks every page, checksum and sample of the store.",
    discussion: """
      Exit code 0 where all is well, 2 where damage was found; each damage is a line. --repair takes out what cannot be read \
      (it is kept in the quarantine table) and lists what was lost; afterwards everything else can be read and written \
      again. Take a copy of the file first. Where the file's own trees are damaged, use `store salvage`.

      Example: headroom store verify --store fleet.headroom
      """)

  @OptionGroup var store: StoreOptions

  @Flag(help: "Move unreadable chunks to quarantine.")
  var repair = false

  func run() throws {
    if repair { return try mend() }
    let report = try store.open(.read).verify()
    try list(report.damages)
    try Console.write(
      "\(report.isClean ? "clean" : "\(report.damages.count) damaged"): "
        + "\(NumberText.grouped(report.chunks)) chunks, "
        + "\(QuantityText.count(report.samples, "sample", "samples")) checked\n")
    if !report.isClean { throw ExitCode(2) }
  }

  private func mend() throws {
    let opened = try store.open(.write)
    let report = try opened.repair(now: presentTime())
    try list(report.damages)
    try Console.write(
      report.damages.isEmpty
        ? "clean: nothing to repair\n"
        : "repaired: \(report.quarantined) parts in quarantine, "
          + "\(QuantityText.count(report.rowsLost, "row", "rows")) lost\n")
    try opened.close()
  }

  private func list(_ damages: [VerifyReport.Damage]) throws {
    for damage in damages { try Console.write("\(damage)\n") }
  }
}

/// `headroom store salvage`.
struct StoreSalvageCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "salvage",
    abstract: "Copies everything that can still be read from a damaged store into a new one.",
    discussion: """
      For stores whose file itself is damaged: truncated, overwritten, with lost pages. The damaged file is only read.

      Example: headroom store salvage --store broken.headroom --output saved.headroom
      """)

  @OptionGroup var store: StoreOptions

  @Option(help: ArgumentHelp("The new store; must not exist.", valueName: "file"))
  var output: String

  func run() throws {
    let report = try SeriesStore.salvage(
      from: store.path, to: output, settings: StoreSettings(key: try store.key))
    try Console.write(
      "saved \(NumberText.grouped(report.chunks)) chunks and "
        + "\(QuantityText.count(report.samples, "sample", "samples")) of "
        + "\(QuantityText.count(report.entities, "entity", "entities")) to \(output)\n")
    for loss in report.losses { try Console.write("lost: \(loss)\n") }
    if !report.losses.isEmpty { throw ExitCode(2) }
  }
}
