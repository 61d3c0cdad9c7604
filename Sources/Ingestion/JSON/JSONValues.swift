/// Reading whole values, for readers that know what should stand where.
extension JSONScanner {
  /// A string, number or truth value, and where it stands.
  struct Scalar: Hashable {
    var bytes: [UInt8]
    var place: FilePlace

    /// The bytes as text.
    var string: String { String(decoding: bytes, as: UTF8.self) }
  }

  /// Calls `member` for each member of the object that comes next; it must read the member's value.
  ///
  /// - Parameter what: What the object is, for messages.
  func object(
    _ what: String, _ member: (String) throws(IngestionError) -> Void
  ) throws(IngestionError) {
    guard try next() == .beginObject else { throw fault("\(what) should be an object: {…}") }
    while try next() == .key { try member(String(decoding: text, as: UTF8.self)) }
  }

  /// Calls `element` before each element of the list that comes next; it must read the element.
  ///
  /// - Parameter what: What the list is, for messages.
  func array(
    _ what: String, _ element: () throws(IngestionError) -> Void
  ) throws(IngestionError) {
    guard try next() == .beginArray else { throw fault("\(what) should be a list: […]") }
    while try peek() != .endArray { try element() }
    _ = try next()
  }

  /// The string, number or truth value that comes next; `nil` for null, and for an object or list, which is passed over.
  ///
  /// - Parameter limit: Bytes that it may have, where many are kept at once.
  func scalar(limit: Int = JSONScanner.stringLimit) throws(IngestionError) -> Scalar? {
    switch try peek() {
    case .string, .number:
      _ = try next()
      guard text.count <= limit else { throw fault("the text is longer than \(limit) bytes") }
      return Scalar(bytes: text, place: place)
    case .bool(let value):
      _ = try next()
      return Scalar(bytes: Array("\(value)".utf8), place: place)
    default:
      try skip()
      return nil
    }
  }

  /// The members of the object that comes next whose values are strings, numbers or truth values; empty where another
  /// value stands there. At most 1000 members and 1 MiB of text are taken.
  ///
  /// - Parameter unwrapping: Whether a value that is an object stands for the member `value` in it.
  func members(unwrapping: Bool = false) throws(IngestionError) -> [String: Scalar] {
    guard try peek() == .beginObject else {
      try skip()
      return [:]
    }
    var (members, size) = ([String: Scalar](), 0)
    try object("members") { name throws(IngestionError) in
      let value: Scalar?
      if unwrapping, try peek() == .beginObject {
        value = try self.members()["value"]
      } else {
        value = try scalar()
      }
      guard let value else { return }
      size += name.utf8.count + value.bytes.count
      guard members.count < 1000, size <= Self.stringLimit else {
        throw fault("the object has more than 1000 members, or more than 1 MiB of text")
      }
      members[name] = value
    }
    return members
  }

  /// As `members`, as text.
  func labels() throws(IngestionError) -> [String: String] {
    try members().mapValues(\.string)
  }

  /// Passes over the value that comes next.
  func skip() throws(IngestionError) {
    var depth = 0
    repeat {
      switch try next() {
      case .beginObject, .beginArray: depth += 1
      case .endObject, .endArray: depth -= 1
      default: break
      }
    } while depth > 0
  }
}

/// Goes through JSON texts to the values that stand at places a reader asks for: `data.result[]` for each element of
/// the list `result` in the object `data`.
struct JSONWalker {
  let json: JSONScanner
  private var containers: [String] = []
  private var key = ""

  init(_ json: JSONScanner) { self.json = json }

  /// Goes on to the next value that is wanted, which the caller must then read or pass over; `nil` after the last text.
  ///
  /// - Parameters:
  ///   - isWanted: Whether the value at a place, which begins with a token, is.
  ///   - other: Receives strings, numbers and truth values at other places.
  mutating func next(
    _ isWanted: (String, JSONScanner.Token) -> Bool,
    other: (String, JSONScanner.Scalar) throws(IngestionError) -> Void = { (_, _) in }
  ) throws(IngestionError) -> String? {
    while let token = try json.peek() {
      switch token {
      case .key:
        _ = try json.next()
        // No name that is asked for is longer, and places must not grow without bound.
        key = String(decoding: json.text.prefix(100), as: UTF8.self)
      case .endObject, .endArray:
        _ = try json.next()
        containers.removeLast()
      default:
        let place = place
        if isWanted(place, token) { return place }
        switch token {
        case .beginObject, .beginArray:
          _ = try json.next()
          containers.append(token == .beginArray ? place + "[]" : place.isEmpty ? "" : place + ".")
        default:
          if let scalar = try json.scalar() { try other(place, scalar) }
        }
      }
    }
    return nil
  }

  /// Where the value stands that comes next.
  private var place: String {
    guard let container = containers.last else { return "" }
    return container.hasSuffix("[]") ? container : container + key
  }
}
