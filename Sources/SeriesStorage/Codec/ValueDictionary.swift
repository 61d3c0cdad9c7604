/// The distinct values of a column, where they are few.
struct ValueDictionary {
  /// The most distinct values that are worth a table.
  static let limit = 256
  private static let slots = 1024

  /// Distinct values, ascending.
  let entries: [UInt64]
  /// For each value of the column, its place in `entries`.
  let indices: [UInt64]

  /// Finds the distinct values; `nil` where there are more than `limit`.
  init?(_ values: [UInt64]) {
    var slotOfEntry = [Int](repeating: -1, count: Self.slots)
    var found: [UInt64] = []
    var places = [UInt64](repeating: 0, count: values.count)
    for (row, value) in values.enumerated() {
      // Multiplication by 2⁶⁴/φ spreads neighbouring values over the table (Knuth, TAOCP 3, 6.4).
      var slot = Int((value &* 0x9E37_79B9_7F4A_7C15) &>> 54)
      while slotOfEntry[slot] >= 0 && found[slotOfEntry[slot]] != value {
        slot = (slot &+ 1) & (Self.slots - 1)
      }
      if slotOfEntry[slot] < 0 {
        guard found.count < Self.limit else { return nil }
        slotOfEntry[slot] = found.count
        found.append(value)
      }
      places[row] = UInt64(slotOfEntry[slot])
    }
    let order = found.indices.sorted { found[$0] < found[$1] }
    var rank = [UInt64](repeating: 0, count: found.count)
    for (position, entry) in order.enumerated() { rank[entry] = UInt64(position) }
    entries = order.map { found[$0] }
    indices = places.map { rank[Int($0)] }
  }
}
