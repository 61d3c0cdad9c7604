/// A colour or weight of terminal text.
public enum TextColor: String, Sendable {
  /// Heavier.
  case bold = "1"
  /// Critical.
  case red = "31"
  /// As it should be.
  case green = "32"
  /// A warning.
  case yellow = "33"
  /// Not known.
  case grey = "90"

  /// `text` between the sequences that turn the colour on and off again.
  func painted(_ text: String) -> String { "\u{1B}[\(rawValue)m\(text)\u{1B}[0m" }
}
