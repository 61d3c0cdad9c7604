internal import Foundation
internal import HeadroomBasics

/// JSON of tools, read without knowing their schema: keys are compared without case, what is not there is `nothing`.
struct EvidenceJSON {
  private let value: Any?

  private init(_ value: Any?) { self.value = value }

  /// Reads a text; `nil` where it is no JSON.
  init?(_ text: String) {
    // The parser refuses nesting beyond 512 levels.
    guard
      let value = try? JSONSerialization.jsonObject(
        with: Data(text.utf8), options: [.fragmentsAllowed])
    else { return nil }
    self.value = value
  }

  /// The answer of a QMP command, with or without the request beside it.
  static func answer(_ text: String) -> EvidenceJSON? {
    guard let whole = EvidenceJSON(text) else { return nil }
    if whole["response"]["return"].exists { return whole["response"]["return"] }
    return whole["return"].exists ? whole["return"] : whole
  }

  /// Whether there is a value, even `null`.
  var exists: Bool { value != nil }

  /// A member of an object.
  subscript(_ name: String) -> EvidenceJSON {
    guard let object = value as? [String: Any] else { return EvidenceJSON(nil) }
    if let member = object[name] { return EvidenceJSON(member) }
    let lower = name.lowercased()
    return EvidenceJSON(object.first { $0.key.lowercased() == lower }?.value)
  }

  /// Members of an array; empty for anything else.
  var items: [EvidenceJSON] { (value as? [Any])?.map { EvidenceJSON($0) } ?? [] }

  /// Members of an object; empty for anything else.
  var object: [String: EvidenceJSON] {
    (value as? [String: Any])?.mapValues { EvidenceJSON($0) } ?? [:]
  }

  /// A text; a number's or a truth value's text is none.
  var text: String? { value as? String }

  /// A truth value.
  var flag: Bool? {
    guard let number = value as? NSNumber, number.isBoolean else { return nil }
    return number.boolValue
  }

  /// A number that is not a truth value.
  var number: Double? {
    guard let number = value as? NSNumber, !number.isBoolean else { return nil }
    return number.doubleValue
  }

  /// A whole number of bytes, from 0 to 2⁶² − 1; larger ones stand for unknown.
  var bytes: ByteCount? {
    guard let number, number >= 0, number < 0x1p62 else { return nil }
    return ByteCount((value as? NSNumber)?.int64Value ?? 0)
  }
}

extension NSNumber {
  /// Whether it is a truth value: these are kept as characters.
  fileprivate var isBoolean: Bool { String(cString: objCType) == "c" }
}
