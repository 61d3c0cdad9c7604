/// Order statistics.
enum Order {
  /// The middle value, or the mean of the two middle ones; 0 of nothing.
  static func median(_ values: [Double]) -> Double {
    guard !values.isEmpty else { return 0 }
    var values = values
    let middle = values.count / 2
    let upper = select(middle, in: &values)
    guard values.count % 2 == 0 else { return upper }
    // What lies before the selected place is not larger, so that its largest is the lower middle value.
    return 0.5 * (upper + values[..<middle].reduce(-.infinity, max))
  }

  /// Every so-many-th value, at most `limit` of them: enough for a quantile that only describes.
  static func thinned(_ values: [Double], to limit: Int) -> [Double] {
    let step = (values.count + limit - 1) / limit
    guard step > 1 else { return values }
    // Counted from the newest, so that the latest values always take part.
    return stride(from: values.count - 1, through: 0, by: -step).map { values[$0] }
  }

  /// The `rank`-th smallest value, from 0; smaller ones are moved before it and larger ones behind.
  ///
  /// Source: Hoare (1961), Communications of the ACM 4(7), algorithm 65.
  private static func select(_ rank: Int, in values: inout [Double]) -> Double {
    var (low, high) = (0, values.count - 1)
    values.withUnsafeMutableBufferPointer { values in
      while low < high {
        let pivot = values[low + (high - low) / 2]
        var (left, right) = (low, high)
        while left <= right {
          while values[left] < pivot { left += 1 }
          while values[right] > pivot { right -= 1 }
          if left <= right {
            values.swapAt(left, right)
            left += 1
            right -= 1
          }
        }
        if rank <= right {
          high = right
        } else if rank >= left {
          low = left
        } else {
          return
        }
      }
    }
    return values[rank]
  }

  /// The quantile of ascending values, linear between the order statistics i / (n − 1).
  ///
  /// Source: Hyndman & Fan (1996), The American Statistician 50(4), type 7.
  static func quantile(_ sorted: [Double], _ level: Double) -> Double {
    guard let last = sorted.last else { return 0 }
    let place = level * Double(sorted.count - 1)
    let below = min(Int(place), sorted.count - 1)
    guard below + 1 < sorted.count else { return last }
    return sorted[below] + (place - Double(below)) * (sorted[below + 1] - sorted[below])
  }
}
