import CapacityModel
import Foundation
import HeadroomBasics
import SeriesStorage
import TestSupport
import Testing

/// Chunks mutated without end: whatever bytes lie under a fitting checksum, the decoder ends in an error or in lawful rows.
///
/// `HEADROOM_FUZZ_SECONDS` says how long (5 by default; `script/test` gives it a minute), `HEADROOM_FUZZ_SEED` repeats a run.
@Suite("fuzzing")
struct FuzzTests {
  private static let environment = ProcessInfo.processInfo.environment
  private static let seconds = environment["HEADROOM_FUZZ_SECONDS"].flatMap(Double.init) ?? 5
  private static let seed =
    environment["HEADROOM_FUZZ_SEED"].flatMap(UInt64.init) ?? UInt64.random(in: .min ... .max)

  @Test("no mutation of a chunk traps the decoder or gives rows that break the rules")
  func decoder() {
    var generator = SplitMix64(state: Self.seed)
    let end = Date().addingTimeInterval(Self.seconds)
    let decoder = ChunkDecoder()
    var corpus = (0..<40).map { round in
      ChunkCodec.encode(
        RandomRows.make(&generator), owner: 7, effort: round % 2 == 0 ? .ingest : .compaction)
    }
    corpus.append(Self.version1)
    var (rounds, decoded) = (0, 0)
    while Date() < end {
      for _ in 0..<500 {
        rounds += 1
        let source = Int.random(in: 0..<corpus.count, using: &generator)
        var bytes = corpus[source]
        for _ in 0..<Int.random(in: 1...5, using: &generator) {
          Self.mutate(&bytes, with: corpus, &generator)
        }
        bytes = Self.resealed(bytes)
        guard let rows = try? decoder.decode(bytes, owner: 7) else { continue }
        decoded += 1
        let times = rows.timestamps
        #expect(
          zip(times, times.dropFirst()).allSatisfy { $0 < $1 }
            && rows.columns.allSatisfy { $0.values.count == times.count },
          "seed \(Self.seed), round \(rounds)")
        // What can still be read leads further than what was refused at once.
        if bytes.count < 20_000 { corpus[source] = bytes }
      }
      // Mutants drift apart; fresh chunks keep every encoding in play.
      corpus[Int.random(in: 0..<40, using: &generator)] = ChunkCodec.encode(
        RandomRows.make(&generator), owner: 7)
    }
    #expect(rounds > 500 && decoded > 0, "seed \(Self.seed)")
  }

  /// A chunk as the first release wrote it: the example of `docs/formats/chunk.md`.
  private static let version1: [UInt8] = [
    1, 2, 3, 0, 5, 0, 0, 0, 0x40, 0x42, 0x0F, 0, 0, 0, 0, 0,
    1, 1, 3, 0, 12, 0, 0, 0, 2, 0x80, 2, 0, 9, 0, 0, 0,
    0xE0, 0xA7, 0x12, 1, 0,
    0, 4, 0, 0, 0, 0, 0, 0, 0x80, 8, 2, 0x0D,
    0x05, 0, 0x20, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
  ]

  @Test("the example of version 1 is read")
  func version1() throws {
    let rows = try ChunkCodec.decode(Self.resealed(Self.version1), owner: 7)
    #expect(rows.timestamps == [1_000_000, 1_300_000, 1_600_000])
    #expect(rows.columns.map(\.values) == [[2048, 4096, 1024], [8192, .min, 8192]])
  }

  private static func mutate(
    _ bytes: inout [UInt8], with corpus: [[UInt8]], _ generator: inout SplitMix64
  ) {
    guard bytes.count > 8 else { return }
    // Half of the hits go to the header, where they do the most harm.
    let reach = Bool.random(using: &generator) ? min(64, bytes.count) : bytes.count
    let place = Int.random(in: 0..<reach, using: &generator)
    switch Int.random(in: 0..<6, using: &generator) {
    case 0: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
    case 1: bytes[place] = UInt8.random(in: 0...255, using: &generator)
    case 2: bytes[place] = [0, 1, 0x7F, 0x80, 0xFF].randomElement(using: &generator) ?? 0
    case 3: bytes.insert(UInt8.random(in: 0...255, using: &generator), at: place)
    case 4: bytes.remove(at: place)
    default:
      let other = corpus.randomElement(using: &generator) ?? []
      guard other.count > place else { return }
      let end = min(other.count, place + Int.random(in: 1...32, using: &generator))
      bytes.replaceSubrange(place..<min(bytes.count, end), with: other[place..<end])
    }
  }

  /// `bytes` with the checksum that fits them.
  private static func resealed(_ bytes: [UInt8]) -> [UInt8] {
    guard bytes.count >= 4 else { return bytes }
    var checksum = Checksum()
    checksum.combine(UInt64(7))
    checksum.combine(bytes.dropLast(4))
    return Array(bytes.dropLast(4)) + littleEndian(checksum.value)
  }
}
