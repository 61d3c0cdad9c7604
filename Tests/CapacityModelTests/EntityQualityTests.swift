import CapacityModel
import HeadroomBasics
import Testing

@Suite("Every rule that doubts an entity's samples, where it speaks and where it is silent")
struct EntityQualityTests {
  /// 2026-01-05, a Monday.
  private let start = Timestamp(seconds: 1_767_571_200)
  private let gib = 1_073_741_824.0

  /// Forty days of an 8-GiB machine with a peak of 4 GiB, sampled every `seconds`; `change` makes a day another.
  private func history(
    every seconds: Int64 = 300, peak: Double? = nil,
    _ change: (Int, inout StepEvidence) -> Void = { _, _ in }
  ) -> EntityHistory {
    let days = 40
    let evidence = (0..<days).map { day in
      var one = StepEvidence()
      one.samples = UInt32(86_400 / seconds)
      one.hours = StepEvidence.allHours
      one.longestGap = UInt32(seconds)
      (one.unchanged, one.unchangedAtEnd) = (UInt32(seconds), UInt32(seconds))
      (one.standsAtEvenHours, one.standsAtHalfHours) = (false, false)
      (one.mean, one.twoHourMean) = (Float(2 * gib), Float(3 * gib))
      change(day, &one)
      return one
    }
    var history = EntityHistory(
      entity: EntityID("vm"), configured: .gibibytes(8),
      peaks: evidence.map { $0.samples == 0 ? nil : peak ?? 4 * gib },
      sizes: Array(repeating: 8 * gib, count: days), step: .days(1), start: start,
      peakInstants: (0..<days).map { (start + .days(Int64($0))).milliseconds },
      censoredMilliseconds: Array(repeating: 0, count: days),
      offMilliseconds: Array(repeating: 0, count: days), samples: 1000)
    history.observedMilliseconds = evidence.map { Int64($0.samples) * seconds * 1000 }
    history.sampling.evidence = evidence
    return history
  }

  private func quality(_ history: EntityHistory) -> EntityQuality {
    EntityQuality(history, now: start + .days(40))
  }

  private func effect(_ kind: DataDoubt.Kind, of history: EntityHistory) -> DataDoubt.Effect? {
    quality(history).doubts.first { $0.kind == kind }?.effect
  }

  @Test("a machine that is sampled every five minutes is believed")
  func clean() {
    let quality = quality(history())
    #expect(quality.doubts.isEmpty && quality.effect == nil && quality.state == .active)
    #expect(quality.interval == 300 && quality.widening == 1)
  }

  @Test(
    "the further samples lie apart, the less is taken away",
    arguments: [
      (900, nil), (1800, .note), (3600, .note), (7200, .keepsPeaks), (14_400, .keepsPeaks),
      (21_600, .keepsPeaks), (43_200, .holdsShrink),
    ] as [(Int64, DataDoubt.Effect?)])
  func coarse(_ seconds: Int64, _ expected: DataDoubt.Effect?) {
    #expect(effect(.coarseSampling, of: history(every: seconds)) == expected)
  }

  @Test("where finer entities tell how much higher peaks are, seldom seen ones are taken as high")
  func widened() {
    for (seconds, expected) in [(1800, 1), (7200, 1.5), (14_400, 2.5), (21_600, 2.5)] {
      var seldom = history(every: Int64(seconds))
      seldom.sampling.fleet.peakToTwoHourMean = 1.5
      seldom.sampling.fleet.peakToDailyMean = 2.5
      #expect(quality(seldom).keptPeaks == expected && quality(seldom).widening == 1, "\(seconds)")
      if expected > 1 {
        #expect(effect(.coarseSampling, of: seldom) == .keepsPeaks)
        #expect(quality(seldom).doubts[0].text.contains("\(expected) times as high"))
      }
      seldom.sampling.statistic = .max
      #expect(quality(seldom).keptPeaks == 1 && effect(.coarseSampling, of: seldom) == .note)
    }
    #expect(quality(history(every: 7200)).keptPeaks == 1)
    #expect(quality(history(every: 14_400)).keptPeaks == 1.6)
  }

  @Test(
    "one sample at every even half hour may be an average: peaks stay, and are widened where that is known"
  )
  func halfHours() {
    let even = history(every: 1800) { $1.standsAtHalfHours = true }
    #expect(effect(.averages, of: even) == .keepsPeaks && quality(even).keptPeaks == 1)
    var widened = even
    widened.sampling.fleet.peakToTwoHourMean = 1.5
    #expect(effect(.averages, of: widened) == .keepsPeaks && quality(widened).keptPeaks == 1.5)
    let odd = history(every: 1800)
    #expect(effect(.averages, of: odd) == nil && effect(.coarseSampling, of: odd) == .note)
    var declared = even
    declared.sampling.statistic = .last
    #expect(effect(.averages, of: declared) == nil)
  }

  @Test("a few samples that are missing make no odd distance")
  func distance() throws {
    let seldom = history(every: 3756)
    let doubt = try #require(quality(seldom).doubts.first { $0.kind == .coarseSampling })
    #expect(doubt.text.hasPrefix("One sample every 60 minutes:"), "\(doubt.text)")
  }

  @Test("a person's word makes a doubt a note, for its kind, its entities and its time")
  func trusted() throws {
    var shared = history { $1.returns = 140 }
    #expect(effect(.sharedName, of: shared) == .investigate)
    shared.sampling.trusted = [
      TrustedDoubt(entity: "vm", kind: .sharedName, reason: "it flips by design")
    ]
    let doubt = try #require(quality(shared).doubts.first)
    #expect(doubt.effect == .note && doubt.trusted == "it flips by design")
    #expect(doubt.text.hasSuffix(" Trusted by hand: it flips by design."))
    shared.sampling.trusted[0].until = start + .days(40)
    #expect(effect(.sharedName, of: shared) == .investigate)
    shared.sampling.trusted[0].until = start + .days(41)
    #expect(effect(.sharedName, of: shared) == .note)
    shared.sampling.trusted[0].kind = .frozen
    #expect(effect(.sharedName, of: shared) == .investigate)
    var averages = history(every: 7200)
    averages.sampling.statistic = .average
    averages.sampling.fleet.peakToTwoHourMean = 1.5
    averages.sampling.trusted = [TrustedDoubt(entity: "vm", kind: .averages, reason: "flat")]
    #expect(quality(averages).widening == 1 && effect(.averages, of: averages) == .note)
    #expect(TrustedDoubt(entity: "v*", kind: .gap, reason: "x").covers(EntityID("vm")))
    #expect(!TrustedDoubt(entity: "v", kind: .gap, reason: "x").covers(EntityID("vm")))
  }

  @Test("maxima of long stretches hide no peak")
  func coarseMaxima() {
    var declared = history(every: 43_200)
    declared.sampling.statistic = .max
    #expect(effect(.coarseSampling, of: declared) == .note)
  }

  @Test(
    "one sample at every even hour looks like an average; the same a second later, or declared otherwise, does not"
  )
  func guessedAverages() {
    for seconds in [7200, 86_400] as [Int64] {
      let rolledUp = history(every: seconds) { $1.standsAtEvenHours = true }
      #expect(effect(.averages, of: rolledUp) == .investigate)
      #expect(effect(.averages, of: history(every: seconds)) == nil)
      var declared = rolledUp
      declared.sampling.statistic = .last
      #expect(effect(.averages, of: declared) == nil)
    }
    #expect(effect(.averages, of: history(every: 3600) { $1.standsAtEvenHours = true }) == nil)
  }

  @Test(
    "declared averages are widened by what finer entities show, and nobody's size where there are none"
  )
  func declaredAverages() {
    var declared = history(every: 7200)
    declared.sampling.statistic = .average
    #expect(effect(.averages, of: declared) == .investigate)
    declared.sampling.fleet.peakToTwoHourMean = 1.5
    #expect(effect(.averages, of: declared) == .keepsPeaks && quality(declared).widening == 1.5)
    var fine = history()
    fine.sampling.statistic = .average
    #expect(effect(.averages, of: fine) == .note && quality(fine).widening == 1)
  }

  @Test("hours and weekdays that are never seen hold a shrink; one night that is seen is enough")
  func unseenHours() {
    let night: UInt32 = 0b1110
    #expect(effect(.unseenHours, of: history { $1.hours &= ~night }) == .holdsShrink)
    let oneNight = history { day, one in if day != 30 { one.hours &= ~night } }
    #expect(effect(.unseenHours, of: oneNight) == nil)
    let weekdays = history { day, one in if day % 7 >= 5 { one = StepEvidence() } }
    #expect(effect(.unseenHours, of: weekdays) == .holdsShrink)
    let oneSaturday = history { day, one in if day % 7 >= 5, day < 33 { one = StepEvidence() } }
    #expect(effect(.unseenHours, of: oneSaturday) == nil)
  }

  @Test(
    "a value that stays far longer than ever before is frozen, unless the fleet or the entity is known for it"
  )
  func frozen() throws {
    func stuck(for days: Int, longestBefore: UInt32 = 600) -> EntityHistory {
      history { day, one in
        one.unchanged = day < 40 - days ? longestBefore : 0
        if day >= 40 - days { one.unchangedAtEnd = UInt32((day - (40 - days) + 1) * 86_400) }
      }
    }
    let doubt = try #require(quality(stuck(for: 3)).doubts.first { $0.kind == .frozen })
    #expect(doubt.effect == .investigate && doubt.since == start + .days(37))
    #expect(effect(.frozen, of: history()) == nil)
    #expect(effect(.frozen, of: stuck(for: 3, longestBefore: 2 * 86_400)) == nil)
    // Where the value changed on few days, the fleet tells what is usual.
    var steady = stuck(for: 3)
    for day in 10..<40 { steady.sampling.evidence[day].unchanged = 0 }
    #expect(effect(.frozen, of: steady) == .investigate)
    steady.sampling.fleet.longestUnchanged = 86_400
    #expect(effect(.frozen, of: steady) == nil)
  }

  @Test("less than an operating system needs is a wrong unit; an idle machine is not")
  func implausiblySmall() {
    let mebi = 1_048_576.0
    #expect(effect(.implausiblySmall, of: history(peak: 20 * mebi)) == .investigate)
    #expect(effect(.implausiblySmall, of: history(peak: 64 * mebi)) == nil)
    var large = history(peak: 100 * mebi)
    large.configured = .gibibytes(64)
    #expect(effect(.implausiblySmall, of: large) == .investigate)
    large = history(peak: 300 * mebi)
    large.configured = .gibibytes(256)
    #expect(effect(.implausiblySmall, of: large) == nil)
    large.sampling.fleet.peakShare = 0.5
    #expect(effect(.implausiblySmall, of: large) == .investigate)
    var tiny = history(peak: 10 * mebi)
    tiny.configured = .mebibytes(16)
    #expect(effect(.implausiblySmall, of: tiny) == nil)
    tiny.sampling.fleet.size = 8 * 1024 * mebi
    #expect(effect(.implausiblySmall, of: tiny) == .investigate)
  }

  @Test("a few days far above the size are wrong samples; many are not")
  func implausiblyLarge() {
    var stray = history()
    stray.peaks[20] = 5 * Double(stray.configured?.bytes ?? 0)
    #expect(effect(.implausiblyLarge, of: stray) == .investigate)
    for day in 0..<stray.peaks.count { stray.peaks[day] = stray.peaks[20] }
    #expect(effect(.implausiblyLarge, of: stray) == nil)
  }

  @Test("most of four weeks without samples hold a shrink; a young entity is not asked")
  func gap() {
    var holed = history()
    let count = holed.sampling.evidence.count
    for day in (count - 27)..<(count - 2) { holed.sampling.evidence[day] = StepEvidence() }
    #expect(effect(.gap, of: holed) == .holdsShrink)
    #expect(effect(.gap, of: history()) == nil)
  }

  @Test("a counter that only stands in for demand is not asked")
  func proxies() {
    let mebi = 1_048_576.0
    var host = history(peak: 20 * mebi)
    host.sampling.isProxy = true
    #expect(effect(.implausiblySmall, of: host) == nil)
  }

  @Test(
    "samples that return to the one before last all the time are of two machines; a few returns are not"
  )
  func sharedName() {
    #expect(effect(.sharedName, of: history { $1.returns = 140 }) == .investigate)
    #expect(effect(.sharedName, of: history { $1.returns = 40 }) == nil)
  }

  @Test("what was found beside the samples is told, the gravest doubt first")
  func recorded() {
    var doubted = history { $1.returns = 140 }
    doubted.sampling.recorded = [DataDoubt(.wrongTime, .note, count: 1, text: "A clock was wrong.")]
    #expect(quality(doubted).doubts.map(\.kind) == [.sharedName, .wrongTime])
    #expect(quality(doubted).effect == .investigate)
  }

  @Test("two weeks without a sample are gone, two weeks off are off, and less is neither")
  func states() {
    let gone = history { day, one in if day >= 25 { one = StepEvidence() } }
    #expect(quality(gone).state == .retired)
    let away = history { day, one in if day >= 27 { one = StepEvidence() } }
    #expect(quality(away).state == .active)
    var off = history()
    for day in 25..<40 { (off.peaks[day], off.offMilliseconds[day]) = (nil, 86_400_000) }
    #expect(quality(off).state == .poweredOff)
    off.peaks[38] = gib
    off.offMilliseconds[38] = 0
    #expect(quality(off).state == .active)
  }
}
