import CapacityModel
import HeadroomBasics
import Ingestion
import TestSupport
import Testing

/// Files damaged at random: whatever comes, the answer is rows or an error, and the same in pieces as in one.
@Suite struct RandomDamageTests {
  static let files = [
    "entity,timestamp,configured_kib,used_percent\r\n\"a\"\"b\",1378080000,8,50\r\n"
      + "c,2013-09-02T00:05:00Z,,\n\nc,60.5,1e3,1\nłódź,2013-09-02 00:05:00+01:00,5,0.5",
    "unique_id,ds,y\nR1,2021-02-01,12.5\nR1,2021-02-02,\n\"R,2\",1612137600,7\nR2,12,5\n",
    "unique_id,ds,y\nR1,1,12.5\nR1,2,\n\"R,2\",1,7\nR1,3,-5\n",
    "\"V1\",\"V2\",\"V3\",\"V4\"\n\"W1\",\"1\",\"2\",\n\"W2\",,\"3\",\"4e1\"\n",
    "Timestamp [ms];\tMemory capacity provisioned [KB];\tMemory usage [KB]\n"
      + "1372629804;\t2.097152E7;\t83884.8\n30.06.2013 22:03:24;\t8;\t0,5\n",
    "h;-1;2026-02-06 22:56:07 UTC;LINUX-RESTART\t(4 CPU)\n"
      + "# hostname;interval;timestamp;kbmemfree;kbavail;kbmemused;%memused;kbbuffers;kbcached\n"
      + "h;600;2026-02-06 23:10:01 UTC;681924;1100120;1167288;63.12;1036;567416\n"
      + "# hostname;interval;timestamp;kbswpfree;kbswpused\nh;600;1770419401;5;7\n",
    "\"(PDH-CSV 4.0) (W. Europe Standard Time)(-60)\",\"\\\\A\\Memory\\Available MBytes\","
      + "\"\\\\A\\NUMA Node Memory(_Total)\\Total MBytes\",\"\\\\A\\Memory\\Page Reads/sec\"\r\n"
      + "\"02/06/2026 22:05:00.123\",\"5123.5\",\"16384\",\"9e9\"\r\n",
    "\"(PDH-CSV 4.0) (UTC)(0)\",\"\\\\e\\Group Memory(7:web)\\Memory Size MBytes\","
      + "\"\\\\e\\Group Memory(7:web)\\Touched MBytes\"\r\n"
      + "\"02/06/2026 22:00:00\",\"4096.00\",\"512.25\"\r\n",
  ]

  private static let inserts: [UInt8] =
    Array(",;\"\n\r\t .-+eE0918TZ:".utf8) + [0, 0xFF, 0xC3, 0xEF]

  private func outcome(_ read: () throws -> ReadFile) -> Result<ReadFile, IngestionError>? {
    do {
      return .success(try read())
    } catch let error as IngestionError {
      return .failure(error)
    } catch {
      return nil
    }
  }

  @Test("damaged text never traps, and reads the same in pieces", arguments: 0..<40)
  func text(seed: Int) throws {
    var generator = SplitMix64(state: UInt64(1000 + seed))
    for file in Self.files {
      for _ in 0..<10 {
        let bytes = damaged(Array(file.utf8), &generator)
        let blockSize = Int.random(in: 1...40, using: &generator)
        for onError in ReaderOptions.OnError.allCases {
          let options = ReaderOptions(onError: onError, maxSize: ByteCount(.max))
          let whole = outcome { try read(bytes: bytes, options: options) }
          let pieces = outcome { try read(bytes: bytes, blockSize: blockSize, options: options) }
          #expect(whole != nil)
          #expect(whole == pieces, "\(bytes) in blocks of \(blockSize)")
        }
        for reader in SeriesFiles.all {
          let source = try ByteSource(name: "f.csv", bytes: bytes, blockSize: blockSize)
          _ = try? reader.read(source, step: .seconds(3600))
        }
      }
    }
  }

  @Test("damaged packing never traps", arguments: Compression.allCases)
  func packing(format: Compression) throws {
    var generator = SplitMix64(state: 7)
    for _ in 0..<200 {
      let bytes = damaged(Packed.two(format), &generator)
      let blockSize = Int.random(in: 1...2000, using: &generator)
      #expect(outcome { try read(bytes: bytes, blockSize: blockSize) } != nil)
    }
  }

  private func damaged(_ bytes: [UInt8], _ generator: inout SplitMix64) -> [UInt8] {
    var bytes = bytes
    for _ in 0..<Int.random(in: 1...4, using: &generator) where !bytes.isEmpty {
      let place = Int.random(in: 0..<bytes.count, using: &generator)
      let byte = Self.inserts.randomElement(using: &generator) ?? 0
      switch Int.random(in: 0..<5, using: &generator) {
      case 0: bytes.remove(at: place)
      case 1: bytes.insert(byte, at: place)
      case 2: bytes.insert(contentsOf: bytes[..<place].suffix(30), at: place)
      case 3: bytes.removeLast(min(bytes.count, 7))
      default: bytes[place] = byte
      }
    }
    return bytes
  }
}
