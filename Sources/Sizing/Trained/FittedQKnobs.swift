/// How a fitted value is acted on.
public struct FittedQKnobs: Sendable, Hashable, Codable {
  /// Which discount.
  public var gamma: Double
  /// The weight of the fitted value beside the newsvendor's expected cost, in (0, 1].
  public var trust: Double
  /// What the price of an event is multiplied by in that expected cost.
  public var tilt: Double
  /// What the cost of a change is multiplied by.
  public var hold: Double

  /// Creates knobs.
  public init(gamma: Double, trust: Double = 1, tilt: Double = 1, hold: Double = 1) {
    (self.gamma, self.trust, self.tilt, self.hold) = (gamma, trust, tilt, hold)
  }

  /// The knobs by name.
  public var named: [String: Double] {
    ["gamma": gamma, "trust": trust, "tilt": tilt, "hold": hold]
  }

  /// The knobs that tuning may choose from.
  public static func all(gammas: [Double]) -> [FittedQKnobs] {
    gammas.flatMap { gamma in
      [0.1, 0.25, 0.5, 1, 2].flatMap { hold in
        [.init(gamma: gamma, hold: hold)]
          + [0.3, 0.6].flatMap { trust in
            [1, 1.4, 2, 3].map { .init(gamma: gamma, trust: trust, tilt: $0, hold: hold) }
          }
      }
    }
  }
}
