internal import CapacityModel
internal import Synchronization

extension ParallelLoop {
  /// This loop, which tells after each turn how many of how many are done, from the thread that did it.
  func telling(_ progress: @escaping @Sendable (_ done: Int, _ all: Int) -> Void) -> ParallelLoop {
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
