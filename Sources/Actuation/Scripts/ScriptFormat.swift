public import CapacityModel
internal import HeadroomBasics

/// What a script is to do.
public enum ScriptPart: String, CaseIterable, Sendable {
  /// Make the changes.
  case apply
  /// Tell whether they are there.
  case verify
  /// Take them back.
  case rollback

  /// What the commands do, one sentence.
  var sentence: String {
    switch self {
    case .apply: "Applies the changes."
    case .verify: "Checks that the changes are there and changes nothing."
    case .rollback: "Takes the changes back: restores the sizes from before the plan."
    }
  }
}

/// One approved item with its commands.
public struct ScriptedChange: Sendable {
  /// The entity and its sizes before and after.
  public var change: SizeChange
  /// The platform's registered name.
  public var platform: String
  /// The commands of its platform, for each part.
  public var commands: ChangeCommands
  /// When it may be made, for people.
  public var window: String?

  /// The commands of a part.
  func commands(_ part: ScriptPart) -> [PlatformCommand] {
    switch part {
    case .apply: commands.apply
    case .verify: commands.verify
    case .rollback: commands.rollback
    }
  }

  /// What a reader of a part's commands should know, one sentence each.
  func notes(_ part: ScriptPart) -> [String] { part == .rollback ? commands.rollbackNotes : [] }

  /// What a part does to the entity: `vm: 16 GiB to 12 GiB`, `vm: back from 12 GiB to 16 GiB`, with the change window.
  func title(_ part: ScriptPart) -> String {
    let (from, to) = (PlanText.gibibytes(change.from), PlanText.gibibytes(change.to))
    let window = window.map { ", allowed \($0)" } ?? ""
    return switch part {
    case .apply: "\(change.entity): \(from) to \(to)\(window)"
    case .verify: "\(change.entity): has it \(to)?"
    case .rollback: "\(change.entity): back from \(to) to \(from)\(window)"
    }
  }
}

/// Writes the commands of a plan as one file.
public protocol ScriptFormat: Sendable {
  /// The name on the command line.
  static var name: String { get }
  /// One sentence for `--help`.
  static var summary: String { get }

  /// Creates the format.
  init()

  /// Whether the format can carry a change.
  func carries(_ change: ScriptedChange) -> Bool
  /// The file's text.
  func text(of changes: [ScriptedChange], part: ScriptPart, plan: String) -> String
}

/// The registered script formats.
public enum ScriptFormats {
  /// In the order of the help text.
  public static let all: [any ScriptFormat.Type] = [
    ShellScript.self, PowerShellScript.self, VirshScript.self, KubernetesYAML.self,
    AnsiblePlaybook.self,
  ]

  /// Writes the approved items of a plan.
  ///
  /// - Parameters:
  ///   - items: The approved items of the plan.
  ///   - plan: The plan's id.
  ///   - name: The format's registered name.
  ///   - part: What the script is to do.
  ///   - platform: The platform of items whose own is unknown.
  /// - Returns: The text, and the items that the format cannot carry.
  /// - Throws: `PlatformError`.
  public static func text(
    of items: [PlanItem], plan: String, as name: String, part: ScriptPart, platform: String?
  ) throws(PlatformError) -> (text: String, left: [EntityID]) {
    guard let format = all.first(where: { $0.name == name })?.init() else {
      throw .nothingToExport(format: name, platforms: [])
    }
    var changes: [ScriptedChange] = []
    for item in items {
      guard let change = SizeChange(of: item) else { continue }
      guard let own = item.platform ?? platform else { throw .platformMissing(item.entity) }
      guard let type = Platforms.all.first(where: { $0.name == own }) else {
        throw .unknownPlatform(own, entity: item.entity)
      }
      changes.append(
        ScriptedChange(
          change: change, platform: own, commands: try type.init().commands(for: change),
          window: item.window))
    }
    let carried = changes.filter { format.carries($0) }
    guard !carried.isEmpty else {
      throw .nothingToExport(format: name, platforms: Set(changes.map(\.platform)).sorted())
    }
    let left = changes.filter { !format.carries($0) }.map(\.change.entity)
    return (format.text(of: carried, part: part, plan: plan), left)
  }
}
