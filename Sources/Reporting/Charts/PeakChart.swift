internal import CapacityModel
internal import HeadroomBasics

/// The distribution of the largest demand over the horizon: how likely a size is to be enough.
struct PeakChart: Chart {
  let entity: EntityID
  let peak: PeakCurve
  /// Sizes that stand as lines, with the style of each.
  let sizes: [Size]

  /// A size that stands as a line.
  struct Size {
    let size: ByteCount
    let style: String
    let name: String
  }

  var legend: [(style: String, text: String)] {
    [("s0", "how likely a size is to be enough")]
  }

  private static let unit = ByteCount.bytesPerGibibyte
  private static let (left, right, top, bottom) = (84.0, 590.0, 40.0, 178.0)
  /// Levels that the line goes through.
  private static let drawn = Array(stride(from: 0.02, to: 0.99, by: 0.02)) + [0.99, 0.995, 0.999]
  /// Levels that the table behind the picture lists.
  private static let listed = [0.1, 0.5, 0.8, 0.9, 0.95, 0.99, 0.999]

  /// The picture: sizes in GiB below, the probability that the peak stays within them beside.
  var markup: String {
    var chart = SVGPicture(
      width: 640, height: 214,
      label: "Probability that the peak of \(entity.name) stays within a size, by size in GiB")
    // One future in a thousand would push all others to the left: the line ends where the picture does.
    let reach = max(peak.quantile(at: 0.99), sizes.map { Double($0.size.bytes) }.max() ?? 0)
    let x = ChartScale(upTo: [reach / Self.unit], range: (Self.left, Self.right))
    let line = Self.drawn.map { (level: $0, value: peak.quantile(at: $0) / Self.unit) }
      .filter { $0.value <= x.domain.upperBound }
    let y = ChartScale(0...1, range: (Self.bottom, Self.top))
    for tick in [0, 0.25, 0.5, 0.75, 1] {
      chart.line(Self.left, y.place(tick), Self.right, y.place(tick), style: "grid")
      chart.text(
        Self.left - 6, y.place(tick) + 4, "\(NumberText.trimmed(tick * 100, places: 0)) %",
        anchor: "end")
    }
    for tick in x.ticks {
      chart.text(
        x.place(tick), Self.bottom + 28, NumberText.trimmed(tick, places: 2), anchor: "middle")
    }
    chart.text(Self.right, 20, "sizes in GiB", anchor: "end", style: "unit")
    let points = line.map { (x: x.place($0.value), y: y.place($0.level)) }
    chart.path(points, style: "line s0", title: "probability that the peak stays within a size")
    for line in sizes {
      let (size, style, name) = (line.size, line.style, line.name)
      let place = x.place(size.gibibytes)
      chart.line(
        place, Self.top, place, Self.bottom, style: style,
        title:
          "\(name): \(QuantityText.size(size)), enough in \(likelihood(of: size)) of the futures")
    }
    return chart.markup
  }

  /// The numbers behind the picture.
  var table: Document.Table {
    let quantiles = Self.listed.map { level in
      [
        QuantityText.size(ByteCount(Int64(peak.quantile(at: level).rounded()))),
        QuantityText.percent(level),
      ]
    }
    let own = sizes.map { ["\(QuantityText.size($0.size)) (\($0.name))", likelihood(of: $0.size)] }
    return Document.Table(
      columns: .numbers("the peak stays within", "in so many of the futures"),
      rows: (quantiles + own).map { .init($0) }, reading: .behindChart)
  }

  /// `97.1 %`.
  private func likelihood(of size: ByteCount) -> String {
    QuantityText.percent(peak.probability(ofPeakAtMost: Double(size.bytes)))
  }
}
