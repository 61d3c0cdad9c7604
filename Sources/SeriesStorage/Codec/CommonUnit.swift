/// The largest whole number that divides a set of distances: 300,000 ms steps, kibibytes, percentages.
struct CommonUnit {
  /// The divisor, `≥ 1`.
  let value: UInt64
  private let shift: UInt64
  private let odd: UInt64

  /// The greatest common divisor of `distances`; 1 where all are 0.
  init(of distances: [UInt64]) {
    var union: UInt64 = 0
    for distance in distances { union |= distance }
    guard union != 0 else {
      (value, shift, odd) = (1, 0, 1)
      return
    }
    let zeros = UInt64(union.trailingZeroBitCount)
    // Powers of two cost a union of bits; only the odd part needs divisions, and it is usually 1 after a few.
    var common: UInt64 = 0
    for distance in distances where common != 1 {
      let reduced = distance &>> zeros
      if common == 0 || reduced % common != 0 {
        common = Self.greatestCommonDivisor(common, reduced)
      }
    }
    odd = common >> UInt64(common.trailingZeroBitCount)
    shift = zeros
    value = odd << zeros
  }

  /// `distances` in this unit.
  func quotients(_ distances: [UInt64]) -> [UInt64] {
    if value == 1 { return distances }
    let shift = shift
    guard odd > 1 else { return distances.map { $0 &>> shift } }
    let odd = odd
    return distances.map { ($0 &>> shift) / odd }
  }

  private static func greatestCommonDivisor(_ left: UInt64, _ right: UInt64) -> UInt64 {
    var (left, right) = (left, right)
    while right != 0 { (left, right) = (right, left % right) }
    return left
  }
}
