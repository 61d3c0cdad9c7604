/// One sample of the text exposition: `name{label="value"} 1.5e+09 1795849065117`.
struct ExpositionLine {
  var name: String
  var labels: [String: String]
  var value: [UInt8]
  var valueColumn: Int
  /// Empty where the sample has none.
  var timestamp: [UInt8]
  var timestampColumn: Int

  /// The name at the start of a line, as far as it can be one.
  static func name(_ line: UnsafeBufferPointer<UInt8>) -> String {
    String(decoding: line.prefix { $0 != 0x7B && $0 != 0x20 && $0 != 0x09 }, as: UTF8.self)
  }

  /// Reads a line.
  ///
  /// - Throws: A fault where it is no sample.
  init(_ line: UnsafeBufferPointer<UInt8>) throws(FieldFaultError) {
    name = Self.name(line)
    labels = ["__name__": name]
    var place = name.utf8.count
    if place < line.count, line[place] == 0x7B { try Self.readLabels(line, &place, &labels) }
    func word() -> (bytes: [UInt8], column: Int) {
      while place < line.count, line[place] == 0x20 || line[place] == 0x09 { place += 1 }
      let start = place
      while place < line.count, line[place] != 0x20, line[place] != 0x09 { place += 1 }
      return (Array(line[start..<place]), start + 1)
    }
    (value, valueColumn) = word()
    guard !name.isEmpty, !value.isEmpty else { throw Self.fault(line) }
    (timestamp, timestampColumn) = word()
    if timestamp.first == 0x23 { timestamp = [] }
  }

  private static func fault(_ line: some Collection<UInt8>) -> FieldFaultError {
    FieldFaultError(
      .malformed(
        "'\(FieldCursor.excerpt(line))' is no sample; a line is name{label=\"value\"} number timestamp"
      ))
  }

  /// Reads `{a="b",c="d"}` from `place` on and leaves `place` behind it.
  private static func readLabels(
    _ line: UnsafeBufferPointer<UInt8>, _ place: inout Int, _ labels: inout [String: String]
  ) throws(FieldFaultError) {
    place += 1
    while place < line.count, line[place] != 0x7D {
      if line[place] == 0x2C || line[place] == 0x20 {
        place += 1
        continue
      }
      let start = place
      while place < line.count, line[place] != 0x3D { place += 1 }
      let name = String(decoding: line[start..<place], as: UTF8.self)
      place += 1
      guard place < line.count, line[place] == 0x22 else { throw fault(line) }
      place += 1
      var value: [UInt8] = []
      while place < line.count, line[place] != 0x22 {
        if line[place] == 0x5C, place + 1 < line.count {
          place += 1
          value.append(line[place] == 0x6E ? 0x0A : line[place])
        } else {
          value.append(line[place])
        }
        place += 1
      }
      guard place < line.count else { throw fault(line) }
      place += 1
      guard let text = String(validating: value, as: UTF8.self) else {
        throw FieldFaultError(.notUTF8(FieldCursor.excerpt(value)))
      }
      labels[name] = text
    }
    guard place < line.count else { throw fault(line) }
    place += 1
  }
}
