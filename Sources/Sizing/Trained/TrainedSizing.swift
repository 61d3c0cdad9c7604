public import CapacityModel
public import HeadroomBasics

/// A sizing policy that was learned from a fleet's past: what `headroom train policy` writes (`headroom.policy/v1`).
///
/// It says everything that its sizes depend on, and what they rest on.
public struct TrainedSizing: Sendable, Hashable, Codable {
  /// The format's name and version.
  public static let schemaName = "headroom.policy/v1"

  /// What it was learned from.
  public struct Data: Sendable, Hashable, Codable {
    /// The store's file name.
    public var store: String
    /// How many entities it was trained on.
    public var entities: Int
    /// From the first to the last training day.
    public var range: TimeRange
    /// A checksum of names and daily peaks: two trainings on the same demand have the same.
    public var fingerprint: String

    /// Creates a record of training data.
    public init(store: String, entities: Int, range: TimeRange, fingerprint: String) {
      (self.store, self.entities, self.range) = (store, entities, range)
      self.fingerprint = fingerprint
    }
  }

  /// The format that the policy is written in, `TrainedSizing.schemaName`.
  public var schema: String
  /// `exceedance` or `fitted-q`.
  public var policy: String
  /// The versions of the features, which must be this program's.
  public var features: [String]
  /// Days from one decision to the next.
  public var window: Int
  /// Candidate sizes weighed.
  public var candidates: Int
  /// What slack, shortage and change cost.
  public var costs: CostSchedule
  /// What it was learned from.
  public var data: Data
  /// The seed of anything random; there is nothing random in these two policies.
  public var seed: UInt64
  /// P(a day's peak > size) of the next day.
  public var near: ExceedanceModel
  /// The same of a day of the next week.
  public var far: ExceedanceModel
  /// Hours that demand stays above a size that it exceeds.
  public var hoursOver: Double
  /// Knobs of the newsvendor, where that is the policy.
  public var newsvendor: NewsvendorKnobs?
  /// Knobs of fitted Q-iteration, where that is the policy.
  public var fitted: FittedQKnobs?
  /// Coefficients of the fitted value, shape `[P]`.
  public var theta: [Double]?
  /// Losses of the Newton steps, or changes of the coefficients by iteration.
  public var curve: [Double]

  /// A policy as it is trained, still without knobs: its models are those of `inputs`.
  package init(
    policy: String, window: Int, candidates: Int, costs: CostSchedule, data: Data,
    inputs: NewsvendorInputs
  ) {
    (schema, features, seed) = (Self.schemaName, Self.currentFeatures, 0)
    (self.policy, self.window, self.candidates) = (policy, window, candidates)
    (self.costs, self.data) = (costs, data)
    (near, far, hoursOver) = (inputs.near.model, inputs.far.model, inputs.hoursOver)
    curve = near.losses
  }

  /// The features of this program.
  public static let currentFeatures = [ExceedanceDesign.version, FittedQFeatures.version]

  /// Refuses what this program cannot use.
  ///
  /// - Parameter origin: Where sizes are asked for or judged from: nothing that was trained on may lie after it.
  /// - Throws: `SizingError.trainedOtherwise`, `.trainedLater`.
  public func check(at origin: Timestamp) throws(SizingError) {
    guard schema == Self.schemaName else {
      throw .trainedOtherwise(what: "schema", expected: Self.schemaName, actual: schema)
    }
    guard features == Self.currentFeatures else {
      throw .trainedOtherwise(
        what: "features", expected: Self.currentFeatures.joined(separator: ", "),
        actual: features.joined(separator: ", "))
    }
    let sound =
      near.theta.count == ExceedanceDesign.featureCount
      && far.theta.count == ExceedanceDesign.featureCount
      && (fitted == nil) != (newsvendor == nil)
      && (fitted == nil || theta?.count == FittedQFeatures.count) && candidates > 1 && window > 0
    guard sound else {
      throw .trainedOtherwise(
        what: "shape",
        expected: "\(ExceedanceDesign.featureCount) and \(FittedQFeatures.count) weights",
        actual: "\(near.theta.count), \(far.theta.count) and \(theta?.count ?? 0)")
    }
    guard data.range.end <= origin else {
      throw .trainedLater(until: data.range.end, origin: origin)
    }
  }
}
