import FleetGenerator
import Testing

@Suite("The fleet's random generator")
struct FleetRandomTests {
  @Test("is xoshiro256**: from state 1, 2, 3, 4 come the numbers of its published reference code")
  func reference() {
    var random = FleetRandom(state: (1, 2, 3, 4))
    let expected: [UInt64] = [
      11520, 0, 1_509_978_240, 1_215_971_899_390_074_240, 1_216_172_134_540_287_360,
      607_988_272_756_665_600, 16_172_922_978_634_559_625, 8_476_171_486_693_032_832,
      10_595_114_339_597_558_777, 2_904_607_092_377_533_576,
    ]
    #expect(expected.indices.map { _ in random.next() } == expected)
  }

  @Test("its streams differ by seed, by stream and by purpose, and each repeats")
  func streams() {
    let keys: [(UInt64, UInt64, UInt64)] = [(1, 1, 1), (2, 1, 1), (1, 2, 1), (1, 1, 2), (0, 0, 0)]
    let firsts = keys.map { seed, stream, purpose in
      var random = FleetRandom(seed: seed, stream: stream, purpose: purpose)
      return random.next()
    }
    #expect(Set(firsts).count == keys.count)
    var again = FleetRandom(seed: 1, stream: 2, purpose: 1)
    #expect(again.next() == firsts[2])
  }

  // Bounds: five standard errors of the mean and of the variance of 200,000 draws.
  @Test("its near-normal numbers have mean 0 and variance 1 and stay within 3.47")
  func moments() {
    var random = FleetRandom(seed: 3, stream: 1, purpose: 1)
    var (sum, squares, largest) = (0.0, 0.0, 0.0)
    let count = 200_000
    for _ in 0..<count {
      let value = random.nearlyNormal()
      (sum, squares, largest) = (sum + value, squares + value * value, max(largest, abs(value)))
    }
    #expect(abs(sum / Double(count)) < 0.0112)
    #expect(abs(squares / Double(count) - 1) < 0.0145)
    #expect(largest <= 3.47 && largest > 3)
  }

  @Test("whole numbers reach both ends of their range and nothing beyond, fractions stay below 1")
  func bounds() {
    var random = FleetRandom(seed: 9, stream: 0, purpose: 0)
    let wholes = (0..<2000).map { _ in random.whole(-2..<5) }
    #expect(Set(wholes) == Set(-2..<5))
    let fractions = (0..<2000).map { _ in random.unit() }
    #expect(fractions.allSatisfy { (0..<1).contains($0) })
  }
}
