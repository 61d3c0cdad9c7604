internal import CapacityModel

/// A hash that says the same on every machine and in every language.
public enum NameHash {
  /// CRC-32 of the UTF-8 bytes (polynomial 0xEDB88320, as in zip).
  public static func crc32(_ name: String) -> UInt32 {
    var crc = UInt32.max
    for byte in name.utf8 {
      crc ^= UInt32(byte)
      for _ in 0..<8 { crc = crc & 1 == 1 ? (crc >> 1) ^ 0xEDB8_8320 : crc >> 1 }
    }
    return ~crc
  }

  /// A fingerprint of demand: FNV-1a of names and daily peaks, 16 hexadecimal digits.
  public static func fingerprint(of records: [DemandRecord]) -> String {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    func add(_ byte: UInt8) { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    for record in records {
      for byte in record.entity.name.utf8 { add(byte) }
      add(0)
      for peak in record.peaks {
        for shift in stride(from: 0, to: 64, by: 8) {
          add(UInt8(truncatingIfNeeded: peak.bitPattern >> UInt64(shift)))
        }
      }
    }
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
