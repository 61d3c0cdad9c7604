internal import CapacityModel
internal import HeadroomBasics

/// Demand before and after the origin, with the sizes it has to stay within.
struct DemandChart: Chart {
  let picture: DemandPicture
  /// Sizes that stand as lines.
  let levels: [Level]
  /// When demand is as likely as not to have passed the present size; `nil` where it is not.
  let passes: Timestamp?
  /// A size that the past is held against: stretches above it stand out; `nil` for none.
  var replayed: ByteCount?

  /// A size that stands as a line.
  struct Level {
    let size: ByteCount
    let style: String
    let title: String
  }

  var legend: [(style: String, text: String)] {
    let fan = [("fan", "80 and 90 % of the futures, by day"), ("s0", "median of the futures")]
    let limit = levels.contains { $0.style == "limit" } ? [("limit", "installed")] : []
    guard replayed != nil else { return [("past", "largest demand seen")] + fan + limit }
    return [("past", "daily peaks seen"), ("seen", "those above the proposed size")] + fan + limit
  }

  private static let unit = 1_073_741_824.0
  private static let (left, right, top, bottom) = (64.0, 620.0, 24.0, 200.0)

  /// The picture, in GiB.
  var markup: String {
    var chart = SVGPicture(
      width: 640, height: 236,
      label:
        "Demand of \(picture.entity.name) before and after \(picture.aheadCalendar.start.dateText), GiB"
    )
    let values =
      picture.past.compactMap { $0 } + (picture.ahead.last ?? [])
      + levels.map { Double($0.size.bytes) }
    let y = ChartScale(upTo: values.map { $0 / Self.unit }, range: (Self.bottom, Self.top))
    for tick in y.ticks {
      chart.line(Self.left, y.place(tick), Self.right, y.place(tick), style: "grid")
      chart.text(
        Self.left - 6, y.place(tick) + 4, NumberText.trimmed(tick, places: 2), anchor: "end")
    }
    chart.text(Self.left - 6, 10, "GiB", anchor: "end")
    addPast(to: &chart, y)
    addFan(to: &chart, y)
    for level in levels {
      let place = y.place(level.size.gibibytes)
      chart.line(Self.left, place, Self.right, place, style: level.style, title: level.title)
    }
    addDates(to: &chart)
    return chart.markup
  }

  private var span: TimeRange {
    TimeRange(start: picture.pastCalendar.start, end: picture.aheadCalendar.range.end)
  }

  private func x(_ instant: Timestamp) -> Double {
    let whole = Double(span.end.milliseconds - span.start.milliseconds)
    let share = Double(instant.milliseconds - span.start.milliseconds) / max(whole, 1)
    return Self.left + (Self.right - Self.left) * share
  }

  /// The middle of a stretch.
  private func x(_ calendar: StepCalendar, _ stretch: Int) -> Double {
    0.5 * (x(calendar.instant(stretch)) + x(calendar.instant(stretch + 1)))
  }

  /// A line that gaps interrupt.
  private func addPast(to chart: inout SVGPicture, _ y: ChartScale) {
    var run: [(x: Double, y: Double)] = []
    for (stretch, value) in (picture.past + [nil]).enumerated() {
      if let value {
        run.append((x(picture.pastCalendar, stretch), y.place(value / Self.unit)))
        continue
      }
      if run.count == 1 { chart.dot(run[0].x, run[0].y, radius: 1.5, style: "past") }
      chart.path(run, style: "line past", title: "largest demand seen")
      run = []
    }
    guard let replayed else { return }
    for (stretch, value) in picture.past.enumerated() {
      guard let value, value > Double(replayed.bytes) else { continue }
      chart.dot(
        x(picture.pastCalendar, stretch), y.place(value / Self.unit), radius: 4, style: "seen",
        title: "\(picture.pastCalendar.instant(stretch).dateText): "
          + "\(QuantityText.gibibytes(ByteCount(Int64(value)))) GiB would not have fitted "
          + QuantityText.size(replayed))
    }
  }

  private func addFan(to chart: inout SVGPicture, _ y: ChartScale) {
    func points(_ level: Int) -> [(x: Double, y: Double)] {
      picture.ahead[level].enumerated().map {
        (x(picture.aheadCalendar, $0.offset), y.place($0.element / Self.unit))
      }
    }
    for level in 0..<(picture.levels.count / 2) {
      let other = picture.levels.count - 1 - level
      chart.band(
        points(other), points(level), style: "fan",
        title:
          "quantiles \(NumberText.plain(picture.levels[level])) to \(NumberText.plain(picture.levels[other]))"
      )
    }
    if let middle = picture.levels.firstIndex(where: { ($0 - 0.5).magnitude < 1e-9 }) {
      chart.path(points(middle), style: "line s0", title: "median")
    }
  }

  private func addDates(to chart: inout SVGPicture) {
    let now = x(picture.aheadCalendar.start)
    chart.line(now, Self.top, now, Self.bottom, style: "origin", title: "the origin")
    if let passes, passes < span.end {
      let place = x(passes)
      chart.line(
        place, Self.top, place, Self.bottom, style: "limit",
        title: "as likely as not past the present size by \(passes.dateText)")
    }
    chart.text(Self.left, 222, span.start.dateText)
    // Between the ends only where it does not run into them.
    if now > Self.left + 130, now < Self.right - 130 {
      chart.text(now, 222, picture.aheadCalendar.start.dateText, anchor: "middle")
    }
    chart.text(Self.right, 222, span.end.dateText, anchor: "end")
  }
}

extension DemandChart {
  /// Rows of the past, and as many of what is ahead, that a reader goes through.
  private static let tableRows = 8

  /// The numbers behind the picture: the largest values of stretches, so few that a page of hundreds stays light.
  var table: Document.Table {
    let shown = picture.levels.indices.filter { picture.levels[$0] >= 0.5 - 1e-9 }
    let columns =
      [.text("from"), .text("until"), .number("largest seen GiB")]
      + shown.map {
        Document.Column.number(
          "p\(NumberText.trimmed(picture.levels[$0] * 100, places: 1)) GiB")
      }
    let past = rows(of: picture.pastCalendar) { stretch in
      let seen = picture.past[stretch].compactMap { $0 }.max()
      return [seen.map(Self.gibibytes) ?? "-"] + shown.map { _ in "" }
    }
    let ahead = rows(of: picture.aheadCalendar) { stretch in
      [""] + shown.map { Self.gibibytes(picture.ahead[$0][stretch].max() ?? 0) }
    }
    return Document.Table(
      columns: columns, rows: (past + ahead).map { .init($0) }, reading: .behindChart)
  }

  private func rows(
    of calendar: StepCalendar, _ cells: (_ stretch: Range<Int>) -> [String]
  ) -> [[String]] {
    let width = max(1, (calendar.count + Self.tableRows - 1) / Self.tableRows)
    return stride(from: 0, to: calendar.count, by: width).map { start in
      let stretch = start..<min(start + width, calendar.count)
      return [
        calendar.instant(stretch.lowerBound).dateText,
        calendar.instant(stretch.upperBound).dateText,
      ]
        + cells(stretch)
    }
  }

  private static func gibibytes(_ bytes: Double) -> String {
    QuantityText.gibibytes(ByteCount(Int64(min(max(bytes, 0), 0x1p62))))
  }
}
