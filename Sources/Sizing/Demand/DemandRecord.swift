public import CapacityModel
internal import HeadroomBasics

/// What sizing keeps of one entity's demand, day by day: enough to price any size exactly, and to decide from.
///
/// With the samples `y` of a day at a step of `h` hours, `use = h Σ y`, `hours = h · [samples]` and, for each size `S` of
/// the grid below the largest demand, `shortage(S) = h Σ (y − S)⁺`; above the largest demand there is none. Slack
/// follows: `S · hours − use + shortage(S)`. Days observed for too short a time are unobserved; off time never counts.
public struct DemandRecord: Sendable {
  /// The entity that is sized.
  public let entity: EntityID
  /// How much a shortage hurts.
  public var tier: Tier
  /// Whether more, and whether less memory takes a restart.
  public var restarts: (onGrowth: Bool, onShrink: Bool)
  /// The number of days, D.
  public let days: Int
  /// The largest demand of each day, censored samples included, bytes; −1 where unobserved. Shape `[D]`.
  public private(set) var peaks: [Double]
  /// The largest demand of each three hours, bytes; −1 where unobserved. Shape `[D × 8]`.
  public private(set) var partPeaks: [Double]
  /// The largest demand that no size cut off, bytes; −1 on days that are not judged. Shape `[D]`.
  public private(set) var judgedPeaks: [Double]
  /// Judged hours of each day. Shape `[D]`.
  public private(set) var hours: [Double]
  /// Demand over the judged hours, byte-hours. Shape `[D]`.
  public private(set) var use: [Double]
  /// The size in force on each day, the last known one carried on, bytes; −1 before any is known. Shape `[D]`.
  public private(set) var configured: [Double]
  /// The share of watched steps in which the entity was on.
  public private(set) var onShare = 0.0
  /// Days with a stretch that the size cut off.
  public private(set) var censoredDays = 0
  /// The entity's usual peak, bytes; see `usualPeak(of:)`.
  public private(set) var usualPeak: Double

  /// The sizes that shortage is known for.
  public let grid: SizeGrid
  /// Grid sizes below the largest demand; from there on there is no shortage.
  @usableFromInline package let levels: Int
  /// Byte-hours short on each day at each level. Shape `[D × levels]`.
  @usableFromInline let shortage: [Double]
  /// Samples by bucket of `SampleBins` on each day, the empty ones left out.
  let bins: [[(bin: UInt8, count: Double)]]

  /// Reads a history of steps of a day or less, from its first midnight on.
  ///
  /// - Parameters:
  ///   - history: Peaks of equal steps that divide a day; they are taken for demand over the whole step.
  ///   - grid: The sizes to be priced.
  ///   - warmup: Days from which the usual peak is taken.
  ///   - minimumCoverage: The share of a day that must be observed.
  ///   - judgesCensored: Whether steps that the size cut off are judged like others; they are left out otherwise.
  public init(
    history: EntityHistory, grid: SizeGrid = SizeGrid(), warmup: Int = 28,
    minimumCoverage: Double = 0.25, judgesCensored: Bool = false, tier: Tier = .standard,
    restarts: (onGrowth: Bool, onShrink: Bool) = (false, false)
  ) {
    let stepLength = history.step.wholeMilliseconds
    precondition(
      stepLength > 0 && Duration.millisecondsPerDay % stepLength == 0,
      "a step of \(stepLength) ms divides no day")
    let perDay = Int(Duration.millisecondsPerDay / stepLength)
    (entity, self.tier, self.restarts, self.grid) = (history.entity, tier, restarts, grid)
    days = (history.peaks.count + perDay - 1) / perDay
    (peaks, judgedPeaks) = (
      Array(repeating: -1, count: days), Array(repeating: -1, count: days)
    )
    partPeaks = Array(repeating: -1, count: days * 8)
    (hours, use, configured) = (
      Array(repeating: 0, count: days), Array(repeating: 0, count: days),
      Array(repeating: -1, count: days)
    )
    let on = history.peaks.count { $0 != nil }
    let off = history.offMilliseconds.reduce(0, +) / stepLength
    onShare = on > 0 ? Double(on) / (Double(on) + Double(off)) : 0
    let largest = history.peaks.lazy.compactMap { $0 }.max() ?? 0
    levels = largest > 0 ? min(grid.index(covering: largest) + 1, grid.count) : 0
    var builder = DayTables(grid: grid, levels: levels, days: days, stepHours: 24 / Double(perDay))
    var size = -1.0
    for day in 0..<days {
      let steps = (day * perDay)..<min((day + 1) * perDay, history.peaks.count)
      size = steps.reversed().lazy.compactMap { history.sizes[$0] }.first { $0 > 0 } ?? size
      configured[day] = size
      let seen = steps.filter { history.peaks[$0] != nil }
      guard !seen.isEmpty, Double(seen.count) >= minimumCoverage * Double(perDay) else { continue }
      for step in seen {
        let peak = history.peaks[step] ?? 0
        peaks[day] = max(peaks[day], peak)
        let part = day * 8 + (step - steps.lowerBound) * 8 / perDay
        partPeaks[part] = max(partPeaks[part], peak)
      }
      let judged = seen.filter { judgesCensored || history.censoredMilliseconds[$0] == 0 }
      if judged.count < seen.count { censoredDays += 1 }
      let samples = judged.map { history.peaks[$0] ?? 0 }
      (hours[day], use[day]) = builder.add(samples, day: day)
      builder.count(seen.map { history.peaks[$0] ?? 0 }, day: day)
      // A day that was partly cut off can show that a size was too small, never that it was enough.
      if judged.count == seen.count { judgedPeaks[day] = samples.max() ?? -1 }
    }
    // Before the first known size the earliest one stands in, as its resize is nobody's choice.
    if let first = configured.first(where: { $0 > 0 }) {
      for day in 0..<days where configured[day] < 0 { configured[day] = first }
    }
    (shortage, bins) = (builder.shortage, builder.bins)
    usualPeak = Self.usualPeak(of: peaks.prefix(warmup).map { $0 >= 0 ? $0 : nil })
  }

  /// Byte-hours of demand above the size at `index` on `day`.
  @inlinable @inline(__always) package func shortage(day: Int, index: Int) -> Double {
    index < levels ? shortage[day * levels + index] : 0
  }

  /// The largest demand of each day, `nil` where unobserved.
  public var dailyPeaks: [Double?] { peaks.map { $0 >= 0 ? $0 : nil } }

  /// The mean of the daily peaks seen in a warm-up, at least 0.25 GiB, so that a nearly idle entity is not weighed by
  /// dividing by almost nothing.
  ///
  /// - Parameter peaks: Peaks of the warm-up's days, bytes, `nil` where unobserved.
  /// - Returns: Bytes.
  package static func usualPeak(of peaks: some Sequence<Double?>) -> Double {
    var (sum, count) = (0.0, 0)
    for case let peak? in peaks {
      sum += peak
      count += 1
    }
    return max(count > 0 ? sum / Double(count) : 0, 0.25 * ByteCount.bytesPerGibibyte)
  }

  /// What tells the demand of one fleet from another's: FNV-1a of names and daily peaks, 16 hexadecimal digits.
  public static func fingerprint(of records: [DemandRecord]) -> String {
    var hash = FNV1a()
    for record in records {
      for byte in record.entity.name.utf8 { hash.combine(byte) }
      hash.combine(UInt8(0))
      for peak in record.peaks { hash.combine(peak.bitPattern) }
    }
    let digits = String(hash.value, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}

/// Fills the tables of one record.
private struct DayTables {
  let grid: SizeGrid
  let levels: Int
  let stepHours: Double
  var shortage: [Double]
  var bins: [[(bin: UInt8, count: Double)]]

  init(grid: SizeGrid, levels: Int, days: Int, stepHours: Double) {
    (self.grid, self.levels, self.stepHours) = (grid, levels, stepHours)
    shortage = Array(repeating: 0, count: days * levels)
    bins = Array(repeating: [], count: days)
  }

  /// Prices one day's samples at every level.
  ///
  /// - Returns: Hours and byte-hours of demand.
  mutating func add(_ samples: [Double], day: Int) -> (hours: Double, use: Double) {
    let sorted = samples.sorted()
    var above = sorted.reduce(0, +)
    let use = above * stepHours
    var below = 0
    for level in 0..<levels {
      let size = grid.size(level)
      while below < sorted.count, sorted[below] <= size {
        above -= sorted[below]
        below += 1
      }
      guard below < sorted.count else { break }
      shortage[day * levels + level] = (above - size * Double(sorted.count - below)) * stepHours
    }
    return (Double(samples.count) * stepHours, use)
  }

  mutating func count(_ samples: [Double], day: Int) {
    var counts = [Double](repeating: 0, count: SampleBins.count)
    for sample in samples { counts[SampleBins.binBelow(sample)] += 1 }
    bins[day] = counts.indices.compactMap { bin in
      counts[bin] > 0 ? (UInt8(bin), counts[bin]) : nil
    }
  }
}
