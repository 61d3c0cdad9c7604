import Foundation
import TestSupport
import Testing

/// One writer and many readers, each a process of its own.
@Suite(.serialized) struct ConcurrencyTests {
  private let folder: TemporaryFolder
  private let store: StoreProbe

  init() throws {
    folder = try TemporaryFolder()
    store = StoreProbe(folder.file("s.headroom"))
  }

  @Test("a second writer waits, then fails naming the store and the seconds it waited")
  func secondWriter() throws {
    let writer = try SlowIngest(into: store.path)
    defer { writer.end() }
    let file = try folder.samplesFile(vm: 1, rows: 100)
    let refused = try HeadroomProcess.run(
      ["ingest", file, "--store", store.path, "--busy-timeout", "1s"])
    #expect(refused.code == 74)
    #expect(refused.messages.contains(store.path), "\(refused.messages)")
    #expect(refused.messages.contains("1.0 s"), "\(refused.messages)")
    writer.end()
    #expect(try HeadroomProcess.run(["ingest", file, "--store", store.path]).code == 0)
    #expect(try store.samples() == 200)
    try store.expectClean()
  }

  @Test("a second writer that is patient gets its turn")
  func patientWriter() throws {
    let writer = try SlowIngest(into: store.path)
    let file = try folder.samplesFile(vm: 1, rows: 100)
    let patient = try HeadroomProcess.start(
      ["ingest", file, "--store", store.path, "--busy-timeout", "5m"])
    Thread.sleep(forTimeInterval: 0.3)
    #expect(patient.isRunning)
    writer.end()
    patient.waitUntilExit()
    #expect(patient.terminationStatus == 0)
    #expect(try store.samples() == 200)
  }

  @Test("readers beside an ingest see whole files only, and never fewer than before")
  func readers() throws {
    let rows = 4000
    let first = try folder.samplesFile(vm: 0, rows: rows)
    #expect(try HeadroomProcess.run(["ingest", first, "--store", store.path]).code == 0)
    let files = try (1...10).map { try folder.samplesFile(vm: $0, rows: rows) }
    let writer = try HeadroomProcess.start(["ingest"] + files + ["--store", store.path])
    var (seen, rounds) = (0, 0)
    repeat {
      let exported = try store.exportedRows()
      #expect(exported % rows == 0, "half a file was seen")
      #expect(exported >= seen, "what was seen is gone")
      let counted = try store.samples()
      #expect(counted % (2 * rows) == 0, "half a file was counted")
      #expect(counted >= 2 * exported)
      (seen, rounds) = (exported, rounds + 1)
    } while writer.isRunning && rounds < 300
    writer.waitUntilExit()
    #expect(writer.terminationStatus == 0)
    #expect(try store.exportedRows() == 11 * rows)
  }
}
