internal import CapacityModel
internal import HeadroomBasics

extension DemandChart {
  /// Rows of the past, and as many of what is ahead, that a reader goes through.
  private static let rows = 8

  /// The numbers behind the picture: the largest values of stretches, so few that a page of hundreds stays light.
  var table: ReportBlock {
    let shown = picture.levels.indices.filter { picture.levels[$0] >= 0.5 - 1e-9 }
    let columns =
      [("from", false), ("until", false), ("largest seen, GiB", true)]
      + shown.map { ("p\(NumberText.trimmed(picture.levels[$0] * 100, places: 1)), GiB", true) }
    let past = rows(of: picture.pastCalendar) { stretch in
      let seen = picture.past[stretch].compactMap { $0 }.max()
      return [seen.map(Self.gibibytes) ?? "-"] + shown.map { _ in "" }
    }
    let ahead = rows(of: picture.aheadCalendar) { stretch in
      [""] + shown.map { Self.gibibytes(picture.ahead[$0][stretch].max() ?? 0) }
    }
    return ReportBlock(title: "", columns: columns, rows: past + ahead)
  }

  private func rows(
    of calendar: StepCalendar, _ cells: (_ stretch: Range<Int>) -> [String]
  ) -> [[String]] {
    let width = max(1, (calendar.count + Self.rows - 1) / Self.rows)
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
