/// The sizes that may be configured: multiples of a step.
///
/// Index `k` is the size `(k + 1) · step`.
public struct SizeGrid: Sendable, Hashable {
  /// Bytes from one size to the next, `> 0`.
  public let step: Double
  /// How many sizes, `> 0`.
  public let count: Int

  /// Creates the multiples of `step` up to `largest`, bytes.
  public init(step: Double = 268_435_456, largest: Double = 85_899_345_920) {
    precondition(step > 0 && largest >= step && largest / step < 1e7, "\(step) up to \(largest)")
    (self.step, count) = (step, Int(largest / step))
  }

  /// The size at `index`, bytes.
  @inlinable public func size(_ index: Int) -> Double { Double(index + 1) * step }

  /// The smallest size that is not below `demand`, bytes; the outermost one beyond the grid.
  ///
  /// A millionth of a step is forgiven, so that a product that should be a multiple is one.
  @inlinable public func index(covering demand: Double) -> Int {
    let steps = (demand / step - 1e-6).rounded(.up)
    guard steps > 1 else { return 0 }
    return steps >= Double(count) ? count - 1 : Int(steps) - 1
  }
}
