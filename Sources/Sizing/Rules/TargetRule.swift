public import CapacityModel
internal import HeadroomBasics

/// A rule that sizes each entity by itself: a target from its past, a factor on it, and a dead band around the size held.
///
/// Such rules share one replay, in which factor and band are swept without computing the targets again.
public protocol TargetRule: SizingPolicy {
  /// What the target is multiplied by, `> 0`.
  var factor: Double { get set }
  /// How far the wanted size must be from the one held.
  var band: DeadBand { get set }

  /// The target at the start of each day and after the last, each from the days before it alone; bytes, before the
  /// factor, −1 where nothing is known. Shape `[D + 1]`.
  func targets(of record: DemandRecord) -> [Double]
}

extension TargetRule {
  /// The target after the last day, times the factor; the size held where that is within the dead band.
  ///
  /// Histories of a day's step hold one sample a day; rules that count samples read them as such.
  public func recommendation(for context: SizingContext) -> Recommendation {
    let history = context.history
    guard history.hasObservation else { return .nothingObserved(history.entity) }
    let step = history.step.wholeMilliseconds
    guard step > 0, Duration.millisecondsPerDay % step == 0 else {
      return .unanswered(
        history.entity, "Steps of \(history.step.shortText) divide no day; read the store by days.")
    }
    let record = DemandRecord(history: history, minimumCoverage: 0)
    let target = targets(of: record)[record.days]
    guard target >= 0, let size = ByteCount(wholeBytesAtLeast: max(1, target * factor)) else {
      return .unanswered(history.entity, "\(Self.name) finds no demand to size by.")
    }
    if let held = history.configured, held > .zero {
      let (want, have) = (Double(size.bytes), Double(held.bytes))
      if want <= have * (1 + band.up), want >= have * (1 - band.down) {
        return Recommendation(
          entity: history.entity, size: held, serviceLevel: nil,
          reasons: ["\(size) would do; the present size is within the dead band of \(Self.name)."])
      }
    }
    return Recommendation(
      entity: history.entity, size: size, serviceLevel: nil,
      reasons: ["\(size) is what \(Self.name) makes of the demand so far."])
  }

  /// The knobs that every rule has, by name.
  var commonKnobs: [String: Double] {
    ["factor": factor, "bandUp": band.up, "bandDown": band.down]
  }
}

/// How far a wanted size must be from the one held before it is worth a change, as shares of the size held.
public struct DeadBand: Sendable, Hashable {
  /// A raise must be larger than this.
  public var up: Double
  /// A cut must be larger than this.
  public var down: Double

  /// Every difference is worth a change.
  public static let none = DeadBand(up: 0, down: 0)

  /// Creates a band of shares `≥ 0`.
  public init(up: Double, down: Double) {
    precondition(up >= 0 && down >= 0, "a dead band of \(up) and \(down)")
    (self.up, self.down) = (up, down)
  }
}
