/// The name of a thing whose memory is planned: a VM, a host, a container, or a group of them.
public struct EntityID: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// The name as its source gives it.
  public let name: String

  /// Names an entity.
  public init(_ name: String) { self.name = name }

  /// The name, as samples spell it.
  public var description: String { name }

  /// Whether the left name comes first, by Unicode scalars.
  public static func < (left: EntityID, right: EntityID) -> Bool { left.name < right.name }
}

extension EntityID: Codable {
  /// Reads a name.
  public init(from decoder: any Decoder) throws {
    name = try decoder.singleValueContainer().decode(String.self)
  }

  /// Writes the name.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(name)
  }
}
