import CapacityModel
import Foundation
import GRDB

/// Stores the rows of one ingest of many entities with few rows each, and moves waiting rows into chunks when there are
/// enough of them.
///
/// Only values that were not there before wait in the head. Rows that would change a stored value are put off to the end
/// of the ingest and go into the chunks.
final class HeadWriter {
  /// Ingests whose rows wait before they are moved: the more, the longer chunks are from the start.
  static let ingestsAtMost = 288
  /// Rows that wait at most.
  static let rowsAtMost = 24_000_000

  let table: ChunkTable
  /// The most numbers (instants included) that are put off before they are written.
  private let limit: Int
  /// The last block that was there before this ingest.
  private var lastBlockBefore: Int64
  /// Rows put off, in the order of their arrival; all later rows of the same entities follow them here.
  private var deferred: [Int64: EntityBuffer] = [:]
  private var deferredValues = 0
  /// What entities' newest instants were before this ingest, where moving rows has made it hard to tell.
  private var newestKnown: [Int64: Int64?] = [:]

  private var decoder: HeadDecoder

  private var database: Database { table.database }
  private var head: HeadReader {
    HeadReader(database: database, path: table.path, seal: table.seal)
  }

  init(_ table: ChunkTable, limit: Int = .max) throws {
    (self.table, self.limit) = (table, limit)
    decoder = HeadDecoder(table.database, table.seal)
    lastBlockBefore = try Int64.fetchOne(table.database, sql: "SELECT max(id) FROM head") ?? 0
  }

  /// Stores `block`, rows of any order, and counts them into `summary`.
  func add(_ block: HeadBlock, counting summary: inout IngestSummary) throws {
    let sorted = Self.sorted(block)
    let newest = try [StoreMeta.number(.newest, in: database), table.newest].compactMap(\.self)
      .max()
    let doubtful = Self.doubtful(sorted, newest: newest, Set(deferred.keys))
    var fresh = sorted
    if doubtful.isEmpty {
      for column in sorted.columns {
        summary.samplesStored += column.values.count { $0 != SampleBatch.missing }
      }
    } else {
      fresh = try resolved(sorted, doubtful, counting: &summary)
    }
    for start in stride(from: 0, to: fresh.count, by: ChunkCodec.maximumRows) {
      try insert(fresh.rows(start..<min(start + ChunkCodec.maximumRows, fresh.count)))
    }
    if deferredValues > limit { try writeDeferred(counting: &summary) }
  }

  /// Ends the ingest.
  func finish(counting summary: inout IngestSummary) throws {
    try writeDeferred(counting: &summary)
    try foldIfFull()
  }

  private func insert(_ block: HeadBlock) throws {
    let base = try base(of: block)
    let data = table.encoder.encode(block.chunk(since: base?.block), owner: HeadBlock.owner)
    table.tally.count(try ChunkCodec.facts(data))
    let statement = try database.cachedStatement(
      sql: "INSERT INTO head (t0, t1, count, base, data) VALUES (?, ?, ?, ?, ?)")
    try statement.execute(arguments: [
      block.instants.min(), block.instants.max(), block.count, base?.id,
      Data(try table.seal.sealed(data, owner: HeadBlock.owner)),
    ])
    if let oldest = block.instants.min(), let newest = block.instants.max() {
      table.saw(oldest...newest)
    }
  }

  /// The newest block with the same entities in the same order, where its chain is not too long yet.
  private func base(of block: HeadBlock) throws -> (id: Int64, block: HeadBlock)? {
    let statement = try database.cachedStatement(
      sql: "SELECT id, base, data FROM head WHERE count = ? ORDER BY id DESC LIMIT 1")
    guard let row = try Row.fetchOne(statement, arguments: [block.count]), let id = row.whole("id")
    else { return nil }
    do {
      let found = try decoder.block(row)
      guard found.depth + 1 < HeadDecoder.chainAtMost, found.block.owners == block.owners else {
        return nil
      }
      return (id, found.block)
    } catch is ChunkDamage {
      return nil  // What is damaged must not take new rows with it.
    }
  }

  /// By entity, then instant, then arrival.
  private static func sorted(_ block: HeadBlock) -> HeadBlock {
    let (owners, instants) = (block.owners, block.instants)
    let isSorted = (1..<max(1, block.count)).allSatisfy {
      (owners[$0 - 1], instants[$0 - 1]) <= (owners[$0], instants[$0])
    }
    if isSorted { return block }
    let places = (0..<block.count).sorted {
      (owners[$0], instants[$0], $0) < (owners[$1], instants[$1], $1)
    }
    return block.ordered(by: places)
  }

  /// The entities, ascending, with a row that may be stored already or stands there twice.
  private static func doubtful(
    _ sorted: HeadBlock, newest: Int64?, _ known: Set<Int64>
  ) -> [Int64] {
    var found: [Int64] = []
    for row in 0..<sorted.count where found.last != sorted.owners[row] {
      let repeats =
        row + 1 < sorted.count && sorted.owners[row] == sorted.owners[row + 1]
        && sorted.instants[row] == sorted.instants[row + 1]
      if repeats || newest.map({ sorted.instants[row] <= $0 }) ?? false
        || known.contains(sorted.owners[row])
      {
        found.append(sorted.owners[row])
      }
    }
    return found
  }

  /// `sorted` with the rows of `doubtful` entities reduced to what is new.
  private func resolved(
    _ sorted: HeadBlock, _ doubtful: [Int64], counting summary: inout IngestSummary
  ) throws -> HeadBlock {
    let (first, last) = (sorted.instants.min() ?? 0, sorted.instants.max() ?? 0)
    let waiting = try head.rows(of: doubtful, from: first, through: last)
    let newest = try newestBefore(of: doubtful)
    var result = HeadBlock(columns: sorted.columns.map { .init(metric: $0.metric, values: []) })
    var (start, slot) = (0, 0)
    while start < sorted.count {
      let owner = sorted.owners[start]
      var end = start + 1
      while end < sorted.count, sorted.owners[end] == owner { end += 1 }
      if slot < doubtful.count, doubtful[slot] == owner {
        try resolve(
          sorted.chunkRows(start..<end), of: owner, among: waiting.layers(of: slot),
          newest: newest[slot], into: &result, counting: &summary)
        slot += 1
      } else {
        for row in start..<end {
          result.append(owner: owner, instant: sorted.instants[row]) { place in
            let value = sorted.columns[place].values[row]
            if value != SampleBatch.missing { summary.samplesStored += 1 }
            return value
          }
        }
      }
      start = end
    }
    return result
  }

  private func resolve(
    _ incoming: ChunkRows, of owner: Int64, among waiting: [ChunkRows], newest: Int64?,
    into result: inout HeadBlock, counting summary: inout IngestSummary
  ) throws {
    let (first, last) = (incoming.timestamps[0], incoming.timestamps[incoming.count - 1])
    if deferred[owner] == nil {
      var before = RowMerge(
        try table.rows(of: owner, named: try table.name(of: owner), from: first, through: last))
      for layer in waiting { before.merge(layer, lateBefore: nil) }
      var merge = RowMerge(before.rows)
      for layer in EntityBuffer.layers(of: incoming) { merge.merge(layer, lateBefore: newest) }
      if merge.unequal == 0 {
        summary.count(merge)
        if merge.added > 0 { result.append(merge.additions(to: before.rows), owner: owner) }
        return
      }
      deferred[owner] = EntityBuffer(entity: try table.name(of: owner))
    }
    deferred[owner]?.append(incoming)
    deferredValues += incoming.count * (1 + incoming.columns.count)
  }

  /// Each entity's newest instant before this ingest.
  private func newestBefore(of entities: [Int64]) throws -> [Int64?] {
    let waiting = try head.newest(of: entities, through: lastBlockBefore)
    return try zip(entities, waiting).map { entity, waiting in
      if let known = newestKnown[entity] { return known }
      return try [table.newest(of: entity), waiting].compactMap(\.self).max()
    }
  }

  /// Moves all waiting rows into chunks, and the rows that were put off after them.
  private func writeDeferred(counting summary: inout IngestSummary) throws {
    guard !deferred.isEmpty else { return }
    let entities = deferred.keys.sorted()
    let touched = Set(entities).union(try head.owners(after: lastBlockBefore)).sorted()
    for (entity, newest) in zip(touched, try newestBefore(of: touched)) {
      newestKnown[entity] = .some(newest)
    }
    try fold()
    let writer = ChunkWriter(table: table)
    for entity in entities {
      var stored = try StoredEntity.number(entity, in: database)
      stored.newestBefore = newestKnown[entity] ?? nil
      guard let layers = deferred[entity]?.take(), !layers.isEmpty else { continue }
      try writer.add(
        layers, to: &stored, named: try table.name(of: entity), counting: &summary)
      try table.flush()
    }
    (deferred, deferredValues) = ([:], 0)
  }
}

extension HeadWriter {
  /// Moves waiting rows into chunks if there are enough of them.
  private func foldIfFull() throws {
    let row = try Row.fetchOne(
      database, sql: "SELECT count(*) AS blocks, ifnull(sum(count), 0) AS rows FROM head")
    guard let row, let blocks = row.whole("blocks"), let rows = row.whole("rows") else { return }
    // A block is full long before an ingest of many entities ends; what is counted are ingests.
    let entities = try Int64.fetchOne(database, sql: "SELECT count(*) FROM entity") ?? 0
    let ingests = blocks / (1 + entities / Int64(ChunkCodec.maximumRows))
    if ingests >= Int64(Self.ingestsAtMost) || rows >= Int64(Self.rowsAtMost) { try fold() }
  }

  /// Moves all waiting rows into chunks.
  func fold() throws {
    guard try !head.isEmpty() else { return }
    let head = head
    let counts = try head.counts()
    let entities = counts.indices.filter { counts[$0] > 0 }.map { Int64($0) }
    // What moves was counted when it came.
    var ignored = IngestSummary()
    let writer = ChunkWriter(table: table)
    for group in try head.groups(of: entities) {
      let waiting = try head.rows(of: group, from: .min, through: .max)
      for (slot, entity) in group.enumerated() {
        let layers = waiting.layers(of: slot)
        guard !layers.isEmpty else { continue }
        var stored = try StoredEntity.number(entity, in: database)
        try writer.add(
          layers, to: &stored, named: try table.name(of: entity), counting: &ignored)
      }
    }
    let blocks = try Row.fetchCursor(database, sql: "SELECT data FROM head")
    while let row = try blocks.next() {
      let bytes = try table.seal.opened(try StoredChunk.bytes(row), owner: HeadBlock.owner)
      table.tally.count(try ChunkCodec.facts(bytes), sign: -1)
    }
    // Whoever comes next asks the table where chunks end.
    try table.flush()
    try database.execute(sql: "DELETE FROM head")
    // Numbers of blocks begin again: none is of before this ingest any more, and none that was decoded is what it was.
    lastBlockBefore = 0
    decoder = HeadDecoder(database, table.seal)
  }
}
