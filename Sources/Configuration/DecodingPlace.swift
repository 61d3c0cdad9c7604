/// Says where in a JSON file decoding failed.
enum DecodingPlace {
  /// What is wrong, and the path of keys to it.
  static func text(of error: any Error) -> String {
    func text(_ path: [any CodingKey], _ what: String) -> String {
      path.isEmpty ? what : "\(what) at \(path.map(\.stringValue).joined(separator: "."))"
    }
    switch error {
    case DecodingError.keyNotFound(let key, let context):
      return text(context.codingPath, "'\(key.stringValue)' is missing")
    case DecodingError.typeMismatch(_, let context), DecodingError.valueNotFound(_, let context):
      return text(context.codingPath, "another kind of value is expected")
    case DecodingError.dataCorrupted(let context):
      let said = context.debugDescription
      return text(context.codingPath, said.hasSuffix(".") ? String(said.dropLast()) : said)
    default: return "\(error)"
    }
  }
}
