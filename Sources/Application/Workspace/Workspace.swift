public import CapacityModel
internal import Demand
internal import Evaluation
internal import Forecasting
public import HeadroomBasics
public import SeriesStorage
internal import Sizing

/// A store, the origin and the inventory that use cases work on.
///
/// The store is opened once, when it is first needed, and demand and forecasts are made once and kept. A workspace is for one
/// thread; what its use cases compute runs on all cores.
public final class Workspace {
  /// The store's file.
  public let path: String
  /// The origin that was asked for: later samples are hidden; just after the last sample when absent.
  public let now: Timestamp?
  /// Entities and hosts.
  public let inventory: Inventory
  /// What memory and power cost.
  public let prices: MemoryPrices
  /// Takes sentences that a person should read and that belong to no output.
  public var warn: (String) -> Void = { _ in }
  private let key: StoreKey?

  private var opened: SeriesStore?
  private var known: TrustedRange?
  private var snapshots: [Duration: DemandSnapshot] = [:]
  private var forecasts: [RecordedForecast.Subject: RecordedForecast] = [:]
  private var learnt: [LearningKey: DecisionLearning] = [:]
  private var given: DecisionLearning?
  private var trusted: [TrustedDoubt] = []

  /// Creates a workspace; nothing is opened yet.
  ///
  /// - Parameters:
  ///   - path: The store's file.
  ///   - key: The store's key, where it is encrypted.
  ///   - now: The origin; just after the last sample when absent.
  ///   - inventory: Entities and hosts.
  ///   - prices: What memory and power cost; what is absent is not stated in money.
  public init(
    store path: String, key: StoreKey? = nil, now: Timestamp? = nil, inventory: Inventory = .empty,
    prices: MemoryPrices = MemoryPrices()
  ) {
    self.path = path
    self.key = key
    self.now = now
    self.inventory = inventory
    self.prices = prices
  }

  /// The name of the store's file, without its folder.
  public var name: String { Self.baseName(of: path) }

  /// The store, for reading.
  ///
  /// - Throws: `StorageError`.
  public var store: SeriesStore {
    get throws {
      if let opened { return opened }
      let store = try SeriesStore.open(
        at: path, mode: .read, settings: StoreSettings(key: key))
      opened = store
      return store
    }
  }

  /// From the first sample to the origin, read once: samples that come later do not move the origin.
  ///
  /// - Parameter remedy: What to do where there is no sample; a default text when absent.
  /// - Throws: `ApplicationError.noSamples`, `StorageError`.
  public func past(remedy: String? = nil) throws -> TimeRange {
    try trustedPast(remedy: remedy).range
  }

  private func trustedPast(remedy: String? = nil) throws -> TrustedRange {
    if let known { return known }
    let trusted = try store.trustedPast(before: now, remedy: remedy)
    known = trusted
    return trusted
  }

  /// Demand up to the origin on a calendar of `step`, read once.
  ///
  /// - Throws: `ApplicationError.noSamples`, `StorageError`.
  public func demand(every step: Duration) throws -> DemandSnapshot {
    if let known = snapshots[step] { return known }
    let snapshot = try DemandSnapshot(
      from: try store, try trustedPast(), step: step, trusting: trusted)
    snapshots[step] = snapshot
    return snapshot
  }

  /// Takes down doubts that a person overrules, before demand is read; a word about an entity that is not there is warned of.
  ///
  /// - Throws: `StorageError`.
  public func trust(_ words: [TrustedDoubt]) throws {
    guard words != trusted else { return }
    trusted = words
    snapshots = [:]
    let entities = try store.spans().map(\.entity)
    for word in words where !entities.contains(where: word.covers) {
      warn(
        "trust: no entity of \(name) is called '\(word.entity)'; its word on '\(word.kind.rawValue)' changes nothing"
      )
    }
  }

  /// How far the samples of every entity can be believed at the origin, by name.
  ///
  /// - Throws: `ApplicationError.noSamples`, `StorageError`.
  func standings() throws -> [EntityID: SeriesStanding] {
    let demand = try demand(every: PlanRun.step)
    return Dictionary(
      demand.histories.map { ($0.entity, SeriesStanding(of: $0, now: demand.now)) },
      uniquingKeysWith: { first, _ in first })
  }

  /// Entities from whose samples nothing should be learnt; none where all are doubted.
  ///
  /// - Throws: `ApplicationError.noSamples`, `StorageError`.
  func doubted() throws -> Set<EntityID> {
    let standings = try standings()
    let doubted = standings.values.filter(\.isDoubted).map(\.entity)
    return doubted.count == standings.count ? [] : Set(doubted)
  }

  /// The present size of every entity that has one.
  ///
  /// - Throws: `ApplicationError.noSamples`, `StorageError`.
  func sizes(every step: Duration) throws -> [EntityID: ByteCount] {
    let known = try demand(every: step).histories.compactMap { history in
      history.configured.map { (history.entity, $0) }
    }
    return Dictionary(known, uniquingKeysWith: { first, _ in first })
  }

  /// The forecasts of one panel, made once for all requests.
  ///
  /// - Parameters:
  ///   - panel: The series to forecast; one panel a step and horizon.
  ///   - request: The request for single series.
  ///   - sums: The requests for sums of them.
  func forecast(
    _ panel: Panel, request: ForecastRequest, sums: [ForecastRequest], weights: ForecasterWeights
  ) throws -> RecordedForecast {
    let subject = RecordedForecast.Subject(
      calendar: panel.calendar, entities: panel.entities, request: request, weights: weights)
    if let known = forecasts[subject], known.answers(sums) { return known }
    let forecast = try RecordedForecast(
      panel, request: request, sums: sums, forecaster: try weights.pooledRidge(),
      doubting: try doubted())
    forecasts[subject] = forecast
    return forecast
  }

  /// What decisions learn from the fleet's history, learnt once; cached beside the store for the next command, unless the
  /// store is encrypted.
  ///
  /// - Parameter origin: Steps seen.
  /// - Throws: `LinearAlgebraError`.
  func learning(
    of fleet: DecisionFleet, at origin: Int, weights: DecisionWeights, judgesPolicies: Bool
  ) throws -> DecisionLearning {
    if let given { return given }
    let subject = LearningKey(
      fleet, at: origin, weights: weights, judgesPolicies: judgesPolicies,
      program: LearningFile.program)
    let file = key == nil ? LearningFile(beside: path, warn: warn) : nil
    if let known = learnt[subject] ?? file?.learning(of: subject) {
      learnt[subject] = known
      return known
    }
    let learning = try DecisionLearning(
      fleet, at: origin, weights: weights, judgesPolicies: judgesPolicies, loop: .threads)
    learnt[subject] = learning
    file?.keep(learning, of: subject)
    return learning
  }

  /// The same store and inventory as of another origin.
  ///
  /// - Parameter learning: What the fleet's past taught there; it is neither learnt again nor kept beside the store, so
  ///   that past origins do not displace what the next plan needs.
  func at(_ origin: Timestamp, knowing learning: DecisionLearning) -> Workspace {
    let workspace = Workspace(
      store: path, key: key, now: origin, inventory: inventory, prices: prices)
    (workspace.opened, workspace.given, workspace.warn) = (opened, learning, warn)
    workspace.trusted = trusted
    return workspace
  }

  /// The last part of a path.
  static func baseName(of path: String) -> String {
    path.split(separator: "/").last.map(String.init) ?? path
  }
}
