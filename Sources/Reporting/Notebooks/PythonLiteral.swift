/// Values as Python source.
enum PythonLiteral {
  /// `text` as a string literal: whatever it holds stays data, and no character of it is hidden or reorders the line.
  static func string(_ text: String) -> String {
    var literal = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\": literal += "\\\\"
      case "\"": literal += "\\\""
      case "\n": literal += "\\n"
      case "\r": literal += "\\r"
      case "\t": literal += "\\t"
      case " "..."~": literal.unicodeScalars.append(scalar)
      default: literal += shownAsIs(scalar) ? String(scalar) : escape(scalar)
      }
    }
    return literal + "\""
  }

  /// A list of string literals, one a line.
  static func list(_ texts: [String]) -> String {
    "[\n" + texts.map { "    \(string($0)),\n" }.joined() + "]"
  }

  /// Letters and marks of any script are what a reader expects to see; everything that could hide or reorder is not.
  private static func shownAsIs(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isAlphabetic || scalar.properties.numericType != nil
  }

  private static func escape(_ scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16)
    let (mark, width) = scalar.value > 0xFFFF ? ("U", 8) : ("u", 4)
    return "\\\(mark)\(String(repeating: "0", count: width - digits.count))\(digits)"
  }
}
