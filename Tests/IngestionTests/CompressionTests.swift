import CapacityModel
import Ingestion
import Testing

@Suite struct CompressionTests {
  private let plain = Array(Packed.text.utf8)

  private func failure(_ bytes: [UInt8], blockSize: Int = 1 << 20) -> IngestionError? {
    do throws(IngestionError) {
      _ = try read(bytes: bytes, blockSize: blockSize)
      return nil
    } catch {
      return error
    }
  }

  @Test("packed files give what the plain one gives", arguments: Compression.allCases)
  func samePlainOrPacked(format: Compression) throws {
    let expected = try read(bytes: plain)
    #expect(expected.rows.count == 400)
    #expect(expected.report.entities == 4)
    #expect(try read(bytes: Packed.whole(format)) == expected)
    let source = try ByteSource(name: "odd.name", bytes: Packed.whole(format))
    #expect(source.compression == format, "the bytes say so, not the name")
  }

  @Test(
    "concatenated members, frames and streams are one file, whatever the block size",
    arguments: Compression.allCases, [1, 2, 3, 5, 7, 64, 1 << 20])
  func concatenated(format: Compression, blockSize: Int) throws {
    let expected = try read(bytes: plain)
    #expect(try read(bytes: Packed.two(format), blockSize: blockSize) == expected)
  }

  @Test("zstd's skippable frames are passed over, before and after")
  func skippableFrames() throws {
    let skippable: [UInt8] = [0x5A, 0x2A, 0x4D, 0x18, 3, 0, 0, 0, 1, 2, 3]
    let bytes = skippable + Packed.whole(.zstd) + skippable
    #expect(try read(bytes: bytes) == read(bytes: plain))
    #expect(try read(bytes: bytes, blockSize: 1) == read(bytes: plain))
  }

  @Test("zeros that pad the end are nothing", arguments: Compression.allCases)
  func padding(format: Compression) throws {
    let padded = Packed.whole(format) + [UInt8](repeating: 0, count: 8)
    #expect(try read(bytes: padded) == read(bytes: plain))
  }

  @Test("a file cut anywhere ends in the middle", arguments: Compression.allCases)
  func truncated(format: Compression) {
    let bytes = Packed.whole(format)
    for length in stride(from: 8, to: bytes.count, by: 41) + [bytes.count - 1] {
      let found = failure(Array(bytes[..<length]))
      #expect(
        found == .truncatedStream(path: "f.csv", format: format, offset: length), "\(length)")
    }
    let found = failure(Array(bytes.dropLast()))
    #expect(found?.description.contains("the \(format.suffix) ends in the middle") == true)
    #expect(found?.isInputOutput == false)
  }

  @Test("a second member that is cut ends in the middle too", arguments: Compression.allCases)
  func truncatedSecondMember(format: Compression) {
    let bytes = Array(Packed.two(format).dropLast(5))
    guard case .truncatedStream = failure(bytes) else {
      Issue.record("accepted")
      return
    }
  }

  @Test("no flipped bit goes unnoticed", arguments: Compression.allCases)
  func corrupt(format: Compression) throws {
    let bytes = Packed.whole(format)
    let expected = try read(bytes: plain)
    var harmless = 0
    for index in stride(from: 6, to: bytes.count, by: 7) {
      var damaged = bytes
      damaged[index] ^= 0x10
      // A bit that means nothing (gzip's time stamp) may pass, but never with other rows.
      guard failure(damaged) == nil else { continue }
      harmless += 1
      #expect(try read(bytes: damaged).rows == expected.rows, "byte \(index)")
    }
    #expect(harmless <= 2)
    var damaged = bytes
    damaged[bytes.count / 2] ^= 0xFF
    let found = failure(damaged)
    #expect(found != nil)
  }

  @Test("a checksum that differs is damage", arguments: [Compression.gzip, .zstd])
  func checksum(format: Compression) {
    var damaged = Packed.whole(format)
    // The last eight bytes of gzip are checksum and length, the last four of zstd its checksum.
    damaged[damaged.count - (format == .gzip ? 8 : 4)] ^= 1
    guard case .corruptStream = failure(damaged) else {
      Issue.record("accepted")
      return
    }
  }

  @Test("something else after the end is refused with its place", arguments: Compression.allCases)
  func trailingGarbage(format: Compression) {
    let bytes = Packed.whole(format)
    for garbage in [[0x41], [0x01], Array("entity".utf8)] as [[UInt8]] {
      for blockSize in [1, 1 << 20] {
        #expect(
          failure(bytes + garbage, blockSize: blockSize)
            == .trailingGarbage(path: "f.csv", format: format, offset: bytes.count))
      }
    }
  }

  @Test("a window larger than 256 MiB is not opened")
  func hugeWindow() {
    // A zstd frame header that asks for a window of 2 GiB: descriptor 0, window exponent 31 − 10.
    let bytes: [UInt8] = [0x28, 0xB5, 0x2F, 0xFD, 0x00, 21 << 3, 0x01, 0x00, 0x00]
    #expect(failure(bytes) == .windowTooLarge(path: "f.csv", format: .zstd))
    #expect(IngestionError.windowTooLarge(path: "f", format: .zstd).isInputOutput)
  }

  @Test(
    "files that are shorter than a magic number are plain", arguments: ["e", "\u{1F}", "(\u{B5}"])
  func shortFiles(text: String) {
    guard case .unrecognised = failure(Array(text.utf8)) else {
      Issue.record("no format starts like that")
      return
    }
  }
}
