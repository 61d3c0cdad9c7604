import CapacityModel
import GRDB

/// Reads the rows that wait in the head.
struct HeadReader {
  /// Waiting rows that are held in memory at once, where a caller can do with part of them.
  static let rowsAtOnce = 2_000_000

  let database: Database
  let path: String
  let seal: ChunkSeal

  /// Whether nothing waits; true of a store whose schema has no head.
  func isEmpty() throws -> Bool {
    guard try StoreSchema.version(of: database) >= 2 else { return true }
    return try Int.fetchOne(database, sql: "SELECT 1 FROM head LIMIT 1") == nil
  }

  /// The rows of `entities` with instants in `first...last`.
  func rows(of entities: [Int64], from first: Int64, through last: Int64) throws -> HeadRows {
    var rows = HeadRows()
    let slots = EntitySlots(entities)
    try forEachBlock(from: first, through: last) {
      rows.take($0, slots: slots, from: first, through: last)
    }
    rows.sort(slotCount: entities.count)
    return rows
  }

  /// How many rows wait for each entity, by its number; numbers beyond the end have none.
  func counts() throws -> [Int] {
    var counts: [Int] = []
    try forEachBlock(from: .min, through: .max) { block in
      for owner in block.owners {
        if Int(owner) >= counts.count {
          counts.append(contentsOf: repeatElement(0, count: Int(owner) - counts.count + 1))
        }
        counts[Int(owner)] += 1
      }
    }
    return counts
  }

  /// The entities with rows in blocks after `block`.
  func owners(after block: Int64) throws -> Set<Int64> {
    var owners: Set<Int64> = []
    try forEachBlock(from: .min, through: .max, blocks: (block + 1)...Int64.max) {
      owners.formUnion($0.owners)
    }
    return owners
  }

  /// The newest waiting instant of each of `entities` in blocks up to `block`; `nil` where nothing waits.
  func newest(of entities: [Int64], through block: Int64) throws -> [Int64?] {
    let slots = EntitySlots(entities)
    var newest = [Int64?](repeating: nil, count: entities.count)
    try forEachBlock(from: .min, through: .max, blocks: 0...max(0, block)) { block in
      for row in 0..<block.count {
        guard let slot = slots[block.owners[row]] else { continue }
        newest[slot] = max(newest[slot] ?? .min, block.instants[row])
      }
    }
    return newest
  }

  /// Divides `entities` into groups of which no more than `rowsAtOnce` rows wait together.
  func groups(of entities: [Int64]) throws -> [[Int64]] {
    let counts = try counts()
    var groups: [[Int64]] = []
    var held = 0
    for entity in entities {
      let count = entity < counts.count ? counts[Int(entity)] : 0
      if held + count > Self.rowsAtOnce || groups.isEmpty {
        groups.append([])
        held = 0
      }
      groups[groups.count - 1].append(entity)
      held += count
    }
    return groups
  }

  /// Hands over all blocks that reach into `first...last`, oldest first.
  func forEachBlock(
    from first: Int64, through last: Int64, blocks: ClosedRange<Int64> = 0...Int64.max,
    _ body: (HeadBlock) throws -> Void
  ) throws {
    let decoder = HeadDecoder(database, seal)
    let rows = try Row.fetchCursor(
      database,
      sql: """
        SELECT id, base, data FROM head WHERE t1 >= ? AND t0 <= ? AND id BETWEEN ? AND ? ORDER BY id
        """,
      arguments: [first, last, blocks.lowerBound, blocks.upperBound])
    while let row = try rows.next() {
      do {
        try body(try decoder.block(row).block)
      } catch let damage as ChunkDamage {
        throw StorageError.corrupt(
          path: path, evidence: "block \(row.whole("id") ?? 0) of waiting rows: \(damage)")
      }
    }
  }
}
