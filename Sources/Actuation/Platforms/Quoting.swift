/// How text is written so that a language reads it as that text and nothing else.
public enum Quoting {
  /// One word of a POSIX shell: single quotes, which nothing inside can end but a single quote.
  public static func shell(_ text: String) -> String {
    let plain = text.utf8.allSatisfy { byte in
      (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
        || [UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "/")]
          .contains(byte)
    }
    if plain, !text.isEmpty { return text }
    return "'" + text.replacing("'", with: #"'\''"#) + "'"
  }

  /// A PowerShell string: single quotes, inside which every kind of single quote that PowerShell knows is doubled.
  public static func powerShell(_ text: String) -> String {
    var quoted = "'"
    for scalar in text.unicodeScalars {
      quoted.unicodeScalars.append(scalar)
      // PowerShell takes typographic quotes (U+2018 to U+201B) for the plain one.
      if scalar == "'" || (0x2018...0x201B).contains(scalar.value) {
        quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "'"
  }

  /// A YAML double-quoted scalar, which is JSON's with everything beyond printable ASCII escaped.
  public static func yaml(_ text: String) -> String {
    var quoted = "\""
    for unit in text.utf16 {
      switch unit {
      case 0x22: quoted += "\\\""
      case 0x5C: quoted += "\\\\"
      case 0x20...0x7E: quoted.unicodeScalars.append(Unicode.Scalar(UInt8(unit)))
      default:
        let digits = String(unit, radix: 16)
        quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      }
    }
    return quoted + "\""
  }

  /// Text that an extended regular expression matches literally.
  static func pattern(_ text: String) -> String {
    var quoted = ""
    for character in text {
      if #"\.[]{}()*+?^$|"#.contains(character) { quoted.append("\\") }
      quoted.append(character)
    }
    return quoted
  }
}
