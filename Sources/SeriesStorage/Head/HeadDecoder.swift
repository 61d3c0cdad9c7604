import GRDB

/// Decodes blocks of waiting rows, each with the blocks that it builds on.
final class HeadDecoder {
  /// Blocks that may build on one another: one damaged block costs no more than these.
  static let chainAtMost = 8
  /// Decoded blocks that are kept: parts of one ingest lie between a block and the one that it builds on.
  private static let keptAtMost = 48

  private let database: Database
  private let seal: ChunkSeal
  private let decoder = ChunkDecoder()
  private var kept: [Int64: (block: HeadBlock, depth: Int)] = [:]
  private var order: [Int64] = []

  init(_ database: Database, _ seal: ChunkSeal) { (self.database, self.seal) = (database, seal) }

  /// The block in `row`, which has the columns `id`, `base` and `data`, and how many blocks it builds on.
  func block(_ row: Row) throws -> (block: HeadBlock, depth: Int) {
    guard let id = row.whole("id") else { throw ChunkDamage.invalid("a block has no number") }
    if let known = kept[id] { return known }
    let bytes = try seal.opened(try StoredChunk.bytes(row), owner: HeadBlock.owner)
    let chunk = try decoder.decode(bytes, owner: HeadBlock.owner)
    var result: (block: HeadBlock, depth: Int)
    if let base = row.whole("base") {
      guard base < id else { throw ChunkDamage.invalid("block \(id) builds on a later one") }
      guard let below = try block(numbered: base) else {
        throw ChunkDamage.invalid("block \(base), on which block \(id) builds, is gone")
      }
      result = (try HeadBlock(chunk, base: below.block), below.depth + 1)
    } else {
      result = (try HeadBlock(chunk, base: nil), 0)
    }
    keep(result, id)
    return result
  }

  /// The block with a number; `nil` where there is none.
  func block(numbered id: Int64) throws -> (block: HeadBlock, depth: Int)? {
    if let known = kept[id] { return known }
    let statement = try database.cachedStatement(
      sql: "SELECT id, base, data FROM head WHERE id = ?")
    return try Row.fetchOne(statement, arguments: [id]).map { try block($0) }
  }

  private func keep(_ result: (block: HeadBlock, depth: Int), _ id: Int64) {
    kept[id] = result
    order.append(id)
    if order.count > Self.keptAtMost { kept[order.removeFirst()] = nil }
  }
}
