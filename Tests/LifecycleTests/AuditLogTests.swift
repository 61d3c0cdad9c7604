import CapacityModel
import Foundation
import HeadroomBasics
import Lifecycle
import TestSupport
import Testing

@Suite struct AuditLogTests {
  private let folder: TemporaryFolder
  private let log: AuditLog
  private let time = Timestamp(seconds: 1_767_225_600)

  init() throws {
    folder = try TemporaryFolder()
    log = AuditLog(path: folder.file("audit.jsonl"))
  }

  private func fill(_ count: Int = 4, key: AuditKey? = nil) throws {
    for index in 0..<count {
      try log.append(
        [
          AuditRecord(
            .approved, actor: "Ada/Ünal", plan: "p\(index)", details: ["b": "1", "a": "2"])
        ],
        at: time, key: key)
    }
  }

  private func key() throws -> (key: AuditKey, public: String) {
    let seed = Data((0..<32).map { UInt8($0) }).base64EncodedString()
    let key = try AuditKey(file: folder.write(seed, to: "key"))
    return (key, key.publicText)
  }

  @Test("a log that only grew is whole, and its lines come back in order")
  func whole() throws {
    try fill()
    let entries = try log.entries()
    #expect(entries.map(\.plan) == ["p0", "p1", "p2", "p3"])
    #expect(entries.map(\.sequence) == [1, 2, 3, 4])
    #expect(entries[1].previous == entries[0].hash)
    #expect(try AuditLog(path: folder.file("none")).entries().isEmpty)
  }

  @Test("a change of any single byte is found")
  func everyByte() throws {
    let (key, _) = try key()
    try fill(1, key: key)
    let path = log.path
    let good = try Data(contentsOf: URL(fileURLWithPath: path))
    for index in good.indices {
      for flipped in [good[index] ^ 1, good[index] ^ 0x20] {
        var bad = good
        bad[index] = flipped
        try bad.write(to: URL(fileURLWithPath: path))
        #expect(try !log.inspect().findings.isEmpty, "byte \(index) as \(flipped)")
      }
    }
  }

  @Test("lines deleted, doubled, swapped, or cut off at the end are found")
  func lines() throws {
    try fill()
    let url = URL(fileURLWithPath: log.path)
    let lines = try String(contentsOf: url, encoding: .utf8).split(separator: "\n")
    let tampered: [[Substring]] = [
      Array(lines.dropFirst()), Array(lines.dropLast()), Array(lines.dropLast(4)),
      [lines[0], lines[2], lines[3]], [lines[0], lines[2], lines[1], lines[3]],
      lines + [lines[3]], [lines[0]] + lines,
    ]
    for lines in tampered {
      try Data(lines.map { $0 + "\n" }.joined().utf8).write(to: url)
      #expect(try !log.inspect().findings.isEmpty)
    }
    try Data((lines.dropLast().map { $0 + "\n" }.joined()).utf8).write(to: url)
    #expect(throws: AuditError.self, "nothing is added to a damaged log") { try fill(1) }
    try Data((lines.joined(separator: "\n")).utf8).write(to: url)
    #expect(try !log.inspect().findings.isEmpty, "the last line end is missing")
  }

  @Test("a log cut off together with its head is told by a hash noted elsewhere, and only by it")
  func cutWithHead() throws {
    try fill(3)
    let noted = try log.inspect().head
    let other = AuditLog(path: folder.file("other"))
    for index in 0..<2 {
      try other.append([AuditRecord(.approved, actor: "a", plan: "p\(index)")], at: time)
    }
    var inspection = try other.inspect()
    #expect(inspection.findings.isEmpty)
    inspection.require(head: noted)
    #expect(inspection.findings.count == 1)
    var whole = try log.inspect()
    try fill(1)
    whole = try log.inspect()
    whole.require(head: noted)
    #expect(whole.findings.isEmpty, "a log may grow after its head was noted")
  }

  @Test("a writer that died before its head was written does not end the log: whole lines stay")
  func diedBetween() throws {
    try fill(2)
    let head = try String(contentsOfFile: log.path + ".head", encoding: .utf8)
    try fill(1)
    _ = try folder.write(head, to: "audit.jsonl.head")
    let handle = try #require(FileHandle(forWritingAtPath: log.path))
    try handle.seekToEnd()
    try handle.write(contentsOf: Data("{\"actor\":\"A".utf8))
    try handle.close()
    #expect(try log.inspect().findings.count == 2)
    try fill(1)
    #expect(try log.entries().count == 4)
  }

  @Test("a missing or broken head is a finding")
  func head() throws {
    try fill(2)
    try FileManager.default.removeItem(atPath: log.path + ".head")
    #expect(try log.inspect().findings.count == 1)
    try Data("x".utf8).write(to: URL(fileURLWithPath: log.path + ".head"))
    #expect(try log.inspect().findings.count == 1)
  }

  @Test("signatures hold; without them or by another key they do not pass as signed")
  func signatures() throws {
    let (key, publicText) = try key()
    try fill(2, key: key)
    var inspection = try log.inspect()
    inspection.require(publicKey: publicText)
    #expect(inspection.findings.isEmpty && inspection.signed == 2)
    inspection.require(publicKey: Data(repeating: 7, count: 32).base64EncodedString())
    #expect(inspection.findings.count == 2)
    try fill(1)
    inspection = try log.inspect()
    inspection.require(publicKey: publicText)
    #expect(inspection.findings.count == 1, "the third line is not signed")
  }

  @Test("a file that is no key is refused with how to make one")
  func badKey() throws {
    for text in ["", "short", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----"] {
      let path = try folder.write(text, to: "bad")
      #expect { try AuditKey(file: path) } throws: { "\($0)".contains("openssl genpkey") }
    }
  }

  @Test("writers at once take turns: every line is kept and the chain holds")
  func concurrent() async throws {
    let (log, time) = (log, time)
    try await withThrowingTaskGroup(of: Void.self) { group in
      for writer in 0..<4 {
        group.addTask {
          for index in 0..<10 {
            try log.append(
              [AuditRecord(.created, actor: "w\(writer)", plan: "\(index)")], at: time)
          }
        }
      }
      try await group.waitForAll()
    }
    #expect(try log.entries().count == 40)
  }
}
