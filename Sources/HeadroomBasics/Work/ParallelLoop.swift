internal import Dispatch
internal import FoundationEssentials
internal import Synchronization

/// How a loop whose turns do not depend on each other is run: one after the other, or on all cores.
///
/// Turns write to places of their own, so the number of threads changes no digit of a result.
public struct ParallelLoop: Sendable {
  private let run: @Sendable (Int, @Sendable (Int) -> Void) -> Void

  /// One turn after the other on the calling thread.
  public static let serial = ParallelLoop { count, body in
    for turn in 0..<count { body(turn) }
  }

  /// As many threads as the machine has cores; a turn that is done makes room for the next.
  public static let threads = ParallelLoop { count, body in
    DispatchQueue.concurrentPerform(iterations: count, execute: body)
  }

  /// How many threads `threads` has.
  package static let width = max(1, ProcessInfo.processInfo.activeProcessorCount)

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

  /// What `body` gives for 0 to below `count`, in that order.
  ///
  /// - Throws: The error of the first turn that failed; all turns are run.
  package func tryMap<Element: Sendable, Failure: Error>(
    _ count: Int, _ body: @Sendable (Int) throws(Failure) -> Element
  ) throws(Failure) -> [Element] {
    let results = map(count) { (index: Int) -> Result<Element, Failure> in
      do throws(Failure) {
        return .success(try body(index))
      } catch {
        return .failure(error)
      }
    }
    var elements: [Element] = []
    elements.reserveCapacity(count)
    for result in results { elements.append(try result.get()) }
    return elements
  }

  /// `transform` of every element, in their order, each thread with a `resource` of its own.
  ///
  /// - Parameters:
  ///   - elements: What to work on.
  ///   - resource: Makes what a thread needs and others must not touch.
  ///   - transform: Pure but for its resource.
  package func map<Element: Sendable, Resource, Value: Sendable, Failure: Error>(
    _ elements: [Element], with resource: @Sendable () -> Resource,
    transform: @Sendable (Element, Resource) throws(Failure) -> Value
  ) -> [Result<Value, Failure>] {
    [Result<Value, Failure>](unsafeUninitializedCapacity: elements.count) { out, count in
      // Every place is written by one turn alone, and all turns are over before the array is used.
      nonisolated(unsafe) let places = out
      let next = Atomic(0)
      self(min(Self.width, elements.count)) { _ in
        let own = resource()
        while true {
          let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
          guard index < elements.count else { return }
          let result: Result<Value, Failure>
          do throws(Failure) {
            result = .success(try transform(elements[index], own))
          } catch {
            result = .failure(error)
          }
          places.initializeElement(at: index, to: result)
        }
      }
      count = elements.count
    }
  }

  /// This loop, which tells after each turn how many of how many are done, from the thread that did it.
  package func telling(
    _ progress: @escaping @Sendable (_ done: Int, _ all: Int) -> Void
  ) -> ParallelLoop {
    ParallelLoop { count, body in
      let turns = Mutex(0)
      self(count) { turn in
        body(turn)
        let done = turns.withLock { turns in
          turns += 1
          return turns
        }
        progress(done, count)
      }
    }
  }
}
