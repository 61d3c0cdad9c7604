/// Selection, medians and quantiles of unsorted numbers.
package enum OrderStatistics {
  /// The middle value, or the mean of the two middle ones; 0 of nothing.
  package static func median(_ values: [Double]) -> Double {
    var values = values
    return values.withUnsafeMutableBufferPointer { median(in: $0) }
  }

  /// As `median`, of values that are put in another order.
  package static func median(in values: UnsafeMutableBufferPointer<Double>) -> Double {
    guard !values.isEmpty else { return 0 }
    let middle = values.count / 2
    let upper = select(middle, in: values, from: 0)
    guard values.count % 2 == 0 else { return upper }
    // What lies before the selected place is not larger, so that its largest is the lower middle value.
    var lower = values[0]
    for index in 1..<max(middle, 1) { lower = max(lower, values[index]) }
    return 0.5 * (upper + lower)
  }

  /// Every so-many-th value, at most `limit` of them: enough for a quantile that only describes.
  package static func thinned(_ values: UnsafeBufferPointer<Double>, to limit: Int) -> [Double] {
    let step = (values.count + limit - 1) / limit
    guard step > 1 else { return Array(values) }
    // Counted from the newest, so that the latest values always take part.
    return [Double](unsafeUninitializedCapacity: (values.count + step - 1) / step) {
      output, count in
      count = output.count
      for place in 0..<count { output[place] = values[values.count - 1 - place * step] }
    }
  }

  /// The quantiles of values in any order, as `quantile` has them; the levels ascend.
  package static func quantiles(_ values: [Double], _ levels: [Double]) -> [Double] {
    guard !values.isEmpty else { return levels.map { _ in 0 } }
    var values = values
    return values.withUnsafeMutableBufferPointer { values in
      var first = 0
      return levels.map { level in
        let place = level * Double(values.count - 1)
        let below = min(Int(place), values.count - 1)
        let lower = select(below, in: values, from: first)
        first = below
        guard below + 1 < values.count, place > Double(below) else { return lower }
        var upper = values[below + 1]
        for index in (below + 1)..<values.count { upper = min(upper, values[index]) }
        return lower + (place - Double(below)) * (upper - lower)
      }
    }
  }

  /// The `rank`-th smallest value, from 0; smaller ones are moved before it and larger ones behind.
  ///
  /// Partitions move every value, wanted or not, instead of asking first: a processor cannot guess the answers.
  ///
  /// Source: Hoare (1961), Communications of the ACM 4(7), algorithm 65; Lomuto's partition.
  ///
  /// - Parameter from: Values before this place, at most `rank`, are known to be the smallest.
  private static func select(
    _ rank: Int, in values: UnsafeMutableBufferPointer<Double>, from first: Int
  ) -> Double {
    var (low, high) = (first, values.count)
    var rounds = enoughRounds(values.count)
    while high - low > few, rounds > 0 {
      rounds -= 1
      let (smaller, larger) = partitioned(values, low..<high)
      if smaller.contains(rank) {
        high = smaller.upperBound
      } else if larger.contains(rank) {
        low = larger.lowerBound
      } else {
        return values[rank]
      }
    }
    sort(values, low..<high)
    return values[rank]
  }

  /// The values in ascending order.
  package static func sorted(_ values: [Double]) -> [Double] {
    var values = values
    values.withUnsafeMutableBufferPointer { sort($0, 0..<$0.count) }
    return values
  }

  /// So few values are sorted rather than partitioned.
  private static let few = 12

  /// Moves the values in `range` that pass before those that do not; where the latter begin.
  @inline(__always)
  private static func partition(
    _ values: UnsafeMutableBufferPointer<Double>, _ range: Range<Int>, _ passes: (Double) -> Bool
  ) -> Int {
    var next = range.lowerBound
    for place in range {
      let value = values[place]
      values[place] = values[next]
      values[next] = value
      next += passes(value) ? 1 : 0
    }
    return next
  }

  /// Sorts the values in `range`: partitions, and few values by insertion.
  package static func sort(_ values: UnsafeMutableBufferPointer<Double>, _ range: Range<Int>) {
    var range = range
    var rounds = enoughRounds(range.count)
    while range.count > few {
      guard rounds > 0 else {
        var rest = UnsafeMutableBufferPointer(rebasing: values[range])
        return rest.sort()
      }
      rounds -= 1
      let (smaller, larger) = partitioned(values, range)
      // The smaller part on its own, so that calls never nest deeper than the logarithm of their number.
      if smaller.count < larger.count {
        sort(values, smaller)
        range = larger
      } else {
        sort(values, larger)
        range = smaller
      }
    }
    for place in range.dropFirst() {
      let value = values[place]
      var free = place
      while free > range.lowerBound, values[free - 1] > value {
        values[free] = values[free - 1]
        free -= 1
      }
      values[free] = value
    }
  }

  /// Twice as many halvings as `count` values need: where partitions have not done it by then, they are a bad way.
  private static func enoughRounds(_ count: Int) -> Int {
    2 * (Int.bitWidth - count.leadingZeroBitCount)
  }

  /// One of `count` places, by a multiplicative hash of the number (Knuth, TAOCP 3, 6.4): histories rise and fall smoothly,
  /// and places at their ends and middle would be the worst to take.
  @inline(__always)
  private static func place(_ salt: UInt32, of count: Int) -> Int {
    let mixed = (UInt32(truncatingIfNeeded: count) ^ salt) &* 0x9E37_79B1
    return Int((UInt64(mixed) * UInt64(count)) >> 32)
  }

  /// Moves smaller values before the median of three of those in `range`, and larger ones behind; where those are.
  @inline(__always)
  private static func partitioned(
    _ values: UnsafeMutableBufferPointer<Double>, _ range: Range<Int>
  ) -> (smaller: Range<Int>, larger: Range<Int>) {
    let (low, high) = (range.lowerBound, range.upperBound)
    let (a, b, c) = (
      values[low + place(0x51ED_270B, of: high - low)],
      values[low + place(0xC2B2_AE3D, of: high - low)],
      values[low + place(0x27D4_EB2F, of: high - low)]
    )
    let pivot = max(min(a, b), min(max(a, b), c))
    let first = partition(values, range) { $0 < pivot }
    // Equal values are taken together, or a constant history would need a round for each. What is not larger is asked for,
    // so that even values that are no numbers leave a smaller rest.
    let last = partition(values, first..<high) { !($0 > pivot) }
    return (low..<first, last..<high)
  }

  /// The quantile of ascending values, linear between the order statistics i / (n − 1).
  ///
  /// Source: Hyndman & Fan (1996), The American Statistician 50(4), type 7.
  package static func quantile(_ sorted: [Double], _ level: Double) -> Double {
    sorted.withUnsafeBufferPointer { quantile($0, level) }
  }

  /// As above, of values that lie somewhere in memory.
  package static func quantile(_ sorted: UnsafeBufferPointer<Double>, _ level: Double) -> Double {
    guard let last = sorted.last else { return 0 }
    let place = level * Double(sorted.count - 1)
    let below = min(Int(place), sorted.count - 1)
    guard below + 1 < sorted.count else { return last }
    return sorted[below] + (place - Double(below)) * (sorted[below + 1] - sorted[below])
  }
}
