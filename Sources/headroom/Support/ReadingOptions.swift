internal import ArgumentParser
internal import CapacityModel
internal import Configuration
internal import Foundation
internal import HeadroomBasics
internal import Ingestion

/// Flags that say how a table is to be read.
struct ReadingOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Columns of a table of your own: entity=host,timestamp=time,used=mem_used:MiB.",
      valueName: "what=column:unit,…"))
  var columns: String?

  @Option(
    help: ArgumentHelp("Take these options from a file (headroom.mapping/v1).", valueName: "file"))
  var mapping: String?

  @Option(help: ArgumentHelp("The separator of fields; found by the header.", valueName: "char"))
  var separator: String?

  @Option(help: ArgumentHelp("The decimal mark: '.' or ','.", valueName: "mark"))
  var decimal: String?

  @Option(
    help: ArgumentHelp("The pattern of times: '%d.%m.%Y %H:%M'.", valueName: "pattern"))
  var timeFormat: String?

  @Option(
    help: ArgumentHelp("The zone of times without one: Europe/Berlin.", valueName: "name"))
  var timeZone: String?

  @Option(
    help: ArgumentHelp("The instant that times given as numbers count from.", valueName: "time"))
  var epoch: String?

  @Option(
    help: ArgumentHelp(
      "The configured size of all entities of a file that has none.", valueName: "size"))
  var configured: String?

  @Option(
    help: ArgumentHelp(
      "What a sample is of its interval: last, max or average.", valueName: "statistic"))
  var statistic: String?

  @Option(
    help: ArgumentHelp(
      "How entities are named by labels: {namespace}/{pod}/{container}.", valueName: "template"))
  var entityTemplate: String?

  @Flag(help: "Accept samples before 2000-01-01.")
  var allowOld = false

  @Flag(
    help: "Accept values that no machine has, as of a wrong unit; plans doubt them all the same.")
  var allowImplausible = false

  /// Fills in what the flags and the mapping file say.
  ///
  /// - Parameters:
  ///   - options: What is filled in.
  ///   - now: The present; samples more than a day after it are not believed.
  /// - Throws: `ValidationError` for a value that means nothing, `ConfigurationError` for the file.
  func apply(to options: inout ReaderOptions, now: Timestamp) throws {
    var table = given
    if let mapping { table = table.completed(by: try MappingFile.read(mapping)) }
    options.columns = try table.columns.map { text in
      do throws(MappingFault) { return try ColumnMapping(text) } catch {
        throw ValidationError("\(error)")
      }
    }
    options.separator = try table.separator.map(Self.separator)
    options.decimal = try table.decimal.map(Self.mark)
    options.timeFormat = try table.timeFormat.map { text in
      guard let format = TimeFormat(text) else {
        throw ValidationError(
          "'\(text)' is no pattern of times; write %d.%m.%Y %H:%M, with %Y %y %m %b %d %H %I %p %M %S %f %z %s %Q"
        )
      }
      return format
    }
    options.timeZone = try table.timeZone.map { text in
      guard let zone = LocalZone(named: text) else {
        throw ValidationError("there is no time zone '\(text)'; write Europe/Berlin or UTC")
      }
      return zone
    }
    options.epoch = try table.epoch.map { text in
      guard let time = Timestamp(parsing: text) else {
        throw ValidationError("'\(text)' is not a time; write 2018-01-01T00:00:00Z")
      }
      return time
    }
    options.configured = try table.configured.map(Arguments.size)
    options.statistic = try table.statistic.map { text in
      guard let statistic = EntitySampling.Statistic(rawValue: text) else {
        throw ValidationError("'\(text)' is no statistic; choose last, max or average")
      }
      return statistic
    }
    options.entityTemplate = try entityTemplate.map { text in
      guard let template = EntityTemplate(text) else {
        throw ValidationError("'\(text)' is no template; write {namespace}/{pod}/{container}")
      }
      return template
    }
    options.earliest = allowOld ? nil : ReaderOptions.firstPlausible
    options.latest = now + .days(1)
    options.allowImplausible = allowImplausible
  }

  /// The flags as a shell reads them.
  var arguments: [String] {
    let named: [(String, String?)] = [
      ("columns", columns), ("mapping", mapping), ("separator", separator), ("decimal", decimal),
      ("time-format", timeFormat), ("time-zone", timeZone), ("epoch", epoch),
      ("configured", configured), ("statistic", statistic), ("entity-template", entityTemplate),
    ]
    return named.compactMap { name, value in value.map { "--\(name) \(Shell.quoted($0))" } }
      + (allowOld ? ["--allow-old"] : []) + (allowImplausible ? ["--allow-implausible"] : [])
  }

  /// What the flags say.
  private var given: TableMapping {
    var table = TableMapping()
    table.columns = columns.map { $0.split(separator: ",").map(String.init) } ?? []
    (table.separator, table.decimal, table.timeFormat) = (separator, decimal, timeFormat)
    (table.timeZone, table.epoch) = (timeZone, epoch)
    (table.configured, table.statistic) = (configured, statistic)
    return table
  }

  private static func separator(_ text: String) throws -> UInt8 {
    if text == "tab" || text == "\\t" || text == "\t" { return 0x09 }
    guard text.utf8.count == 1, let byte = text.utf8.first, byte >= 0x20, byte != 0x22 else {
      throw ValidationError("'\(text)' cannot separate fields; write one character, or tab")
    }
    return byte
  }

  private static func mark(_ text: String) throws -> DecimalMark {
    switch text {
    case ".": return .point
    case ",": return .comma
    default: throw ValidationError("'\(text)' is no decimal mark; write '.' or ','")
    }
  }
}

/// Text as a shell reads it.
enum Shell {
  /// The text itself where it is plain, else between single quotes.
  static func quoted(_ text: String) -> String {
    let plain =
      !text.isEmpty && text.allSatisfy { $0.isLetter || $0.isNumber || "/._-+:@=,".contains($0) }
    return plain ? text : "'\(text.replacing("'", with: "'\\''"))'"
  }
}
