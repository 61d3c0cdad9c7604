/// Rows of samples in columns, entities mixed: what readers hand over and the store takes in.
///
/// Row `r` is entity `entities[Int(entityIndex[r])]` at `timestamps[r]`; its value of metric `m` is
/// `columns[m].values[r]`, or `SampleBatch.missing`. All columns have as many rows as `timestamps`.
public struct SampleBatch: Sendable {
  /// Stands for "no value"; no size and no rate is this number.
  public static let missing = Int64.min

  /// One metric's values.
  public struct Column: Sendable {
    /// What is measured.
    public var metric: MemoryMetric
    /// Stored units, one a row, `SampleBatch.missing` where there is none.
    public var values: [Int64]

    /// Creates a column.
    public init(metric: MemoryMetric, values: [Int64] = []) {
      (self.metric, self.values) = (metric, values)
    }
  }

  /// The entities that rows refer to. A reader keeps this table between batches: an index, once given, stays.
  public var entities: [EntityID]
  /// For each row, its entity's place in `entities`.
  public var entityIndex: [UInt32]
  /// For each row, milliseconds since the epoch.
  public var timestamps: [Int64]
  /// One column a metric, in the order of the source.
  public var columns: [Column]

  /// The number of rows.
  public var count: Int { timestamps.count }

  /// Values present in all columns.
  public var sampleCount: Int {
    columns.reduce(0) { sum, column in
      sum + column.values.reduce(0) { $0 + ($1 == Self.missing ? 0 : 1) }
    }
  }

  /// Creates a batch; an empty one where only `columns` are given.
  public init(
    entities: [EntityID] = [], entityIndex: [UInt32] = [], timestamps: [Int64] = [],
    columns: [Column]
  ) {
    (self.entities, self.entityIndex) = (entities, entityIndex)
    (self.timestamps, self.columns) = (timestamps, columns)
  }
}
