/// How a loop whose turns do not depend on each other is run: one after the other, or on several threads.
///
/// Modules that compute do not choose threads; the caller hands them a loop. Turns write to places of their own, so the
/// number of threads changes no digit of a result.
public struct ParallelLoop: Sendable {
  private let run: @Sendable (Int, @Sendable (Int) -> Void) -> Void

  /// One turn after the other on the calling thread.
  public static let serial = ParallelLoop { count, body in
    for turn in 0..<count { body(turn) }
  }

  /// Creates a loop.
  ///
  /// - Parameter run: Calls its second argument once with each number from 0 to below its first, in any order, and
  ///   returns when all calls have.
  public init(_ run: @escaping @Sendable (Int, @Sendable (Int) -> Void) -> Void) { self.run = run }

  /// Runs `body` for 0 to below `count`.
  public func callAsFunction(_ count: Int, _ body: @Sendable (Int) -> Void) {
    if count == 1 { body(0) } else if count > 1 { run(count, body) }
  }

  /// What `body` gives for 0 to below `count`, in that order.
  public func map<Element: Sendable>(
    _ count: Int, _ body: @Sendable (Int) -> Element
  ) -> [Element] {
    var results = [Element?](repeating: nil, count: count)
    results.withUnsafeMutableBufferPointer { buffer in
      // Each turn writes one place, which no other turn reads or writes.
      nonisolated(unsafe) let places = buffer
      self(count) { places[$0] = body($0) }
    }
    return results.map { result in
      guard let result else { preconditionFailure("a turn of \(count) was left out") }
      return result
    }
  }
}
