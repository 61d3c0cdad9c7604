/// Text and tables of GitHub Flavored Markdown.
enum MarkdownText {
  /// `text` so that it shows as it is: on one line, without control characters, specials escaped.
  static func escaped(_ text: String) -> String {
    var shown = ""
    for character in DisplayText.cleaned(text) {
      switch character {
      case "<": shown += "&lt;"
      case ">": shown += "&gt;"
      case "&": shown += "&amp;"
      case "\\", "`", "*", "_", "[", "]", "|", "~", "#", "!", "$":
        shown += "\\\(character)"
      default: shown.append(character)
      }
    }
    return shown
  }

  /// A table; cells are escaped here.
  static func table(_ columns: [Document.Column], _ rows: [[String]]) -> String {
    var text = line(columns.map { escaped($0.title) })
    text += line(columns.map { $0.isNumber ? "---:" : "---" })
    for row in rows { text += line(row.map(escaped)) }
    return text
  }

  /// A list, one line an entry; empty text for an empty list.
  static func list(_ entries: [String]) -> String {
    entries.map { "- \(escaped($0))\n" }.joined()
  }

  private static func line(_ cells: [String]) -> String {
    "| \(cells.joined(separator: " | ")) |\n"
  }
}
