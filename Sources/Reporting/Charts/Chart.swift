/// A picture of a section, drawn by the formats that can.
public protocol Chart: Sendable {
  /// The picture as SVG, with a text for those who do not see it.
  var markup: String { get }
  /// What its colours mean: a style class of the page, and the words.
  var legend: [(style: String, text: String)] { get }
}
