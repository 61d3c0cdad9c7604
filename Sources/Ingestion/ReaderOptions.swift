public import CapacityModel

/// A row that was skipped.
public struct RejectedRow: Sendable, Hashable {
  /// `file:line:column`.
  public var place: String
  /// What is wrong with it.
  public var reason: String
  /// The row as it stands in the file.
  public var line: String
}

/// How to read.
public struct ReaderOptions: Sendable {
  /// What happens to a row that cannot be read.
  public enum OnError: Sendable {
    /// The file is refused.
    case stop
    /// The row is counted and handed to `rejected`.
    case skip
  }

  /// What happens to a row that cannot be read.
  public var onError = OnError.stop
  /// Takes skipped rows, in order, from the thread that reads.
  public var rejected: @Sendable (RejectedRow) -> Void = { _ in }
  /// Columns that are no metric and may stand there.
  public var ignoreColumns: Set<String> = []
  /// The largest size believed.
  public var maxSize = ByteCount.tebibytes(4)
  /// Whether most rows may use more than is configured.
  public var allowUsedAboveConfigured = false
  /// Put before entities that are file names.
  public var entityPrefix = ""

  /// The defaults of `headroom ingest`.
  public init() {}
}
