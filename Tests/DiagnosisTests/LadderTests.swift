import CapacityModel
import Diagnosis
import HeadroomBasics
import Testing

/// Evidence of real guests gives the finding that was brought about, and none where nothing is wrong.
@Suite struct LadderTests {
  /// What each step must give: rules of warnings and worse, by name with MiB where the amount matters.
  private static let steps: [(name: String, step: Int, warnings: [String: Int64?])] = [
    ("balloon-inflated", 1, [:]), ("balloon-inflated", 2, ["balloon-inflated": 512]),
    ("balloon-inflated", 3, [:]), ("balloon-no-driver", 1, ["balloon-no-driver": nil]),
    ("balloon-no-driver", 2, ["balloon-inflated": 512]), ("dimm-hotadd-offline", 1, [:]),
    ("dimm-hotadd-offline", 2, ["memory-blocks-offline": 256]), ("dimm-hotadd-offline", 3, [:]),
    ("dimm-hotadd-offline", 4, [:]), ("dimm-hotadd-offline", 5, ["dimm-unplug-refused": 256]),
    ("mem-parameter", 1, ["kernel-mem-parameter": 512]), ("hugepages-reserved", 1, [:]),
    ("virtio-mem-shrink-refused", 1, [:]),
    ("virtio-mem-shrink-refused", 2, ["virtio-mem-unplug-refused": 18]),
    ("virtio-mem-shrink-refused", 3, ["virtio-mem-unplug-refused": 18]),
    ("virtio-mem-shrink-refused", 4, [:]), ("virtio-mem-shrink-panic", 1, [:]),
    ("cgroup-v1", 1, [:]), ("cgroup-v1", 2, ["cgroup-oom": nil]), ("cgroup-v2", 1, [:]),
    ("cgroup-v2", 2, ["cgroup-ancestor-limit": 192]), ("cgroup-v2", 3, ["cgroup-oom": nil]),
    ("cgroup-v2", 4, ["cgroup-high-throttling": nil]), ("swap-and-fragmentation", 1, [:]),
    ("swap-and-fragmentation", 2, [:]), ("swap-and-fragmentation", 3, ["fragmentation": nil]),
    ("swap-and-fragmentation", 4, ["fragmentation": nil]),
  ]

  @Test("each step gives its warnings, with the amount, and no other", arguments: steps.indices)
  func warnings(place: Int) throws {
    let (name, step, expected) = Self.steps[place]
    let diagnosis = try LadderCase.diagnosis(name, step: step)
    let found = diagnosis.findings.filter { $0.severity >= .warning }
    #expect(Set(found.map(\.rule)) == Set(expected.keys), "\(name), step \(step)")
    for finding in found {
      guard let amount = expected[finding.rule] ?? nil else { continue }
      #expect(finding.missingBytes == .mebibytes(amount), "\(name), step \(step)")
    }
    #expect(diagnosis.needsAction == !expected.isEmpty)
  }

  @Test("what is no fault is told as such")
  func information() throws {
    func rules(_ name: String, _ step: Int) throws -> [String: Int64?] {
      let diagnosis = try LadderCase.diagnosis(name, step: step)
      return Dictionary(
        uniqueKeysWithValues: diagnosis.findings.filter { $0.severity == .info }.map {
          ($0.rule, $0.missingBytes.map { $0.bytes >> 20 })
        })
    }
    #expect(try rules("hugepages-reserved", 1)["hugepages-reserved"] == 384)
    #expect(try rules("dimm-hotadd-offline", 2).keys.contains("auto-online-off"))
    #expect(try rules("dimm-hotadd-offline", 3).keys.contains("auto-online-off"))
    #expect(try !rules("dimm-hotadd-offline", 4).keys.contains("auto-online-off"))
    #expect(try !rules("dimm-hotadd-offline", 1).keys.contains("auto-online-off"))
    let swapping = try rules("swap-and-fragmentation", 4).keys
    #expect(swapping.contains("swap-activity") && swapping.contains("direct-reclaim"))
    #expect(swapping.contains("pressure"))
    #expect(try rules("swap-and-fragmentation", 1).keys.sorted() == ["firmware-holes"])
  }

  @Test("without statistics the host is blind, and says so")
  func blind() throws {
    let diagnosis = try LadderCase.diagnosis("balloon-no-driver", step: 1)
    #expect(diagnosis.unknown.contains { $0.file == "qemu/guest-stats" })
    #expect(
      try !LadderCase.diagnosis("balloon-no-driver", step: 2).unknown.contains {
        $0.file == "qemu/guest-stats"
      })
  }

  @Test("sizes add up to the byte on every step with the machine's size, the guest's and its log")
  func sums() throws {
    var steps = 0
    for name in try LadderCase.names {
      for step in 1...5 {
        let diagnosis = try LadderCase.diagnosis(name, step: step)
        guard diagnosis.ladder.map(\.rung) == [.hypervisor, .guest] else { continue }
        let (machine, guest) = (diagnosis.ladder[0], diagnosis.ladder[1])
        #expect(guest.unexplained == .zero, "\(name), step \(step)")
        #expect(guest.explained.allSatisfy { $0.bytes > .zero })
        #expect(
          machine.bytes == guest.explained.reduce(guest.bytes) { $0 + $1.bytes },
          "\(name), step \(step)")
        steps += 1
      }
    }
    #expect(steps == 20, "\(steps) steps")
  }

  @Test("without the kernel's log the rest is unexplained, and the log is named")
  func withoutLog() throws {
    let evidence = try LadderCase.evidence("balloon-inflated", step: 1)
    let files = evidence.files.filter { !$0.path.contains("dmesg") }.map { ($0.path, $0.text) }
    let diagnosis = DiagnosisRules.diagnose(Evidence(entity: "vm", files: files))
    #expect(diagnosis.ladder.last?.unexplained == ByteCount(1_073_741_824 - 995_612 * 1024))
    #expect(diagnosis.unknown.contains { $0.file == "guest/dmesg" })
    #expect(!diagnosis.needsAction)
  }

  @Test("no fix makes a machine smaller, and each names its risk")
  func fixes() throws {
    var fixes = 0
    for (name, step, _) in Self.steps {
      let evidence = try LadderCase.evidence(name, step: step)
      let diagnosis = DiagnosisRules.diagnose(evidence)
      let machine = diagnosis.ladder.first { $0.rung == .hypervisor }?.bytes ?? .zero
      for fix in diagnosis.findings.compactMap(\.fix) {
        fixes += 1
        #expect(!fix.risk.isEmpty && !fix.actions.isEmpty)
        for case .setBalloon(let bytes) in fix.actions {
          // The balloon does not count virtio-mem; no case here has both.
          #expect(bytes == machine, "\(name), step \(step)")
        }
      }
    }
    #expect(fixes >= 12)
  }

  @Test("a wish is the first rung, and what nobody gave is missing below it")
  func desired() throws {
    let evidence = try LadderCase.evidence("balloon-inflated", step: 1)
    let diagnosis = DiagnosisRules.diagnose(evidence, desired: .gibibytes(2))
    #expect(diagnosis.ladder.map(\.rung) == [.desired, .hypervisor, .guest])
    #expect(diagnosis.ladder[1].unexplained == .gibibytes(1))
    #expect(diagnosis.findings.first?.rule == "desired-not-granted")
    #expect(diagnosis.findings.first?.missingBytes == .gibibytes(1))
    let fits = DiagnosisRules.diagnose(evidence, desired: .gibibytes(1))
    #expect(!fits.needsAction)
  }

  @Test("every rule has a name of its own, and findings use it")
  func names() {
    #expect(Set(DiagnosisRules.names).count == DiagnosisRules.names.count)
  }
}
