internal import CapacityModel
internal import HeadroomBasics

/// Instants along a picture, with months written below it; days where there are too few months.
struct TimeAxis {
  /// What is shown.
  let span: TimeRange
  /// Where its ends lie.
  let range: (from: Double, to: Double)

  /// An instant that is written at the axis.
  struct Tick {
    let instant: Timestamp
    /// `Mar`, `1 Mar`.
    let text: String
    /// The year below, where it is the first one or another one; empty otherwise.
    let year: String
  }

  /// The most texts that stand side by side without touching, in the large letters of a telephone.
  private static let mostTicks = 7
  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]

  /// Where an instant lies; what is outside lies at the nearer end.
  func place(_ instant: Timestamp) -> Double {
    let whole = Double(span.end.milliseconds - span.start.milliseconds)
    let share = Double(instant.milliseconds - span.start.milliseconds) / max(whole, 1)
    return range.from + (range.to - range.from) * min(max(share, 0), 1)
  }

  /// The starts of months, of every second, third … month where there are many, or of days where there are fewer than two.
  var ticks: [Tick] {
    let months = monthStarts
    guard months.count > 1 else {
      return written(days) { "\($0.day) \(Self.months[$0.month - 1])" }
    }
    let step = [1, 2, 3, 6, 12].first { months.count / $0 <= Self.mostTicks } ?? 12
    let first = months.firstIndex { ($0.date.month - 1) % step == 0 } ?? 0
    let thinned = stride(from: first, to: months.count, by: step).map { months[$0] }
    // Decades would still be too many.
    let stride = (thinned.count + Self.mostTicks - 1) / Self.mostTicks
    let shown = thinned.enumerated().filter { $0.offset % max(stride, 1) == 0 }.map(\.element)
    return written(shown) { Self.months[$0.month - 1] }
  }

  private func written(_ instants: [Timestamp], _ text: (CivilDate) -> String) -> [Tick] {
    var year: Int?
    return instants.map { instant in
      let date = instant.date
      defer { year = date.year }
      return Tick(
        instant: instant, text: text(date), year: year == date.year ? "" : "\(date.year)")
    }
  }

  private var monthStarts: [Timestamp] {
    var date = span.start.date
    var starts: [Timestamp] = []
    while true {
      let start = Timestamp(
        milliseconds: CivilDate(year: date.year, month: date.month, day: 1).daysSinceEpoch
          * Duration.millisecondsPerDay)
      if start > span.end { return starts }
      if start >= span.start { starts.append(start) }
      date.month += 1
      if date.month > 12 { (date.year, date.month) = (date.year + 1, 1) }
    }
  }

  /// Days so far apart that few enough are written.
  private var days: [Timestamp] {
    let first = span.start.roundedDown(to: .days(1))
    let length = Duration.milliseconds(span.end.milliseconds - first.milliseconds).inDays
    let step = [1, 2, 7, 14].first { length / Double($0) <= Double(Self.mostTicks - 1) } ?? 14
    return stride(from: 0, through: length, by: Double(step)).map {
      first + .days(Int64($0))
    }.filter { $0 >= span.start && $0 <= span.end }
  }
}
