internal import CapacityModel

/// The groups of series that accuracy is told for: all, each class, and lengths of history that double.
struct AccuracyGroups {
  /// The group of all series.
  static let all = 0
  /// Lengths told apart; the last has no end.
  private static let doublings = 6

  private let shortest: Int

  /// Starts the lengths at `shortest` observed steps.
  init(shortest: Int) { self.shortest = max(shortest, 1) }

  /// Groups.
  var count: Int { lengths.upperBound }
  /// The groups of the classes, in their order.
  var classes: Range<Int> { 1..<(1 + BehaviourClass.allCases.count) }
  /// The groups of the lengths, shortest first.
  var lengths: Range<Int> { classes.upperBound..<(classes.upperBound + Self.doublings) }

  /// The groups that a series belongs to.
  func places(_ behaviour: BehaviourClass, observed: Int) -> [Int] {
    let kind = BehaviourClass.allCases.firstIndex(of: behaviour) ?? 0
    let doubled = (0..<Self.doublings).last { observed >= shortest << $0 } ?? 0
    return [Self.all, classes.lowerBound + kind, lengths.lowerBound + doubled]
  }

  /// The class that `group` stands for.
  func behaviour(_ group: Int) -> BehaviourClass? {
    classes.contains(group) ? BehaviourClass.allCases[group - classes.lowerBound] : nil
  }

  /// The length that `group` stands for.
  func history(_ group: Int) -> BacktestReport.HistoryLength? {
    guard lengths.contains(group) else { return nil }
    let doubled = group - lengths.lowerBound
    return .init(
      from: shortest << doubled,
      to: doubled + 1 < Self.doublings ? shortest << (doubled + 1) : nil)
  }
}
