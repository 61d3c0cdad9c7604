import FoundationEssentials
import HeadroomBasics
import Sizing
import Testing

@Suite struct DecisionWeightsTests {
  private func part(_ horizon: Int, _ value: Double, offset: Double = 0) -> DecisionWeights.Part {
    let count = HorizonExceedance.featureCount
    return DecisionWeights.Part(
      HorizonExceedance(
        horizon: horizon, theta: (0..<count).map { value + 0.01 * Double($0) },
        deviations: (0..<count).map { $0 == 0 ? 0 : 0.5 + value / 8 }),
      calibration: DecisionCalibration(
        shrink: .init(offset: offset, factor: 0.9), hold: .none, grow: .none), cases: 1234)
  }

  @Test("weights read back as they were written, in the same bytes, horizons ascending")
  func roundTrip() throws {
    let weights = DecisionWeights(recipe: "made up", parts: [part(28, 1, offset: 0.3), part(7, 2)])
    let read = try DecisionWeights(bytes: weights.bytes)
    #expect(read.parts == [weights.parts[1], weights.parts[0]] && read.recipe == "made up")
    #expect(try DecisionWeights(bytes: read.bytes) == read)
    #expect(try DecisionWeights(bytes: read.bytes).bytes == read.bytes)
  }

  @Test("the shipped weights are of this program's features and know a week to a quarter")
  func shipped() {
    let weights = DecisionWeights.shipped
    #expect(weights.features == HorizonExceedance.featureVersion && !weights.recipe.isEmpty)
    #expect(Set(weights.parts.map(\.horizon)).isSuperset(of: [7, 28]))
    #expect(weights.parts.allSatisfy { $0.cases > 1000 && $0.theta.allSatisfy(\.isFinite) })
  }

  @Test("damaged and foreign bytes are refused")
  func refused() throws {
    let bytes = DecisionWeights(recipe: "", parts: [part(28, 1)]).bytes
    for broken in [Data(), bytes.dropLast(40), Data("{}".utf8), Data("[1, 2]".utf8)] {
      #expect(throws: SizingError.self) { try DecisionWeights(bytes: broken) }
    }
    let text = String(decoding: bytes, as: UTF8.self)
    for (old, new) in [
      (HorizonExceedance.featureVersion, "horizon-0"),
      ("decision-weights/v1", "decision-weights/v2"),
      ("\"horizon\" : 28", "\"horizon\" : 0"),
    ] {
      let other = text.replacing(old, with: new)
      #expect(other != text, "\(old) is not in the file")
      #expect(throws: SizingError.self) { try DecisionWeights(bytes: Data(other.utf8)) }
    }
    var (wild, reversed, negative) = (part(28, 1), part(28, 1), part(28, 1))
    wild.theta[3] = 1e7
    reversed.calibration.shrink.factor = -1
    negative.deviations[2] = -0.5
    for (parts, reason) in [
      ([wild], "holds 10000000.0"), ([reversed], "factor"), ([negative], "negative deviation"),
      ([part(5_000, 1)], "not for 1 to 3660 d"), ([part(28, 1), part(28, 2)], "one horizon"),
    ] {
      let error = #expect(throws: SizingError.self) {
        try DecisionWeights(bytes: DecisionWeights(recipe: "", parts: parts).bytes)
      }
      #expect("\(error!)".contains(reason), "\(error!)")
    }
    for number in ["NaN", "1e999"] {
      let other = text.replacing("\"factor\" : 1,", with: "\"factor\" : \(number),")
      #expect(other != text)
      #expect(throws: SizingError.self) { try DecisionWeights(bytes: Data(other.utf8)) }
    }
    var short = part(28, 1)
    short.theta.removeLast()
    #expect(throws: SizingError.self) {
      try DecisionWeights(bytes: DecisionWeights(recipe: "", parts: [short]).bytes)
    }
    #expect(throws: SizingError.self) {
      try DecisionWeights(bytes: DecisionWeights(recipe: "", parts: []).bytes)
    }
  }

  @Test(
    "between two horizons log-odds follow the logarithm of the days, beyond them risks grow with the days"
  )
  func between() {
    let weights = DecisionWeights(
      recipe: "", parts: [part(7, 2, offset: 0.1), part(28, 4, offset: 0.9)])
    for (horizon, value, offset) in [(7, 2.0, 0.1), (28, 4, 0.9), (14, 3, 0.9), (10, 2.5146, 0.1)] {
      let known = weights.knowledge(horizon: horizon)
      #expect(known.model.horizon == horizon)
      #expect(abs(known.model.theta[0] - value) < 1e-4, "\(horizon): \(known.model.theta[0])")
      #expect(abs(known.model.theta[5] - value - 0.05) < 1e-4)
      #expect(known.calibration.shrink.offset == offset)
    }
    // ln(91/28) and ln(1/7).
    #expect(abs(weights.knowledge(horizon: 91).model.theta[0] - 4 - 1.178655) < 1e-6)
    #expect(abs(weights.knowledge(horizon: 1).model.theta[0] - 2 + 1.945910) < 1e-6)
    #expect(weights.knowledge(horizon: 91).model.theta[1] == 4.01)
  }
}
