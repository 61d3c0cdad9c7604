internal import CapacityModel
internal import HeadroomBasics

/// Free memory by the size of its pieces, as the page allocator keeps it.
struct FreeBlocks {
  let file: String
  /// Bytes free.
  let free: ByteCount
  /// The share of them in pieces too small for a huge page of 2 MiB, in [0, 1].
  let shareTooSmall: Double

  /// Pages of 4 KiB in a huge page: 2⁹.
  private static let hugeOrder = 9

  /// Reads `/proc/buddyinfo`: `Node 0, zone DMA32 4415 3167 …`, the number of free pieces of 2⁰, 2¹, … pages.
  ///
  /// Zones of the first 16 MiB are left out: nothing that is asked for in the usual way comes from there.
  init?(_ evidence: Evidence) {
    guard let found = evidence.file(.buddyinfo) else { return nil }
    var zones: [Substring: (all: Double, small: Double)] = [:]
    for line in found.text.split(whereSeparator: \.isNewline) {
      let words = line.split(separator: " ")
      guard words.count > 4, words[0] == "Node", words[2] == "zone", words[3] != "DMA" else {
        continue
      }
      var (all, small) = (0.0, 0.0)
      for (order, word) in words[4...].enumerated() where order < 20 {
        let pages = (Double(word) ?? 0) * Double(1 << order)
        all += pages
        if order < Self.hugeOrder { small += pages }
      }
      // Of two readings the later one counts.
      zones["\(words[1])\(words[3])"] = (all, small)
    }
    let (all, small) = zones.values.reduce((0.0, 0.0)) { ($0.0 + $1.all, $0.1 + $1.small) }
    guard all > 0, all < 0x1p40 else { return nil }
    (file, free, shareTooSmall) = (found.path, ByteCount(Int64(all) * 4096), small / all)
  }
}
