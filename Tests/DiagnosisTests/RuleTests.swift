import CapacityModel
import Diagnosis
import HeadroomBasics
import Testing

/// Rules that no real case brings about: small evidence that fires each, and the nearest that must not.
@Suite struct RuleTests {
  private func rules(_ files: [(path: String, text: String)], at: Timestamp? = nil) -> [Finding] {
    DiagnosisRules.diagnose(Evidence(entity: "vm", at: at, files: files)).findings
  }

  private func virtioMem(requested: Int64, size: Int64) -> [(path: String, text: String)] {
    [
      (
        "qemu/query-memory-size-summary",
        #"{"return":{"base-memory":536870912,"plugged-memory":\#(size)}}"#
      ),
      (
        "qemu/query-memory-devices",
        #"{"return":[{"type":"virtio-mem","data":{"id":"vm0","requested-size":\#(requested),"size":\#(size),"max-size":1073741824}}]}"#
      ),
    ]
  }

  @Test("statistics that stand still for more than two minutes blind the host; younger ones do not")
  func stale() {
    let file = (
      path: "qemu/guest-stats",
      text: #"{"return":{"stats":{"stat-total-memory":1019506688},"last-update":1795850745}}"#
    )
    let update = Timestamp(milliseconds: 1_795_850_745_000)
    let late = rules([file], at: update + .seconds(121))
    #expect(late.map(\.rule) == ["balloon-statistics-stale"])
    #expect(rules([file], at: update + .seconds(120)).isEmpty)
    // Without a time of the evidence nothing can be said of its age.
    #expect(rules([file]).isEmpty)
  }

  @Test("virtio-mem: nothing taken, a part taken, all taken")
  func virtioMem() {
    let none = rules(virtioMem(requested: 268_435_456, size: 0))
    #expect(none.map(\.rule) == ["virtio-mem-no-driver"])
    #expect(none[0].missingBytes == .mebibytes(256))
    let log = (path: "guest/dmesg", text: "[ 1.0] virtio_mem virtio0: requested size: 0x10000000\n")
    #expect(
      rules(virtioMem(requested: 268_435_456, size: 0) + [log]).map(\.rule)
        == ["virtio-mem-refused"])
    let part = rules(virtioMem(requested: 268_435_456, size: 134_217_728))
    #expect(part.map(\.rule) == ["virtio-mem-refused"])
    #expect(part[0].missingBytes == .mebibytes(128))
    #expect(rules(virtioMem(requested: 268_435_456, size: 268_435_456)).isEmpty)
  }

  @Test("the crash kernel's memory is told from the map of addresses, and only with it")
  func crashKernel() throws {
    let evidence = try LadderCase.evidence("balloon-inflated", step: 1)
    let files = evidence.files.map { file in
      (
        path: file.path,
        text: file.path == "guest/iomem"
          ? file.text + "  2b000000-2cffffff : Crash kernel\n" : file.text
      )
    }
    let diagnosis = DiagnosisRules.diagnose(Evidence(entity: "vm", files: files))
    let finding = try #require(diagnosis.findings.first { $0.rule == "crashkernel-reserved" })
    #expect(finding.missingBytes == .mebibytes(32) && finding.severity == .info)
    #expect(diagnosis.ladder.last?.unexplained == .zero)
    #expect(
      !DiagnosisRules.diagnose(evidence).findings.contains { $0.rule == "crashkernel-reserved" })
  }

  @Test("a kill for the machine's sake is told; one for a group's sake is not this rule's")
  func kills() {
    let line = "[ 9.0] Out of memory: Killed process 77 (java) total-vm:9kB, anon-rss:8kB\n"
    let found = rules([("guest/dmesg", line), ("guest/vmstat", "oom_kill 1\npgfault 5\n")])
    #expect(found.map(\.rule) == ["oom-kills"] && found[0].severity == .critical)
    #expect(
      rules([("guest/dmesg", "[ 9.0] Memory cgroup out of memory: Killed process 77 (dd)\n")])
        .isEmpty)
  }

  @Test("counters give rates where two readings and the time between them are there")
  func rates() {
    var evidence = Evidence(
      entity: "vm",
      files: [
        ("guest/vmstat.before", "pswpin 1000\npswpout 5\nallocstall_normal 0\n"),
        ("guest/vmstat", "pswpin 11000\npswpout 5\nallocstall_normal 100\n"),
      ])
    evidence.seconds = 10
    let busy = DiagnosisRules.diagnose(evidence).findings
    #expect(busy.map(\.rule) == ["swap-activity", "direct-reclaim"])
    #expect(busy.allSatisfy { $0.severity == .warning })
    evidence.seconds = nil
    #expect(DiagnosisRules.diagnose(evidence).findings.allSatisfy { $0.severity == .info })
  }
}
