import HeadroomBasics

/// Edges that turn features into a few dozen bins, so that the best split of a node is found in histograms.
///
/// Source: Ke et al. (2017), "LightGBM", NIPS 30.
package struct FeatureBins: Sendable {
  /// Bins of each feature; bin 0 holds what is not known.
  static let count = 64

  /// Features of a row.
  let width: Int
  /// Ascending edges of each feature, filled up with at least two infinities, shape `[width × count]`.
  package let edges: [Float]
  /// Values that the edges of a feature are read off.
  private static let sample = 4096

  /// Cuts each feature of `rows` into bins of about equally many rows.
  ///
  /// - Parameter rows: Shape `[n × width]`; NaN where a feature is not known.
  package init(_ rows: [Float], width: Int) {
    let count = rows.count / max(width, 1)
    let step = max(1, count / Self.sample)
    let edges = ParallelLoop.threads.map(width) { feature -> [Float] in
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
    self.init(edges: edges, width: width)
  }

  /// Bins of given edges, shape `[width × count]`, as `edges` has them.
  init(edges: [Float], width: Int) {
    precondition(
      edges.count == width * Self.count
        && (0..<width).allSatisfy { edges[($0 + 1) * Self.count - 2] == .infinity },
      "\(edges.count) edges of \(width) features, the last two of each infinite")
    (self.edges, self.width) = (edges, width)
  }

  /// The bins of one row of features.
  @inline(__always)
  private func write(
    _ row: UnsafePointer<Float>, _ edges: UnsafePointer<Float>,
    to output: UnsafeMutablePointer<UInt8>
  ) {
    for feature in 0..<width {
      output[feature] = Self.bin(row[feature], edges + feature * Self.count)
    }
  }

  /// The bins of many rows, shape `[n × width]`.
  package func bins(_ rows: [Float]) -> [UInt8] {
    guard width > 0 else { return [] }
    let (count, block) = (rows.count / width, Self.block)
    let parts = ParallelLoop.threads.map((count + block - 1) / block) { part in
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
        edges.withUnsafeBufferPointer { edges in
          guard let source = rows.baseAddress, let sink = output.baseAddress,
            let edges = edges.baseAddress
          else { return }
          for first in stride(from: 0, to: rows.count, by: width) {
            write(source + first, edges, to: sink + first)
          }
        }
      }
    }
  }

  /// 1 more than the number of edges below `value`, found by halving a power of two of them; the last two edges are
  /// infinite, so that no bin lies beyond the last.
  @inline(__always)
  private static func bin(_ value: Float, _ edges: UnsafePointer<Float>) -> UInt8 {
    var below = 0
    var half = count / 2
    while half > 0 {
      // Written without a branch: a processor cannot guess the answers.
      below += edges[below + half - 1] < value ? half : 0
      half /= 2
    }
    return value.isNaN ? 0 : UInt8(truncatingIfNeeded: below + 1)
  }
}
