public import CapacityModel
internal import HeadroomBasics
internal import LinearAlgebra

/// Forecasts of parts that add up to those of sums, and the joint futures of the parts.
public struct ReconciledForecast: Sendable {
  /// The forecast of every series still running.
  public private(set) var parts: ForecastPanel
  /// What the sums' own forecasts say, before they were made to add up.
  public let sums: ForecastPanel
  /// The shrinkage of the covariance that made them add up; `nil` where they were not, or by structure alone.
  public private(set) var shrinkage: Double?
  /// The hierarchy asked about.
  public let hierarchy: Hierarchy
  /// Columns of the hierarchy that still run, in the order of `parts`.
  public let active: [Int]
  let request: ForecastRequest
  let seed: UInt64
  private let isNonNegative: Bool
  private let ranks: JointRanks
  private let record: BacktestPaths

  /// Parts whose futures are drawn side by side.
  private static let batch = 16

  init(
    parts: ForecastPanel, record: BacktestPaths, sums: ForecastPanel, request: ForecastRequest,
    hierarchy: Hierarchy, active: [Int], isNonNegative: Bool, seed: UInt64
  ) {
    (self.parts, self.record, self.sums, self.request) = (parts, record, sums, request)
    (self.hierarchy, self.active, self.isNonNegative) = (hierarchy, active, isNonNegative)
    self.seed = seed
    ranks = JointRanks(record, seed: seed)
  }

  /// Whether past errors tell how the series go together; without, sums are as wide as if all went together.
  public var isMeasured: Bool { ranks.isMeasured }

  /// Joint futures drawn.
  var pathCount: Int { ranks.count }

  /// Joint futures of one node, a series of its own.
  public func paths(of node: HierarchyNode) -> JointPaths {
    var joint = JointPaths(
      entities: [EntityID(node.name)], calendar: parts.calendar, pathCount: ranks.count)
    let columns = columns(of: node)
    let batches = (columns.count + Self.batch - 1) / Self.batch
    let group = 8
    for first in stride(from: 0, to: batches, by: group) {
      let sums = ParallelLoop.threads.map(min(group, batches - first)) { place -> [Double] in
        let start = (first + place) * Self.batch
        var sum = Array(repeating: 0.0, count: parts.horizon * ranks.count)
        for column in columns[start..<min(start + Self.batch, columns.count)] {
          addPaths(of: column, to: &sum)
        }
        return sum
      }
      for sum in sums { joint.add(sum, to: 0) }
    }
    return joint
  }

  /// The expected demand of one node at each step, shape `[h]`.
  public func mean(of node: HierarchyNode) -> [Double] {
    let columns = columns(of: node)
    return (0..<parts.horizon).map { step in
      columns.reduce(0) { $0 + parts.mean[step * parts.seriesCount + $1] }
    }
  }

  /// Joint futures of the part in column `column` of `parts`, shape `[h × S]`.
  func addPaths(of column: Int, to sum: inout [Double]) {
    let (levels, period) = ranks.levels(column)
    let (n, count) = (parts.seriesCount, ranks.count)
    for step in 0..<parts.horizon {
      let curve = QuantileCurve(
        levels: parts.levels, values: parts.quantiles.map { $0[step * n + column] })
      let place = (step % period) * count
      for path in 0..<count {
        sum[step * count + path] += natural(curve.value(at: levels[place + path]))
      }
    }
  }

  /// Moves the parts so that sums and parts add up.
  mutating func reconcile(
    _ sums: ForecastPanel, record sumRecord: BacktestPaths
  ) throws(LinearAlgebraError) {
    let places = Dictionary(uniqueKeysWithValues: active.enumerated().map { ($0.1, $0.0) })
    let members = hierarchy.nodes.map { $0.members.compactMap { places[$0] } }
    let covariance = try ErrorSamples(sums: sumRecord, parts: record).matrix().map {
      ShrinkageCovariance($0)
    }
    shrinkage = covariance?.lambda
    let trace = try TraceReconciliation(
      members: members, parts: parts.seriesCount, covariance: covariance)
    let changes = try trace.changes(
      sumForecasts: Matrix(rows: sums.horizon, columns: sums.seriesCount, elements: sums.mean),
      partForecasts: Matrix(rows: parts.horizon, columns: parts.seriesCount, elements: parts.mean))
    for index in parts.mean.indices {
      let change = changes.elements[index]
      parts.mean[index] = natural(parts.mean[index] + change)
      for level in parts.quantiles.indices {
        parts.quantiles[level][index] = natural(parts.quantiles[level][index] + change)
      }
    }
    movePeaks(changes.elements)
  }

  /// A peak moves as its part does where that is largest; it never falls from one step to the next.
  private mutating func movePeaks(_ changes: [Double]) {
    for level in parts.peakQuantiles.indices {
      for series in 0..<parts.seriesCount {
        var largest = -Double.infinity
        for step in 0..<parts.horizon {
          let index = step * parts.seriesCount + series
          largest = max(largest, natural(parts.peakQuantiles[level][index] + changes[index]))
          parts.peakQuantiles[level][index] = largest
        }
      }
    }
  }

  private func columns(of node: HierarchyNode) -> [Int] {
    let held = Set(node.members)
    return active.indices.filter { held.contains(active[$0]) }
  }

  private func natural(_ value: Double) -> Double { isNonNegative ? max(0, value) : value }
}
