/// Mean absolute errors of the members over one part of the horizon, at earlier origins.
struct MemberErrors: Sendable {
  let memberCount: Int
  let originCount: Int
  /// Series.
  let rowCount: Int
  /// Shape `[rows × origins × members]`; meaningful where `judged`.
  private(set) var values: [Double]
  /// Whether a series could be judged at an origin, shape `[rows × origins]`.
  private(set) var judged: [Bool]

  /// Compares the paths with what followed.
  ///
  /// - Parameters:
  ///   - forecasts: Paths in the series' units.
  ///   - steps: The part of the horizon.
  init(
    _ forecasts: MemberForecasts, panel: PreparedPanel, origins: RollingOrigins, steps: Range<Int>
  ) {
    memberCount = forecasts.names.count
    originCount = origins.ends.count
    rowCount = forecasts.rows.count
    values = Array(repeating: 0, count: forecasts.rows.count * originCount * memberCount)
    judged = Array(repeating: false, count: forecasts.rows.count * originCount)
    for row in forecasts.rows {
      for origin in 0..<originCount {
        guard panel.canJudge(row, at: origins.ends[origin], needed: origins.needed) else {
          continue
        }
        judge(forecasts, panel, row, origin, origins, steps)
      }
    }
  }

  /// The mean errors of the members for row number `row` over the origins judged, without origin `excluded`; `nil` where
  /// there is none.
  func means(row: Int, without excluded: Int?) -> [Double]? {
    let count = count(row: row, without: excluded)
    guard count > 0 else { return nil }
    var sums = Array(repeating: 0.0, count: memberCount)
    for origin in 0..<originCount where origin != excluded && judged[row * originCount + origin] {
      let first = (row * originCount + origin) * memberCount
      for member in sums.indices { sums[member] += values[first + member] }
    }
    for member in sums.indices { sums[member] /= Double(count) }
    return sums
  }

  /// Origins at which row number `row` was judged, without origin `excluded`.
  func count(row: Int, without excluded: Int?) -> Int {
    (0..<originCount).count { $0 != excluded && judged[row * originCount + $0] }
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
    _ origins: RollingOrigins, _ steps: Range<Int>
  ) {
    let known = steps.clamped(to: 0..<origins.steps[origin])
    let first = row * panel.length + origins.ends[origin]
    let seen = known.filter { panel.observed[first + $0] }
    guard !seen.isEmpty else { return }
    let local = row - forecasts.rows.lowerBound
    judged[local * originCount + origin] = true
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
