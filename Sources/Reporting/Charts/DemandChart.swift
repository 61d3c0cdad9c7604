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

  /// What the levels are, where the legend has to name them.
  var namesLevels = false

  /// A size that stands as a line.
  struct Level {
    let size: ByteCount
    let style: String
    let title: String
    /// Whether it only holds from the origin on.
    var isAhead = false
  }

  var legend: [(style: String, text: String)] {
    let fan = [("fan", fanText)] + (medianPlace == nil ? [] : [("s0", "median of the futures")])
    let named = namesLevels ? levels.map { ($0.style, $0.title) } : []
    let limit =
      !namesLevels && levels.contains { $0.style == "limit" } ? [("limit", "installed")] : []
    guard replayed != nil else { return [("past", "largest demand seen")] + fan + named + limit }
    return [("past", "daily peaks seen"), ("seen", "those above the proposed size")] + fan + named
      + limit
  }

  /// `80 and 90 % of the futures`.
  private var fanText: String {
    let widths = (0..<(picture.levels.count / 2)).reversed().map { place in
      picture.levels[picture.levels.count - 1 - place] - picture.levels[place]
    }
    let shares = widths.map { NumberText.trimmed($0 * 100, places: 1) }
    return "\(shares.joined(separator: " and ")) % of the futures"
  }

  private static let unit = ByteCount.bytesPerGibibyte
  private static let (width, left, right, top, bottom) = (640.0, 72.0, 616.0, 44.0, 224.0)

  /// A value at the axis; thousands as `120k`, which has room on a phone.
  private static func label(_ tick: Double) -> String {
    tick >= 10_000 && tick.truncatingRemainder(dividingBy: 1000) == 0
      ? "\(NumberText.trimmed(tick / 1000, places: 0))k" : NumberText.trimmed(tick, places: 2)
  }

  /// The picture, in GiB.
  var markup: String {
    var chart = SVGPicture(
      width: Self.width, height: Self.bottom + 66,
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
        Self.left - 8, y.place(tick) + 4, Self.label(tick), anchor: "end")
    }
    chart.text(Self.left - 8, 18, "GiB", anchor: "end", style: "unit")
    addDates(to: &chart)
    addFan(to: &chart, y)
    for level in levels {
      let place = y.place(level.size.gibibytes)
      chart.line(
        level.isAhead ? x(picture.aheadCalendar.start) : Self.left, place, Self.right, place,
        style: level.style, title: level.title)
    }
    addPast(to: &chart, y)
    addReadings(to: &chart)
    return chart.markup
  }

  private var axis: TimeAxis {
    TimeAxis(
      span: TimeRange(start: picture.pastCalendar.start, end: picture.aheadCalendar.range.end),
      range: (Self.left, Self.right))
  }

  private func x(_ instant: Timestamp) -> Double { axis.place(instant) }

  /// The middle of a stretch.
  private func x(_ calendar: StepCalendar, _ stretch: Int) -> Double {
    0.5 * (x(calendar.instant(stretch)) + x(calendar.instant(stretch + 1)))
  }

  /// Date and values of every stretch.
  private func addReadings(to chart: inout SVGPicture) {
    let shown = picture.levels.indices.filter { picture.levels[$0] >= 0.5 - 1e-9 }
    let past = picture.past.enumerated().compactMap { stretch, value in
      value.map {
        SVGPicture.Reading(
          x: x(picture.pastCalendar, stretch),
          title: Self.text(picture.pastCalendar, stretch), values: [Self.gibibytes($0)])
      }
    }
    let ahead = (0..<picture.aheadCalendar.count).map { stretch in
      SVGPicture.Reading(
        x: x(picture.aheadCalendar, stretch), title: Self.text(picture.aheadCalendar, stretch),
        values: [nil] + shown.map { Self.gibibytes(picture.ahead[$0][stretch]) })
    }
    chart.read(
      ["seen"]
        + shown.map { "p\(NumberText.trimmed(picture.levels[$0] * 100, places: 1))" },
      top: Self.top, bottom: Self.bottom, points: past + ahead)
  }

  /// `2026-05-01`, with the time where stretches are shorter than a day, or `2026-05-01 to 2026-05-03` where longer.
  private static func text(_ calendar: StepCalendar, _ stretch: Int) -> String {
    let start = calendar.instant(stretch)
    switch calendar.step {
    case ..<Duration.days(1): return QuantityText.instant(start)
    case .days(1): return start.dateText
    default: return "\(start.dateText) to \((calendar.instant(stretch + 1) - .days(1)).dateText)"
    }
  }

  private var medianPlace: Int? {
    picture.levels.firstIndex { ($0 - 0.5).magnitude < 1e-9 }
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
    if let middle = medianPlace {
      chart.path(points(middle), style: "line s0", title: "median")
    }
  }

  private func addDates(to chart: inout SVGPicture) {
    for tick in axis.ticks {
      let place = x(tick.instant)
      chart.line(place, Self.bottom, place, Self.bottom + 5, style: "grid")
      chart.text(place, Self.bottom + 31, tick.text, anchor: "middle")
      if !tick.year.isEmpty { chart.text(place, Self.bottom + 57, tick.year, anchor: "middle") }
    }
    let now = x(picture.aheadCalendar.start)
    chart.line(now, Self.top - 16, now, Self.bottom, style: "origin", title: "the origin")
    // Words beside the line, on the side that has room.
    chart.text(
      now + (now > 0.5 * Self.width ? -6 : 6), 22,
      now > 0.5 * Self.width
        ? "seen until \(picture.aheadCalendar.start.dateText)"
        : "from \(picture.aheadCalendar.start.dateText) on",
      anchor: now > 0.5 * Self.width ? "end" : "start")
    if let passes, passes < axis.span.end {
      let place = x(passes)
      chart.line(
        place, Self.top, place, Self.bottom, style: "limit",
        title: "as likely as not past the present size by \(passes.dateText)")
    }
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
