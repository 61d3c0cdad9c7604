/// Incoming rows and the stored chunks that are rewritten together with them.
struct ChunkGroup {
  /// Neighbours in time, oldest first; none where the rows fall into a gap between full chunks.
  var chunks: [StoredChunk] = []
  /// The incoming rows.
  var rows: Range<Int>

  /// Divides incoming rows among stored chunks.
  ///
  /// A chunk is rewritten where a row falls between its first and last instant, or where it is small and rows fall
  /// right beside it. Full chunks that no row falls into stay as they are and divide groups, so one late row never
  /// makes more than its own chunk move.
  ///
  /// - Parameters:
  ///   - timestamps: Incoming instants, strictly ascending.
  ///   - chunks: All stored chunks from the one before the first instant to the one after the last, oldest first.
  static func groups(of timestamps: [Int64], among chunks: [StoredChunk]) -> [ChunkGroup] {
    var groups: [ChunkGroup] = []
    var open: ChunkGroup?
    var row = 0
    for (position, chunk) in chunks.enumerated() {
      let start = row
      while row < timestamps.count && timestamps[row] < chunk.t0 { row += 1 }
      let inside = row
      while row < timestamps.count && timestamps[row] <= chunk.t1 { row += 1 }
      let next = position + 1 < chunks.count ? chunks[position + 1].t0 : nil
      let rowsFollow = row < timestamps.count && (next.map { timestamps[row] < $0 } ?? true)
      let isBeside = start < inside || rowsFollow
      if start < inside { open = extended(open, from: start, to: inside) }
      if inside < row || (chunk.count <= ChunkWriter.smallCount && isBeside) {
        open = extended(open, from: inside, to: row)
        open?.chunks.append(chunk)
      } else if let finished = open {
        groups.append(finished)
        open = nil
      }
    }
    if row < timestamps.count { open = extended(open, from: row, to: timestamps.count) }
    if let open { groups.append(open) }
    return groups
  }

  private static func extended(_ group: ChunkGroup?, from start: Int, to end: Int) -> ChunkGroup {
    guard var group else { return ChunkGroup(rows: start..<end) }
    group.rows = group.rows.lowerBound..<end
    return group
  }
}
