import Foundation
import TestSupport
import Testing

/// What a fleet's past taught is kept beside its store; no byte of a plan depends on it.
@Suite struct LearningFileTests {
  private let folder: TemporaryFolder
  private let store: String

  init() throws {
    folder = try TemporaryFolder()
    store = folder.file("s.headroom")
    let samples = DecisionSamples(count: 40, days: 120, seed: 23)
    let path = try folder.write(samples.text, to: "samples.csv")
    let result = try HeadroomProcess.run(["ingest", path, "--store", store])
    #expect(result.code == 0, "\(result.messages)")
  }

  private var kept: String { store + ".learnt.json" }

  private func plan(day: Int = 110) throws -> String {
    let result = try HeadroomProcess.run([
      "plan", "--store", store, "--horizon", "4w", "--now", DecisionSamples.instant(day: day),
      "--all", "--format", "json",
    ])
    #expect(result.code == 0, "\(result.messages)")
    return String(decoding: result.output, as: UTF8.self)
  }

  private func entries() throws -> [String] {
    struct Contents: Decodable {
      struct Entry: Decodable { var key: String }
      var entries: [Entry]
    }
    let data = try #require(FileManager.default.contents(atPath: kept))
    return try JSONDecoder().decode(Contents.self, from: data).entries.map(\.key)
  }

  @Test("the same bytes come from what was kept, without it, and from a damaged or foreign file")
  func sameBytes() throws {
    let first = try plan()
    #expect(try entries().count == 1)
    let whole = try #require(FileManager.default.contents(atPath: kept))
    #expect(try plan() == first)
    #expect(FileManager.default.contents(atPath: kept) == whole)
    // One digit of a coefficient, half of the file, another file, none.
    let text = String(decoding: whole, as: UTF8.self)
    let theta = try #require(text.range(of: #""theta":["#))
    let digit = try #require(text[theta.upperBound...].firstIndex { "123456789".contains($0) })
    let changed = text.replacingCharacters(
      in: digit...digit, with: text[digit] == "9" ? "1" : "9")
    for damaged in [changed, String(text.prefix(text.count / 2)), "{}", "", "\u{0}\u{1}"] {
      try damaged.write(toFile: kept, atomically: true, encoding: .utf8)
      #expect(try plan() == first)
      #expect(FileManager.default.contents(atPath: kept) == whole)
    }
    try FileManager.default.removeItem(atPath: kept)
    #expect(try plan() == first)
  }

  @Test("another horizon, origin, guardrail or tier is learnt anew; the latest eight are kept")
  func keys() throws {
    _ = try plan()
    let limits = try folder.write(
      "schema: headroom.guardrails/v1\nmissCost: 50\n", to: "guardrails.yaml")
    let inventory = try folder.write(
      "schema: headroom.inventory/v1\nentities:\n  - {entity: vm-0, tier: critical}\n",
      to: "inventory.yaml")
    for more in [
      ["--horizon", "2w"], ["--guardrails", limits], ["--inventory", inventory],
      ["--service-level", "0.9"],
    ] {
      let before = try entries()
      let result = try HeadroomProcess.run(
        ["plan", "--store", store, "--now", DecisionSamples.instant(day: 110)]
          + (more.contains("--horizon") ? [] : ["--horizon", "4w"]) + more)
      #expect(result.code == 0, "\(result.messages)")
      #expect(Set(try entries()).subtracting(before).count == 1, "\(more)")
    }
    for day in 96..<104 {
      let result = try HeadroomProcess.run([
        "plan", "--store", store, "--horizon", "2w", "--now", DecisionSamples.instant(day: day),
      ])
      #expect(result.code == 0, "\(result.messages)")
    }
    #expect(try entries().count == 8)
  }

  @Test("samples that come later change the plan as if nothing had been kept")
  func stale() throws {
    let first = try plan(day: 120)
    // vm-0 doubles on the last day.
    let day = DecisionSamples.instant(day: 119)
    let more = try folder.write(
      "entity,timestamp,configured_mib,used_mib\nvm-0,\(day.replacing("T00:00:00Z", with: "T13:37:00Z")),65536,61000\n",
      to: "more.csv")
    let result = try HeadroomProcess.run(["ingest", more, "--store", store])
    #expect(result.code == 0, "\(result.messages)")
    let second = try plan(day: 120)
    #expect(second != first)
    try FileManager.default.removeItem(atPath: kept)
    #expect(try plan(day: 120) == second)
  }

  @Test("a backtest with hosts keeps nothing of past origins, so that the plan's entry stays")
  func backtest() throws {
    _ = try plan(day: 120)
    let whole = try #require(FileManager.default.contents(atPath: kept))
    let inventory = try folder.write(
      """
      schema: headroom.inventory/v1
      hosts: [{name: h, memory: 64GiB}]
      entities: [{entity: vm-0, host: h}, {entity: vm-1, host: h}]

      """, to: "hosts.yaml")
    let result = try HeadroomProcess.run([
      "backtest", "--store", store, "--inventory", inventory, "--horizons", "7d", "--origins", "1",
      "--forecasters", "naive", "--plan-horizon", "1w", "--at",
      [100, 107].map { DecisionSamples.instant(day: $0) }.joined(separator: ","),
      "--format", "json",
    ])
    #expect(result.code == 0, "\(result.messages)")
    #expect(String(decoding: result.output, as: UTF8.self).contains("withHostHolds"))
    #expect(FileManager.default.contents(atPath: kept) == whole)
  }

  @Test("a file that is too large is left unread with a warning and written anew")
  func tooLarge() throws {
    let first = try plan()
    let handle = try #require(FileHandle(forWritingAtPath: kept))
    try handle.truncate(atOffset: (64 << 20) + 1)
    try handle.close()
    let result = try HeadroomProcess.run([
      "plan", "--store", store, "--horizon", "4w", "--now", DecisionSamples.instant(day: 110),
      "--all", "--format", "json",
    ])
    #expect(result.code == 0 && String(decoding: result.output, as: UTF8.self) == first)
    #expect(result.messages.contains("warning: \(kept) has 67108865 bytes"))
    #expect(try entries().count == 1)
  }

  @Test("a folder that cannot be written to costs time and nothing else")
  func readOnly() throws {
    let first = try plan()
    try FileManager.default.removeItem(atPath: kept)
    try FileManager.default.createDirectory(atPath: kept, withIntermediateDirectories: false)
    #expect(try plan() == first)
    let left = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    #expect(!left.contains { $0.hasSuffix(".partial") }, "\(left)")
  }
}
