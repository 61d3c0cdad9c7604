import CapacityModel
import Foundation
import HeadroomBasics
import SeriesStorage
import Testing

@Suite("encryption")
struct EncryptionTests {
  private func key(_ byte: UInt8) throws -> StoreKey {
    try StoreKey(bytes: [UInt8](repeating: byte, count: 32))
  }

  private func open(_ folder: StoreFolder, _ key: StoreKey?, _ mode: StoreMode = .write) throws
    -> SeriesStore
  {
    try SeriesStore.open(at: folder.file(), mode: mode, settings: StoreSettings(key: key))
  }

  @Test("what was stored with a key is read with it, and with no other and not without")
  func keys() throws {
    let folder = try StoreFolder()
    let store = try open(folder, try key(1), .create)
    try store.ingest(regularRows("a", count: 500))
    try store.ingest([TestRow("b", 5, [.used: 77])])
    let blocks = try store.allBlocks()
    #expect(try store.info().isEncrypted)
    try store.close()
    #expect(try open(folder, try key(1), .read).allBlocks() == blocks)
    let path = folder.file()
    #expect(refusal { try open(folder, try key(2)) } == .wrongKey(path: path))
    #expect(refusal { try open(folder, nil) } == .keyMissing(path: path))
  }

  @Test("a key for a store without encryption is refused")
  func notEncrypted() throws {
    let folder = try StoreFolder()
    try folder.store().close()
    #expect(refusal { try open(folder, try key(1)) } == .notEncrypted(path: folder.file()))
  }

  private func refusal(_ body: () throws -> SeriesStore) -> StorageError? {
    do {
      _ = try body()
      return nil
    } catch { return error as? StorageError }
  }

  @Test("no sample stands in the file of an encrypted store, nor after its key was changed")
  func secrecy() throws {
    let folder = try StoreFolder()
    // Instants in steps of a prime and values that no compression hides: eight bytes of a constant stand in a plain chunk.
    let rows = (0..<60).map { TestRow("a", Int64($0) * 7_919, [.used: 0x1122_3344_5566_7788]) }
    let plain = try folder.store()
    try plain.ingest(rows)
    try plain.close()
    let needle: [UInt8] = [0xF0, 0xBD, 0xB3, 0xD5, 0x8A, 0xCC, 0xA2, 0xA3]
    func holds(_ bytes: [UInt8], _ part: [UInt8]) -> Bool {
      Data(bytes).range(of: Data(part)) != nil
    }
    let marked = try folder.bytes(folder.file())
    // The zigzag variable number of the constant: 0x1122334455667788 doubled, seven bits a byte.
    var (number, encoded) = (UInt64(0x1122_3344_5566_7788) << 1, [UInt8]())
    while number >= 0x80 {
      encoded.append(UInt8(truncatingIfNeeded: number) | 0x80)
      number >>= 7
    }
    encoded.append(UInt8(number))
    #expect(holds(marked, encoded) && !holds(marked, needle))
    let store = try open(folder, nil)
    try store.rekey(to: try key(3))
    try store.close()
    #expect(!holds(try folder.bytes(folder.file()), encoded))
    let sealed = try open(folder, try key(3))
    #expect(try sealed.verify().isClean)
    try sealed.rekey(to: try key(4))
    try sealed.close()
    #expect(try open(folder, try key(4), .read).allBlocks()[0].timestamps.count == 60)
    let again = try open(folder, try key(4))
    try again.rekey(to: nil)
    try again.close()
    #expect(try open(folder, nil, .read).allBlocks()[0].timestamps.count == 60)
  }

  @Test("compaction, retention, repair and waiting rows work on sealed chunks")
  func wholeLife() throws {
    let folder = try StoreFolder()
    let store = try open(folder, try key(5), .create)
    try store.ingest(regularRows("a", count: 20 * 288, from: 1_700_006_400_000))
    for step in 0..<3 { try store.ingest([TestRow("b", Int64(step), [.used: 1])]) }
    let before = try store.allBlocks()
    _ = try store.compact()
    #expect(try store.allBlocks() == before)
    _ = try store.retain(
      Retention(raw: .days(5), hourly: .days(400), daily: .days(400)),
      now: Timestamp(milliseconds: 1_700_006_400_000 + 20 * 86_400_000))
    #expect(try store.verify().isClean)
    try store.close()
    try folder.execute(
      "UPDATE chunk SET data = zeroblob(99) WHERE id = (SELECT max(id) FROM chunk)")
    let damaged = try open(folder, try key(5))
    #expect(try !damaged.verify().isClean)
    #expect(try damaged.repair(now: Timestamp(seconds: 0)).quarantined == 1)
    #expect(try damaged.verify().isClean)
  }

  @Test("keys are read as bytes, hexadecimal digits and Base64; anything else says what a key is")
  func forms() throws {
    let bytes = [UInt8](0..<32)
    let hexadecimal = bytes.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
    let folder = try StoreFolder()
    try open(folder, try StoreKey(bytes: bytes), .create).close()
    let forms = [
      try StoreKey(text: hexadecimal + "\n"), try StoreKey(text: hexadecimal.uppercased()),
      try StoreKey(text: Data(bytes).base64EncodedString()),
      try StoreKey(fileContent: Data(bytes)),
    ]
    for form in forms { try open(folder, form, .read).close() }
    for wrong in ["", "abc", "zz" + hexadecimal.dropFirst(2), Data([1, 2]).base64EncodedString()] {
      #expect(throws: StoreKey.Malformed.self) { try StoreKey(text: wrong) }
    }
  }
}
