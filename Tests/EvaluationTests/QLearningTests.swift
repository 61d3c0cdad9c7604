import Evaluation
import Sizing
import TestSupport
import Testing

@Suite struct QLearningTests {
  /// A chain of states 0 to 4; action 0 goes back, 1 goes on; a step costs 1, going on from 4 ends with cost 0. With
  /// discount 0.9 the cost to go of going on from state s is 1 + 0.9 + … over 4 − s steps.
  private func learnChain(isDouble: Bool) -> QTable {
    var table = QTable(
      states: 5, actions: 2,
      schedule: LearningSchedule(gamma: 0.9, decay: 0.6), isDouble: isDouble)
    var random = SeededNumbers(seed: 4)
    for _ in 0..<4000 {
      var state: Int? = Int.random(in: 0..<5, using: &random)
      for _ in 0..<30 {
        guard let now = state else { break }
        let action = Int.random(in: 0..<2, using: &random)
        let next: Int? = action == 1 ? (now == 4 ? nil : now + 1) : max(0, now - 1)
        table.learn(now, action, cost: next == nil ? 0 : 1, next: next, using: &random)
        state = next
      }
    }
    return table
  }

  @Test("the chain's known optimum is found to 0.02", arguments: [false, true])
  func chain(isDouble: Bool) {
    let table = learnChain(isDouble: isDouble)
    for state in 0..<5 {
      let onward = (0..<(4 - state)).reduce(0.0) { sum, _ in 1 + 0.9 * sum }
      #expect(abs(table.value(state, 1) - onward) < 0.02)
      #expect(table.best(state) == 1)
      let previous = max(0, state - 1)
      let back = 1 + 0.9 * (0..<(4 - previous)).reduce(0.0) { sum, _ in 1 + 0.9 * sum }
      #expect(abs(table.value(state, 0) - back) < 0.15)
    }
  }

  @Test("two tables take the bias out of the minimum over noisy actions")
  func bias() {
    // One state, ten actions, all of mean cost 0 with noise of ±1: the true value is 0; a minimum of estimates is below.
    func learned(isDouble: Bool) -> Double {
      var table = QTable(
        states: 1, actions: 10, schedule: LearningSchedule(gamma: 0.9, decay: 0.8),
        isDouble: isDouble)
      var random = SeededNumbers(seed: 21)
      for round in 0..<20_000 {
        table.learn(
          0, round % 10, cost: random.unit() * 2 - 1, next: 0, using: &random)
      }
      return table.value(0, table.best(0))
    }
    let (single, double) = (learned(isDouble: false), learned(isDouble: true))
    #expect(single < -0.1)
    #expect(abs(double) < abs(single) / 2)
  }

  @Test("the same seed learns the same table")
  func repeatable() {
    #expect(learnChain(isDouble: true) == learnChain(isDouble: true))
  }
}
