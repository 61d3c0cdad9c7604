/// A colour or weight of terminal text.
public enum TextColor: String, Sendable {
  /// Heavier.
  case bold = "1"
  /// Look at this first.
  case red = "31"
  /// Good to have.
  case green = "32"
  /// Costs something.
  case yellow = "33"

  /// `text` between the sequences that turn the colour on and off again.
  func painted(_ text: String) -> String { "\u{1B}[\(rawValue)m\(text)\u{1B}[0m" }
}
