internal import CDecisionWeights
internal import CapacityModel
public import FoundationEssentials
internal import HeadroomBasics
internal import RealModule

/// What other fleets teach about decisions: P(peak > size) at several horizons, and what became of sizes chosen by it.
///
/// A fleet's own past is learnt on top of it; a fleet too young for that has it alone.
public struct DecisionWeights: Sendable, Hashable, Codable {
  /// The name of the format.
  public static let schemaName = "headroom.decision-weights/v1"

  /// What was learnt at one horizon.
  public struct Part: Sendable, Hashable, Codable {
    /// How many days ahead sizes must hold.
    public var horizon: Int
    /// Coefficients of the raw features, shape `[P]`.
    public var theta: [Double]
    /// The features' standard deviations, shape `[P]`; 0 for the intercept.
    public var deviations: [Double]
    /// What became of decisions.
    public var calibration: DecisionCalibration
    /// Pairs of entity and origin that were learnt from.
    public var cases: Int

    /// Creates a part.
    public init(
      _ model: HorizonExceedance, calibration: DecisionCalibration, cases: Int
    ) {
      (horizon, theta, deviations) = (model.horizon, model.theta, model.deviations)
      (self.calibration, self.cases) = (calibration, cases)
    }

    /// What makes the part unusable, after its name; `nil` where nothing does.
    fileprivate var fault: String? {
      let count = HorizonExceedance.featureCount
      let lines = [calibration.shrink, calibration.hold, calibration.grow]
      guard theta.count == count, deviations.count == count else {
        return
          "has \(theta.count) coefficients and \(deviations.count) deviations instead of \(count)"
      }
      let numbers = theta + deviations + lines.flatMap { [$0.offset, $0.factor] }
      if let absurd = numbers.first(where: { !$0.isFinite || $0.magnitude > Self.largest }) {
        return "holds \(absurd); numbers lie within ±\(Int(Self.largest))"
      }
      guard deviations.allSatisfy({ $0 >= 0 }) else { return "holds a negative deviation" }
      guard lines.allSatisfy({ $0.factor > 0 }) else {
        return "turns risks round: a factor of its calibration is not above 0"
      }
      guard (1...Self.longest).contains(horizon), cases >= 0 else {
        return "is not for 1 to \(Self.longest) d, or is of \(cases) cases"
      }
      return nil
    }

    /// No coefficient that was learnt comes near to this.
    private static let largest = 1e6
    /// Days of ten years.
    private static let longest = 3_660
  }

  /// The format that the weights are written in, `schemaName`.
  public private(set) var schema = Self.schemaName
  /// What the features are; weights of other features are refused.
  public private(set) var features = HorizonExceedance.featureVersion
  /// Where the weights come from, in words.
  public var recipe: String
  /// By horizon, ascending.
  public var parts: [Part]

  /// Creates weights from the parts of all horizons, and the recipe that they were trained by.
  public init(recipe: String, parts: [Part]) { (self.recipe, self.parts) = (recipe, parts) }

  /// The weights that come with the program.
  public static let shipped: DecisionWeights = {
    let bytes = UnsafeBufferPointer(start: hr_decision_weights(), count: hr_decision_weights_size())
    // They are part of the program, so that only its build could have damaged them.
    guard let weights = try? DecisionWeights(bytes: Data(bytes)) else {
      preconditionFailure("\(bytes.count) bytes of shipped weights cannot be read")
    }
    return weights
  }()

  /// Reads a file of weights.
  ///
  /// - Throws: `SizingError.decisionWeights` where it is none, or of other features.
  public init(bytes: Data) throws(SizingError) {
    do {
      self = try JSONDecoder().decode(DecisionWeights.self, from: bytes)
    } catch {
      throw .decisionWeights("this is no file of 'headroom train decision'")
    }
    guard schema == Self.schemaName, features == HorizonExceedance.featureVersion else {
      throw .decisionWeights(
        "the weights are of \(schema) with features \(features); this program reads "
          + "\(Self.schemaName) with \(HorizonExceedance.featureVersion)")
    }
    guard !parts.isEmpty else { throw .decisionWeights("the weights are of no horizon") }
    for part in parts {
      if let fault = part.fault {
        throw .decisionWeights("the part for \(part.horizon) d \(fault)")
      }
    }
    guard Set(parts.map(\.horizon)).count == parts.count else {
      throw .decisionWeights("two parts are for one horizon")
    }
    parts.sort { $0.horizon < $1.horizon }
  }

  /// The file's bytes: JSON with sorted keys.
  public var bytes: Data {
    // Numbers and text always encode.
    Data((try? CanonicalJSON.bytes(of: self, isIndented: true)) ?? [])
  }

  /// What is known of a horizon.
  ///
  /// Between two horizons log-odds are taken in proportion to the logarithm of the days; beyond the outer ones risks grow
  /// with the days.
  public func knowledge(horizon: Int) -> DecisionKnowledge {
    guard let first = parts.first, let last = parts.last else {
      preconditionFailure("weights without a horizon")
    }
    let outer = horizon <= first.horizon ? first : horizon >= last.horizon ? last : nil
    if let outer {
      var theta = outer.theta
      theta[0] += Double.log(Double(horizon) / Double(outer.horizon))
      return DecisionKnowledge(
        model: HorizonExceedance(horizon: horizon, theta: theta, deviations: outer.deviations),
        calibration: outer.calibration)
    }
    let above = parts.firstIndex { $0.horizon >= horizon } ?? parts.count - 1
    let (near, far) = (parts[above - 1], parts[above])
    let share =
      Double.log(Double(horizon) / Double(near.horizon))
      / Double.log(Double(far.horizon) / Double(near.horizon))
    func mixed(_ left: [Double], _ right: [Double]) -> [Double] {
      zip(left, right).map { (1 - share) * $0 + share * $1 }
    }
    return DecisionKnowledge(
      model: HorizonExceedance(
        horizon: horizon, theta: mixed(near.theta, far.theta),
        deviations: mixed(near.deviations, far.deviations)),
      calibration: share < 0.5 ? near.calibration : far.calibration)
  }
}
