import CapacityModel
import HeadroomBasics

extension Recommendation {
  /// A recommendation without a size, and why.
  static func unanswered(_ entity: EntityID, _ reason: String) -> Recommendation {
    Recommendation(entity: entity, size: nil, serviceLevel: nil, reasons: [reason])
  }

  /// What every policy says of an empty history.
  static func nothingObserved(_ entity: EntityID) -> Recommendation {
    unanswered(entity, "No demand was ever observed.")
  }
}

extension EntityHistory {
  /// Whether any step has an observation.
  var hasObservation: Bool { peaks.contains { $0 != nil } }
}

extension ByteCount {
  /// The smallest whole number of bytes not below `value`; `nil` where that is not positive or beyond an EiB.
  init?(wholeBytesAtLeast value: Double) {
    let whole = value.rounded(.up)
    guard whole > 0, whole <= 0x1p60 else { return nil }
    self.init(Int64(whole))
  }
}
