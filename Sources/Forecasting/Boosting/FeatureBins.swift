/// Edges that turn features into a few dozen bins, so that the best split of a node is found in histograms.
///
/// Source: Ke et al. (2017), "LightGBM", NIPS 30.
package struct FeatureBins: Sendable {
  /// Bins of each feature; bin 0 holds what is not known.
  static let count = 64

  /// Features of a row.
  let width: Int
  /// Ascending edges of each feature, filled up with infinity, shape `[width × count]`.
  let edges: [Float]
  /// For each feature and cell the number of edges below all of the cell, shape `[width × cells]`.
  private let starts: [UInt8]

  /// Cells that the values of a feature are sorted into before edges are counted.
  private static let cells = 256

  /// Values that the edges of a feature are read off.
  private static let sample = 4096

  /// Cuts each feature of `rows` into bins of about equally many rows.
  ///
  /// - Parameter rows: Shape `[n × width]`; NaN where a feature is not known.
  package init(_ rows: [Float], width: Int) {
    let count = rows.count / max(width, 1)
    let step = max(1, count / Self.sample)
    let edges = AllCores.map(width) { feature -> [Float] in
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
    (self.edges, self.width) = (edges, width)
    starts = (0..<width).flatMap { feature in
      let own = edges[(feature * Self.count)..<((feature + 1) * Self.count)]
      return (0..<Self.cells).map { cell in
        // An edge in the cell itself may lie above a value of the cell.
        UInt8(own.prefix { $0.isFinite && Self.cell($0) < cell }.count)
      }
    }
  }

  /// The bins of one row of features.
  private func write(_ row: UnsafePointer<Float>, to output: UnsafeMutablePointer<UInt8>) {
    edges.withUnsafeBufferPointer { edges in
      starts.withUnsafeBufferPointer { starts in
        for feature in 0..<width { output[feature] = bin(row[feature], feature, edges, starts) }
      }
    }
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

  /// 1 more than the number of edges below `value`: counted from the first edge of the value's cell.
  @inline(__always)
  private func bin(
    _ value: Float, _ feature: Int, _ edges: UnsafeBufferPointer<Float>,
    _ starts: UnsafeBufferPointer<UInt8>
  ) -> UInt8 {
    guard !value.isNaN else { return 0 }
    var place = feature * Self.count + Int(starts[feature * Self.cells + Self.cell(value)])
    while edges[place] < value { place += 1 }
    return UInt8(place - feature * Self.count + 1)
  }

  /// The cell of a value among cells that are finest around 0; it never falls as the value rises.
  @inline(__always)
  private static func cell(_ value: Float) -> Int {
    let half = Float(cells / 2)
    return Int(half + (half - 1) * value / (1 + abs(value)))
  }
}
