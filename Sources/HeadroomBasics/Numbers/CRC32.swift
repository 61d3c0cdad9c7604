/// The CRC-32 of zip and Ethernet, reflected polynomial 0xEDB88320: a hash that is the same in every language.
package enum CRC32 {
  /// The checksum of the UTF-8 bytes of `text`.
  package static func of(_ text: String) -> UInt32 {
    var crc = UInt32.max
    for byte in text.utf8 {
      crc ^= UInt32(byte)
      for _ in 0..<8 { crc = crc & 1 == 1 ? (crc >> 1) ^ 0xEDB8_8320 : crc >> 1 }
    }
    return ~crc
  }
}
