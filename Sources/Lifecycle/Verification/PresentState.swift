public import CapacityModel
public import HeadroomBasics

/// What is known of the entities of a plan at a later time: to tell a stale plan, and whether a change has landed.
public struct PresentState: Sendable, Hashable {
  /// What was sampled of one entity since the plan was made.
  public struct Entity: Sendable, Hashable {
    /// The last size of each kind seen, bytes.
    public var sizes: [MemoryMetric: ByteCount]
    /// The largest demand since the plan's origin; `nil` where none was sampled.
    public var demand: ByteCount?
    /// The last sample since the plan's origin; `nil` where there is none.
    public var lastSample: Timestamp?

    /// Creates a state.
    public init(
      sizes: [MemoryMetric: ByteCount] = [:], demand: ByteCount? = nil,
      lastSample: Timestamp? = nil
    ) {
      (self.sizes, self.demand, self.lastSample) = (sizes, demand, lastSample)
    }
  }

  /// One state for each entity that was sampled.
  public var entities: [EntityID: Entity]
  /// The instant up to which samples were looked at.
  public var asOf: Timestamp
  /// Samples of demand up to the plan's origin, as they are known now.
  public var samplesBefore: Int
  /// What is known now of entities; `nil` where no inventory was given.
  public var inventory: Inventory?

  /// Creates a state.
  public init(
    entities: [EntityID: Entity], asOf: Timestamp, samplesBefore: Int, inventory: Inventory? = nil
  ) {
    (self.entities, self.asOf) = (entities, asOf)
    (self.samplesBefore, self.inventory) = (samplesBefore, inventory)
  }
}

extension PresentState {
  /// Refuses a plan whose data, sizes or inventory are no longer what it was made from.
  ///
  /// - Throws: `PlanLifeError.stale`.
  public func refuseStale(_ plan: ResizePlan) throws(PlanLifeError) {
    let changes = changes(since: plan, end: plan.end)
    guard changes.isEmpty else { throw .stale(plan: plan.id, changes: changes) }
  }

  /// What is no longer as the plan found it, one sentence each; empty for a plan that may be acted on.
  ///
  /// - Parameter end: The end of the plan's horizon, where it is known.
  public func changes(since plan: ResizePlan, end: Timestamp?) -> [String] {
    var found: [String] = []
    if samplesBefore != plan.data.samples {
      found.append(
        "the samples it was made from are \(samplesBefore), not \(plan.data.samples)")
    }
    if let end, asOf >= end { found.append("its horizon ended on \(end.dateText)") }
    let entries = inventory?.byEntity ?? [:]
    for item in plan.items where item.action.changesSize {
      found += changes(of: item)
      if inventory != nil { found += changes(of: item, entry: entries[item.entity]) }
    }
    return found + hostChanges(since: plan)
  }

  private func hostChanges(since plan: ResizePlan) -> [String] {
    // An inventory without hosts, as a table of entities is, says nothing of them.
    guard let hosts = inventory?.hosts, !hosts.isEmpty else { return [] }
    let known = Dictionary(hosts.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    return plan.hosts.compactMap { summary in
      let planned = summary.described
      guard let host = known[planned.name] else {
        return "host '\(planned.name)' is no longer in the inventory"
      }
      if host.memory != planned.memory {
        return "host '\(host.name)' has \(PlanText.gibibytes(host.memory)), not "
          + PlanText.gibibytes(planned.memory)
      }
      // Plans of earlier versions do not tell what they allowed.
      guard summary.peakBasis != nil, host.configurable != planned.configurable else { return nil }
      return "host '\(host.name)' allows \(PlanText.gibibytes(host.configurable)) configured, not "
        + PlanText.gibibytes(planned.configurable)
    }
  }

  private func changes(of item: PlanItem) -> [String] {
    guard let now = entities[item.entity] else { return ["'\(item.entity)' is not in the store"] }
    var found: [String] = []
    if let planned = item.current.configured, let size = now.sizes[.configured], size != planned {
      found.append(
        "'\(item.entity)' has \(PlanText.gibibytes(size)) and not \(PlanText.gibibytes(planned))")
    }
    if let size = item.proposed.configured, let demand = now.demand, demand > size {
      found.append(
        "'\(item.entity)' needed \(PlanText.gibibytes(demand)), more than the proposed "
          + PlanText.gibibytes(size))
    }
    return found
  }

  private func changes(of item: PlanItem, entry: Inventory.Entity?) -> [String] {
    guard let entry else {
      return item.host == nil && item.platform == nil
        ? [] : ["'\(item.entity)' is no longer in the inventory"]
    }
    let name = item.entity
    var found: [String] = []
    if entry.host != item.host {
      found.append("'\(name)' runs on \(entry.host ?? "no host"), not \(item.host ?? "none")")
    }
    if entry.tier ?? .standard != item.tier {
      found.append("'\(name)' is of tier \((entry.tier ?? .standard).rawValue)")
    }
    if entry.platform != item.platform {
      found.append("'\(name)' is on platform \(entry.platform ?? "unknown")")
    }
    if let size = item.proposed.configured, let least = entry.minimumSize, size < least {
      found.append("'\(name)' may not be smaller than \(PlanText.gibibytes(least))")
    }
    if let size = item.proposed.configured, let most = entry.maximumSize, size > most {
      found.append("'\(name)' may not be larger than \(PlanText.gibibytes(most))")
    }
    return found
  }
}
