internal import Application
internal import ArgumentParser
internal import CapacityModel
internal import HeadroomBasics
internal import SeriesStorage

/// `headroom store compact`.
struct StoreCompactCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compact",
    abstract: "Rewrites chunks at their smallest and returns free space.",
    discussion: """
      May be stopped at any time: every step leaves a whole store, and the next run goes on where this one was. Needs as much \
      free disk as the store is large.

      Example: headroom store compact --store fleet.headroom
      """)

  @OptionGroup var store: StoreOptions
  @OptionGroup var progress: ProgressOption

  func run() throws {
    let opened = try store.open(.write)
    let line = ProgressLine("compacting", progress)
    defer { line.end() }
    let report = try opened.compact { line.update($0, of: $1, unit: "entities") }
    line.end()
    try opened.close()
    try Console.write(
      "compacted \(NumberText.grouped(report.entities)) entities: "
        + "\(ByteCount(report.bytesBefore)) became \(ByteCount(report.bytesAfter)), "
        + "\(NumberText.grouped(report.chunksBefore)) chunks became "
        + "\(NumberText.grouped(report.chunksAfter))\n")
  }
}

/// `headroom store retain`.
struct StoreRetainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "retain",
    abstract: "Replaces old samples by hourly and daily roll-ups, and drops the oldest.",
    discussion: """
      Roll-ups keep the least, greatest, mean, 95th percentile, count and last value of every metric, so peaks survive. Cuts \
      fall on the beginning of a UTC day. Ages count from --now, by default the present.

      Examples:

        headroom store retain --store fleet.headroom --raw 90d --dry-run
        headroom store retain --store fleet.headroom --raw 90d --hourly 2y --daily 10y
      """)

  @OptionGroup var store: StoreOptions

  @Option(
    help: ArgumentHelp("From when ages count (default: the present).", valueName: "time"),
    transform: Arguments.time)
  var now: Timestamp?

  @Option(
    help: ArgumentHelp(
      "Keep samples as they came this long, such as 90d; what is older is rolled up for good.",
      valueName: "duration"),
    transform: Arguments.duration)
  var raw: Duration

  @Option(
    help: ArgumentHelp("Keep roll-ups of hours this long (default: 2y).", valueName: "duration"),
    transform: Arguments.duration)
  var hourly: Duration = .days(730)

  @Option(
    help: ArgumentHelp("Keep roll-ups of days this long (default: 10y).", valueName: "duration"),
    transform: Arguments.duration)
  var daily: Duration = .days(3650)

  @Flag(help: "Report what would be done, and change nothing.")
  var dryRun = false

  func validate() throws {
    guard raw <= hourly, hourly <= daily else {
      throw ValidationError(
        "what is coarser is kept at least as long as what is finer: --raw \(raw.shortText), --hourly "
          + "\(hourly.shortText), --daily \(daily.shortText)")
    }
  }

  func run() throws {
    let opened = try store.open(dryRun ? .read : .write)
    let report = try opened.retain(
      Retention(raw: raw, hourly: hourly, daily: daily), now: now ?? presentTime(), dryRun: dryRun)
    try opened.close()
    try Console.write(
      """
      samples from \(report.rawFrom.dateText), hours from \(report.hourlyFrom.dateText), days from \(report.dailyFrom.dateText)
      \(dryRun ? "would roll up" : "rolled up") \(QuantityText.count(report.rowsRolledUp, "row", "rows")); dropped \
      \(QuantityText.count(report.hoursDropped, "hour", "hours")) and \
      \(QuantityText.count(report.daysDropped, "day", "days")); \
      \(ByteCount(report.bytesBefore)) became \(ByteCount(report.bytesAfter))

      """)
  }
}

/// `headroom store rekey`.
struct StoreRekeyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rekey",
    abstract: "Encrypts the store, changes its key, or decrypts it.",
    discussion: """
      Every chunk is written anew in one transaction, and nothing of the old bytes stays in the file. Samples are encrypted \
      (AES-256-GCM); names of entities, times of chunks and counts are not.

      Example: openssl rand -hex 32 > key && headroom store rekey --new-key-file key
      """)

  @OptionGroup var store: StoreOptions

  @Option(
    help: ArgumentHelp("The new key: 32 bytes, 64 hexadecimal digits or Base64.", valueName: "file")
  )
  var newKeyFile: String?

  @Flag(help: "Decrypt the store.")
  var decrypt = false

  func validate() throws {
    guard (newKeyFile != nil) != decrypt else {
      throw ValidationError("give either --new-key-file FILE or --decrypt")
    }
  }

  func run() throws {
    let opened = try store.open(.write)
    let key = try newKeyFile.flatMap { try StoreLocation.key(file: $0, environment: [:]) }
    try opened.rekey(to: key)
    try opened.close()
    try Console.write(decrypt ? "decrypted\n" : "encrypted with the new key\n")
  }
}
