import Dispatch
import Foundation

/// Work on many independent things on all cores.
enum ParallelMap {
  /// How many threads work.
  static let width = max(1, ProcessInfo.processInfo.activeProcessorCount)

  /// `transform` of every element, in their order, each thread with a `resource` of its own.
  ///
  /// - Parameters:
  ///   - elements: What to work on.
  ///   - resource: Makes what a thread needs and others must not touch.
  ///   - transform: Pure but for its resource.
  static func map<Element: Sendable, Resource, Value: Sendable, Failure: Error>(
    _ elements: [Element], with resource: @Sendable () -> Resource,
    transform: @Sendable (Element, Resource) throws(Failure) -> Value
  ) -> [Result<Value, Failure>] {
    @Sendable func value(_ element: Element, _ own: Resource) -> Result<Value, Failure> {
      do throws(Failure) {
        return .success(try transform(element, own))
      } catch {
        return .failure(error)
      }
    }
    let threads = min(width, elements.count)
    guard threads > 1 else {
      let own = resource()
      return elements.map { value($0, own) }
    }
    return [Result<Value, Failure>](unsafeUninitializedCapacity: elements.count) { out, count in
      // Every place is written by one thread alone, and all threads are done before the array is used.
      nonisolated(unsafe) let places = out.baseAddress!
      let next = Counter()
      DispatchQueue.concurrentPerform(iterations: threads) { _ in
        let own = resource()
        while let index = next.take(below: elements.count) {
          (places + index).initialize(to: value(elements[index], own))
        }
      }
      count = elements.count
    }
  }
}
