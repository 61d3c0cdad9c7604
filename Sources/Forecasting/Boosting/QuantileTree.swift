/// A complete binary tree over binned features, whose leaves move all quantiles at once.
struct QuantileTree: Sendable {
  /// Questions on the way to a leaf.
  static let depth = 4
  /// The number of leaves of a full tree.
  static let leafCount = 1 << depth
  /// Inner nodes; the children of node n are 2 n + 1 and 2 n + 2.
  static let nodeCount = leafCount - 1

  /// The feature that each inner node asks for.
  private(set) var features = Array(repeating: 0, count: nodeCount)
  /// Bins up to this one go left; a node that does not split sends all of them there.
  private(set) var thresholds = Array(repeating: UInt8.max, count: nodeCount)
  /// What each leaf adds, one lane a level.
  var leaves = Array(repeating: SIMD16<Float>.zero, count: leafCount)

  /// Lets inner node `node` ask whether `feature` lies above bin `threshold`.
  mutating func split(_ node: Int, feature: Int, threshold: UInt8) {
    features[node] = feature
    thresholds[node] = threshold
  }

  /// Makes each leaf this much of what it was.
  mutating func scale(by share: Float) {
    for leaf in leaves.indices { leaves[leaf] *= share }
  }

  /// Adds to each row's sums the leaf that its bins, shape `[n × width]`, end in.
  func add(
    _ bins: UnsafeBufferPointer<UInt8>, width: Int, to sums: inout [SIMD16<Float>]
  ) {
    precondition(bins.count == sums.count * width, "\(bins.count) bins for \(sums.count) rows")
    guard let first = bins.baseAddress else { return }
    withQuestions { features, thresholds, leaves in
      sums.withUnsafeMutableBufferPointer { sums in
        for row in sums.indices {
          let bins = first + row * width
          var node = 0
          for _ in 0..<Self.depth {
            node = 2 * node + (bins[features[node]] > thresholds[node] ? 2 : 1)
          }
          sums[row] += leaves[node - Self.nodeCount]
        }
      }
    }
  }

  /// Questions and leaves without checks of their bounds, for loops over many rows.
  @inline(__always)
  private func withQuestions(
    _ body: (
      UnsafeBufferPointer<Int>, UnsafeBufferPointer<UInt8>, UnsafeBufferPointer<SIMD16<Float>>
    ) -> Void
  ) {
    features.withUnsafeBufferPointer { features in
      thresholds.withUnsafeBufferPointer { thresholds in
        leaves.withUnsafeBufferPointer { leaves in body(features, thresholds, leaves) }
      }
    }
  }

  /// The child of `node` that a row of bins goes to.
  @inline(__always)
  func child(of node: Int, _ bins: UnsafePointer<UInt8>) -> Int {
    2 * node + (bins[features[node]] > thresholds[node] ? 2 : 1)
  }

  /// The leaf that a row of bins ends in.
  @inline(__always)
  func leaf(_ bins: UnsafePointer<UInt8>) -> Int {
    var node = 0
    for _ in 0..<Self.depth { node = child(of: node, bins) }
    return node - Self.nodeCount
  }
}
