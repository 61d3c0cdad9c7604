/// How the name of an entity is made of labels: `{namespace}/{pod}/{container}`.
public struct EntityTemplate: Hashable, Sendable {
  private enum Part: Hashable {
    case text(String)
    case label(String)
  }

  private let parts: [Part]

  /// The labels that it asks for, in their order.
  public var labels: [String] {
    parts.compactMap { part in
      if case .label(let name) = part { return name }
      return nil
    }
  }

  /// Reads a template; `nil` where a brace is not closed, a label has no name, or there is no label at all.
  public init?(_ text: String) {
    var (parts, rest) = ([Part](), text[...])
    while let open = rest.firstIndex(of: "{") {
      if open > rest.startIndex { parts.append(.text(String(rest[..<open]))) }
      let after = rest[rest.index(after: open)...]
      guard let close = after.firstIndex(of: "}") else { return nil }
      let name = after[..<close]
      guard !name.isEmpty, !name.contains("{") else { return nil }
      parts.append(.label(String(name)))
      rest = after[after.index(after: close)...]
    }
    guard !parts.isEmpty, !rest.contains("}") else { return nil }
    if !rest.isEmpty { parts.append(.text(String(rest))) }
    self.parts = parts
  }

  /// The name; `nil` where a label is missing or empty.
  public func name(label value: (String) -> String?) -> String? {
    var name = ""
    for part in parts {
      switch part {
      case .text(let text): name += text
      case .label(let label):
        guard let value = value(label), !value.isEmpty else { return nil }
        name += value
      }
    }
    return name
  }
}
