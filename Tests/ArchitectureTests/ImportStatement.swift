/// One `import` of a Swift file.
struct ImportStatement: Equatable {
  /// The top-level module, `Foundation` for `import struct Foundation.Data`.
  let module: String
  /// The line, counted from 1.
  let line: Int

  /// What may stand between attributes and `import`.
  private static let accessLevels: Set<Substring> = [
    "public", "package", "internal", "fileprivate", "private",
  ]

  /// What may stand between `import` and a module.
  private static let kinds: Set<Substring> = [
    "struct", "class", "enum", "protocol", "typealias", "func", "let", "var", "actor",
  ]

  /// The imports of a file, in order; comments and multi-line strings hold none. Block comments are
  /// not looked for: the linter forbids them.
  static func all(in source: String) -> [ImportStatement] {
    var found: [ImportStatement] = []
    var insideString = false
    for (index, line) in source.split(separator: "\n", omittingEmptySubsequences: false)
      .enumerated()
    {
      let code = line.firstRange(of: "//").map { line[..<$0.lowerBound] } ?? line
      // An odd number of delimiters on a line opens or closes a multi-line string.
      let delimiters = code.ranges(of: "\"\"\"").count
      if !insideString {
        for statement in code.split(separator: ";") {
          module(of: statement).map { found.append(ImportStatement(module: $0, line: index + 1)) }
        }
      }
      if delimiters % 2 == 1 { insideString.toggle() }
    }
    return found
  }

  /// The module that a statement imports; `nil` where it is no import.
  private static func module(of statement: Substring) -> String? {
    var words = statement.split(whereSeparator: \.isWhitespace)[...]
    while let word = words.first, word.hasPrefix("@") || accessLevels.contains(word) {
      words.removeFirst()
    }
    guard words.popFirst() == "import", var path = words.popFirst() else { return nil }
    if kinds.contains(path) {
      guard let next = words.popFirst() else { return nil }
      path = next
    }
    return path.split(separator: ".").first.map(String.init)
  }
}
