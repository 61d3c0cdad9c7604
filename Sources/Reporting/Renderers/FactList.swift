/// Labels and values below each other, long values wrapped beside their label.
struct FactList: Sendable {
  private var facts: [(label: String, value: String)] = []

  /// Creates a list without facts.
  init() {}

  /// Adds a fact; both texts are cleaned of control characters.
  mutating func append(_ label: String, _ value: String) {
    facts.append((DisplayText.cleaned(label), DisplayText.cleaned(value)))
  }

  /// The list, every line ended by a line feed and at most `width` columns wide.
  func text(width: Int = 100) -> String {
    let widest = min(facts.map { DisplayText.width($0.label) }.max() ?? 0, width / 3)
    var text = ""
    for (label, value) in facts {
      let shown = DisplayText.cutInside(label, to: widest)
      var start = shown + String(repeating: " ", count: widest - DisplayText.width(shown) + 2)
      for line in DisplayText.wrapped(value, to: width - widest - 2) {
        text += start + line + "\n"
        start = String(repeating: " ", count: widest + 2)
      }
      if value.allSatisfy({ $0 == " " }) { text += shown + "\n" }
    }
    return text
  }
}
