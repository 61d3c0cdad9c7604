/// The exceedance newsvendor: the size whose expected cost of a day is least, changed only where the saving over `pay`
/// days is more than the change costs.
public struct NewsvendorKnobs: Sendable, Hashable, Codable {
  /// What the price of an event is multiplied by.
  public var tilt: Double
  /// Days over which a change must pay.
  public var pay: Double
  /// The share of the longer horizon's probability in the mixture, in [0, 1].
  public var mix: Double

  /// Creates knobs.
  public init(tilt: Double = 1, pay: Double = 1, mix: Double = 0) {
    (self.tilt, self.pay, self.mix) = (tilt, pay, mix)
  }

  /// The knobs by name.
  public var named: [String: Double] { ["tilt": tilt, "pay": pay, "mix": mix] }

  /// The knobs that tuning may choose from; a window longer than a day looks at the longer horizon first.
  public static func all(forWindow window: Int) -> [NewsvendorKnobs] {
    [1.0, 2, 4, 7, 14].flatMap { pay in
      [0.5, 0.7, 1, 1.4, 1.7, 2, 2.5, 3].map {
        NewsvendorKnobs(tilt: $0, pay: pay, mix: window == 1 ? 0 : 1)
      }
        + [0.3, 0.6].flatMap { mix in
          [0.7, 1, 1.4, 1.7, 2].map { NewsvendorKnobs(tilt: $0, pay: pay, mix: mix) }
        }
    }
  }

  /// Knobs beyond what cost asks for: the ends of the front of memory against shortage-days. Where a change must pay
  /// within hours sizes hardly ever shrink.
  public static let frontier: [NewsvendorKnobs] = [5.0, 10, 15, 25, 40, 50, 60, 80, 150].flatMap {
    tilt in
    [0, 0.25, 0.5, 0.75].flatMap { mix in
      [0.01, 0.025, 0.05, 14].map { NewsvendorKnobs(tilt: tilt, pay: $0, mix: mix) }
    }
  }
}
