import Foundation
import TestSupport
import Testing

/// Who is told of doubts, and who may overrule them.
@Suite struct DoubtTellingTests {
  private let folder: TemporaryFolder
  private let store: String

  /// Eight VMs of 16 GiB, 60 days hourly; `stuck` has the same value for the last ten days.
  init() throws {
    folder = try TemporaryFolder()
    store = folder.file("s.headroom")
    var text = "entity,timestamp,configured_mib,used_mib\n"
    for vm in 0..<8 {
      for hour in 0..<(60 * 24) {
        let isStuck = vm == 7 && hour >= 50 * 24
        let used = isStuck ? 5000 : 4096 + (hour * 37 + vm * 11) % 900 + (hour % 24) * 20
        text += "\(vm == 7 ? "stuck" : "vm\(vm)"),\(1_772_323_200 + 3600 * hour),16384,\(used)\n"
      }
    }
    let result = try HeadroomProcess.run([
      "ingest", try folder.write(text, to: "s.csv"), "--store", store,
    ])
    try #require(result.code == 0, "\(result.messages)")
  }

  private func run(_ arguments: String...) throws -> HeadroomProcess.Result {
    let result = try HeadroomProcess.run(arguments + ["--store", store])
    try #require(result.code == 0, "\(result.messages)")
    return result
  }

  @Test("a forecast says in every format whose samples are doubted")
  func forecast() throws {
    let sentence = "samples of 1 of 8 entities are doubted: stuck (frozen)"
    for format in ["table", "html", "markdown"] {
      let answer = try run("forecast", "--horizon", "4w", "--format", format)
      #expect(answer.text.contains(sentence), "\(format): \(answer.text.prefix(600))")
    }
    let rows = try run("forecast", "--horizon", "4w", "--format", "csv")
    #expect(rows.messages.contains(sentence) && !rows.text.contains("frozen"))
    struct Panel: Decodable {
      struct Doubt: Decodable { var kind, effect: String }
      struct Series: Decodable {
        var name, state: String
        var doubts: [Doubt]?

        enum CodingKeys: String, CodingKey {
          case name = "unique_id"
          case state, doubts
        }
      }
      var series: [Series]
    }
    let json = try run("forecast", "--horizon", "4w", "--format", "json")
    let panel = try JSONDecoder().decode(Panel.self, from: json.output)
    #expect(panel.series.allSatisfy { $0.state == "active" } && panel.series.count == 8)
    for series in panel.series {
      let kinds = (series.doubts ?? []).filter { $0.effect == "investigate" }.map(\.kind)
      #expect(kinds == (series.name == "stuck" ? ["frozen"] : []), "\(series.name)")
    }
    struct Summary: Decodable {
      struct Doubted: Decodable { var entity: String }
      var doubted: [Doubted]
    }
    let summary = try run("forecast", "--horizon", "4w", "--summary", "--format", "json")
    #expect(
      try JSONDecoder().decode(Summary.self, from: summary.output).doubted.map(\.entity)
        == ["stuck"])
    let sums = try run("forecast", "--horizon", "4w", "--level", "fleet", "--format", "json")
    #expect(sums.text.contains(sentence))
  }

  @Test("what is doubted changes nobody else's forecast nor size")
  func teaching() throws {
    let alone = folder.file("alone.headroom")
    let samples = try run("store", "export", "--entity", "vm0,vm1,vm2,vm3,vm4,vm5,vm6")
    let again = try HeadroomProcess.run([
      "ingest", try folder.write(samples.output, to: "alone.csv"), "--store", alone,
    ])
    try #require(again.code == 0, "\(again.messages)")
    func lines(_ store: String) throws -> [Substring] {
      let result = try HeadroomProcess.run(["forecast", "--store", store, "--format", "csv"])
      return result.text.split(separator: "\n").filter { $0.hasPrefix("vm") }
    }
    let (with, without) = (try lines(store), try lines(alone))
    #expect(with == without && with.count == 7 * 91)
    let (mixed, clean) = (
      try CasePlans.items(of: store, ["--horizon", "4w"]),
      try CasePlans.items(of: alone, ["--horizon", "4w"])
    )
    for (name, item) in clean {
      #expect(mixed[name]?.confidence.score == item.confidence.score, "\(name)")
      #expect(mixed[name]?.size == item.size, "\(name)")
    }
  }

  @Test(
    "a word in the guardrails overrules one doubt, is told, and is warned of where it is about nobody"
  )
  func word() throws {
    let guardrails = try folder.write(
      """
      schema: headroom.guardrails/v1
      trust:
        - {entity: "stu*", kind: frozen, reason: an appliance that pins its memory}
        - {entity: nobody, kind: gap, reason: gone}
      """, to: "g.yaml")
    #expect(try CasePlans.items(of: store, ["--horizon", "4w"])["stuck"]?.action == "investigate")
    let result = try run(
      "plan", "--horizon", "4w", "--all", "--format", "json", "--guardrails", guardrails)
    #expect(result.messages.contains("no entity of s.headroom is called 'nobody'"))
    let item = try #require(
      try JSONDecoder().decode(CasePlans.Plan.self, from: result.output).byName["stuck"])
    #expect(item.action != "investigate" && item.size >= 4.75, "\(item)")
    #expect(item.doubts?.first?.effect == "note")
    let said = "Trusted by hand: an appliance that pins its memory."
    #expect(item.reasons.contains { $0.hasSuffix(said) }, "\(item.reasons)")
    let quality = try run("store", "info", "--quality", "--guardrails", guardrails)
    #expect(quality.text.contains("Trusted by hand"))
    let forecast = try run("forecast", "--format", "csv", "--guardrails", guardrails)
    #expect(!forecast.messages.contains("doubted"))
    let alone = try HeadroomProcess.run([
      "store", "info", "--store", store, "--guardrails", guardrails,
    ])
    #expect(alone.code == 64)
  }

  @Test("deleting nothing says so, and a join tells what both have before it is made")
  func corrections() throws {
    let nothing = try run(
      "store", "delete", "--entity", "vm0", "--from", "2030-01-01T00:00:00Z", "--dry-run")
    #expect(
      nothing.text.hasPrefix("nothing would be deleted: vm0 has no sample between 2030-01-01"))
    let join = try run("store", "merge", "vm0", "vm1", "--into", "vm1", "--dry-run")
    // 1,440 rows of a size, which is equal, and of demand, which is not.
    #expect(
      join.text.contains(
        "2,880 values would meet another of the same instant; 1,440 of them differ"))
    #expect(join.messages.contains("as two machines are"))
    let mistyped = try HeadroomProcess.run([
      "store", "merge", "vm0", "vm1", "--into", "vm11", "--store", store,
    ])
    #expect(mistyped.code == 65 || mistyped.code == 64)
    #expect(mistyped.messages.contains("there is no entity 'vm11'"), "\(mistyped.messages)")
    let renamed = try run("store", "merge", "vm0", "vm1", "--into", "vm11", "--new", "--dry-run")
    #expect(renamed.text.contains("to vm11"))
  }

  @Test("two machines of one name within one JSON file are one that nobody sizes")
  func twoInOneFile() throws {
    func series(_ name: String, _ cluster: String, _ level: Int) -> String {
      let values = (0..<(60 * 24)).map {
        "[\(1_772_323_200 + 3600 * $0),\"\((level + $0 % 97) << 20)\"]"
      }.joined(separator: ",")
      return
        "{\"metric\":{\"__name__\":\"node_memory_MemAvailable_bytes\",\"instance\":\"\(name)\",\"cluster\":\"\(cluster)\"},\"values\":[\(values)]}"
    }
    let json =
      "{\"status\":\"success\",\"data\":{\"resultType\":\"matrix\",\"result\":["
      + [series("twin", "a", 9000), series("twin", "b", 2000), series("own", "a", 9000)]
      .joined(separator: ",") + "]}}"
    let own = folder.file("json.headroom")
    let result = try HeadroomProcess.run([
      "ingest", try folder.write(json, to: "answer.json"), "--store", own, "--configured", "16GiB",
    ])
    try #require(result.code == 0, "\(result.messages)")
    #expect(result.messages.contains("as of two machines under one name"))
    let items = try CasePlans.items(of: own, ["--horizon", "4w"])
    #expect(items["twin"]?.action == "investigate")
    #expect(items["twin"]?.doubts?.first?.kind == "shared-name")
    #expect(items["own"]?.action == "shrink")
  }

  @Test(
    "--detect proposes the columns of an unknown table, says that it guesses, and the command reads it"
  )
  func detect() throws {
    let text =
      "Server;Date;Memory used MB;Memory total MB\n"
      + (0..<48).map { "web-1;\($0 / 24 + 14).01.2026 \(10 + $0 % 10):00;\(900 + $0);4096\n" }
      .joined()
    let path = try folder.write(text, to: "own.csv")
    let found = try HeadroomProcess.run(["ingest", path, "--detect"])
    #expect(found.code == 2)
    let columns =
      "entity=Server,timestamp=Date,used=Memory used MB:MiB,configured=Memory total MB:MiB"
    #expect(found.text.contains("--columns '\(columns)'"), "\(found.text)")
    let read = try HeadroomProcess.run([
      "ingest", path, "--dry-run", "--columns", columns, "--time-format", "%d.%m.%Y %H:%M",
      "--time-zone", "UTC",
    ])
    #expect(read.code == 0, "\(read.messages)")
    #expect(found.text.contains("--time-format '%d.%m.%Y %H:%M' --time-zone UTC"), "\(found.text)")
  }

  @Test("logs of one name in two folders are told; a scrape without memory is refused")
  func files() throws {
    let log =
      "2026-11-01T00:00:00Z\n total used free shared buff/cache available\nMem: 33554432 1 1 1 1 16777216\n"
    var paths: [String] = []
    for name in ["a", "b"] {
      let inner = URL(fileURLWithPath: folder.file(name))
      try FileManager.default.createDirectory(at: inner, withIntermediateDirectories: true)
      let path = inner.appendingPathComponent("web-1.log")
      try Data(log.utf8).write(to: path)
      paths.append(path.path)
    }
    let both = try HeadroomProcess.run(["ingest", "--dry-run"] + paths)
    #expect(both.code == 0 && both.messages.contains("were taken for one machine"))
    let one = try HeadroomProcess.run(["ingest", "--dry-run", paths[0]])
    #expect(!one.messages.contains("were taken for one machine"))
    let scrape = try folder.write(
      "# TYPE up gauge\nup{job=\"a\"} 1 1769990400000\n# EOF\n", to: "m.txt")
    let empty = try HeadroomProcess.run(["ingest", "--dry-run", scrape])
    #expect(empty.code == 65 && empty.messages.contains("none of its 1 sample is of memory"))
  }
}
