public import CapacityModel

/// Why no commands can be written.
public enum PlatformError: Error, Hashable, Sendable {
  /// A platform that is not registered.
  case unknownPlatform(String, entity: EntityID?)
  /// An item whose platform nobody told.
  case platformMissing(EntityID)
  /// A name that the platform cannot have.
  case unusableName(EntityID, platform: String, rule: String)
  /// No approved item has commands in the language asked for.
  case nothingToExport(format: String, platforms: [String])
}

extension PlatformError: CustomStringConvertible {
  /// What is wrong and what to do.
  public var description: String {
    let known = Platforms.all.map { $0.name }.joined(separator: ", ")
    switch self {
    case .unknownPlatform(let name, let entity):
      return
        "'\(name)'\(entity.map { " of '\($0)'" } ?? "") is no platform that commands are known for; "
        + "name one in the inventory or with --platform: \(known)"
    case .platformMissing(let entity):
      return
        "the platform of '\(entity)' is unknown; name it in the inventory or for the whole plan "
        + "with --platform: \(known)"
    case .unusableName(let entity, let platform, let rule):
      return
        "'\(entity.name.debugDescription)' cannot be an entity of \(platform): \(rule); reject the item "
        + "or mend the name"
    case .nothingToExport(let format, let platforms):
      return "no approved item can be written as \(format); the approved items are on "
        + (platforms.isEmpty ? "no known platform" : platforms.joined(separator: ", "))
    }
  }
}
