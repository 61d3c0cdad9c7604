public import CapacityModel
internal import HeadroomBasics

/// Reads bounds on what a plan may propose: YAML or JSON (`headroom.guardrails/v1`).
public enum GuardrailsFile {
  /// The format's name and version.
  public static let schemaName = "headroom.guardrails/v1"

  private static let keys = [
    "schema", "floor", "sizeStep", "cap", "deadBand", "minimumHistory", "maximumCensoredDays",
    "allowBelowObservedPeak", "maximumStep", "maximumShrink", "protected", "freezes",
    "minimumConfidence", "canary", "missCost", "growthCost", "stagedGrowth", "changesPerHost",
    "changesPerWindow", "trust",
  ]

  /// Reads the guardrails at `path`; what is absent is as without a file.
  ///
  /// - Throws: `ConfigurationError.unreadable` where the file cannot be read, `.invalid` where it says something
  ///   wrong: an unknown key, a share above 1, a freeze that ends before it begins.
  public static func read(_ path: String) throws(ConfigurationError) -> Guardrails {
    let text = try Document.text(of: path)
    let root = try ConfigurationNode(parsing: text, path: path, schema: schemaName)
    let fields = try root.fields(keys)
    var limits = Guardrails()
    try readSizes(fields, into: &limits)
    if let node = fields["minimumHistory"] {
      guard let length = Duration(parsing: try node.text()) else {
        throw node.failure("'\(try node.text())' is no duration", remedy: "write one, such as 28d")
      }
      limits.minimumHistoryDays = length.inDays
    }
    limits.maximumCensoredDays =
      try fields["maximumCensoredDays"]?.number() ?? limits.maximumCensoredDays
    limits.allowBelowObservedPeak =
      try fields["allowBelowObservedPeak"]?.flag() ?? limits.allowBelowObservedPeak
    for node in try fields["protected"]?.elements() ?? [] {
      limits.protected.append(try node.text())
    }
    for node in try fields["freezes"]?.elements() ?? [] { limits.freezes.append(try freeze(node)) }
    for node in try fields["trust"]?.elements() ?? [] { limits.trust.append(try trust(node)) }
    let tiers = try fields["minimumConfidence"]?.fields(Tier.allCases.map(\.rawValue)) ?? [:]
    for (tier, node) in tiers { limits.minimumConfidence[tier] = try share(node) }
    limits.changesPerHost = try fields["changesPerHost"]?.count(of: "changes")
    limits.changesPerWindow = try fields["changesPerWindow"]?.count(of: "changes")
    return limits
  }

  private static func readSizes(
    _ fields: [String: ConfigurationNode], into limits: inout Guardrails
  ) throws(ConfigurationError) {
    limits.floor = try fields["floor"]?.size() ?? limits.floor
    limits.sizeStep = try fields["sizeStep"]?.size() ?? limits.sizeStep
    limits.cap = try fields["cap"]?.size() ?? limits.cap
    if let node = fields["floor"] ?? fields["cap"], limits.floor > limits.cap {
      throw node.failure(
        "the floor (\(limits.floor)) is above the cap (\(limits.cap))", remedy: "swap them")
    }
    if let node = fields["deadBand"] { limits.deadBand = try share(node) }
    if let node = fields["maximumStep"] {
      // A size may more than double, so that this share may be above 1.
      limits.maximumStep = try positive(node)
    }
    if let node = fields["maximumShrink"] { limits.maximumShrink = try share(node) }
    if let node = fields["missCost"] { limits.missCost = try price(node, allowingZero: false) }
    if let node = fields["growthCost"] { limits.growthCost = try price(node, allowingZero: true) }
    if let node = fields["stagedGrowth"] { limits.stagedGrowth = try positive(node) }
    if let node = fields["canary"] { limits.canary = try share(node) }
  }

  private static func freeze(_ node: ConfigurationNode) throws(ConfigurationError)
    -> Guardrails.Freeze
  {
    let fields = try node.fields(["from", "to", "reason"])
    func instant(_ key: String) throws(ConfigurationError) -> Timestamp {
      guard let field = fields[key] else {
        throw node.failure("'\(key)' is missing", remedy: "give a freeze from, to and reason")
      }
      return try self.instant(field)
    }
    let (start, end) = (try instant("from"), try instant("to"))
    guard start < end else {
      throw node.failure("the freeze ends before it begins", remedy: "swap from and to")
    }
    return Guardrails.Freeze(
      range: TimeRange(start: start, end: end),
      reason: try fields["reason"]?.text() ?? "a freeze is in force")
  }

  private static func trust(_ node: ConfigurationNode) throws(ConfigurationError) -> TrustedDoubt {
    let fields = try node.fields(["entity", "kind", "reason", "until"])
    func field(_ key: String) throws(ConfigurationError) -> ConfigurationNode {
      guard let field = fields[key] else {
        throw node.failure(
          "'\(key)' is missing",
          remedy:
            "say whose samples are right (entity), which doubt is wrong (kind) and why (reason)")
      }
      return field
    }
    let kind = try field("kind").choice(of: DataDoubt.Kind.self)
    guard TrustedDoubt.kinds.contains(kind) else {
      throw try field("kind").failure(
        "a doubt of the kind '\(kind.rawValue)' holds nothing that a word could set free",
        remedy: "write one of \(TrustedDoubt.kinds.map(\.rawValue).joined(separator: ", "))")
    }
    return TrustedDoubt(
      entity: try field("entity").text(), kind: kind, reason: try field("reason").text(),
      until: try fields["until"].map { node throws(ConfigurationError) in try instant(node) })
  }

  private static func instant(_ node: ConfigurationNode) throws(ConfigurationError) -> Timestamp {
    guard let instant = Timestamp(parsing: try node.text()) else {
      throw node.failure(
        "'\(try node.text())' is no time",
        remedy: "write one, such as 2026-12-20 or 2026-12-20T18:00:00Z")
    }
    return instant
  }

  /// A price in GiB-months: none that leaves a choice of size without meaning.
  private static func price(
    _ node: ConfigurationNode, allowingZero: Bool
  ) throws(ConfigurationError) -> Double {
    let number = try node.number()
    guard number > 0 || allowingZero else {
      throw node.failure(
        "a miss that costs nothing would never be worth its memory",
        remedy: "write what one costs in GiB that stand idle for a month, such as 15")
    }
    guard number <= 1e6 else {
      throw node.failure(
        "\(number) GiB-months is no price", remedy: "write at most 1000000, such as 15")
    }
    return number
  }

  private static func share(_ node: ConfigurationNode) throws(ConfigurationError) -> Double {
    let number = try positive(node)
    guard number <= 1 else {
      throw node.failure("\(number) is no share", remedy: "write one above 0 and at most 1")
    }
    return number
  }

  private static func positive(_ node: ConfigurationNode) throws(ConfigurationError) -> Double {
    let number = try node.number()
    guard number > 0 else { throw node.failure("0 would forbid all", remedy: "write more than 0") }
    return number
  }
}
