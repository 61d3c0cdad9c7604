import Foundation
import TestSupport
import Testing

/// `backtest --train-until`, `train policy` and `plan --policy-file` through the whole command, on hourly demand of four
/// VMs over 70 days from 2026-01-01.
@Suite struct SizingCommandTests {
  private let folder: TemporaryFolder
  private let store: String

  init() throws {
    folder = try TemporaryFolder()
    store = folder.file("s.headroom")
    var text = "entity,timestamp,configured_kib,used_kib\n"
    for vm in 0..<4 {
      for hour in 0..<(70 * 24) {
        let noise = (7919 * vm + 104_729 * hour + 31 * hour * hour) % 400_000
        let used = 1_000_000 * (1 + vm % 2) + noise + (hour / 24 % 7 == vm ? 900_000 : 0)
        text += "vm\(vm),\(1_767_225_600 + hour * 3600),16777216,\(used)\n"
      }
    }
    let path = try folder.write(text, to: "samples.csv")
    let result = try HeadroomProcess.run(["ingest", path, "--store", store])
    #expect(result.code == 0, "\(result.messages)")
  }

  private func run(_ arguments: String...) throws -> HeadroomProcess.Result {
    try HeadroomProcess.run(arguments + ["--store", store])
  }

  @Test("a judgement names rival, bound and choice, and repeats byte for byte")
  func backtest() throws {
    let arguments = [
      "backtest", "--train-until", "2026-02-20T00:00:00Z", "--policies", "krr,vpa,exceedance",
      "--format", "json", "--store", store,
    ]
    let (one, other) = (
      try HeadroomProcess.run(arguments), try HeadroomProcess.run(arguments)
    )
    #expect(one.code == 0, "\(one.messages)")
    #expect(one.output == other.output)
    let report = try #require(
      try JSONSerialization.jsonObject(with: one.output) as? [String: Any])
    #expect(report["schema"] as? String == "headroom.backtest/v1")
    #expect((report["chosen"] as? [String: Any])?["policy"] != nil)
    let policies = try #require(report["policies"] as? [[String: Any]])
    let names = Set(policies.compactMap { $0["name"] as? String })
    #expect(names == ["krr", "vpa", "exceedance", "hindsight"])
    #expect(policies.allSatisfy { ($0["regret"] as? Double ?? -1) >= 0 })
  }

  @Test("a trained policy is the same file twice, sizes a plan, and is refused for its own past")
  func train() throws {
    let (first, second) = (folder.file("a.json"), folder.file("b.json"))
    for path in [first, second] {
      let result = try run(
        "train", "policy", "--policy", "exceedance", "--until", "2026-02-20T00:00:00Z", "--output",
        path)
      #expect(result.code == 0, "\(result.messages)")
    }
    #expect(
      try Data(contentsOf: URL(fileURLWithPath: first))
        == Data(contentsOf: URL(fileURLWithPath: second)))
    let plan = try run(
      "plan", "--policy-file", first, "--now", "2026-03-01T00:00:00Z", "--horizon", "7d",
      "--format", "json")
    #expect(plan.code == 0, "\(plan.messages)")
    #expect(plan.text.contains("learned from 4 entities"))
    let early = try run(
      "plan", "--policy-file", first, "--now", "2026-02-10T00:00:00Z", "--horizon", "7d")
    #expect(early.code == 1 && early.output.isEmpty)
    #expect(early.messages.contains("must not size or be judged at 2026-02-10"))
  }

  @Test(
    "what the gate chose goes into a file that sizes a plan, and the plan says how long its sizes are meant to stand"
  )
  func chosen() throws {
    let paths = [folder.file("chosen.json"), folder.file("again.json")]
    for path in paths {
      let result = try run(
        "backtest", "--train-until", "2026-02-20T00:00:00Z", "--policies", "krr,vpa,peak-quantile",
        "--policy-output", path)
      #expect(result.code == 0, "\(result.messages)")
    }
    let bytes = try paths.map { try Data(contentsOf: URL(fileURLWithPath: $0)) }
    #expect(bytes[0] == bytes[1])
    let file = try #require(try JSONSerialization.jsonObject(with: bytes[0]) as? [String: Any])
    let policy = try #require(file["policy"] as? String)
    #expect(file["rule"] != nil && ["krr", "vpa", "peak-quantile"].contains(policy))
    let plan = try run("plan", "--policy-file", paths[0], "--horizon", "7d")
    #expect(plan.code == 0, "\(plan.messages)")
    #expect(plan.text.contains("Policy         \(policy) ("))
    #expect(plan.text.contains("decided anew every 1 d"))
    let early = try run(
      "plan", "--policy-file", paths[0], "--now", "2026-02-10T00:00:00Z", "--horizon", "7d")
    #expect(early.code == 1 && early.messages.contains("must not size or be judged at 2026-02-10"))
    let other = try folder.write(
      String(decoding: bytes[0], as: UTF8.self).replacing("\"\(policy)\"", with: "\"vapor\""),
      to: "other.json")
    let unknown = try run("plan", "--policy-file", other, "--horizon", "7d")
    #expect(unknown.code == 65 && unknown.messages.contains("vapor with"))
    let broken = try folder.write("{\"rule\": {}}", to: "broken.json")
    let unread = try run("plan", "--policy-file", broken, "--horizon", "7d")
    #expect(unread.code == 65 && unread.messages.contains("is missing"), "\(unread.messages)")
  }

  @Test(
    "rules with their documented knobs are judged beside plans and forecasters, by the same replay")
  func untuned() throws {
    let result = try run(
      "backtest", "--policies", "krr,peak-quantile", "--service-level", "0.9", "--origins", "1",
      "--horizons", "7d", "--plan-horizon", "2w", "--forecasters", "naive", "--format", "json")
    #expect(result.code == 0, "\(result.messages)")
    let report = try #require(
      try JSONSerialization.jsonObject(with: result.output) as? [String: Any])
    #expect(report["decisions"] != nil && report["pareto"] == nil)
    #expect((report["forecasters"] as? [[String: Any]])?.isEmpty == false)
    #expect((report["confidence"] as? [Any])?.isEmpty == true)
    let policies = try #require(report["policies"] as? [[String: Any]])
    let variants = policies.map { "\($0["name"] ?? "") \($0["variant"] ?? "")" }
    #expect(variants == ["krr default", "peak-quantile ours", "hindsight bound"])
    #expect((policies[1]["knobs"] as? [String: Double])?["coverage"] == 0.9)
    #expect(policies.allSatisfy { $0["regret"] as? Double ?? -1 >= 0 })
  }

  @Test(
    "a flag that says nothing in the way that was asked for is refused with the flag it goes with",
    arguments: [
      ("--train-until 2026-02-20 --horizons 7d", "--horizons judges forecasters"),
      ("--train-until 2026-02-20 --stride 7", "--stride judges forecasters"),
      ("--train-until 2026-02-20 --origins 3", "--origins judges forecasters"),
      ("--train-until 2026-02-20 --forecasters naive", "--forecasters judges forecasters"),
      ("--train-until 2026-02-20 --weights none", "--weights judges forecasters"),
      ("--train-until 2026-02-20 --at 2026-02-01", "--at judges plans"),
      ("--train-until 2026-02-20 --service-level 0.9", "coverages are tuned"),
      ("--step 1h --horizons 24h --at 2026-02-01", "goes with --step 1d"),
      ("--step 1h --horizons 24h --plan-horizon 4w", "goes with --step 1d"),
      ("--step 1h --horizons 24h --inventory i.yaml", "--inventory goes with plans"),
      ("--step 1h --horizons 24h --policies krr", "policies decide by the day"),
      ("--service-level 0.9", "--service-level goes with --policies"),
      ("--costs c.yaml", "--costs goes with --policies NAMES or --train-until"),
      ("--warmup 14d", "--warmup goes with --policies NAMES or --train-until"),
      ("--policies krr --sensitivity", "--sensitivity goes with --train-until"),
      ("--policies krr --policy-output p.json", "--policy-output goes with --train-until"),
    ])
  func flags(arguments: String, message: String) throws {
    let result = try HeadroomProcess.run(
      ["backtest", "--store", store] + arguments.split(separator: " ").map(String.init))
    #expect(result.code == 64 && result.output.isEmpty)
    #expect(result.messages.contains(message), "\(result.messages)")
  }

  @Test("requests that cannot be served are refused with what to do")
  func refusals() throws {
    let unknown = try run(
      "backtest", "--train-until", "2026-02-20T00:00:00Z", "--policies", "vpaa")
    #expect(unknown.code == 64 && unknown.messages.contains("no sizing policy 'vpaa'"))
    let untaught = try run("backtest", "--policies", "krr,exceedance")
    #expect(untaught.code == 64 && untaught.messages.contains("say with --train-until TIME"))
    let otherwise = try run("backtest", "--policies", "horizon-exceedance")
    #expect(otherwise.code == 64 && otherwise.messages.contains("past plans judge it"))
    let early = try run("backtest", "--train-until", "2026-01-10T00:00:00Z")
    #expect(early.code == 65 && early.messages.contains("--warmup"))
    let stray = try run("backtest", "--folds", "3")
    #expect(stray.code == 64 && stray.messages.contains("--train-until"))
    let short = try run(
      "train", "policy", "--until", "2026-01-20T00:00:00Z", "--output", folder.file("x.json"))
    #expect(short.code == 65 && short.messages.contains("too few"))
    let noRule = try run("plan", "--thresholds", "85")
    #expect(noRule.code == 64 && noRule.messages.contains("80,90,95"))
  }
}
