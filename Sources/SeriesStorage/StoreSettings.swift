/// Limits under which a store works.
public struct StoreSettings: Sendable {
  /// How long to wait for another writer before giving up.
  public var busyTimeout: Duration
  /// The most values (instants included) that an ingest holds before it writes some out; 8 bytes each.
  public var bufferedValues: Int
  /// The size that the file may not exceed, bytes; `nil` for as much as the disk holds.
  public var maximumFileBytes: Int64?
  /// Memory for pages of the file, bytes; an ingest that changes more writes some to the log before its end.
  public var cacheBytes: Int

  /// The key of an encrypted store; a store that is made with one is encrypted.
  public var key: StoreKey?

  /// Creates settings; the defaults are those of commands on a store without encryption.
  public init(
    busyTimeout: Duration = .seconds(5), bufferedValues: Int = 12_000_000,
    maximumFileBytes: Int64? = nil, cacheBytes: Int = 32 << 20, key: StoreKey? = nil
  ) {
    self.key = key
    (self.busyTimeout, self.bufferedValues) = (busyTimeout, bufferedValues)
    (self.maximumFileBytes, self.cacheBytes) = (maximumFileBytes, cacheBytes)
  }
}
