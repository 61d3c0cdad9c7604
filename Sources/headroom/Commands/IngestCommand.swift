internal import Application
internal import ArgumentParser
internal import CapacityModel
internal import Foundation
internal import HeadroomBasics
internal import Ingestion
internal import SeriesStorage

/// `headroom ingest`.
struct IngestCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ingest",
    abstract: "Reads samples into the store.",
    discussion: """
      Reads files, folders, or standard input (-), plain or through .gz, .zst and .xz. Each file is stored whole or not \
      at all, and once it is acknowledged it survives a crash. Formats:

      \(SampleReaders.all.map { "  \($0.name): \($0.summary)" }.joined(separator: "\n"))

      Example: xz -dc samples.csv.xz | headroom ingest - --store fleet.headroom
      """)

  /// What happens to a row that cannot be read.
  enum OnError: String, ExpressibleByArgument, CaseIterable {
    case stop
    case skip
    case skipRow = "skip-row"

    /// The same for readers.
    var value: ReaderOptions.OnError {
      switch self {
      case .stop: .stop
      case .skip: .skip
      case .skipRow: .skipRow
      }
    }
  }

  @Argument(help: ArgumentHelp("Files, folders, or - for standard input.", valueName: "path"))
  var paths: [String]

  @OptionGroup var store: StoreOptions
  @OptionGroup var busyTimeout: BusyTimeoutOption

  @Option(
    help: ArgumentHelp(
      "The format of the input: auto, \(SampleReaders.all.map { $0.name }.joined(separator: ", ")).",
      valueName: "format"))
  var inputFormat = "auto"

  @Option(
    help: ArgumentHelp("Prefix of entities that are named by files (gwa).", valueName: "text"))
  var entityPrefix = ""

  @Option(
    help: ArgumentHelp("Columns to ignore.", valueName: "a,b"),
    transform: { Set(try Arguments.list($0)) })
  var ignoreColumns: Set<String> = []

  @Option(
    help: ArgumentHelp(
      "Name the host-side counter that 'used' comes from; plans repeat it as a warning.",
      valueName: "text"))
  var proxy: String?

  @OptionGroup var reading: ReadingOptions

  @Option(help: "On an unreadable field, refuse the file, leave out the field, or skip its row.")
  var onError = OnError.stop

  @Option(
    help: ArgumentHelp(
      "Reject sizes above this; usually a wrong unit (default: 4TiB).", valueName: "size"),
    transform: Arguments.size)
  var maxSize = ByteCount.tebibytes(4)

  @Flag(help: "Accept files in which used exceeds configured in most rows.")
  var allowUsedAboveConfigured = false

  @Flag(
    help: "Replace what the store has of the days that each entity has rows of in the file.")
  var replace = false

  @Flag(help: "Print what each file looks like and the command that reads it; store nothing.")
  var detect = false

  @Flag(help: "Read and report; store nothing.")
  var dryRun = false

  @Option(help: ArgumentHelp("List skipped rows in this file.", valueName: "file"))
  var rejects: String?

  @OptionGroup var progress: ProgressOption

  func validate() throws {
    guard rejects == nil || onError != .stop else {
      throw ValidationError("--rejects lists skipped rows; add --on-error skip")
    }
    guard !replace || !paths.contains("-") else {
      throw ValidationError(
        "--replace reads its input twice, which standard input does not allow; name a file")
    }
    let known = ["auto"] + SampleReaders.all.map { $0.name }
    guard known.contains(inputFormat) else {
      throw ValidationError(
        "'\(inputFormat)' is no format of samples; choose one of \(known.joined(separator: ", "))")
    }
  }

  func run() throws {
    let files = try paths.flatMap { try InputFiles.list($0) }
    let now = presentTime()
    var options = ReaderOptions()
    options.onError = onError.value
    options.ignoreColumns = ignoreColumns
    options.maxSize = maxSize
    options.allowUsedAboveConfigured = allowUsedAboveConfigured
    options.entityPrefix = entityPrefix
    try reading.apply(to: &options, now: now)
    if detect { return try tell(files, options) }
    let log = try rejects.map { try RejectLog(path: $0) }
    options.rejected = { log?.add($0) }
    var run = IngestRun(format: inputFormat, options: options, proxyNote: proxy)
    run.replaces = replace
    let isNew = !FileManager.default.fileExists(atPath: store.path)
    let target = dryRun ? nil : try open()
    do {
      try ingest(files, by: &run, into: target, now: now)
    } catch {
      // Nothing was stored, so nothing stays: no empty store that the next command would take for one.
      try? target?.close()
      if isNew, !dryRun { try? SeriesStore.discardWhereEmpty(at: store.path) }
      throw error
    }
    try log?.finish()
    try target?.close()
  }

  /// Takes file after file.
  private func ingest(
    _ files: [String], by run: inout IngestRun, into target: SeriesStore?, now: Timestamp
  ) throws {
    let line = ProgressLine("ingest", progress)
    defer { line.end() }
    let sizes = files.map { InputFiles.size(of: $0) }
    let whole = sizes.contains(nil) ? nil : sizes.reduce(0) { $0 + ($1 ?? 0) }
    var before = 0
    var machines = MachineFiles()
    for (number, file) in files.enumerated() {
      let place = files.count > 1 ? ", file \(number + 1) of \(files.count)" : ""
      run.progress = { [before] in line.update(bytes: before + $0, of: whole, place: place) }
      let outcome = try run.ingest(file, into: target, now: now)
      before += sizes[number] ?? 0
      // A file is acknowledged only now: its transaction is on disk.
      line.end()
      for line in IngestSummaryText.lines(of: outcome, file: file) { Console.note(line) }
      if let clash = machines.clash(of: file, format: outcome.report.format) {
        Console.warning(clash)
      }
    }
  }

  /// Prints what the files look like.
  private func tell(_ files: [String], _ options: ReaderOptions) throws {
    let given = reading.arguments
    var isGuessed = false
    for file in files {
      let found = try IngestDetection.of(file, format: inputFormat, options: options)
      for line in DetectionText.lines(of: found, options: given) { print(line) }
      isGuessed = isGuessed || found.guess != nil
    }
    if isGuessed { throw ExitCode(2) }
  }

  private func open() throws -> SeriesStore {
    let folder = URL(fileURLWithPath: store.path).deletingLastPathComponent()
    if store.store == nil {
      // Only the default place is made for the user; a mistyped folder is an error.
      try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }
    return try store.open(.create, busyTimeout: busyTimeout.busyTimeout)
  }
}
