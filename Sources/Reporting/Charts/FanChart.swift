internal import CapacityModel
internal import HeadroomBasics

/// Demand ahead of one node: the median, central intervals, and what is installed.
struct FanChart: Chart {
  let forecast: ForecastPanel
  let series: Int
  let installed: ByteCount?

  var legend: [(style: String, text: String)] {
    [("s0", "median"), ("fan", "quantiles"), ("limit", "installed")]
  }

  /// The picture, in GiB.
  var markup: String {
    let unit = 1_073_741_824.0
    func row(_ level: Int) -> [Double] {
      (0..<forecast.horizon).map {
        forecast.quantiles[level][$0 * forecast.seriesCount + series] / unit
      }
    }
    let levels = forecast.levels.indices
    let top = levels.last.map { row($0) } ?? []
    var picture = SVGPicture(
      width: 640, height: 260, label: "Demand ahead of \(forecast.entities[series].name), GiB")
    let y = ChartScale(upTo: top + [installed?.gibibytes ?? 0], range: (220, 12))
    let x = ChartScale(0...Double(max(forecast.horizon - 1, 1)), range: (64, 620))
    for tick in y.ticks {
      picture.line(64, y.place(tick), 620, y.place(tick), style: "grid")
      picture.text(58, y.place(tick) + 4, NumberText.trimmed(tick, places: 2), anchor: "end")
    }
    picture.text(64, 10, "GiB", anchor: "end")
    for (step, anchor) in [(0, "start"), (forecast.horizon - 1, "end")] where step >= 0 {
      picture.text(
        x.place(Double(step)), 244, forecast.calendar.instant(step).dateText, anchor: anchor)
    }
    func points(_ values: [Double]) -> [(x: Double, y: Double)] {
      values.enumerated().map { (x.place(Double($0.offset)), y.place($0.element)) }
    }
    for level in levels.prefix(forecast.levels.count / 2) {
      let other = forecast.levels.count - 1 - level
      let (low, high) = (forecast.levels[level], forecast.levels[other])
      picture.band(
        points(row(other)), points(row(level)), style: "fan",
        title: "quantiles \(NumberText.plain(low)) to \(NumberText.plain(high))")
    }
    if let middle = forecast.levels.firstIndex(where: { ($0 - 0.5).magnitude < 1e-9 }) {
      picture.path(points(row(middle)), style: "line s0", title: "median")
    }
    if let installed {
      picture.line(
        64, y.place(installed.gibibytes), 620, y.place(installed.gibibytes), style: "limit",
        title: "installed: \(QuantityText.size(installed))")
    }
    return picture.markup
  }
}
