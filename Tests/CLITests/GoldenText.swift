/// Compares outputs of programs on processors whose last digits differ.
enum GoldenText {
  /// Text without digests: words of at least eight hexadecimal digits with a letter among them become `#`.
  static func masked(_ text: String) -> String {
    var result = ""
    var word = ""
    func endWord() {
      let isDigest =
        word.utf8.count >= 8 && word.utf8.allSatisfy { isDigit($0) || (97...102).contains($0) }
        && !word.utf8.allSatisfy(isDigit)
      result += isDigest ? "#" : word
      word = ""
    }
    for character in text {
      if character.isASCII, character.isLetter || character.isNumber {
        word.append(character)
      } else {
        endWord()
        result.append(character)
      }
    }
    endWord()
    return result
  }

  /// What a page says: its text without styles, scripts, drawings and tags, one piece a line.
  static func words(of page: String) -> String {
    var rest = page[...]
    var result = ""
    while let open = rest.firstIndex(of: "<") {
      append(rest[..<open], to: &result)
      rest = rest[open...]
      for name in ["style", "script", "svg"] where rest.hasPrefix("<\(name)") {
        rest = rest.firstRange(of: "</\(name)>").map { rest[$0.lowerBound...] } ?? ""
      }
      rest = rest.firstIndex(of: ">").map { rest[rest.index(after: $0)...] } ?? ""
    }
    append(rest, to: &result)
    return result
  }

  private static func append(_ text: Substring, to result: inout String) {
    let words = text.split(whereSeparator: \.isWhitespace)
    if !words.isEmpty { result += words.joined(separator: " ") + "\n" }
  }

  /// The first line that differs by more than 1e-6 of a number, both ways; `nil` where none does.
  static func difference(_ text: String, _ expected: String) -> String? {
    let found = text.split(separator: "\n", omittingEmptySubsequences: false)
    let wanted = expected.split(separator: "\n", omittingEmptySubsequences: false)
    for (line, (one, other)) in zip(found, wanted).enumerated() where !areNear(one, other) {
      return "line \(line + 1) is\n\(one)\nand was\n\(other)"
    }
    return found.count == wanted.count ? nil : "\(found.count) lines, \(wanted.count) before"
  }

  private static func areNear(_ one: Substring, _ other: Substring) -> Bool {
    if one == other { return true }
    let (first, second) = (pieces(of: one), pieces(of: other))
    return first.count == second.count
      && zip(first, second).allSatisfy { found, wanted in
        if found == wanted { return true }
        guard let a = Double(found), let b = Double(wanted) else { return false }
        return abs(a - b) <= 1e-6 * max(abs(a), abs(b))
      }
  }

  /// A line cut into numbers and what stands between them.
  private static func pieces(of line: Substring) -> [Substring] {
    let bytes = line.utf8
    var result: [Substring] = []
    var start = bytes.startIndex
    var isNumber = false
    var index = start
    while index < bytes.endIndex {
      let byte = bytes[index]
      let continues = isDigit(byte) || (isNumber && byte == UInt8(ascii: "."))
      if continues != isNumber {
        if start < index { result.append(line[start..<index]) }
        start = index
        isNumber = continues
      }
      bytes.formIndex(after: &index)
    }
    if start < bytes.endIndex { result.append(line[start...]) }
    return result
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) }
}
