public import CapacityModel
internal import Dispatch

extension ParallelLoop {
  /// As many threads as the machine has cores; a turn that is done makes room for the next.
  public static let threads = ParallelLoop { count, body in
    DispatchQueue.concurrentPerform(iterations: count, execute: body)
  }
}
