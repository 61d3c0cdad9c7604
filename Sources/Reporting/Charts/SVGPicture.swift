import HeadroomBasics

/// One picture as SVG text that stands inside a page and takes its colours from the page's variables.
struct SVGPicture {
  let width: Double
  let height: Double
  private let label: String
  private var elements: [String] = []
  /// What a page tells beside the pointer: names of values, and points from left to right.
  private var readings: (names: [String], top: Double, bottom: Double, points: [Reading]) = (
    [], 0, 0, []
  )

  /// What can be read at one place of a picture.
  struct Reading {
    /// Where it is.
    let x: Double
    /// When, or what.
    let title: String
    /// A value a name; `nil` where there is none.
    let values: [String?]
  }

  /// - Parameter label: What the picture shows, for those who do not see it.
  init(width: Double, height: Double, label: String) {
    (self.width, self.height, self.label) = (width, height, label)
  }

  /// Lets a page with a script tell values beside the pointer, between two heights of the picture.
  mutating func read(
    _ names: [String], top: Double, bottom: Double, points: [Reading]
  ) {
    readings = (names, top, bottom, points)
  }

  /// Adds a rectangle; one of no width shows as a hair.
  mutating func rectangle(
    x: Double, y: Double, width: Double, height: Double, style: String, title: String = ""
  ) {
    elements.append(
      "<rect x=\"\(n(x))\" y=\"\(n(y))\" width=\"\(n(max(width, 0.5)))\" height=\"\(n(height))\" "
        + "class=\"\(style)\"\(ending(title, "rect"))")
  }

  /// Adds a straight line.
  mutating func line(
    _ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double, style: String, title: String = ""
  ) {
    elements.append(
      "<line x1=\"\(n(x1))\" y1=\"\(n(y1))\" x2=\"\(n(x2))\" y2=\"\(n(y2))\" class=\"\(style)\""
        + ending(title, "line"))
  }

  /// Adds a line through points.
  mutating func path(_ points: [(x: Double, y: Double)], style: String, title: String = "") {
    guard points.count > 1 else { return }
    let text = Self.visible(points).map { "\(n($0.x)) \(n($0.y))" }.joined(separator: "L")
    elements.append("<path d=\"M\(text)\" class=\"\(style)\"\(ending(title, "path"))")
  }

  /// Adds the area between two lines over the same places.
  mutating func band(
    _ upper: [(x: Double, y: Double)], _ lower: [(x: Double, y: Double)], style: String,
    title: String = ""
  ) {
    guard upper.count > 1, lower.count == upper.count else { return }
    let text = (Self.visible(upper) + Self.visible(lower).reversed())
      .map { "\(n($0.x)) \(n($0.y))" }.joined(separator: "L")
    elements.append("<path d=\"M\(text) Z\" class=\"\(style)\"\(ending(title, "path"))")
  }

  /// Adds a dot.
  mutating func dot(_ x: Double, _ y: Double, radius: Double, style: String, title: String = "") {
    elements.append(
      "<circle cx=\"\(n(x))\" cy=\"\(n(y))\" r=\"\(n(radius))\" class=\"\(style)\""
        + ending(title, "circle"))
  }

  /// Adds text; `anchor` is `start`, `middle` or `end`.
  mutating func text(
    _ x: Double, _ y: Double, _ text: String, anchor: String = "start", style: String = ""
  ) {
    elements.append(
      "<text x=\"\(n(x))\" y=\"\(n(y))\" text-anchor=\"\(anchor)\"\(style.isEmpty ? "" : " class=\"\(style)\"")>\(Self.escaped(text))</text>"
    )
  }

  /// A quarter of a unit is less than the eye sees.
  private static let invisible = 0.25

  /// The points of a line, left to right, without those that lie on it anyway.
  private static func visible(_ points: [(x: Double, y: Double)]) -> [(x: Double, y: Double)] {
    guard var last = points.first else { return [] }
    var (kept, skipped) = ([last], [(x: Double, y: Double)]())
    for (place, point) in points.enumerated().dropFirst() {
      let slope = (point.y - last.y) / (point.x - last.x)
      let isStraight = skipped.allSatisfy {
        (last.y + slope * ($0.x - last.x) - $0.y).magnitude < invisible
      }
      if !isStraight, let corner = skipped.last {
        kept.append(corner)
        (last, skipped) = (corner, [])
      }
      if place == points.count - 1 { kept.append(point) } else { skipped.append(point) }
    }
    return kept
  }

  /// The picture.
  var markup: String {
    "<svg viewBox=\"0 0 \(n(width)) \(n(height))\" role=\"img\" aria-label=\"\(Self.escaped(label))\"\(readingsText)>"
      + elements.joined() + "</svg>"
  }

  /// `data-names="seen|median" data-span="44 224" data-points="64|2026-01-01|12.5|;…"`
  private var readingsText: String {
    guard !readings.points.isEmpty else { return "" }
    let points = readings.points.map { point in
      ([n(point.x), point.title] + point.values.map { $0 ?? "" })
        .map { $0.replacing("|", with: " ").replacing(";", with: " ") }.joined(separator: "|")
    }
    return " data-names=\"\(Self.escaped(readings.names.joined(separator: "|")))\""
      + " data-span=\"\(n(readings.top)) \(n(readings.bottom))\""
      + " data-points=\"\(Self.escaped(points.joined(separator: ";")))\""
  }

  /// Text that means itself in markup and in attributes; control characters are replaced.
  static func escaped(_ text: String) -> String {
    var result = ""
    for character in DisplayText.cleaned(text) {
      switch character {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      default: result.append(character)
      }
    }
    return result
  }

  /// The end of an element, with its tooltip where it has one.
  private func ending(_ title: String, _ element: String) -> String {
    title.isEmpty ? "/>" : "><title>\(Self.escaped(title))</title></\(element)>"
  }

  /// A coordinate to a tenth of a unit; what is not finite lies at 0.
  private func n(_ value: Double) -> String {
    NumberText.trimmed(value.isFinite ? value : 0, places: 1)
      .replacing(",", with: "")
  }
}
