/// What a chunk's directory tells of a column without decoding it.
package struct ColumnSummary: Sendable, Hashable {
  /// How many rows have a value.
  package var count: Int
  /// The smallest value, stored units.
  package var least: Int64
  /// The largest value, stored units.
  package var greatest: Int64
  /// The sum of all distances above `least`; exact.
  package var excess: UInt128

  /// Summarises `values`, at least one of them; gaps must have been taken out.
  package init(_ values: [Int64]) {
    precondition(!values.isEmpty, "a column without a value has no summary")
    var (least, greatest) = (values[0], values[0])
    for value in values {
      least = min(least, value)
      greatest = max(greatest, value)
    }
    (count, self.least, self.greatest, excess) = (values.count, least, greatest, 0)
    // 65,535 distances of 64 bits need 80: halves are summed apart, which is faster than wide additions.
    var (low, high) = (UInt64(0), UInt64(0))
    for value in values {
      let distance = UInt64(bitPattern: value &- least)
      low &+= distance & 0xFFFF_FFFF
      high &+= distance &>> 32
    }
    excess = UInt128(low) + UInt128(high) << 32
  }

  /// Creates a summary as a directory tells it.
  init(count: Int, least: Int64, greatest: Int64, excess: UInt128) {
    (self.count, self.least, self.greatest, self.excess) = (count, least, greatest, excess)
  }

  /// The mean of all values, stored units.
  package var mean: Double { Double(least) + Double(excess) / Double(count) }
}
