internal import CapacityModel
internal import HeadroomBasics

/// Where demand of one item is expected to peak, against the present and the proposed size.
struct SizeChart: Chart {
  let item: PlanItem

  var legend: [(style: String, text: String)] {
    [
      ("before", "present size"), ("after", "proposed size"),
      ("range", "predicted peak, p50 to p99"), ("seen", "largest demand of the last month"),
    ]
  }

  var markup: String {
    func gibibytes(_ size: ByteCount?) -> Double? { size?.gibibytes }
    let peak = item.peak
    let values = [
      peak.p50, peak.p90, peak.p99, peak.observedMax, item.current.configured,
      item.proposed.configured,
    ].compactMap { $0 }
    var picture = SVGPicture(
      width: 640, height: 120,
      label: "Predicted peak of \(item.entity.name) against its present and proposed size")
    let scale = ChartScale(upTo: values.map(\.gibibytes), range: (124, 600))
    axis(scale, &picture, bottom: 96)
    bar("now", item.current.configured, y: 10, style: "before", scale, &picture)
    bar("proposed", item.proposed.configured, y: 34, style: "after", scale, &picture)
    picture.text(112, 71, "peak", anchor: "end")
    if let low = gibibytes(peak.p50), let high = gibibytes(peak.p99) {
      picture.rectangle(
        x: scale.place(low), y: 58, width: scale.place(high) - scale.place(low), height: 16,
        style: "range",
        title:
          "half of the futures peak above \(text(peak.p50)), one in a hundred above \(text(peak.p99))"
      )
    }
    if let value = gibibytes(peak.p90) {
      picture.line(
        scale.place(value), 56, scale.place(value), 76, style: "mark",
        title: "one future in ten peaks above \(text(peak.p90))")
    }
    if let value = gibibytes(peak.observedMax) {
      picture.dot(
        scale.place(value), 66, radius: 4, style: "seen",
        title: "largest demand of the last month: \(text(peak.observedMax))")
    }
    return picture.markup
  }

  private func bar(
    _ name: String, _ size: ByteCount?, y: Double, style: String, _ scale: ChartScale,
    _ picture: inout SVGPicture
  ) {
    picture.text(112, y + 13, name, anchor: "end")
    guard let size else { return }
    picture.rectangle(
      x: scale.place(0), y: y, width: scale.place(size.gibibytes) - scale.place(0), height: 18,
      style: style, title: "\(name): \(text(size))")
  }
}

/// Configured memory of the hosts before and after, against what they have.
struct HostChart: Chart {
  let hosts: [ResizePlan.HostSummary]
  /// How many hosts there are.
  let all: Int

  /// The most hosts that one picture shows.
  static let most = 40

  var legend: [(style: String, text: String)] {
    (all > hosts.count
      ? [("", "the first \(hosts.count) of \(NumberText.grouped(all)) hosts")] : [])
      + [
        ("before", "configured before"), ("after", "configured after"),
        ("range", "99 % peak after"), ("limit", "memory"),
      ]
  }

  var markup: String {
    let row = 60.0
    var picture = SVGPicture(
      width: 640, height: row * Double(hosts.count) + 36,
      label:
        "Memory configured on each host before and after and its predicted peak, against what it has"
    )
    let values = hosts.flatMap {
      [$0.memory, $0.configuredBefore, $0.configuredAfter, $0.peakAfter ?? .zero]
    }
    let scale = ChartScale(upTo: values.map(\.gibibytes), range: (190, 600))
    axis(scale, &picture, bottom: row * Double(hosts.count) + 8)
    for (index, host) in hosts.enumerated() {
      let y = row * Double(index) + 6
      picture.text(
        180, y + 20, DisplayText.cutInside(host.host, to: 22), anchor: "end",
        style: host.host.count > 14 ? "name" : "")
      for (offset, size, style, what) in [
        (0.0, host.configuredBefore, "before", "configured before"),
        (15, host.configuredAfter, "after", "configured after"),
        (30, host.peakAfter, "range", "99 % peak after"),
      ] {
        guard let size else { continue }
        picture.rectangle(
          x: scale.place(0), y: y + offset, width: scale.place(size.gibibytes) - scale.place(0),
          height: 13, style: style, title: "\(host.host), \(what): \(text(size))")
      }
      picture.line(
        scale.place(host.memory.gibibytes), y - 3, scale.place(host.memory.gibibytes), y + 46,
        style: "limit", title: "\(host.host) has \(text(host.memory))")
    }
    return picture.markup
  }
}

/// What both pictures share.
private func axis(_ scale: ChartScale, _ picture: inout SVGPicture, bottom: Double) {
  for tick in scale.ticks {
    picture.line(scale.place(tick), 4, scale.place(tick), bottom - 12, style: "grid")
    picture.text(
      scale.place(tick), bottom + 6, NumberText.trimmed(tick, places: 2), anchor: "middle")
  }
  picture.text(scale.range.from - 20, bottom + 6, "GiB", anchor: "end", style: "unit")
}

private func text(_ size: ByteCount?) -> String { QuantityText.size(size) }
