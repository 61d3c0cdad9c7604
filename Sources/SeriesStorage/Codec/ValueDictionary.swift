/// The distinct values of a column, where they are few.
struct ValueDictionary {
  /// Distinct values, ascending.
  let entries: [UInt64]
  /// For each value of the column, its place in `entries`.
  let places: [UInt64]

  /// Finds the distinct values; `nil` where there are more than `limit`.
  init?(_ values: [UInt64], limit: Int) {
    // A quarter full at most, so that chains stay short.
    var bits = 4
    while 1 << bits < 4 * limit { bits += 1 }
    let mask = (1 << bits) - 1
    var entryAtSlot = [Int32](repeating: -1, count: 1 << bits)
    var found: [UInt64] = []
    var arrival = [UInt32](repeating: 0, count: values.count)
    let fits = entryAtSlot.withUnsafeMutableBufferPointer { slots in
      for (row, value) in values.enumerated() {
        // Multiplication by 2⁶⁴/φ spreads neighbouring values over the table (Knuth, TAOCP 3, 6.4).
        var slot = Int(truncatingIfNeeded: (value &* 0x9E37_79B9_7F4A_7C15) &>> UInt64(64 - bits))
        while slots[slot] >= 0, found[Int(slots[slot])] != value { slot = (slot &+ 1) & mask }
        if slots[slot] < 0 {
          guard found.count < limit else { return false }
          slots[slot] = Int32(found.count)
          found.append(value)
        }
        arrival[row] = UInt32(slots[slot])
      }
      return true
    }
    guard fits else { return nil }
    let order = found.indices.sorted { found[$0] < found[$1] }
    var rank = [UInt64](repeating: 0, count: found.count)
    for (position, entry) in order.enumerated() { rank[entry] = UInt64(position) }
    entries = order.map { found[$0] }
    places = arrival.map { rank[Int($0)] }
  }

  /// The table as numbers: the first entry, then the distances between neighbours.
  var distances: [UInt64] {
    entries.indices.map { $0 == 0 ? entries[0] : entries[$0] - entries[$0 - 1] }
  }
}
