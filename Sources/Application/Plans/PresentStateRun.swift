public import CapacityModel
public import HeadroomBasics
public import Lifecycle
public import SeriesStorage

/// Reads the present sizes and demand of a plan's entities from a store.
public enum PresentStateRun {
  /// Reads demand since the plan's origin and the last sizes.
  ///
  /// - Parameters:
  ///   - plan: The plan.
  ///   - store: Where the samples are.
  ///   - now: Later samples are hidden; just after the last sample when absent.
  ///   - inventory: Entities and hosts as they are now.
  /// - Throws: `ApplicationError.noSamples`, `StorageError`.
  public static func read(
    for plan: ResizePlan, from store: SeriesStore, now: Timestamp?, inventory: Inventory? = nil
  ) throws -> PresentState {
    let stored = try store.past(before: nil, remedy: "name the plan's store with --store")
    let asOf = now ?? max(stored.end, plan.now)
    guard asOf >= plan.now else {
      throw ApplicationError.badRequest(
        problem: "\(asOf) is before the plan's origin, \(plan.now)", remedy: "give a later --now")
    }
    let before = try DemandSnapshot(
      from: store, try store.trustedPast(before: plan.now), step: .days(1))
    var entities: [EntityID: PresentState.Entity] = [:]
    for history in before.histories {
      entities[history.entity] = PresentState.Entity(
        sizes: history.configured.map { [.configured: $0] } ?? [:])
    }
    if asOf > plan.now {
      try store.forEach(
        metrics: [.used, .configured, .guestTotal, .assigned, .limit],
        range: TimeRange(start: plan.now, end: asOf), transform: Self.state(of:)
      ) { entity, state in
        entities[entity] = state.merged(over: entities[entity])
      }
    }
    return PresentState(
      entities: entities, asOf: asOf, samplesBefore: before.samples, inventory: inventory)
  }

  private static func state(of block: SampleBlock) -> (EntityID, PresentState.Entity) {
    var state = PresentState.Entity()
    state.lastSample = block.timestamps.last.map { Timestamp(milliseconds: $0) }
    for metric in [MemoryMetric.configured, .guestTotal, .assigned, .limit] {
      let known = block.values[metric]?.last { $0 != SampleBatch.missing && $0 > 0 }
      state.sizes[metric] = known.map(ByteCount.init)
    }
    let used = block.values[.used]?.filter { $0 != SampleBatch.missing }.max()
    state.demand = used.map(ByteCount.init)
    return (block.entity, state)
  }
}

extension PresentState.Entity {
  /// The state with sizes of before where none was sampled since.
  fileprivate func merged(over earlier: Self?) -> Self {
    var state = self
    for (metric, size) in earlier?.sizes ?? [:] where state.sizes[metric] == nil {
      state.sizes[metric] = size
    }
    return state
  }
}
