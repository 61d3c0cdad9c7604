internal import CapacityModel
public import HeadroomBasics

/// How strictly input is read.
public struct ReaderOptions: Sendable {
  /// What a row that cannot be used does to the file.
  public enum OnError: String, CaseIterable, Sendable {
    /// The first such row refuses the file.
    case stop
    /// Such rows are handed to `rejected` and passed over.
    case skip
  }

  /// What a row that cannot be used does to the file.
  public var onError: OnError
  /// Receives every row that was passed over, in the order of the file.
  public var rejected: @Sendable (RejectedRow) -> Void
  /// Columns to pass over, by the name in the header; known ones too.
  public var ignoreColumns: Set<String>
  /// The largest size that is believed.
  public var maxSize: ByteCount
  /// Whether demand may be over the configured size in more than half of a file's rows.
  public var allowUsedAboveConfigured: Bool
  /// Comes before every entity's name.
  public var entityPrefix: String

  /// Creates options; without arguments, the strict ones.
  public init(
    onError: OnError = .stop, ignoreColumns: Set<String> = [],
    maxSize: ByteCount = .tebibytes(4), allowUsedAboveConfigured: Bool = false,
    entityPrefix: String = "", rejected: @escaping @Sendable (RejectedRow) -> Void = { _ in }
  ) {
    (self.onError, self.ignoreColumns, self.maxSize) = (onError, ignoreColumns, maxSize)
    (self.allowUsedAboveConfigured, self.entityPrefix) = (allowUsedAboveConfigured, entityPrefix)
    self.rejected = rejected
  }
}
