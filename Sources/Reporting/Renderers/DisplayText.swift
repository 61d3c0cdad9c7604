/// Text as a terminal shows it: how wide it is, and what may be shown at all.
enum DisplayText {
  /// `text` on one line and without anything that a terminal would obey.
  ///
  /// Line breaks and tabs become a space. Control characters (escape among them) and invisible format characters, which
  /// could hide or turn around what a reviewer reads, become U+FFFD.
  static func cleaned(_ text: String) -> String {
    if text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return text }
    var scalars = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\n", "\r", "\t", "\u{85}", "\u{2028}", "\u{2029}": scalars.append(" ")
      default: scalars.append(isObeyed(scalar) ? "\u{FFFD}" : scalar)
      }
    }
    return String(scalars)
  }

  /// Columns that cleaned `text` takes.
  static func width(_ text: String) -> Int {
    if text.utf8.allSatisfy({ $0 < 0x7F }) { return text.utf8.count }
    return text.reduce(0) { $0 + width(of: $1) }
  }

  /// `text` in at most `limit` columns, its end replaced by `…` where it is longer.
  static func cut(_ text: String, to limit: Int) -> String {
    guard width(text) > limit else { return text }
    return prefix(of: text, columns: limit - 1) + "…"
  }

  /// `text` in at most `limit` columns, its middle replaced by `…` where it is longer: names differ at their ends.
  static func cutInside(_ text: String, to limit: Int) -> String {
    guard width(text) > limit else { return text }
    guard limit >= 5 else { return cut(text, to: limit) }
    let tail = String(prefix(of: String(text.reversed()), columns: (limit - 1) / 2).reversed())
    return prefix(of: text, columns: limit - 1 - width(tail)) + "…" + tail
  }

  /// `text` broken at spaces into lines of at most `limit` columns, at most `maximumLines` of them.
  static func wrapped(_ text: String, to limit: Int, maximumLines: Int = .max) -> [String] {
    var lines: [String] = []
    var line = ""
    for word in text.split(separator: " ").map(String.init) {
      if !line.isEmpty && width(line) + 1 + width(word) > limit {
        lines.append(line)
        line = ""
      }
      line = line.isEmpty ? word : "\(line) \(word)"
      if lines.count == maximumLines { break }
    }
    if !line.isEmpty { lines.append(line) }
    if lines.count > maximumLines {
      lines = Array(lines.prefix(maximumLines))
      lines[maximumLines - 1] = cut(lines[maximumLines - 1] + " …", to: limit)
    }
    return lines.map { cut($0, to: limit) }
  }

  private static func prefix(of text: String, columns: Int) -> String {
    var (taken, used) = ("", 0)
    for character in text {
      used += width(of: character)
      if used > columns { break }
      taken.append(character)
    }
    return taken
  }

  private static func isObeyed(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .surrogate, .privateUse: true
    default: false
    }
  }

  private static func width(of character: Character) -> Int {
    var widest = 0
    for scalar in character.unicodeScalars {
      // The variation selector asks for the picture, which is two columns wide.
      if scalar == "\u{FE0F}" { return 2 }
      switch scalar.properties.generalCategory {
      case .nonspacingMark, .enclosingMark: continue
      default: widest = max(widest, isWide(scalar) ? 2 : 1)
      }
    }
    return widest
  }

  /// Source: Unicode Standard Annex #11, wide and full-width ranges, and UTS #51, emoji presentation.
  private static func isWide(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case ..<0x1100: false
    case 0x1100...0x115F, 0x2329...0x232A, 0x2E80...0x303E, 0x3041...0xA4CF, 0xA960...0xA97F,
      0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE10...0xFE19, 0xFE30...0xFE6F, 0xFF00...0xFF60,
      0xFFE0...0xFFE6, 0x16FE0...0x1B2FF, 0x1F300...0x1F64F, 0x1F680...0x1F6FF,
      0x1F900...0x1FAFF, 0x20000...0x3FFFD:
      true
    default: scalar.properties.isEmojiPresentation
    }
  }
}
