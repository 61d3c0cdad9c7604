internal import Dispatch
internal import Synchronization

/// Hands elements from one thread to another, a few at a time, so that a fast reader cannot fill memory before a slow
/// writer.
final class BoundedQueue<Element: Sendable>: Sendable {
  private let elements = Mutex<[Element]>([])
  // Made at 0 and raised: libdispatch traps when a semaphore goes away below the value it was made with, which is what
  // happens when a writer fails while elements wait.
  private let room = DispatchSemaphore(value: 0)
  private let filled = DispatchSemaphore(value: 0)
  private let closed = Mutex(false)

  /// Creates a queue that holds at most `capacity` elements.
  init(capacity: Int) { for _ in 0..<capacity { room.signal() } }

  /// Adds an element, waiting for room.
  ///
  /// - Returns: Whether anybody still takes elements.
  func push(_ element: Element) -> Bool {
    room.wait()
    guard !closed.withLock({ $0 }) else {
      room.signal()
      return false
    }
    elements.withLock { $0.append(element) }
    filled.signal()
    return true
  }

  /// Takes the oldest element, waiting for one.
  func pop() -> Element {
    filled.wait()
    let element = elements.withLock { $0.removeFirst() }
    room.signal()
    return element
  }

  /// Says that nobody takes elements any more; whoever waits for room is let go.
  func close() {
    closed.withLock { $0 = true }
    room.signal()
  }
}
