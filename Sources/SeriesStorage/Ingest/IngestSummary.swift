public import CapacityModel

/// What one ingest brought.
public struct IngestSummary: Sendable, Hashable {
  /// Rows that were handed over.
  public var rows = 0
  /// Values that were not there before.
  public var samplesStored = 0
  /// Entities that were not there before.
  public var newEntities = 0
  /// Values that equalled the one already there for the same entity, metric and instant.
  public var duplicatesEqual = 0
  /// Values that differed from the one already there; `MemoryMetric.resolved` chose.
  public var duplicatesUnequal = 0
  /// Of `samplesStored`, those older than the newest instant their entity had before this ingest.
  public var lateSamples = 0
  /// Of `duplicatesUnequal`, how many each entity has, and between which instants, milliseconds since the epoch.
  public var conflicts: [EntityID: Stretch] = [:]

  /// Some of one entity's rows or values.
  public struct Stretch: Sendable, Hashable {
    /// How many rows or values these are.
    public var count: Int
    /// From the first to the last instant of the rows among which they are, milliseconds since the epoch.
    public var span: ClosedRange<Int64>
  }

  /// Rows that were taken away first, as these replace them.
  public var rowsReplaced = 0
  /// Rows that the reader refused, as it reported.
  public var rowsRejected = 0

  /// Creates a summary of no rows.
  public init() {}

  /// Values that were handed over.
  public var samples: Int { samplesStored + duplicatesEqual + duplicatesUnequal }
}
