internal import Application
public import ArgumentParser
public import CapacityModel
internal import Configuration
internal import Foundation
internal import HeadroomBasics
internal import Reporting
internal import SeriesStorage

/// Which store.
struct StoreOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The store's file (default: $HEADROOM_STORE, else headroom/store.headroom in $XDG_DATA_HOME).",
      valueName: "path"))
  var store: String?

  @Option(
    help: ArgumentHelp(
      "A file with the key of an encrypted store (default: $HEADROOM_STORE_KEY_FILE, else $HEADROOM_STORE_KEY itself).",
      valueName: "file"))
  var keyFile: String?

  /// The key that the option or the environment names.
  var key: StoreKey? {
    get throws {
      try StoreLocation.key(file: keyFile, environment: ProcessInfo.processInfo.environment)
    }
  }

  /// Opens the store.
  func open(_ mode: StoreMode, busyTimeout: Duration = .seconds(5)) throws -> SeriesStore {
    try SeriesStore.open(
      at: path, mode: mode, settings: StoreSettings(busyTimeout: busyTimeout, key: try key))
  }

  /// The store as use cases work on it.
  ///
  /// - Parameters:
  ///   - now: The origin; just after the last sample when absent.
  ///   - inventory: A file of entities and hosts.
  func workspace(now: Timestamp?, inventory: String? = nil) throws -> Workspace {
    try workspace(
      now: now, inventory: try inventory.map { try InventoryFile.read($0) } ?? .empty)
  }

  /// The store with what memory costs, for commands that state money.
  ///
  /// - Parameters:
  ///   - now: The origin; just after the last sample when absent.
  ///   - inventory: A file of entities and hosts; prices in it are still read, with a warning.
  ///   - costs: A file of prices.
  func workspace(now: Timestamp?, inventory: String?, costs: CostsOption) throws -> Workspace {
    let known = try inventory.map { try InventoryFile.read($0) } ?? .empty
    return try workspace(
      now: now, inventory: known, prices: try costs.prices(beside: known, in: inventory))
  }

  private func workspace(
    now: Timestamp?, inventory: Inventory, prices: MemoryPrices = MemoryPrices()
  ) throws -> Workspace {
    let workspace = Workspace(
      store: path, key: try key, now: now, inventory: inventory, prices: prices)
    workspace.warn = { Console.warning($0) }
    return workspace
  }

  /// The path that the option, the environment or the default names.
  var path: String {
    StoreLocation.path(given: store, environment: ProcessInfo.processInfo.environment)
  }
}

/// What things cost.
struct CostsOption: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "What memory, power, shortages and changes cost: YAML or JSON.", valueName: "file"))
  var costs: String?

  /// The costs of the file; the defaults without one.
  ///
  /// - Throws: `ConfigurationError`.
  func schedule() throws -> CostSchedule {
    try costs.map { try CostsFile.read($0) } ?? CostSchedule()
  }

  /// The prices of memory and power, with those that the inventory still names; warns of these.
  ///
  /// - Parameters:
  ///   - inventory: The inventory.
  ///   - path: Its file.
  /// - Throws: `ConfigurationError`.
  func prices(beside inventory: Inventory, in path: String?) throws -> MemoryPrices {
    let (prices, warnings) = PriceSources.joined(
      costs: try costs.map { ($0, try schedule().prices) },
      inventory: inventory.prices.map { (path ?? "", $0) })
    warnings.forEach(Console.warning)
    return prices
  }
}

/// How long a writer waits for others.
struct BusyTimeoutOption: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "How long to wait for another process that uses the store (default: 5s).",
      valueName: "duration"),
    transform: Self.wait)
  var busyTimeout: Duration = .seconds(5)

  private static func wait(_ text: String) throws -> Duration {
    text == "0" ? .zero : try Arguments.duration(text)
  }
}

/// Which instant is the present.
struct NowOption: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The origin: later samples are hidden, and the run is reproducible (default: just after the last sample).",
      valueName: "time"),
    transform: Arguments.time)
  var now: Timestamp?
}

/// Doubts about samples that a person overrules.
struct TrustOption: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "A file of guardrails whose 'trust' overrules doubts about samples; the rest of it is for plans.",
      valueName: "file"))
  var guardrails: String?

  /// The workspace, with what the file says about its samples.
  func apply(to workspace: Workspace) throws -> Workspace {
    if let guardrails { try workspace.trust(try GuardrailsFile.read(guardrails).trust) }
    return workspace
  }
}

/// The weights that forecasts start with.
struct WeightsOption: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Initial weights of forecasts: shipped (default), none, or a file of 'headroom train forecaster'.",
      valueName: "weights"),
    transform: { ForecasterWeights($0) })
  var weights = ForecasterWeights.shipped
}

/// The weights that decisions about sizes start with.
struct DecisionWeightsOption: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Initial weights of decisions: a file of 'headroom train decision' (default: the shipped weights).",
      valueName: "file"))
  var decisionWeights: String?
}

/// Where a result goes.
struct OutputOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("Write to this file; it appears complete or not at all.", valueName: "file"))
  var output: String?

  @Flag(help: "Replace the output file if it exists.")
  var force = false

  /// How a report is written: for the terminal that shows it, else for a file or a pipe.
  var reportOptions: ReportOptions {
    output == nil ? Terminal.standardOutput.reportOptions : ReportOptions()
  }

  /// Whether the result appears on a terminal.
  var isShown: Bool { output == nil && Console.isTerminal }

  /// Puts what `write` hands to its sink where it was asked for.
  func deliver(_ write: ((_ bytes: [UInt8]) throws -> Void) throws -> Void) throws {
    guard let output else { return try write { try Console.write($0) } }
    try Self.file(output, replacing: force, write)
  }

  /// Writes one file, whole or not at all.
  static func file(
    _ path: String, replacing: Bool, _ write: ((_ bytes: [UInt8]) throws -> Void) throws -> Void
  ) throws {
    var file = try OutputFile(at: path, replacing: replacing)
    do {
      try write { try file.append($0) }
      try file.finish()
    } catch {
      file.abandon()
      throw error
    }
    Console.note("wrote \(path)")
  }
}

/// Reads values of options; what is wrong with one is a usage error.
enum Arguments {
  /// A time.
  static func time(_ text: String) throws -> Timestamp {
    guard let time = Timestamp(parsing: text) else {
      throw ValidationError("'\(text)' is not a time; write 2026-05-01T00:00:00Z or epoch seconds")
    }
    return time
  }

  /// A duration.
  static func duration(_ text: String) throws -> Duration {
    guard let duration = Duration(parsing: text) else {
      throw ValidationError("'\(text)' is not a duration; write 5m, 1h, 1d, 13w, 1q or 2y")
    }
    return duration
  }

  /// A memory size above zero.
  static func size(_ text: String) throws -> ByteCount {
    guard let size = ByteCount(parsing: text), size > .zero else {
      throw ValidationError("'\(text)' is not a size; write 512MiB or 4GiB")
    }
    return size
  }

  /// A probability strictly between 0 and 1.
  static func probability(_ text: String) throws -> Double {
    guard let value = Double(text), value > 0, value < 1 else {
      throw ValidationError("'\(text)' is not a probability between 0 and 1")
    }
    return value
  }

  /// What stands between commas, at least one thing.
  static func list(_ text: String) throws -> [String] {
    let parts = text.split(separator: ",").map(String.init)
    guard !parts.isEmpty else { throw ValidationError("'\(text)' names nothing") }
    return parts
  }

  /// Numbers separated by commas.
  static func numbers<Number: LosslessStringConvertible>(
    _ text: String, _ type: Number.Type
  ) throws -> [Number] {
    try list(text).map {
      guard let number = Number($0) else {
        throw ValidationError("'\($0)' in '\(text)' is not a number")
      }
      return number
    }
  }
}

extension Aggregation: ExpressibleByArgument {}
extension HierarchyLevel: ExpressibleByArgument {}
