/// Times bodies in turn within one run, so that a machine's mood falls on all of them alike.
public struct Stopwatch {
  /// How often each body is timed; the median counts.
  static let rounds = 9
  /// The least time of a measurement, seconds: shorter bodies are repeated.
  static let leastSeconds = 0.02

  /// Median seconds of one call of each body, in the order given.
  public static func medians(_ bodies: [() throws -> Void]) throws -> [Double] {
    let repetitions = try bodies.map { body in
      let once = try seconds(of: body, times: 1)  // also warms up
      return max(1, Int((leastSeconds / max(once, 1e-9)).rounded(.up)))
    }
    var samples = bodies.map { _ in [Double]() }
    for round in 0..<rounds {
      // Every second round runs backwards: what the one before leaves in the caches helps no one twice.
      let order = round % 2 == 0 ? Array(bodies.indices) : bodies.indices.reversed()
      for index in order {
        samples[index].append(try seconds(of: bodies[index], times: repetitions[index]))
      }
    }
    return samples.map { $0.sorted()[rounds / 2] }
  }

  private static func seconds(of body: () throws -> Void, times: Int) throws -> Double {
    let elapsed = try ContinuousClock().measure { for _ in 0..<times { try body() } }
    let (whole, fraction) = elapsed.components
    return (Double(whole) + Double(fraction) * 1e-18) / Double(times)
  }
}
