import Foundation
import TestSupport
import Testing

/// `plan --now` and `backtest --at` make the same decisions: 40 VMs, hourly over 120 days.
@Suite struct DecisionCommandTests {
  private static let (days, origin, horizon) = (120, 92, 28)
  private let samples = DecisionSamples(count: 40, days: DecisionCommandTests.days, seed: 17)
  private let folder: TemporaryFolder
  private let store: String

  init() throws {
    folder = try TemporaryFolder()
    store = folder.file("s.headroom")
    let path = try folder.write(samples.text, to: "samples.csv")
    let result = try HeadroomProcess.run(["ingest", path, "--store", store])
    #expect(result.code == 0, "\(result.messages)")
  }

  /// An item of a plan, as its JSON has it.
  private struct Item: Decodable {
    struct Sizes: Decodable { var configured: Int? }
    struct Confidence: Decodable { var score: Double? }
    struct Peak: Decodable { var p50, p90, p99: Int? }
    struct Breach: Decodable { var p10, p50, p90: String? }
    struct Replay: Decodable { var shortageDaysAfter: Int }
    var entity: String
    var action: String
    var current: Sizes
    var proposed: Sizes
    var confidence: Confidence
    var peak: Peak
    var breach: Breach?
    var replay: Replay
    var reasons: [String]
  }

  private struct Plan: Decodable { var items: [Item] }

  private struct Report: Decodable {
    struct Row: Decodable {
      var action: String
      var n: Int
      var promised: Double
      var came: Int
      var gib: Double
    }
    struct Case: Decodable {
      var entity: String
      var origin: String
      var action: String
      var current: Int
      var size: Int
      var score: Double
    }
    struct Decisions: Decodable {
      var worst: [Case]
      var horizon: String
      var origins: [String]
      var byAction: [Row]
    }
    var decisions: Decisions?
  }

  private func plan(day: Int, _ more: String...) throws -> Plan {
    let result = try HeadroomProcess.run(
      [
        "plan", "--store", store, "--horizon", "4w", "--now", DecisionSamples.instant(day: day),
        "--all", "--format", "json",
      ] + more)
    #expect(result.code == 0, "\(result.messages)")
    return try JSONDecoder().decode(Plan.self, from: result.output)
  }

  private func backtest(_ more: String...) throws -> HeadroomProcess.Result {
    try HeadroomProcess.run(
      [
        "backtest", "--store", store, "--plan-horizon", "4w", "--origins", "1", "--horizons", "7d",
        "--forecasters", "naive", "--policies", "last-max", "--format", "json",
      ] + more)
  }

  @Test("what a backtest says of an origin is what that day's plan promised and what came of it")
  func planIsBacktest() throws {
    let plan = try plan(day: Self.origin)
    var expected: [String: (n: Int, promised: Double, came: Int, gib: Double)] = [:]
    for (vm, values) in samples.used.enumerated() {
      let item = try #require(plan.items.first { $0.entity == DecisionSamples.name(vm) })
      let ahead = values.dropFirst(24 * Self.origin).prefix(24 * Self.horizon)
      // Left out are those that were watched for less than half of the horizon, as is one here.
      guard ahead.count >= 24 * Self.horizon / 2, let current = item.current.configured else {
        continue
      }
      let came = 1024 * (ahead.max() ?? 0)
      let size = item.action == "investigate" ? current : try #require(item.proposed.configured)
      for name in [item.action, "all"] {
        var sum = expected[name] ?? (0, 0, 0, 0)
        sum.n += 1
        sum.promised += 1 - (item.action == "investigate" ? 1 : item.confidence.score ?? 1)
        sum.came += came > size ? 1 : 0
        sum.gib += Double(size - current) / 1_073_741_824
        expected[name] = sum
      }
    }
    // All that a plan can do is compared.
    #expect(expected["all"]?.n == 39)
    #expect(Set(expected.keys) == ["grow", "shrink", "hold", "investigate", "all"])
    let result = try backtest("--at", DecisionSamples.instant(day: Self.origin))
    #expect(result.code == 0, "\(result.messages)")
    let decisions = try #require(
      try JSONDecoder().decode(Report.self, from: result.output).decisions)
    #expect(decisions.horizon == "4w" && decisions.origins.count == 1)
    #expect(decisions.origins[0].hasPrefix(DecisionSamples.instant(day: Self.origin).prefix(10)))
    #expect(Set(decisions.byAction.map(\.action)) == Set(expected.keys))
    for row in decisions.byAction {
      let sum = try #require(expected[row.action])
      #expect(row.n == sum.n && row.came == sum.came, "\(row) for \(sum)")
      #expect(abs(row.promised - sum.promised) < 1e-6, "\(row) for \(sum)")
      #expect(abs(row.gib - sum.gib) < 1e-6, "\(row) for \(sum)")
    }
    #expect(!decisions.worst.isEmpty)
    for judged in decisions.worst {
      let item = try #require(plan.items.first { $0.entity == judged.entity })
      #expect(judged.action == item.action && judged.current == item.current.configured)
      #expect(judged.size == item.proposed.configured && judged.score == item.confidence.score)
    }
  }

  @Test("without --at the latest origins are judged, and the table says promised and came")
  func defaults() throws {
    let report = try JSONDecoder().decode(Report.self, from: try backtest().output)
    let decisions = try #require(report.decisions)
    #expect(
      (2...5).contains(decisions.origins.count) && decisions.origins.sorted() == decisions.origins)
    #expect(decisions.byAction.last?.action == "all")
    #expect((1...).contains(decisions.byAction.last?.n ?? 0))
    let again = try backtest()
    #expect(try backtest().output == again.output)
  }

  @Test(
    "an origin without its horizon after it, or within a day, is refused with those that can be named"
  )
  func refused() throws {
    for instant in [DecisionSamples.instant(day: 93), "2026-03-03T05:00:00Z"] {
      let result = try backtest("--at", instant)
      #expect(result.code != 0 && result.output.isEmpty)
      #expect(result.messages.contains("is no origin with 28 days of demand after it"))
      #expect(result.messages.contains("name midnights between 2026-01-01"), "\(result.messages)")
    }
  }

  @Test("no item of a plan contradicts itself", arguments: [45, 92, 120])
  func contradictions(day: Int) throws {
    let items = try plan(day: day).items
    #expect(items.count == 40)
    var passed = 0
    for item in items where item.action != "investigate" {
      let (p50, p90, p99) = (
        try #require(item.peak.p50), try #require(item.peak.p90), try #require(item.peak.p99)
      )
      let (size, current) = (
        try #require(item.proposed.configured), try #require(item.current.configured)
      )
      let score = try #require(item.confidence.score)
      #expect(p50 <= p90 && p90 <= p99, "\(item)")
      #expect(size < p99 || score >= 0.985, "\(item)")
      #expect(size >= p90 || score <= 0.915, "\(item)")
      #expect((p50 > current) == (item.breach?.p50 != nil), "\(item)")
      #expect((p90 > current) == (item.breach?.p10 != nil), "\(item)")
      #expect(!(p50 == p90 && p90 == current), "\(item)")
      #expect(size == current || size % (256 << 20) == 0, "\(item)")
      let dates = [item.breach?.p10, item.breach?.p50, item.breach?.p90].compactMap { $0 }
      #expect(dates == dates.sorted(), "\(item)")
      // Whoever gets less than it once needed is told so, by the score and in words.
      guard item.replay.shortageDaysAfter > 0 else { continue }
      passed += 1
      #expect(score <= 0.99, "\(item)")
      #expect(item.reasons.contains { $0.contains("would not fit the proposed one") }, "\(item)")
      #expect(item.action != "shrink" || item.replay.shortageDaysAfter <= 1, "\(item)")
    }
    #expect(day == 45 || passed > 0)
  }

  @Test(
    "weights learnt from a fleet are the same file twice, say where from, and decisions begin from them"
  )
  func train() throws {
    let (first, second) = (folder.file("a.json"), folder.file("b.json"))
    func train(_ path: String, _ more: String...) throws -> HeadroomProcess.Result {
      try HeadroomProcess.run(
        [
          "train", "decision", "--store", store, "--horizon", "7d", "--horizon", "28d", "--output",
          path, "--leave-out", "1/2", "--until", DecisionSamples.instant(day: 92),
        ] + more)
    }
    let result = try train(first)
    #expect(result.code == 0, "\(result.messages)")
    #expect(result.messages.contains("without fold 1 of 2"), "\(result.messages)")
    #expect(result.messages.contains("7 d, 28 d from"), "\(result.messages)")
    #expect(try train(second).code == 0)
    let bytes = try [first, second].map { try Data(contentsOf: .init(filePath: $0)) }
    #expect(bytes[0] == bytes[1])
    #expect(try train(first).messages.contains("--force"))
    let scores = { (plan: Plan) in plan.items.map { $0.confidence.score } }
    let shipped = try plan(day: 60)
    let learnt = try plan(day: 60, "--decision-weights", first)
    #expect(scores(learnt) == scores(try plan(day: 60, "--decision-weights", second)))
    #expect(scores(learnt) != scores(shipped))
    try pages(first)
    // A horizon between the two and one beyond them are served, too.
    for horizon in ["14d", "13w"] {
      let other = try HeadroomProcess.run([
        "plan", "--store", store, "--horizon", horizon, "--decision-weights", first,
      ])
      #expect(other.code == 0, "\(other.messages)")
    }
  }

  /// Pages, reviews and tables begin from the weights that they are given, as plans do.
  private func pages(_ weights: String) throws {
    let now = DecisionSamples.instant(day: 100)
    let common = ["--store", store, "--now", now]
    let plan = folder.file("learnt-plan.json")
    let made = try HeadroomProcess.run(
      [
        "plan", "--horizon", "4w", "--decision-weights", weights, "--format", "json", "--output",
        plan,
      ]
        + common)
    #expect(made.code == 0, "\(made.messages)")
    let page = { (more: [String]) in
      try HeadroomProcess.run(
        ["plan", "export", plan, "--store", store, "--format", "html"] + more)
    }
    let drawn = try page(["--decision-weights", weights])
    #expect(drawn.code == 0 && drawn.messages.isEmpty, "\(drawn.messages)")
    let other = try page([])
    #expect(other.messages.contains("without history and forecast: the data of"))
    #expect(other.messages.contains("--decision-weights"))
    for command in [["report", "--monthly", "--format", "markdown"], ["export", "tables"]] {
      func output(_ name: String, _ more: [String]) throws -> String {
        let path = folder.file(name)
        let result = try HeadroomProcess.run(
          command + common + more + ["--output", path])
        #expect(result.code == 0, "\(result.messages)")
        return try String(
          contentsOfFile: command[0] == "report" ? path : "\(path)/past_decisions.csv",
          encoding: .utf8)
      }
      let shipped = try output("\(command[0])-shipped", [])
      let learnt = try output("\(command[0])-learnt", ["--decision-weights", weights])
      #expect(shipped != learnt)
    }
  }

  @Test("files that are none, of other features or without a horizon are refused, and say so")
  func refusedWeights() throws {
    func refusal(_ text: String) throws -> String {
      let path = try folder.write(text, to: "stray.json")
      let result = try HeadroomProcess.run([
        "plan", "--store", store, "--horizon", "4w", "--decision-weights", path,
      ])
      #expect(result.code == 65 && result.output.isEmpty, "\(result.code) \(result.messages)")
      #expect(result.messages.contains("stray.json"))
      return result.messages
    }
    let none = "this is no file of 'headroom train decision'"
    #expect(try refusal("not weights").contains(none))
    #expect(try refusal("{\"schema\": \"headroom.backtest/v1\"}").contains(none))
    let path = folder.file("a.json")
    let result = try HeadroomProcess.run([
      "train", "decision", "--store", store, "--horizon", "7d", "--output", path,
    ])
    #expect(result.code == 0, "\(result.messages)")
    let text = try String(contentsOfFile: path, encoding: .utf8)
    #expect(try refusal(String(text.prefix(text.count / 2))).contains(none))
    let other = try refusal(text.replacing("\"horizon-2\"", with: "\"horizon-0\""))
    #expect(other.contains("horizon-0") && other.contains("horizon-2"))
    #expect(
      try refusal(text.replacing("decision-weights/v1", with: "decision-weights/v9"))
        .contains("decision-weights/v9"))
    let missing = try HeadroomProcess.run([
      "plan", "--store", store, "--decision-weights", folder.file("missing.json"),
    ])
    #expect(missing.code != 0 && missing.messages.contains("missing.json"))
  }

  @Test("weights without any horizon are refused, not trapped on")
  func emptyWeights() throws {
    let path = try folder.write(
      #"{"features":"horizon-2","parts":[],"recipe":"","schema":"headroom.decision-weights/v1"}"#,
      to: "empty.json")
    let result = try HeadroomProcess.run([
      "plan", "--store", store, "--horizon", "4w", "--decision-weights", path,
    ])
    #expect(result.code == 65 && result.messages.contains("empty.json"), "\(result.messages)")
  }

  @Test("a store too short for any horizon says so")
  func tooShort() throws {
    let result = try HeadroomProcess.run([
      "train", "decision", "--store", store, "--horizon", "28d", "--output", folder.file("a.json"),
      "--until", DecisionSamples.instant(day: 30),
    ])
    #expect(result.code != 0)
    #expect(
      result.messages.contains("no store has 14 days and a horizon of demand"), "\(result.messages)"
    )
  }
}
