internal import RealModule

/// How fast a table learns and how often it tries something else.
package struct LearningSchedule: Sendable, Hashable, Codable {
  /// The discount of the next state, in [0, 1).
  package var gamma: Double
  /// Step size after n visits: `max(n^−decay, floor)`. A decay in (0.5, 1] satisfies the Robbins–Monro conditions for a floor
  /// of 0.
  package var decay: Double
  /// The least step size.
  package var floor: Double

  /// Creates a schedule.
  package init(gamma: Double, decay: Double = 0.7, floor: Double = 0) {
    precondition(
      gamma >= 0 && gamma < 1 && decay > 0 && decay <= 1 && floor >= 0 && floor < 1,
      "gamma \(gamma), decay \(decay), floor \(floor)")
    (self.gamma, self.decay, self.floor) = (gamma, decay, floor)
  }

  /// The step size at the n-th visit.
  func stepSize(_ visits: Double) -> Double { max(Double.pow(visits, -decay), floor) }
}

/// Watkins's Q-learning over a finite set of states and actions, costs to be kept low.
///
/// `Q(s, a) ← Q(s, a) + α [c + γ min_a' Q(s', a') − Q(s, a)]`. With `isDouble` two tables are kept and each learns the value
/// of its own best action from the other, which takes the bias out of the minimum.
///
/// Sources: Watkins & Dayan (1992), Machine Learning 8; van Hasselt (2010), NeurIPS 23.
package struct QTable: Sendable, Hashable {
  /// The number of states.
  package let states: Int
  /// Actions of each state.
  package let actions: Int
  /// How it learns.
  package let schedule: LearningSchedule
  /// Whether two tables are kept.
  package let isDouble: Bool
  private var first: [Double]
  private var second: [Double]
  private var visits: [Double]

  /// Creates a table of zeros.
  package init(states: Int, actions: Int, schedule: LearningSchedule, isDouble: Bool = false) {
    precondition(states > 0 && actions > 0, "\(states) states, \(actions) actions")
    (self.states, self.actions) = (states, actions)
    (self.schedule, self.isDouble) = (schedule, isDouble)
    first = Array(repeating: 0, count: states * actions)
    second = isDouble ? first : []
    visits = Array(repeating: 0, count: states * actions * (isDouble ? 2 : 1))
  }

  /// The expected cost to go of an action.
  package func value(_ state: Int, _ action: Int) -> Double {
    let place = state * actions + action
    return isDouble ? (first[place] + second[place]) / 2 : first[place]
  }

  /// The action of least cost, the first of equal ones.
  package func best(_ state: Int) -> Int {
    (0..<actions).min { value(state, $0) < value(state, $1) } ?? 0
  }

  /// Learns that `action` in `state` cost `cost` and led to `next`, or ended where that is `nil`.
  package mutating func learn(
    _ state: Int, _ action: Int, cost: Double, next: Int?,
    using generator: inout some RandomNumberGenerator
  ) {
    let place = state * actions + action
    let onSecond = isDouble && Bool.random(using: &generator)
    let toGo = next.map { onSecond ? first[best(in: second, $0)] : ahead(of: $0) } ?? 0
    let visit = onSecond ? place + states * actions : place
    visits[visit] += 1
    let step = schedule.stepSize(visits[visit])
    let target = cost + schedule.gamma * toGo
    if onSecond {
      second[place] += step * (target - second[place])
    } else {
      first[place] += step * (target - first[place])
    }
  }

  /// What the first table expects of a state: judged by the second where there is one.
  private func ahead(of state: Int) -> Double {
    let place = best(in: first, state)
    return isDouble ? second[place] : first[place]
  }

  private func best(in table: [Double], _ state: Int) -> Int {
    var best = state * actions
    for place in best..<(best + actions) where table[place] < table[best] { best = place }
    return best
  }
}
