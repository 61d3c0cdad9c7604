public import CapacityModel
public import HeadroomBasics

/// What applies, checks and undoes a size change on one kind of virtualization or container platform.
///
/// Commands are lists of arguments, never text, so that a name stays a name: quoting is the business of whoever writes
/// them into a script.
public protocol Platform: Sendable {
  /// The name that the inventory uses.
  static var name: String { get }
  /// What its commands do to a running guest.
  static var traits: PlatformTraits { get }
  /// What its commands are, one sentence.
  static var summary: String { get }

  /// Creates the platform.
  init()

  /// The commands of one change.
  ///
  /// - Throws: `PlatformError.unusableName` where the platform cannot have an entity of that name.
  func commands(for change: SizeChange) throws(PlatformError) -> ChangeCommands
}

extension Platform {
  /// Refuses a name that a command would read as an option.
  static func refuseOption(_ entity: EntityID) throws(PlatformError) {
    guard entity.name.hasPrefix("-") else { return }
    throw .unusableName(
      entity, platform: name, rule: "a name with a leading '-' reads as an option")
  }
}

/// A change of one entity's size.
public struct SizeChange: Sendable, Hashable {
  /// The entity that is resized.
  public var entity: EntityID
  /// The size now.
  public var from: ByteCount
  /// The size wanted.
  public var to: ByteCount
  /// Whether a running entity must restart for it; `nil` where that is unknown.
  public var needsRestart: Bool?

  /// Creates a change.
  public init(entity: EntityID, from: ByteCount, to: ByteCount, needsRestart: Bool?) {
    (self.entity, self.from, self.to) = (entity, from, to)
    self.needsRestart = needsRestart
  }

  /// The change of an item; `nil` where its sizes are unknown.
  public init?(of item: PlanItem) {
    guard let from = item.current.configured, let to = item.proposed.configured else { return nil }
    self.init(entity: item.entity, from: from, to: to, needsRestart: item.needsRestart)
  }

  /// Whether memory is added.
  var isGrowth: Bool { to > from }
  /// The way back.
  var inverse: SizeChange {
    SizeChange(entity: entity, from: to, to: from, needsRestart: needsRestart)
  }
}

extension Platform {
  /// A guest that runs shrinks without being powered off.
  public static var traits: PlatformTraits { PlatformTraits(shrinksLive: true) }
}

/// A command as words or as a line of PowerShell, with what its output must show.
public struct PlatformCommand: Sendable, Hashable, Codable {
  /// Who runs it.
  public enum Language: String, Sendable, Codable {
    /// A program with arguments.
    case program
    /// A line of PowerShell.
    case powershell
  }

  /// Who runs it.
  public var language: Language
  /// The program and its arguments; of PowerShell the line alone, quoted already.
  public var arguments: [String]
  /// An extended regular expression that the output must match; `nil` for any output.
  public var expects: String?

  /// A program and its arguments.
  static func run(_ arguments: [String], expects: String? = nil) -> Self {
    Self(language: .program, arguments: arguments, expects: expects)
  }

  /// A line of PowerShell.
  static func power(_ line: String, expects: String? = nil) -> Self {
    Self(language: .powershell, arguments: [line], expects: expects)
  }
}

/// The commands of one change, in order.
public struct ChangeCommands: Sendable, Hashable, Codable {
  /// Make the change.
  public var apply: [PlatformCommand]
  /// Tell whether it is there.
  public var verify: [PlatformCommand]
  /// Take it back.
  public var rollback: [PlatformCommand]
  /// What the way back does not restore, or restores by assumption, one sentence each without a line break.
  public var rollbackNotes: [String] = []
}
