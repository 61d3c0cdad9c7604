public import CapacityModel
internal import HeadroomBasics

/// Reads scenarios: YAML or JSON (`headroom.scenario/v1`).
public struct ScenarioFile {
  /// The format's name and version.
  public static let schemaName = "headroom.scenario/v1"

  /// The series that a scenario can be about.
  private let entities: [EntityID]
  /// Where they run.
  private let hierarchy: Hierarchy
  /// The steps ahead.
  private let calendar: StepCalendar

  /// Names what scenarios can be about.
  ///
  /// - Parameters:
  ///   - entities: The series.
  ///   - hierarchy: Where they run.
  ///   - calendar: The steps ahead.
  public init(entities: [EntityID], hierarchy: Hierarchy, calendar: StepCalendar) {
    (self.entities, self.hierarchy, self.calendar) = (entities, hierarchy, calendar)
  }

  /// New workloads of one change.
  private static let mostAdded = 100_000
  private static let kinds = ["add", "retire", "grow", "move"]

  /// Reads the scenario at `path`.
  ///
  /// - Throws: `ConfigurationError.unreadable` where the file cannot be read, `.invalid` where it says something
  ///   wrong: an unknown key, entity or host, an instant before the forecast, a factor that is none.
  public func read(_ path: String) throws(ConfigurationError) -> Scenario {
    let text = try Document.text(of: path)
    let root = try ConfigurationNode(parsing: text, path: path, schema: Self.schemaName)
    let fields = try root.fields(["schema", "name", "changes"])
    guard let list = fields["changes"] else {
      throw root.failure(
        "nothing changes", remedy: "list 'changes:', each add, retire, grow or move")
    }
    var changes: [Scenario.Change] = []
    for node in try list.elements() { changes.append(try change(node)) }
    return Scenario(name: try fields["name"]?.text() ?? path, changes: changes)
  }

  private func change(_ node: ConfigurationNode) throws(ConfigurationError) -> Scenario.Change {
    let fields = try node.fields(Self.kinds)
    guard let kind = Self.kinds.first(where: { fields[$0] != nil }), fields.count == 1,
      let body = fields[kind]
    else {
      throw node.failure(
        "a change is one of \(Self.kinds.joined(separator: ", "))",
        remedy: "give each change an element of its own")
    }
    switch kind {
    case "add": return try addition(body)
    case "retire": return try retirement(body)
    case "grow": return try growth(body)
    default: return try move(body)
    }
  }

  private func addition(_ node: ConfigurationNode) throws(ConfigurationError) -> Scenario.Change {
    let fields = try node.fields(["name", "count", "from", "size", "host", "cluster", "site"])
    let size = try needed("size", fields, at: node).fields(["p50", "p90"])
    let p50 = try needed("p50", size, at: node).size()
    let p90 = try size["p90"]?.size() ?? p50
    guard p90 >= p50 else {
      throw (size["p90"] ?? node).failure(
        "p90 (\(p90)) is below p50 (\(p50))", remedy: "write the larger one as p90")
    }
    let countNode = try needed("count", fields, at: node)
    let number = try countNode.number()
    guard number >= 1, number <= Double(Self.mostAdded), number == number.rounded() else {
      throw countNode.failure(
        "'\(number)' is no count of workloads", remedy: "write 1 to \(Self.mostAdded)")
    }
    var addition = Scenario.Addition(
      name: try needed("name", fields, at: node).text(), count: Int(number), p50: p50, p90: p90)
    if let host = fields["host"] { addition.host = try known(host) }
    (addition.cluster, addition.site) = (
      try fields["cluster"]?.text(), try fields["site"]?.text()
    )
    return Scenario.Change(
      text: "add \(addition.count) × \(addition.name) (\(p50) median, \(p90) p90)",
      from: try instant(fields, at: node), kind: .add(addition))
  }

  private func retirement(_ node: ConfigurationNode) throws(ConfigurationError) -> Scenario.Change {
    let fields = try node.fields(["entities", "from"])
    let (chosen, text) = try selection(fields, at: node)
    return Scenario.Change(
      text: "retire \(text)", from: try instant(fields, at: node), kind: .retire(chosen))
  }

  private func growth(_ node: ConfigurationNode) throws(ConfigurationError) -> Scenario.Change {
    let fields = try node.fields(["entities", "from", "factor", "perMonth"])
    guard fields["factor"] != nil || fields["perMonth"] != nil else {
      throw node.failure(
        "no growth is named", remedy: "write factor: 1.2 (at once) or perMonth: 1.03")
    }
    let factor = try fields["factor"]?.number() ?? 1
    let perMonth = try fields["perMonth"]?.number() ?? 1
    guard factor > 0, perMonth > 0 else {
      throw node.failure("growth to nothing", remedy: "use 'retire' for what ends")
    }
    let (chosen, text) = try selection(fields, at: node)
    let parts =
      (factor != 1 ? ["× \(factor)"] : []) + (perMonth != 1 ? ["× \(perMonth) a month"] : [])
    return Scenario.Change(
      text: "grow \(text) \(parts.joined(separator: ", "))", from: try instant(fields, at: node),
      kind: .grow(chosen, factor: factor, perMonth: perMonth))
  }

  private func move(_ node: ConfigurationNode) throws(ConfigurationError) -> Scenario.Change {
    let fields = try node.fields(["entities", "from", "to"])
    let (chosen, text) = try selection(fields, at: node)
    let host = try known(try needed("to", fields, at: node))
    return Scenario.Change(
      text: "move \(text) to \(host)", from: try instant(fields, at: node),
      kind: .move(chosen, host: host))
  }

  private func needed(
    _ key: String, _ fields: [String: ConfigurationNode], at node: ConfigurationNode
  ) throws(ConfigurationError) -> ConfigurationNode {
    guard let field = fields[key] else {
      throw node.failure("'\(key)' is missing", remedy: "add '\(key):'")
    }
    return field
  }

  private func known(_ node: ConfigurationNode) throws(ConfigurationError) -> String {
    let host = try node.text()
    guard hierarchy.place(ofHost: host, at: .host) != nil else {
      throw node.failure(
        "the inventory knows no host '\(host)'", remedy: "list it under hosts, with its memory")
    }
    return host
  }

  private func instant(
    _ fields: [String: ConfigurationNode], at node: ConfigurationNode
  ) throws(ConfigurationError) -> Timestamp {
    guard let field = fields["from"] else { return calendar.start }
    let text = try field.text()
    guard let instant = Timestamp(parsing: text) else {
      throw field.failure(
        "'\(text)' is no time", remedy: "write one, such as 2026-12-01 or 2026-12-01T06:00:00Z")
    }
    guard instant >= calendar.start, instant < calendar.range.end else {
      throw field.failure(
        "\(text) is not within the forecast, \(calendar.start) to \(calendar.range.end)",
        remedy: "give a time in it, or forecast further with --horizon")
    }
    return instant
  }

  /// The entities that a list of names and patterns with `*` stands for, and the list for people.
  private func selection(
    _ fields: [String: ConfigurationNode], at node: ConfigurationNode
  ) throws(ConfigurationError) -> ([EntityID], String) {
    let field = try needed("entities", fields, at: node)
    var (chosen, texts) = (Set<EntityID>(), [String]())
    for element in try field.elements() {
      let pattern = try element.text()
      let found = entities.filter { NamePattern(pattern).matches($0.name) }
      guard !found.isEmpty else {
        let nearest = entities.map(\.name).min {
          ($0.editDistance(to: pattern), $0) < ($1.editDistance(to: pattern), $1)
        }
        throw element.failure(
          "no series is called '\(pattern)'", remedy: "did you mean '\(nearest ?? "*")'?")
      }
      chosen.formUnion(found)
      texts.append(pattern)
    }
    guard !chosen.isEmpty else {
      throw field.failure("no entity is named", remedy: "write some, or [\"*\"] for all")
    }
    return (entities.filter(chosen.contains), texts.joined(separator: ", "))
  }
}
