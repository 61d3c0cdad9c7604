/// Mean absolute errors of the members over one part of the horizon, at earlier origins.
struct MemberErrors: Sendable {
  let memberCount: Int
  private let origins: RollingOrigins
  /// The number of series.
  let rowCount: Int
  /// Shape `[rows × origins × members]`; meaningful where `judged`.
  private var values: [Double]
  /// Where each series could be judged.
  private var judged: [OriginSet]

  /// Compares the paths with what followed.
  ///
  /// - Parameters:
  ///   - forecasts: Paths in the series' units.
  ///   - steps: The part of the horizon.
  init(
    _ forecasts: MemberForecasts, panel: PreparedPanel, origins: RollingOrigins, steps: Range<Int>
  ) {
    memberCount = forecasts.names.count
    self.origins = origins
    rowCount = forecasts.rows.count
    values = Array(repeating: 0, count: forecasts.rows.count * origins.ends.count * memberCount)
    judged = Array(repeating: OriginSet(), count: forecasts.rows.count)
    for row in forecasts.rows {
      for origin in 0..<originCount {
        guard panel.canJudge(row, at: origins.ends[origin], needed: origins.needed) else {
          continue
        }
        judge(forecasts, panel, row, origin, steps)
      }
    }
  }

  private var originCount: Int { origins.ends.count }

  /// The origins whose errors may weigh the members for row number `row`: all where it was judged, or, for a combination
  /// that is itself judged at origin `past`, those that do not know what follows that one.
  func origins(row: Int, for past: Int?) -> OriginSet {
    past.map { origins.independent(of: $0, among: judged[row]) } ?? judged[row]
  }

  /// The mean errors of the members for row number `row` at some origins where it was judged; `nil` for none.
  func means(row: Int, at origins: OriginSet) -> [Double]? {
    let count = origins.count
    guard count > 0 else { return nil }
    var sums = Array(repeating: 0.0, count: memberCount)
    for origin in 0..<originCount where origins.contains(origin) {
      let first = (row * originCount + origin) * memberCount
      for member in sums.indices { sums[member] += values[first + member] }
    }
    for member in sums.indices { sums[member] /= Double(count) }
    return sums
  }

  /// Σ |a − b|, several steps side by side.
  private static func distance(
    _ a: UnsafeBufferPointer<Float>, _ b: UnsafeBufferPointer<Float>
  ) -> Double {
    typealias Lane = SIMD16<Float>
    guard let left = UnsafeRawPointer(a.baseAddress), let right = UnsafeRawPointer(b.baseAddress)
    else { return 0 }
    var sums = Lane.zero
    let whole = a.count / Lane.scalarCount * Lane.scalarCount
    for step in stride(from: 0, to: whole, by: Lane.scalarCount) {
      let place = step * MemoryLayout<Float>.stride
      sums +=
        (left.loadUnaligned(fromByteOffset: place, as: Lane.self)
        - right.loadUnaligned(fromByteOffset: place, as: Lane.self)).magnitudes
    }
    return Double((whole..<a.count).reduce(sums.sum()) { $0 + abs(a[$1] - b[$1]) })
  }

  private mutating func judge(
    _ forecasts: MemberForecasts, _ panel: PreparedPanel, _ row: Int, _ origin: Int,
    _ steps: Range<Int>
  ) {
    let known = steps.clamped(to: 0..<origins.steps[origin])
    let first = row * panel.length + origins.ends[origin]
    let seen = known.filter { panel.observed[first + $0] }
    guard !seen.isEmpty else { return }
    let local = row - forecasts.rows.lowerBound
    judged[local].insert(origin)
    let isWhole = seen.count == known.count
    // The paths are in single precision, too.
    let truth = seen.map { Float(panel.natural[first + $0]) }
    truth.withUnsafeBufferPointer { truth in
      forecasts.paths.withUnsafeBufferPointer { paths in
        for member in 0..<memberCount {
          let path = forecasts.offset(member, origin, row)
          var sum = 0.0
          if isWhole {
            let range = (path + known.lowerBound)..<(path + known.upperBound)
            sum = Self.distance(UnsafeBufferPointer(rebasing: paths[range]), truth)
          } else {
            for (place, step) in seen.enumerated() {
              sum += Double(abs(paths[path + step] - truth[place]))
            }
          }
          values[(local * originCount + origin) * memberCount + member] = sum / Double(seen.count)
        }
      }
    }
  }
}

extension PreparedPanel {
  /// Whether a forecast of `series` from what was seen after `end` steps can be held against what followed.
  ///
  /// An origin inside a gap cannot: the filled values before it were made from the ones after it.
  func canJudge(_ series: Int, at end: Int, needed: Int) -> Bool {
    end - start[series] >= needed && observed[series * length + end - 1]
      && 2 * seen(series, start[series]..<end) >= end - start[series]
  }
}
