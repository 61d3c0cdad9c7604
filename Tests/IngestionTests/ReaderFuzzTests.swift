import Foundation
import HeadroomBasics
import Ingestion
import TestSupport
import Testing

/// Files of every format mutated until a time is over: whatever comes, a reader ends in rows or in an error that says where.
///
/// `HEADROOM_READER_FUZZ_SECONDS` says how long for each reader (3 by default; `script/test --long` gives it a minute),
/// `HEADROOM_FUZZ_SEED` repeats a run.
@Suite("fuzzing of readers", .serialized)
struct ReaderFuzzTests {
  private static let environment = ProcessInfo.processInfo.environment
  private static let seconds =
    environment["HEADROOM_READER_FUZZ_SECONDS"].flatMap(Double.init) ?? 3
  private static let seed =
    environment["HEADROOM_FUZZ_SEED"].flatMap(UInt64.init) ?? UInt64.random(in: .min ... .max)

  /// A file of each format, and of each format of tables, which tell themselves.
  private static let examples: [(format: String, text: String)] =
    ToolExamples.texts.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    + RandomDamageTests.files.map { ("auto", $0) }

  private static let inserts: [UInt8] =
    Array(",;:=\"'\n\r\t .-+eE0918TZ{}[]#%".utf8) + [0, 0xFF, 0xC3, 0xEF]

  @Test(
    "no mutation of a file traps its reader, hangs it or gives more rows than bytes",
    arguments: examples.indices)
  func reader(example: Int) throws {
    let (format, text) = Self.examples[example]
    let original = Array(text.utf8)
    var options = ReaderOptions(onError: .skip, maxSize: ByteCount(.max))
    options.configured = .gibibytes(32)
    var generator = SplitMix64(state: Self.seed)
    let end = Date().addingTimeInterval(Self.seconds)
    var (corpus, round) = ([original], 0)
    while Date() < end {
      for _ in 0..<20 {
        round += 1
        let source = Int.random(in: 0..<corpus.count, using: &generator)
        var bytes = corpus[source]
        for _ in 0..<Int.random(in: 1...6, using: &generator) { mutate(&bytes, &generator) }
        let began = Date()
        let file = try? read(bytes: bytes, format: format, options: options)
        let place = "\(format) (\(example)), HEADROOM_FUZZ_SEED=\(Self.seed), round \(round)"
        #expect(Date().timeIntervalSince(began) < 2, "\(place)")
        guard let file else { continue }
        #expect(file.rows.count <= bytes.count, "\(place)")
        #expect(file.rows.allSatisfy { !$0.entity.isEmpty }, "\(place)")
        // What can still be read leads further than what was refused at once.
        if corpus.count < 50, bytes.count < 20_000 { corpus.append(bytes) }
      }
      // Mutants drift apart; now and then one of them gives way.
      if corpus.count == 50 { corpus.remove(at: Int.random(in: 1..<50, using: &generator)) }
    }
    #expect(round > 0 && !corpus.isEmpty)
  }

  private func mutate(_ bytes: inout [UInt8], _ generator: inout SplitMix64) {
    guard !bytes.isEmpty else { return }
    let place = Int.random(in: 0..<bytes.count, using: &generator)
    let byte = Self.inserts.randomElement(using: &generator) ?? 0
    switch Int.random(in: 0..<7, using: &generator) {
    case 0: bytes.remove(at: place)
    case 1: bytes.insert(byte, at: place)
    case 2: bytes.insert(contentsOf: bytes[..<place].suffix(60), at: place)
    case 3: bytes.removeSubrange(place...)
    case 4: bytes.insert(contentsOf: repeatElement(UInt8(ascii: "9"), count: 24), at: place)
    case 5: bytes[place] = UInt8.random(in: 0...255, using: &generator)
    default: bytes[place] = byte
    }
  }
}
