internal import CapacityModel
internal import HeadroomBasics

/// Misses that scores promised against misses that came, with the interval that chance leaves, a row a kind of decision.
struct PromiseChart: Chart {
  let rows: [BacktestReport.Decisions.Row]

  private static let (width, left, right, top, row) = (640.0, 130.0, 548.0, 34.0, 36.0)

  var legend: [(style: String, text: String)] {
    [
      ("ring", "misses promised"), ("down", "misses that came"),
      ("range", "90 % interval of those that came"),
    ]
  }

  var markup: String {
    let bottom = Self.top + Self.row * Double(rows.count)
    var picture = SVGPicture(
      width: Self.width, height: bottom + 8,
      label: "Misses promised and misses that came, by action")
    let scale = ChartScale(
      upTo: rows.flatMap { [$0.promised, Double($0.high), Double($0.came)] },
      range: (Self.left, Self.right))
    for tick in scale.ticks {
      picture.line(scale.place(tick), Self.top - 6, scale.place(tick), bottom, style: "grid")
      picture.text(scale.place(tick), 18, NumberText.trimmed(tick, places: 1), anchor: "middle")
    }
    for (index, row) in rows.enumerated() {
      draw(row, y: Self.top + Self.row * (Double(index) + 0.5), scale, &picture)
    }
    return picture.markup
  }

  private func draw(
    _ row: BacktestReport.Decisions.Row, y: Double, _ scale: ChartScale,
    _ picture: inout SVGPicture
  ) {
    picture.text(Self.left - 14, y + 4, row.action, anchor: "end")
    let (low, high) = (scale.place(Double(row.low)), scale.place(Double(row.high)))
    picture.rectangle(
      x: low, y: y - 9, width: high - low, height: 18, style: "range",
      title: "\(row.action): 90 % interval \(row.low) to \(row.high)")
    picture.dot(
      scale.place(row.promised), y, radius: 7, style: "ring",
      title: "\(row.action): \(NumberText.fixed(row.promised, places: 1)) promised")
    picture.dot(
      scale.place(Double(row.came)), y, radius: 5, style: "down",
      title: "\(row.action): \(NumberText.grouped(row.came)) came")
    picture.text(
      Self.width - 8, y + 4, "of \(NumberText.grouped(row.n))", anchor: "end", style: "change")
  }
}
