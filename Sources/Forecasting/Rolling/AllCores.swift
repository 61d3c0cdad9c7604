import Dispatch

/// Independent pieces of work on all cores, their results in order.
enum AllCores {
  /// `transform` of 0, 1, …, `count` − 1.
  ///
  /// Each piece writes to a place of its own, so that the results are the same for any number of threads.
  ///
  /// - Parameter transform: Pure.
  static func map<Value: Sendable>(
    _ count: Int, _ transform: @Sendable (Int) -> Value
  ) -> [Value] {
    guard count > 1 else { return (0..<count).map(transform) }
    return [Value](unsafeUninitializedCapacity: count) { output, initialised in
      guard let first = output.baseAddress else { return }
      nonisolated(unsafe) let places = first
      DispatchQueue.concurrentPerform(iterations: count) { index in
        (places + index).initialize(to: transform(index))
      }
      initialised = count
    }
  }

  /// `transform` of 0, 1, …, `count` − 1, or the error of the first that failed.
  static func tryMap<Value: Sendable, Failure: Error>(
    _ count: Int, _ transform: @Sendable (Int) throws(Failure) -> Value
  ) throws(Failure) -> [Value] {
    let results = map(count) { (index: Int) -> Result<Value, Failure> in
      do throws(Failure) {
        return .success(try transform(index))
      } catch {
        return .failure(error)
      }
    }
    var values: [Value] = []
    values.reserveCapacity(count)
    for result in results { values.append(try result.get()) }
    return values
  }
}
