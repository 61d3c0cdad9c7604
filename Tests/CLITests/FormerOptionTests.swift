import Foundation
import TestSupport
import Testing

/// Options keep their names of 0.1.0 for one release.
@Suite struct FormerOptionTests {
  private let folder: TemporaryFolder
  private var store: String { folder.file("s.headroom") }

  init() throws {
    folder = try TemporaryFolder()
    let made = try HeadroomProcess.run([
      "dataset", "generate", "--vms", "6", "--days", "56", "--step", "1h", "--to-store", store,
    ])
    try #require(made.code == 0, "\(made.messages)")
  }

  @Test(
    "an option under its former name gives the bytes of its present one",
    arguments: [
      (
        "forecast --every 1d --by max --horizon 1w",
        "forecast --step 1d --aggregate max --horizon 1w"
      ),
      (
        "forecast --by=fleet --by=p95 --horizon 1w",
        "forecast --level fleet --aggregate p95 --horizon 1w"
      ),
      ("forecast --by vm --every=12h --horizon 3d", "forecast --level vm --step 12h --horizon 3d"),
      ("store export --every 1d --by p95", "store export --step 1d --aggregate p95"),
      (
        "plan --now 2026-02-25T00:00:00Z --step 512MiB --format csv",
        "plan create --now 2026-02-25T00:00:00Z --size-step 512MiB --format csv"
      ),
      (
        "backtest --every 12h --horizons 24h --origins 1 --forecasters naive --format csv",
        "backtest --step 12h --horizons 24h --origins 1 --forecasters naive --format csv"
      ),
      (
        "backtest --train-until 2026-02-10 --policies krr --every 7d --warmup 14d --format csv",
        "backtest --train-until 2026-02-10 --policies krr --window 7d --warmup 14d --format csv"
      ),
    ])
  func outputs(former: String, present: String) throws {
    let run = { (line: String) in
      try HeadroomProcess.run(
        line.split(separator: " ").map(String.init), environment: ["HEADROOM_STORE": store])
    }
    let (old, new) = (try run(former), try run(present))
    #expect(new.code == 0 && old.code == 0, "\(new.messages) \(old.messages)")
    #expect(old.output == new.output && !new.output.isEmpty)
    let told = old.messages.split(separator: "\n").filter { $0.contains("is now called") }
    #expect(!told.isEmpty && !new.messages.contains("is now called"))
    let names = Set(former.split { " =".contains($0) }.filter { $0.hasPrefix("--") })
      .subtracting(present.split(separator: " "))
    for name in names { #expect(told.contains { $0.contains("\(name) of ") }, "\(name): \(told)") }
    let others = old.messages.split(separator: "\n").filter { !$0.contains("is now called") }
    #expect(others == new.messages.split(separator: "\n"))
  }

  @Test("a file of series is forecast with --frequency and with --step")
  func frequency() throws {
    let rows = (0..<60).map { "a,\($0),\(100 + $0 % 7)" }
    let file = try folder.write(
      (["unique_id,ds,y"] + rows).joined(separator: "\n") + "\n", to: "f.csv")
    let common = ["forecast", "--input", file, "--horizon", "3"]
    let old = try HeadroomProcess.run(common + ["--frequency", "1d"])
    #expect(old.code == 0, "\(old.messages)")
    #expect(try HeadroomProcess.run(common + ["--step", "1d"]).output == old.output)
  }

  @Test("the person, the output file and the output folder have former names")
  func names() throws {
    let plan = folder.file("p.json")
    let environment = ["HEADROOM_STORE": store]
    let made = try HeadroomProcess.run(
      ["plan", "--horizon", "2w", "--format", "json", "--output", plan], environment: environment)
    #expect(made.code == 0, "\(made.messages)")
    for option in ["--by", "--as"] {
      let result = try HeadroomProcess.run(
        ["plan", "reject", plan, option, "Ada", "--item", "none"], environment: environment)
      #expect(result.code == 1 && result.messages.contains("none"), "\(result.messages)")
    }
    for (number, option) in ["--out", "--output"].enumerated() {
      let result = try HeadroomProcess.run(
        [
          "export", "tables", "--no-backtest", "--horizon", "7d", option, folder.file("t\(number)"),
        ],
        environment: environment)
      #expect(result.code == 0, "\(result.messages)")
    }
    let trained = try HeadroomProcess.run(
      ["train", "policy", "--until", "2026-01-20T00:00:00Z", "--every", "1d", "--out", "x.json"],
      environment: environment)
    #expect(trained.code == 65 && trained.messages.contains("too few"), "\(trained.messages)")
    let weights = try HeadroomProcess.run(
      [
        "train", "forecaster", "--store", store, "--by", "max", "--every", "0d", "--output",
        "x.weights",
      ], environment: environment)
    #expect(weights.code == 64, "\(weights.messages)")
  }

  @Test("no help text shows a former name")
  func hidden() throws {
    for command in ["forecast", "store export", "backtest", "export tables", "plan approve"] {
      let help = try HeadroomProcess.run(["help"] + command.split(separator: " ").map(String.init))
      #expect(help.code == 0)
      for name in ["--every", "--by ", "--frequency", "--out "] {
        #expect(!help.text.contains(name), "\(name) in the help of \(command)")
      }
    }
  }
}
