internal import CapacityModel

/// One row of the memory table, KiB.
struct SysstatMemory {
  /// The entity's number.
  var entity: Int
  /// Milliseconds since the epoch.
  var instant: Int64
  /// Fields by `SysstatHeader.Field`; `nil` where there is none.
  var free: Double
  var used: Double
  var available: Double?
  var usedPercent: Double?
  var buffers: Double?
  var cached: Double?
  var slab: Double?
}

/// Finds the total memory that `sadf -d -- -r` leaves out.
///
/// - With `kbslab` (`-r ALL`) the total is free + used + buffers + cached + slab, exactly.
/// - Where free + used agrees with `%memused`, `kbmemused` still includes buffers and caches (sysstat before 12), and
///   the total is free + used, exactly.
/// - Otherwise used ÷ `%memused` gives it: two decimals leave an interval, and the intervals of neighbouring rows are
///   intersected as long as they have something in common (memory that is added or removed ends a stretch).
enum SysstatTotals {
  /// The totals of `rows`, KiB; `nil` where nothing tells it.
  static func of(_ rows: [SysstatMemory]) -> [Double?] {
    var totals = rows.map { exact($0) }
    var start = 0
    while start < rows.count {
      guard totals[start] == nil, var common = interval(rows[start]) else {
        start += 1
        continue
      }
      var (end, members) = (start + 1, [start])
      while end < rows.count, rows[end].entity == rows[start].entity {
        if totals[end] == nil, let next = interval(rows[end]) {
          let (low, high) = (max(common.low, next.low), min(common.high, next.high))
          guard low <= high else { break }
          common = (low, high)
          members.append(end)
        }
        end += 1
      }
      for row in members { totals[row] = ((common.low + common.high) / 2).rounded() }
      start = end
    }
    return totals
  }

  private static func exact(_ row: SysstatMemory) -> Double? {
    if let slab = row.slab, let buffers = row.buffers, let cached = row.cached {
      return row.free + row.used + buffers + cached + slab
    }
    guard let interval = interval(row) else { return nil }
    let sum = row.free + row.used
    return interval.low <= sum && sum <= interval.high ? sum : nil
  }

  /// The totals that agree with the percentage, which is rounded to two decimals.
  private static func interval(_ row: SysstatMemory) -> (low: Double, high: Double)? {
    guard let percent = row.usedPercent, percent > 0.005, row.used > 0 else { return nil }
    return (row.used * 100 / (percent + 0.005), row.used * 100 / (percent - 0.005))
  }

  /// Demand, KiB: total − available; without available what is used less buffers and caches. A total that is less than what
  /// is available is wrong, so that demand is not known.
  static func demand(_ row: SysstatMemory, total: Double?) -> Double? {
    if let available = row.available {
      return total.flatMap { $0 < available ? nil : $0 - available }
    }
    guard let buffers = row.buffers, let cached = row.cached else { return nil }
    return max(0, row.used - buffers - cached)
  }
}
