public import HeadroomBasics

/// What an export was made from and how.
public struct ExportProvenance: Sendable, Hashable, Codable {
  /// A file that went in.
  public struct Input: Sendable, Hashable, Codable {
    /// `inventory`, `backtest`, `plan`, `weights` or `decision-weights`.
    public var role: String
    /// Its name without folders.
    public var name: String
    /// SHA-256 of its bytes, in hexadecimal.
    public var sha256: String

    /// Creates a record of a file.
    public init(role: String, name: String, sha256: String) {
      (self.role, self.name, self.sha256) = (role, name, sha256)
    }
  }

  /// The program and its version.
  public var program: String
  /// The store's file name.
  public var store: String
  /// From the first sample to the origin.
  public var range: TimeRange
  /// The origin: no later sample was seen.
  public var now: Timestamp
  /// The seed of anything random.
  public var seed: UInt64
  /// How far ahead, `13w`.
  public var horizon: String
  /// The forecaster's registered name.
  public var forecaster: String
  /// What it began from: `shipped`, `none` or a file's name.
  public var weights: String
  /// Entities with demand.
  public var entities: Int
  /// Samples of demand.
  public var samples: Int
  /// Files that went in.
  public var inputs: [Input] = []
  /// What a reader should know, for people.
  public var warnings: [String] = []

  /// Creates a record.
  public init(
    program: String, store: String, range: TimeRange, seed: UInt64, horizon: String,
    forecaster: String, weights: String, entities: Int, samples: Int
  ) {
    (self.program, self.store, self.range, self.now) = (program, store, range, range.end)
    (self.seed, self.horizon, self.forecaster) = (seed, horizon, forecaster)
    (self.weights, self.entities, self.samples) = (weights, entities, samples)
  }
}
