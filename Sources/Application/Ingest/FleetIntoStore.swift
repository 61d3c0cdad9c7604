internal import CapacityModel
public import FleetGenerator
public import HeadroomBasics
public import SeriesStorage

/// Makes a fleet's samples straight into a store, without files between; a bounded number of VMs is held at a time.
public struct FleetIntoStore: Sendable {
  /// Samples (two a VM and instant) in one transaction, so that neither memory nor the log grows with the fleet.
  private static let samplesAtOnce = 20_000_000

  private let generator: FleetGenerator

  /// Creates a run; nothing is made yet.
  public init(recipe: FleetRecipe) { generator = FleetGenerator(recipe: recipe) }

  /// Stores all VMs in groups, one transaction a group. Running again stores the groups that are missing.
  ///
  /// - Parameters:
  ///   - store: Where to.
  ///   - now: When, for the record.
  ///   - progress: Takes the number of VMs that are stored so far.
  /// - Returns: The sums over all groups.
  /// - Throws: `StorageError`; groups that were reported stay.
  public func run(
    into store: SeriesStore, now: Timestamp, progress: (Int) -> Void
  ) throws -> IngestSummary {
    let recipe = generator.recipe
    let rows = recipe.days * 86_400 / recipe.stepSeconds
    let group = max(1, Self.samplesAtOnce / (2 * rows))
    var total = IngestSummary()
    var first = 0
    while first < recipe.vms {
      let next = min(recipe.vms, first + group)
      let part = try store.ingest(
        source: "generated fleet, seed \(recipe.seed), VMs \(first + 1) to \(next)",
        proxyNote: nil, now: now
      ) { transaction in try append(first..<next, to: transaction) }
      total.add(part)
      progress(next)
      first = next
    }
    return total
  }

  /// Makes VMs on all cores, a few at a time, and hands them over in their order.
  private func append(_ vms: Range<Int>, to transaction: IngestTransaction) throws {
    let width = 16
    var first = vms.lowerBound
    while first < vms.upperBound {
      let begin = first
      let made = ParallelLoop.threads.map(min(width, vms.upperBound - begin)) { place in
        generator.entity(begin + place).samples
      }
      for block in made { try transaction.append(SampleBatch(block)) }
      first += width
    }
  }
}

extension SampleBatch {
  /// One entity's rows.
  fileprivate init(_ block: SampleBlock) {
    let metrics = block.values.keys.sorted { $0.code < $1.code }
    self.init(
      entities: [block.entity],
      entityIndex: [UInt32](repeating: 0, count: block.timestamps.count),
      timestamps: block.timestamps,
      columns: metrics.map { Column(metric: $0, values: block.values[$0] ?? []) })
  }
}

extension IngestSummary {
  fileprivate mutating func add(_ other: IngestSummary) {
    rows += other.rows
    samplesStored += other.samplesStored
    newEntities += other.newEntities
    duplicatesEqual += other.duplicatesEqual
    duplicatesUnequal += other.duplicatesUnequal
    lateSamples += other.lateSamples
  }
}
