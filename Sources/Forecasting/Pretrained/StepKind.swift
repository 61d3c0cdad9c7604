/// Kinds of steps that have settings, and pretrained weights, of their own.
package enum StepKind: UInt8, Sendable, CaseIterable {
  /// Below 20 minutes.
  case minutes
  /// About an hour: 20 minutes to 12 hours.
  case hours
  /// About a day: 12 hours to 5 days.
  case days
  /// Five days and more.
  case weeks

  /// The kind of a step.
  package init(_ step: Duration) {
    switch step.components.seconds {
    case ..<1200: self = .minutes
    case 1200..<43_200: self = .hours
    case 43_200..<432_000: self = .days
    default: self = .weeks
    }
  }
}
