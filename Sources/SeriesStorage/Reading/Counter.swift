import Synchronization

/// Deals out whole numbers from zero, each once, to whichever thread asks.
final class Counter: Sendable {
  private let next = Atomic(0)

  /// The next number, or `nil` once they are used up.
  func take(below limit: Int) -> Int? {
    let number = next.wrappingAdd(1, ordering: .relaxed).oldValue
    return number < limit ? number : nil
  }
}
