/// Edges that turn features into a few dozen bins, so that the best split of a node is found in histograms.
///
/// Source: Ke et al. (2017), "LightGBM", NIPS 30.
package struct FeatureBins: Sendable {
  /// Bins of each feature; bin 0 holds what is not known.
  static let count = 64

  /// Features of a row.
  let width: Int
  /// Ascending edges of each feature, filled up with infinity, shape `[width × count]`.
  private let edges: [Float]

  /// Values that the edges of a feature are read off.
  private static let sample = 4096

  /// Cuts each feature of `rows` into bins of about equally many rows.
  ///
  /// - Parameter rows: Shape `[n × width]`; NaN where a feature is not known.
  package init(_ rows: [Float], width: Int) {
    self.width = width
    let count = rows.count / max(width, 1)
    let step = max(1, count / Self.sample)
    edges = AllCores.map(width) { feature -> [Float] in
      let known = stride(from: 0, to: count, by: step).map { rows[$0 * width + feature] }
        .filter { !$0.isNaN }.sorted()
      var edges: [Float] = []
      guard known.count > 1 else {
        return Array(repeating: .infinity, count: Self.count)
      }
      for part in 1..<(Self.count - 1) {
        let edge = known[known.count * part / (Self.count - 1)]
        if edge > edges.last ?? -.infinity { edges.append(edge) }
      }
      return edges + Array(repeating: .infinity, count: Self.count - edges.count)
    }.flatMap { $0 }
  }

  /// The bins of one row of features.
  func write(_ row: UnsafePointer<Float>, to output: UnsafeMutablePointer<UInt8>) {
    for feature in 0..<width { output[feature] = bin(row[feature], feature) }
  }

  /// The bins of many rows, shape `[n × width]`.
  package func bins(_ rows: [Float]) -> [UInt8] {
    guard width > 0 else { return [] }
    let (count, block) = (rows.count / width, Self.block)
    let parts = AllCores.map((count + block - 1) / block) { part in
      binned(rows[(part * block * width)..<(min((part + 1) * block, count) * width)])
    }
    return parts.count == 1 ? parts[0] : parts.flatMap { $0 }
  }

  /// Rows that one core works on at a time.
  private static let block = 1024

  private func binned(_ rows: ArraySlice<Float>) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: rows.count) { output, filled in
      filled = rows.count
      rows.withUnsafeBufferPointer { rows in
        guard let source = rows.baseAddress, let sink = output.baseAddress else { return }
        for first in stride(from: 0, to: rows.count, by: width) {
          write(source + first, to: sink + first)
        }
      }
    }
  }

  /// 1 more than the number of edges below `value`, by halving without a branch.
  private func bin(_ value: Float, _ feature: Int) -> UInt8 {
    guard !value.isNaN else { return 0 }
    let first = feature * Self.count
    var (place, step) = (0, Self.count / 2)
    while step > 0 {
      place += edges[first + place + step - 1] < value ? step : 0
      step /= 2
    }
    return UInt8(place + 1)
  }
}
