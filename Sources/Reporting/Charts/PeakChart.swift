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

  private static let unit = 1_073_741_824.0
  private static let (left, right, top, bottom) = (64.0, 620.0, 12.0, 150.0)
  /// Levels that the line goes through.
  private static let drawn = Array(stride(from: 0.02, to: 0.99, by: 0.02)) + [0.99, 0.995, 0.999]
  /// Levels that the table behind the picture lists.
  private static let listed = [0.1, 0.5, 0.8, 0.9, 0.95, 0.99, 0.999]

  /// The picture: sizes in GiB below, the probability that the peak stays within them beside.
  var markup: String {
    var chart = SVGPicture(
      width: 640, height: 186,
      label: "Probability that the peak of \(entity.name) stays within a size, by size in GiB")
    let values = Self.drawn.map { peak.quantile(at: $0) }
    let x = ChartScale(
      upTo: (values + sizes.map { Double($0.size.bytes) }).map { $0 / Self.unit },
      range: (Self.left, Self.right))
    let y = ChartScale(0...1, range: (Self.bottom, Self.top))
    for tick in [0, 0.25, 0.5, 0.75, 1] {
      chart.line(Self.left, y.place(tick), Self.right, y.place(tick), style: "grid")
      chart.text(
        Self.left - 6, y.place(tick) + 4, "\(NumberText.trimmed(tick * 100, places: 0)) %",
        anchor: "end")
    }
    for tick in x.ticks {
      chart.text(
        x.place(tick), Self.bottom + 18, NumberText.trimmed(tick, places: 2), anchor: "middle")
    }
    chart.text((Self.left + Self.right) / 2, Self.bottom + 34, "GiB", anchor: "middle")
    let points = zip(Self.drawn, values).map { level, value in
      (x: x.place(value / Self.unit), y: y.place(level))
    }
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
