public import CapacityModel
internal import Sizing

extension PolicyEvaluation {
  /// Caps on shortage-days, a VM and 30 days.
  public static let caps = [0.05, 0.1, 0.25, 0.5, 1, 2]

  /// For each policy and cap the least mean size over all knobs on the judged days; a policy without a point under a cap
  /// has none.
  public var front: [BacktestReport.ParetoPoint] {
    var names: [String] = []
    for trial in trials.first ?? [] where !names.contains(trial.policy) {
      names.append(trial.policy)
    }
    if let wanted = settings.policies { names = names.filter(wanted.contains) }
    return names.flatMap { name in
      let points = points(of: name)
      return Self.caps.compactMap { cap in
        points.filter { $0.shortageDaysPerMonth <= cap }.min { $0.size < $1.size }.map {
          var point = $0
          point.cap = cap
          return point
        }
      }
    }
  }

  /// One point for each set of knobs: the same knobs in every fold, each fold's entities under its own model.
  private func points(of policy: String) -> [BacktestReport.ParetoPoint] {
    let lists = trials.map { $0.filter { $0.policy == policy } }
    return (lists.first ?? []).indices.map { place in
      var sum = ReplayTally()
      for (fold, list) in lists.enumerated() {
        for group in fleet.groups(ofFold: fold) { sum += list[place].sums[Self.judging][group] }
      }
      return BacktestReport.ParetoPoint(
        policy: policy, cap: 0, shortageDaysPerMonth: sum.days > 0 ? sum.events / sum.days * 30 : 0,
        size: sum.days > 0 ? sum.size / sum.days : 0,
        slackOverPeak: sum.size > 0 ? sum.slackOverPeak / sum.size : 0,
        knobs: lists[0][place].knobs)
    }
  }
}
