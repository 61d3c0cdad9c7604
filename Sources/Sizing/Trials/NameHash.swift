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
}
