internal import Application
internal import ArgumentParser
internal import CapacityModel
internal import Foundation
internal import HeadroomBasics
internal import SeriesStorage

/// `headroom store delete`.
struct StoreDeleteCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "delete",
    abstract: "Deletes samples of entities, all of them or those of a stretch.",
    discussion: """
      One transaction: a crash leaves the store as it was or corrected. Entities of which nothing is left are forgotten.
      Plans that were made from deleted samples become stale. Say --dry-run first.

      Example: headroom store delete --entity db-3 --from 2037-01-01T00:00:00Z --dry-run
      """)

  @OptionGroup var store: StoreOptions

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp("Whose samples; exact names.", valueName: "name"))
  var entity: [String]

  @Option(
    help: ArgumentHelp("From this instant on (default: the first).", valueName: "time"),
    transform: Arguments.time)
  var from: Timestamp?

  @Option(
    help: ArgumentHelp("Before this instant (default: just after the last).", valueName: "time"),
    transform: Arguments.time)
  var to: Timestamp?

  @Flag(help: "Only say what would be deleted.")
  var dryRun = false

  func validate() throws {
    guard !entity.isEmpty else { throw ValidationError("name at least one entity: --entity NAME") }
    if let from, let to, from >= to {
      throw ValidationError("--from \(from) is not before --to \(to), so there is nothing between")
    }
  }

  func run() throws {
    let opened = try store.open(.write)
    let all = TimeRange.all
    let report = try opened.delete(
      entity.map { EntityID($0) }, in: TimeRange(start: from ?? all.start, end: to ?? all.end),
      now: presentTime(), dryRun: dryRun)
    try opened.close()
    guard report.rows > 0 else {
      return try Console.write(
        "nothing \(dryRun ? "would be" : "was") deleted: \(entity.joined(separator: ", ")) \(entity.count == 1 ? "has" : "have") "
          + "no sample between \(from.map { "\($0)" } ?? "the first") and \(to.map { "\($0)" } ?? "the last")\n"
      )
    }
    try Console.write(
      "\(dryRun ? "would delete" : "deleted") \(QuantityText.count(report.rows, "row", "rows")) of "
        + "\(QuantityText.count(report.entities, "entity", "entities"))"
        + (report.removed > 0
          ? "; \(QuantityText.count(report.removed, "entity has", "entities have")) nothing left"
          : "") + "\n")
  }
}

/// `headroom store rename`.
struct StoreRenameCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rename",
    abstract: "Gives an entity another name.",
    discussion: """
      Where an entity of the new name is there already, both are joined by 'headroom store merge'.

      Example: headroom store rename vm-17 payroll-db
      """)

  @OptionGroup var store: StoreOptions

  @Argument(help: ArgumentHelp("The name it has.", valueName: "old")) var old: String
  @Argument(help: ArgumentHelp("The name it gets.", valueName: "new")) var new: String

  func validate() throws {
    if old == new { throw ValidationError("'\(old)' has that name already") }
  }

  func run() throws {
    let opened = try store.open(.write)
    try opened.rename(EntityID(old), to: EntityID(new), now: presentTime())
    try opened.close()
    try Console.write("renamed \(old) to \(new)\n")
  }
}

/// `headroom store merge`.
struct StoreMergeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "merge",
    abstract: "Joins the samples of entities under one name.",
    discussion: """
      For a machine that was renamed. Of two values for one instant the larger demand stays, and the size of the entity
      that is named last. One transaction; say --dry-run first: it tells how many values both have, and how many of them
      differ. The name must be there already, as a mistyped one would hide the samples; --new allows another.

      Example: headroom store merge vm-17 payroll-db --into payroll-db
      """)

  @OptionGroup var store: StoreOptions

  @Argument(help: ArgumentHelp("Entities to join.", valueName: "name")) var entities: [String]

  @Option(help: ArgumentHelp("The name under which all is kept.", valueName: "name"))
  var into: String

  @Flag(help: "Allow a name that no entity has yet.")
  var new = false

  @Flag(help: "Only say what would be joined.")
  var dryRun = false

  func validate() throws {
    guard entities.contains(where: { $0 != into }) else {
      throw ValidationError("name an entity beside '\(into)' to join with it")
    }
  }

  func run() throws {
    let opened = try store.open(.write)
    guard try new || opened.entities().contains(EntityID(into)) else {
      throw ApplicationError.badRequest(
        problem: "there is no entity '\(into)' in \(store.path) to join the others with",
        remedy: "name one that is there, or add --new if the name is right")
    }
    let report = try opened.merge(
      entities.map { EntityID($0) }, into: EntityID(into), now: presentTime(), dryRun: dryRun)
    try opened.close()
    try Console.write(
      "\(dryRun ? "would move" : "moved") \(QuantityText.count(report.rows, "row", "rows")) of "
        + "\(QuantityText.count(report.entities, "entity", "entities")) to \(into)\n")
    guard report.shared > 0 else { return }
    let values = QuantityText.count(report.shared, "value", "values")
    let when = report.conflicting.map { ", from \($0.start) to \($0.end)" } ?? ""
    try Console.write(
      "\(values) \(dryRun ? "would meet" : "met") another of the same instant; "
        + "\(NumberText.grouped(report.conflicts)) of them \(report.conflicts == 1 ? "differs" : "differ")\(when)\n"
    )
    if report.conflicts * 10 > report.rows {
      Console.warning(
        "the names were sampled side by side with other values, as two machines are: a plan will doubt \(into)"
      )
    }
  }
}
