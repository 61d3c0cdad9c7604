import CapacityModel
import Diagnosis
import HeadroomBasics
import Testing

/// Damaged and made-up evidence is unknown: it crashes nothing and mends nothing.
@Suite struct HostileEvidenceTests {
  @Test(
    "cut files of every case give no finding that the whole files do not give", arguments: 0..<6)
  func cut(seed: Int) throws {
    var random = SplitMix64(state: UInt64(seed))
    for name in try LadderCase.names {
      for step in 1...5 {
        let evidence = try LadderCase.evidence(name, step: step)
        let files = evidence.files.map { file -> (String, String) in
          let bytes = Array(file.text.utf8)
          let end = bytes.isEmpty ? 0 : Int(random.next() % UInt64(bytes.count))
          return (file.path, String(decoding: bytes[..<end], as: UTF8.self))
        }
        let diagnosis = DiagnosisRules.diagnose(Evidence(entity: name, files: files))
        for finding in diagnosis.findings {
          for case FixAction.setBalloon(let bytes) in finding.fix.map(\.actions) ?? [] {
            #expect(bytes >= ByteCount.mebibytes(512), "\(name), step \(step)")
          }
        }
      }
    }
  }

  @Test("bytes that were changed at random end in a diagnosis", arguments: 0..<6)
  func damaged(seed: Int) throws {
    var random = SplitMix64(state: UInt64(100 + seed))
    for name in try LadderCase.names {
      let evidence = try LadderCase.evidence(name, step: 1 + seed % 4)
      let files = evidence.files.map { file -> (String, String) in
        var bytes = Array(file.text.utf8)
        for _ in 0..<(bytes.count / 50) {
          bytes[Int(random.next() % UInt64(bytes.count))] = UInt8(truncatingIfNeeded: random.next())
        }
        return (file.path, String(decoding: bytes, as: UTF8.self))
      }
      let diagnosis = DiagnosisRules.diagnose(Evidence(entity: name, files: files))
      #expect(diagnosis.entity == name)
    }
  }

  @Test(
    "numbers that no machine has, nested JSON, other languages: unknown",
    arguments: [
      ("qemu/query-memory-size-summary", #"{"return":{"base-memory":18446744073709551615}}"#),
      ("qemu/query-memory-size-summary", #"{"return":{"base-memory":-1}}"#),
      ("qemu/query-memory-size-summary", #"{"return":{"base-memory":"1024"}}"#),
      ("qemu/query-memory-size-summary", String(repeating: "[", count: 100_000)),
      ("guest/meminfo", "MemTotal: 99999999999999999999 kB\n"),
      ("guest/meminfo", "MemTotal: 18446744073709551615 kB\n"),
      ("guest/meminfo", "Speicher gesamt: 1024 kB\n"),
      (
        "guest/memory_blocks",
        "block_size_bytes=ffffffffffffffff auto_online_blocks=offline\nmemory1 state=offline\n"
      ),
      (
        "guest/buddyinfo",
        "Node 0, zone Normal " + String(repeating: "18446744073709551615 ", count: 40)
      ),
      (
        "guest/dmesg",
        "[ 0.0] Memory: 1K/99999999999999999K available (1K kernel code, 99999999999999999K reserved"
      ),
      ("guest/pressure_memory", "some avg10=nan avg60=inf avg300=1e999 total=0\n"),
    ])
  func absurd(_ file: (path: String, text: String)) {
    let diagnosis = DiagnosisRules.diagnose(Evidence(entity: "vm", files: [file]))
    #expect(diagnosis.findings.isEmpty)
  }

  @Test("evidence of nothing is a diagnosis of nothing")
  func empty() {
    let diagnosis = DiagnosisRules.diagnose(Evidence(entity: "vm", files: []))
    #expect(diagnosis.ladder.isEmpty && diagnosis.findings.isEmpty)
  }
}
