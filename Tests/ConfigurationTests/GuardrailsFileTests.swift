import CapacityModel
import Configuration
import HeadroomBasics
import TestSupport
import Testing

@Suite struct GuardrailsFileTests {
  private func read(_ text: String) throws -> Guardrails {
    let folder = try TemporaryFolder()
    return try GuardrailsFile.read(
      try folder.write("schema: headroom.guardrails/v1\n" + text, to: "guardrails.yaml"))
  }

  @Test("what a file says is read, what it does not say is as without a file")
  func whole() throws {
    let limits = try read(
      """
      floor: 1GiB
      maximumShrink: 0.25
      minimumHistory: 4w
      protected: ["db-*"]
      freezes:
        - {from: 2026-12-18, to: 2027-01-05, reason: year's end}
      minimumConfidence: {critical: 0.99}
      canary: 0.1
      changesPerHost: 3
      changesPerWindow: 20
      """)
    var expected = Guardrails(minimumHistoryDays: 28, floor: .gibibytes(1))
    (expected.maximumShrink, expected.protected) = (0.25, ["db-*"])
    expected.freezes = [
      .init(
        range: TimeRange(
          start: Timestamp(parsing: "2026-12-18")!, end: Timestamp(parsing: "2027-01-05")!),
        reason: "year's end")
    ]
    expected.minimumConfidence = ["critical": 0.99]
    (expected.canary, expected.changesPerHost, expected.changesPerWindow) = (0.1, 3, 20)
    #expect(limits == expected)
    #expect(
      try read("trust:\n  - {entity: 'db-*', kind: frozen, reason: pinned, until: 2027-01-01}")
        .trust
        == [
          TrustedDoubt(
            entity: "db-*", kind: .frozen, reason: "pinned",
            until: Timestamp(parsing: "2027-01-01"))
        ])
    #expect(try read("") == Guardrails())
    #expect(try read("missCost: 0.5\ngrowthCost: 0").growthCost == 0)
  }

  @Test(
    "what makes no sense is refused with its place",
    arguments: [
      ("maximumShrnk: 0.2", "did you mean 'maximumShrink'"), ("canary: 3", "no share"),
      ("maximumShrink: 0", "forbid all"), ("deadBand: -1", "0 or more"),
      ("changesPerHost: 1.5", "no number of changes"), ("minimumHistory: long", "no duration"),
      ("changesPerWindow: 0", "no number of changes"),
      ("missCost: 0", "never be worth its memory; write what one costs"),
      ("missCost: -3", "'-3' is not a number of 0 or more"),
      ("missCost: .nan", "'.nan' is not a number"), ("missCost: 1e9", "is no price"),
      ("growthCost: 1e9", "is no price"), ("growthCost: -1", "0 or more"),
      ("minimumConfidence: {gold: 0.9}", "not known here"),
      ("freezes:\n  - {from: 2027-01-05, to: 2026-12-18}", "ends before it begins"),
      ("freezes:\n  - {from: 2027-01-05}", "'to' is missing"),
      ("freezes:\n  - {from: soon, to: 2027-01-05}", "is no time"),
      ("trust:\n  - {entity: a, kind: frosen, reason: x}", "'frosen' is not known here"),
      ("trust:\n  - {entity: a, kind: renamed, reason: x}", "holds nothing"),
      ("trust:\n  - {entity: a, kind: frozen}", "'reason' is missing"),
      ("trust:\n  - {entity: a, kind: frozen, reason: x, until: soon}", "is no time"),
      ("trust:\n  - {entity: a, kind: frozen, reason: x, since: 2026-01-01}", "did you mean"),
      ("floor: 8GiB\ncap: 4GiB", "above the cap"), ("protected: db", "a list is expected"),
    ])
  func refused(text: String, reason: String) {
    let error = #expect(throws: ConfigurationError.self) { _ = try self.read(text) }
    #expect("\(error!)".contains(reason) && "\(error!)".contains("guardrails.yaml:"), "\(error!)")
  }
}
