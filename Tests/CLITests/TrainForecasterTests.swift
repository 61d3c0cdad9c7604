import Foundation
import TestSupport
import Testing

/// `train forecaster` and `--weights` through the whole command, on hourly demand of twelve VMs over 30 days.
@Suite struct TrainForecasterTests {
  private let folder: TemporaryFolder
  private let store: String

  init() throws {
    folder = try TemporaryFolder()
    store = folder.file("s.headroom")
    var text = "entity,timestamp,configured_kib,used_kib\n"
    for vm in 0..<12 {
      for hour in 0..<(30 * 24) {
        let noise = (7919 * vm + 104_729 * hour + 31 * hour * hour) % 200_000
        let used = 1_000_000 * (1 + vm % 3) + noise + ((8..<18).contains(hour % 24) ? 700_000 : 0)
        text += "vm\(vm),\(1_767_225_600 + hour * 3600),16777216,\(used)\n"
      }
    }
    let path = try folder.write(text, to: "samples.csv")
    let result = try HeadroomProcess.run(["ingest", path, "--store", store])
    #expect(result.code == 0, "\(result.messages)")
  }

  private func train(_ path: String, _ more: String...) throws -> HeadroomProcess.Result {
    try HeadroomProcess.run(
      ["train", "forecaster", "--store", store, "--horizon", "1d", "--output", path] + more)
  }

  private func forecast(_ weights: String) throws -> HeadroomProcess.Result {
    try HeadroomProcess.run([
      "forecast", "--store", store, "--step", "1h", "--horizon", "1d", "--weights", weights,
    ])
  }

  @Test("the same file twice, said where from, and forecasts begin from it")
  func train() throws {
    let (first, second) = (folder.file("a.weights"), folder.file("b.weights"))
    let result = try train(first)
    #expect(result.code == 0, "\(result.messages)")
    #expect(result.messages.contains("12 entities of s.headroom"))
    #expect(try train(second).code == 0)
    #expect(
      try Data(contentsOf: .init(filePath: first)) == Data(contentsOf: .init(filePath: second)))
    let answers = try ["none", "shipped", first].map { weights in
      let result = try forecast(weights)
      #expect(result.code == 0, "\(result.messages)")
      return result.output
    }
    #expect(Set(answers).count == 3)
    #expect(try train(first).messages.contains("--force"))
  }

  @Test("what is left out and what lies after --until is not learnt from")
  func parts() throws {
    let path = folder.file("a.weights")
    let result = try train(path, "--leave-out", "1/2", "--until", "2026-01-25T00:00:00Z")
    #expect(result.messages.contains("without fold 1 of 2 before 2026-01-25"), "\(result.messages)")
    #expect(!result.messages.contains("12 entities"))
  }

  @Test("a file that is none, a missing one and impossible requests are told apart")
  func refused() throws {
    let stray = try folder.write("not weights", to: "stray.weights")
    let other = try forecast(stray)
    #expect(other.code != 0 && other.messages.contains("no file of pretrained weights"))
    #expect(other.messages.contains("stray.weights"))
    let missing = try forecast(folder.file("missing.weights"))
    #expect(missing.code != 0 && missing.messages.contains("missing.weights"))
    let path = folder.file("a.weights")
    #expect(try train(path, "--leave-out", "2/2").code == 64)
    #expect(try train(path, "--aggregate", "fleet").messages.contains("--aggregate"))
    let early = try train(path, "--until", "2026-01-03T00:00:00Z")
    #expect(early.code != 0 && early.messages.contains("240 steps"), "\(early.messages)")
  }
}
