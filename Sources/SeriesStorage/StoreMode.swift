/// What a store is opened for.
public enum StoreMode: Sendable, Hashable {
  /// Reading; the file may lie on a read-only file system.
  case read
  /// Reading and writing a store that exists.
  case write
  /// Reading and writing; the store and its folder are made where they are missing.
  case create
}
