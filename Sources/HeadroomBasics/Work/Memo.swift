internal import Synchronization

/// Values that are expensive to make and asked for by many threads: each is made once, when it is first asked for.
package final class Memo<Key: Hashable & Sendable, Value: Sendable>: Sendable {
  private let known = Mutex<[Key: Value]>([:])

  /// Nothing was made yet.
  package init() {}

  /// The value of a key; others wait while it is made.
  ///
  /// - Parameter make: Makes the value; it must not ask the same memo.
  package func value(for key: Key, make: () -> Value) -> Value {
    known.withLock { known in
      if let value = known[key] { return value }
      let value = make()
      known[key] = value
      return value
    }
  }
}
