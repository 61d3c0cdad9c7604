internal import CapacityModel
internal import HeadroomBasics

/// The memory blocks of a Linux guest: pieces that are added, brought online and taken away as one.
struct MemoryBlocks {
  /// One block.
  struct Block {
    var number: Int
    var isOnline: Bool
  }

  let file: String
  /// The size of each.
  let size: ByteCount
  /// Whether memory added later comes online by itself; `nil` where that is not told.
  let isAutomatic: Bool?
  let blocks: [Block]

  var offline: [Block] { blocks.filter { !$0.isOnline } }

  /// Reads `guest/memory_blocks`: a line `block_size_bytes=8000000 auto_online_blocks=offline` (the size in hexadecimal) and
  /// a line `memory32 state=offline … valid_zones=…` a block.
  init?(_ evidence: Evidence) {
    guard let found = evidence.file(.memoryBlocks) else { return nil }
    var (size, automatic): (UInt64?, Bool?) = (nil, nil)
    var blocks: [Block] = []
    for line in found.text.split(whereSeparator: \.isNewline) {
      var fields: [Substring: Substring] = [:]
      let words = line.split(separator: " ")
      for word in words {
        guard let equals = word.firstIndex(of: "=") else { continue }
        fields[word[..<equals]] = word[word.index(after: equals)...]
      }
      if let text = fields["block_size_bytes"] { size = UInt64(text, radix: 16) }
      if let text = fields["auto_online_blocks"] { automatic = text != "offline" }
      guard let name = words.first, name.hasPrefix("memory"), let number = Int(name.dropFirst(6)),
        let state = fields["state"]
      else { continue }
      blocks.append(Block(number: number, isOnline: state != "offline"))
    }
    guard let size, let bytes = Int64(exactly: size), bytes > 0, !blocks.isEmpty else { return nil }
    (file, self.size, isAutomatic) = (found.path, ByteCount(bytes), automatic)
    self.blocks = blocks
  }
}
