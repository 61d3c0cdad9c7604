import Foundation
import TestSupport
import Testing

/// What a person at a terminal sees, and what a pipe gets.
@Suite struct TerminalTests {
  private let folder: TemporaryFolder
  private var store: String { folder.file("s.headroom") }

  init() throws {
    folder = try TemporaryFolder()
    let made = try HeadroomProcess.run([
      "dataset", "generate", "--vms", "8", "--days", "70", "--seed", "3", "--sample-step", "1h",
      "--output", folder.file("fleet"),
    ])
    try #require(made.code == 0, "\(made.messages)")
    let read = try HeadroomProcess.run([
      "ingest", folder.file("fleet/samples.csv"), "--store", store,
    ])
    try #require(read.code == 0, "\(read.messages)")
  }

  private func piped(_ arguments: String...) throws -> HeadroomProcess.Result {
    try HeadroomProcess.run(arguments + ["--store", store])
  }

  private func shown(
    _ arguments: String..., environment: [String: String] = [:], columns: UInt16 = 100
  ) throws -> HeadroomProcess.Result {
    try PseudoTerminal.run(
      arguments + ["--store", store], environment: environment, columns: columns, folder: folder)
  }

  @Test(
    "a forecast is a summary on a terminal and CSV in a pipe; --format table is the summary in both"
  )
  func forecast() throws {
    let terminal = try shown("forecast", environment: ["NO_COLOR": "1"])
    #expect(terminal.code == 0, "\(terminal.messages)")
    for part in [
      "Demand by month", "RUNWAY", "grow most", "the sum of configured sizes", "fleet",
    ] {
      #expect(terminal.text.contains(part), "\(part) in \(terminal.text)")
    }
    #expect(try piped("forecast", "--format", "table").text == terminal.text)
    #expect(try piped("forecast").text.hasPrefix("unique_id,step,mean,q0.025"))
    let file = folder.file("f.csv")
    #expect(try shown("forecast", "--output", file).text == "")
    #expect(try String(contentsOfFile: file, encoding: .utf8).hasPrefix("unique_id,step,mean"))
    #expect(try shown("forecast", "--format", "csv").text.hasPrefix("unique_id,step,mean"))
  }

  @Test("months of the summary are the largest quantiles of the fleet's joint forecast")
  func months() throws {
    let summary = try #require(
      JSONSerialization.jsonObject(
        with: piped("forecast", "--summary", "--format", "json").output) as? [String: Any])
    let nodes = try #require(summary["nodes"] as? [[String: Any]])
    let months = try #require(nodes[0]["months"] as? [[String: Any]])
    let csv = try piped(
      "forecast", "--level", "fleet", "--quantiles", "0.5,0.9", "--format", "csv")
    let now = try #require(summary["now"] as? String)
    let start = try #require(ISO8601DateFormatter().date(from: now))
    var largest: [String: [Double]] = [:]
    for row in csv.text.split(separator: "\n").dropFirst() {
      let fields = row.split(separator: ",")
      let step = try #require(Double(fields[1]))
      let day = ISO8601DateFormatter().string(from: start + 86_400 * (step - 1))
      let month = String(day.prefix(7))
      let values = [Double(fields[3]) ?? -1, Double(fields[4]) ?? -1]
      largest[month] = zip(largest[month] ?? [0, 0], values).map { max($0, $1) }
    }
    try #require(months.count == largest.count && months.count >= 3)
    for month in months {
      let expected = try #require(largest[month["month"] as? String ?? ""])
      let p50 = try #require(month["p50"] as? Double)
      let p90 = try #require(month["p90"] as? Double)
      #expect(abs(p50 - expected[0]) <= 1 && abs(p90 - expected[1]) <= 1)
    }
  }

  @Test("with an inventory, clusters follow the fleet and hosts are what is installed")
  func hosts() throws {
    let inventory = folder.file("fleet/inventory.yaml")
    let result = try piped("forecast", "--inventory", inventory, "--format", "table")
    #expect(result.code == 0, "\(result.messages)")
    #expect(result.text.contains("usable memory of the hosts"))
    let summary = try #require(
      JSONSerialization.jsonObject(
        with: piped(
          "forecast", "--inventory", inventory, "--summary", "--format", "json"
        ).output) as? [String: Any])
    let nodes = try #require(summary["nodes"] as? [[String: Any]])
    #expect(nodes.count > 1 && nodes[0]["level"] as? String == "fleet")
    #expect(nodes.dropFirst().allSatisfy { $0["level"] as? String == "cluster" })
    let installed = nodes.compactMap {
      ($0["installed"] as? [String: Any])?["size"] as? Double
    }
    try #require(installed.count == nodes.count)
    #expect(installed[0] == installed.dropFirst().reduce(0, +))
  }

  @Test("colour follows NO_COLOR and TERM, width follows the terminal and COLUMNS")
  func looks() throws {
    let colored = try shown("plan", "--horizon", "4w", "--all")
    #expect(colored.text.contains("\u{1B}[1m"))
    for environment in [["NO_COLOR": "1"], ["TERM": "dumb"]] {
      #expect(
        try !shown("plan", "--horizon", "4w", environment: environment).text.contains("\u{1B}"))
    }
    #expect(try shown("plan", environment: ["NO_COLOR": ""]).text.contains("\u{1B}[1m"))
    #expect(try !piped("plan", "--horizon", "4w").text.contains("\u{1B}"))
    for (environment, columns, width) in [
      (["TERM": "dumb"], UInt16(60), 60), (["TERM": "dumb", "COLUMNS": "72"], 60, 72),
    ] {
      let text = try shown(
        "forecast", environment: environment, columns: columns
      ).text
      let widest = text.split(separator: "\n").map(\.count).max() ?? 0
      #expect(widest <= width && widest > width - 12, "\(widest) of \(width)")
    }
  }

  @Test("actions have the colour of their severity")
  func severities() throws {
    let text = try shown("plan", "--horizon", "4w", "--all").text
    for line in text.split(separator: "\n") {
      let code: String? =
        if line.contains("mgrow ") { "31" } else if line.contains("mshrink ") {
          "33"
        } else if line.contains("mhold ") { "32" } else { nil }
      if let code { #expect(line.hasPrefix("\u{1B}[\(code)m"), "\(line)") }
    }
    #expect(text.contains("\u{1B}[32mhold ") || text.contains("\u{1B}[33mshrink "))
  }

  @Test("on a terminal, a plan ends with the command to type next")
  func next() throws {
    let plan = try shown("plan", "--horizon", "4w", "--now", "2026-03-01T00:00:00Z")
    #expect(plan.code == 0)
    let changes = plan.text.contains("CHANGE")
    #expect(plan.messages.contains("next: headroom plan --horizon 4w") == changes)
    let file = folder.file("my plan.json")
    let written = try shown("plan", "--horizon", "4w", "--format", "json", "--output", file)
    #expect(
      written.messages.contains(
        "next: headroom plan approve '\(file)' --store \(store) --as NAME --all"))
    #expect(try !piped("plan", "--horizon", "4w").messages.contains("next:"))
  }
}
