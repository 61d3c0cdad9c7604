public import CapacityModel
internal import GRDB
public import HeadroomBasics

extension SeriesStore {
  /// Hands over one block an entity, by name in the order of Unicode scalars.
  ///
  /// All blocks show one consistent state of the store; a bounded number of rows is held at a time.
  ///
  /// - Parameters:
  ///   - metrics: What is wanted. A block has a column for each of them that has a value in the range; rows and entities
  ///     without any are left out.
  ///   - range: When; half-open.
  ///   - entities: Whose, in any order; all where absent. Unknown names are passed over.
  ///   - body: Takes a block; must not call this store. What it throws ends the walk and is thrown on.
  /// - Throws: What `body` throws, or `StorageError`.
  public func forEachBlock(
    metrics: [MemoryMetric], range: TimeRange = .all, entities: [EntityID]? = nil,
    _ body: (SampleBlock) throws -> Void
  ) throws {
    try forEach(metrics: metrics, range: range, entities: entities, transform: { $0 }, body: body)
  }

  /// Hands over what `transform` makes of each entity's block, by name in the order of Unicode scalars.
  ///
  /// Blocks are decoded and transformed on all cores, a bounded number of rows at a time; `body` is called on the
  /// caller's thread. Of stretches that retention has rolled up, one row a period stands there.
  ///
  /// - Parameters:
  ///   - metrics: What is wanted. A block has a column for each of them that has a value in the range; rows and entities
  ///     without any are left out.
  ///   - range: When; half-open.
  ///   - entities: Whose, in any order; all where absent. Unknown names are passed over.
  ///   - rolledUpBy: What stands for the samples of a rolled-up period; for sizes it is the last one.
  ///   - step: What the samples are going to be resampled by, if they are: for whole days roll-ups of days are exact, and
  ///     stand there even where there are some of hours.
  ///   - onlyMaxima: Whether of each step nothing but the greatest value is wanted: a chunk within one step may then stand
  ///     there as one row, which spares decoding it.
  ///   - transform: Pure; runs on several threads.
  ///   - body: Takes a result; must not call this store. What it throws ends the walk and is thrown on.
  /// - Throws: What `body` throws, or `StorageError`.
  public func forEach<Value: Sendable>(
    metrics: [MemoryMetric], range: TimeRange = .all, entities: [EntityID]? = nil,
    rolledUpBy: Aggregation = .max, step: Duration? = nil,
    onlyMaxima: Bool = false,
    transform: @Sendable (SampleBlock) -> Value,
    body: (Value) throws -> Void
  ) throws {
    do {
      try queue.read { database in
        var reader = BlockReader(
          database: database, path: path, seal: seal, metrics: Set(metrics), range: range,
          rolledUpBy: rolledUpBy, prefersDays: step.map { $0.isWholeDays } ?? false)
        if onlyMaxima { reader.maximaEvery = step?.wholeMilliseconds }
        try reader.forEach(try reader.entities(entities), transform, body)
      }
    } catch let error as DatabaseError {
      throw StorageError(error, path: path, waited: settings.busyTimeout)
    }
  }
}

extension Duration {
  /// Whether every day lies within one step.
  var isWholeDays: Bool {
    wholeMilliseconds > 0 && wholeMilliseconds % RollupPeriod.day.milliseconds == 0
  }
}
