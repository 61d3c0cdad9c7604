internal import CapacityModel
internal import HeadroomBasics

/// Changes as dumbbells: the present size, an arrow's length away the proposed one, and below both where the peak is
/// predicted and was seen.
struct ChangeChart: Chart {
  let items: [PlanItem]
  /// How likely sizes are to be enough, where that is known.
  let peaks: [EntityID: PeakCurve]

  /// The most items that one picture shows.
  static let most = 20

  private static let unit = ByteCount.bytesPerGibibyte
  private static let (width, left, right, top, row) = (640.0, 170.0, 548.0, 34.0, 30.0)

  var legend: [(style: String, text: String)] {
    [
      ("ring", "present size"), ("up", "proposed, more"), ("down", "proposed, less"),
      (
        "range",
        "predicted peak, p50 to \(items.allSatisfy { peaks[$0.entity] != nil } ? "p95" : "p90")"
      ),
      ("tick", "largest demand of the last month"),
    ]
  }

  var markup: String {
    let bottom = Self.top + Self.row * Double(items.count)
    var picture = SVGPicture(
      width: Self.width, height: bottom + 8,
      label:
        "Present and proposed sizes of \(items.count) entities, over their predicted peaks, GiB")
    let sizes = items.flatMap { item in
      let known = [item.current.configured, item.proposed.configured, item.peak.observedMax]
      return known.compactMap { $0?.gibibytes } + ends(of: item).flatMap { [$0.low, $0.high] }
    }.filter { $0 > 0 }
    let scale = DoublingScale(of: sizes, range: (Self.left, Self.right))
    for tick in scale.ticks {
      picture.line(scale.place(tick), Self.top - 6, scale.place(tick), bottom, style: "grid")
      picture.text(
        scale.place(tick), 18, NumberText.trimmed(tick, places: 3), anchor: "middle")
    }
    picture.text(Self.width - 8, 18, "GiB", anchor: "end", style: "unit")
    for (index, item) in items.enumerated() {
      draw(item, y: Self.top + Self.row * (Double(index) + 0.5), scale, &picture)
    }
    return picture.markup
  }

  /// The predicted peak, p50 to p95, or to p90 where no curve is known; GiB.
  private func ends(of item: PlanItem) -> [(low: Double, high: Double)] {
    if let curve = peaks[item.entity] {
      return [(curve.quantile(at: 0.5) / Self.unit, curve.quantile(at: 0.95) / Self.unit)]
    }
    guard let low = item.peak.p50, let high = item.peak.p90 else { return [] }
    return [(low.gibibytes, high.gibibytes)]
  }

  private func draw(
    _ item: PlanItem, y: Double, _ scale: DoublingScale, _ picture: inout SVGPicture
  ) {
    picture.text(
      Self.left - 14, y + 4, DisplayText.cutInside(item.entity.name, to: 22), anchor: "end",
      style: item.entity.name.count > 13 ? "name" : "")
    for (low, high) in ends(of: item) {
      picture.rectangle(
        x: scale.place(low), y: y - 8, width: scale.place(high) - scale.place(low), height: 16,
        style: "range",
        title: "\(item.entity.name): predicted peak \(Self.text(low)) to \(Self.text(high)) GiB")
    }
    if let seen = item.peak.observedMax {
      let place = scale.place(seen.gibibytes)
      picture.line(
        place, y - 10, place, y + 10, style: "mark",
        title: "\(item.entity.name): largest demand of the last month \(QuantityText.size(seen))")
    }
    guard let before = item.current.configured, let after = item.proposed.configured else { return }
    let (from, to) = (scale.place(before.gibibytes), scale.place(after.gibibytes))
    let style = after > before ? "up" : "down"
    picture.line(from, y, to, y, style: "bar \(style)")
    picture.dot(
      from, y, radius: 5, style: "ring",
      title: "\(item.entity.name): \(QuantityText.size(before)) at present")
    picture.dot(
      to, y, radius: 6, style: style,
      title: "\(item.entity.name): \(QuantityText.size(after)) proposed")
    picture.text(
      Self.width - 8, y + 4, QuantityText.change(after - before), anchor: "end", style: "change")
  }

  private static func text(_ gibibytes: Double) -> String {
    NumberText.trimmed(gibibytes, places: 2)
  }
}

/// Maps sizes onto a stretch of a picture, doublings equally long: sizes are from fractions of a GiB to hundreds.
struct DoublingScale {
  /// The exponents of 2 at the ends.
  private let exponents: ClosedRange<Int>
  private let range: (from: Double, to: Double)

  /// A scale that holds all values, which are above 0.
  init(of values: [Double], range: (from: Double, to: Double)) {
    let low = PowerOfTwo.atMost(values.min() ?? 1)
    let high = PowerOfTwo.atMost(values.max() ?? 1)
    let isReached = (values.max() ?? 1) <= PowerOfTwo.value(high)
    exponents = low...max(isReached ? high : high + 1, low + 1)
    self.range = range
  }

  /// Where a value lies; between two powers of two by its share of the way, so that every GiB of it is equally long.
  func place(_ value: Double) -> Double {
    let bounded = min(
      max(value, PowerOfTwo.value(exponents.lowerBound)),
      PowerOfTwo.value(exponents.upperBound))
    let exponent = min(PowerOfTwo.atMost(bounded), exponents.upperBound)
    let floor = PowerOfTwo.value(exponent)
    let share = Double(exponent - exponents.lowerBound) + (bounded / floor - 1)
    return range.from + (range.to - range.from) * share / Double(exponents.count - 1)
  }

  /// Powers of two to write at the axis, at most seven.
  var ticks: [Double] {
    let step = (exponents.count + 6) / 7
    return stride(from: exponents.lowerBound, through: exponents.upperBound, by: step)
      .map(PowerOfTwo.value)
  }
}

/// Powers of two without a mathematics library.
private enum PowerOfTwo {
  static func value(_ exponent: Int) -> Double {
    Double(sign: .plus, exponent: exponent, significand: 1)
  }
  /// The exponent of the largest power that is no larger than `value`, which is above 0.
  static func atMost(_ value: Double) -> Int { Int(value.exponent) }
}
