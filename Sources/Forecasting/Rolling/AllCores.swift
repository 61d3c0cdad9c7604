import CapacityModel
import Dispatch

/// Independent pieces of work on all cores, their results in order.
enum AllCores {
  private static let loop = ParallelLoop { count, body in
    DispatchQueue.concurrentPerform(iterations: count, execute: body)
  }

  /// `transform` of 0, 1, …, `count` − 1.
  ///
  /// Each piece writes to a place of its own, so that the results are the same for any number of threads.
  ///
  /// - Parameter transform: Pure.
  static func map<Value: Sendable>(
    _ count: Int, _ transform: @Sendable (Int) -> Value
  ) -> [Value] {
    loop.map(count, transform)
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
