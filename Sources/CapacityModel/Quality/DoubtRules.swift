internal import HeadroomBasics

/// The rules of `EntityQuality`, one a doubt; `nil` where there is no doubt.
struct DoubtRules {
  let history: EntityHistory
  let sampling: SamplingEvidence
  let now: Timestamp

  /// A step between samples from which peaks between them are likely missed, seconds.
  private static let coarse = 900.0
  /// A step from which the largest demand ever seen bounds a shrink, seconds.
  private static let veryCoarse = 3600.0
  /// How much higher than the largest of samples four hours apart a peak is, where no finer entity tells: the median of
  /// 350 machines of the Bitbrains trace.
  private static let missedPeaks = 1.6
  /// A step whose means the ratios of two hours bound, seconds.
  private static let twoHours = 7200 * 1.05
  /// A step from which samples say too little of peaks for a shrink, seconds.
  private static let tooCoarse = 6.5 * 3600

  /// Samples too far apart, and what observed peaks are multiplied by on their account.
  var coarseSampling: (doubt: DataDoubt, widening: Double)? {
    guard let interval = sampling.interval, interval > Self.coarse * 1.05 else { return nil }
    let effect: DataDoubt.Effect =
      history.sampling.statistic == .max || interval <= Self.veryCoarse * 1.05
      ? .note : interval <= Self.tooCoarse ? .keepsPeaks : .holdsShrink
    let known = peakToMean(interval)
    let assumed = interval <= Self.twoHours ? 1 : Self.missedPeaks
    let widening = effect == .keepsPeaks ? max(1, known ?? assumed) : 1
    let meaning =
      switch effect {
      case .note: "peaks between samples are not seen"
      case .keepsPeaks where widening > 1:
        "peaks between samples are not seen, so they are taken as \(PlanText.tenths(widening)) times as high, as "
          + (known == nil
            ? "half of measured machines stay below" : "if samples were averages")
          + ", and no shrink goes below that"
      case .keepsPeaks:
        "peaks between samples are not seen, so no shrink goes below the largest seen"
      default: "that is too seldom to see peaks, so nothing is taken away"
      }
    let doubt = DataDoubt(
      .coarseSampling, effect, count: sampling.samples,
      text: "One sample every \(EntityQuality.text(interval: interval)): \(meaning).")
    return (doubt, widening)
  }

  /// The ratio of a peak to the mean of `interval` that nine of ten entities stay below that are sampled finely, from the mean
  /// of two hours or of a day, whichever is the next longer; `nil` where there are too few of those.
  private func peakToMean(_ interval: Double) -> Double? {
    interval <= Self.twoHours
      ? history.sampling.fleet.peakToTwoHourMean : history.sampling.fleet.peakToDailyMean
  }

  /// Averages, and what observed peaks are multiplied by on their account.
  var averages: (doubt: DataDoubt, widening: Double)? {
    guard let interval = sampling.interval else { return nil }
    let isDeclared = history.sampling.statistic == .average
    guard isDeclared || (history.sampling.statistic == nil && looksRolledUp(interval)) else {
      return nil
    }
    let what =
      isDeclared
      ? "Samples are averages of \(EntityQuality.text(interval: interval))"
      : "One sample every \(EntityQuality.text(interval: interval)), at even \(interval < Self.veryCoarse ? "half " : "")hours, as vCenter "
        + "keeps averages"
    // An average of a few minutes hides little.
    if isDeclared, interval <= 330 {
      return (DataDoubt(.averages, .note, count: sampling.samples, text: what + "."), 1)
    }
    let ratio = peakToMean(interval)
    // Averages of half an hour that nobody declared may as well be values every half an hour.
    let isShort = !isDeclared && interval < Self.veryCoarse
    if isShort, ratio == nil {
      return (
        DataDoubt(
          .averages, .keepsPeaks, count: sampling.samples,
          text: what
            + ": if so, peaks are higher than they look, and no shrink goes below the largest seen; "
            + "say what samples are with ingest --statistic average, max or last."), 1
      )
    }
    if isDeclared || isShort, let ratio {
      return (
        DataDoubt(
          .averages, .keepsPeaks, count: sampling.samples,
          text: what
            + ": peaks are taken as \(PlanText.tenths(ratio)) times as high, as they are in nine "
            + "of ten entities that are sampled more finely."),
        max(1, ratio)
      )
    }
    let remedy =
      isDeclared
      ? "export samples of five minutes, or maxima"
      : "say what they are with ingest --statistic average, max or last"
    return (
      DataDoubt(
        .averages, .investigate, count: sampling.samples,
        text: what + ": how high demand went is not known; \(remedy)."), 1
    )
  }

  /// Roll-ups of vCenter stand at even hours, every two hours or once a day, or at even half hours.
  private func looksRolledUp(_ interval: Double) -> Bool {
    guard sampling.samples >= 7 else { return false }
    if abs(interval - 1800) < 15 { return sampling.standsAtHalfHours }
    return sampling.standsAtEvenHours
      && (abs(interval - 7200) < 60 || abs(interval - 86_400) < 600)
  }

  var unseenHours: DataDoubt? {
    guard history.step == .days(1), sampling.days >= 7 else { return nil }
    let first = max(0, history.sampling.evidence.count - 28)
    var hours: UInt32 = 0
    var seenDays = [Int](repeating: 0, count: 7)
    var allDays = seenDays
    let began = history.sampling.evidence.firstIndex { $0.samples > 0 } ?? 0
    for step in max(first, began)..<history.sampling.evidence.count {
      let weekday = (history.start + .days(Int64(step))).weekday
      allDays[weekday] += 1
      guard history.sampling.evidence[step].samples > 0 else { continue }
      seenDays[weekday] += 1
      hours |= history.sampling.evidence[step].hours
    }
    let missing = (0..<24).filter { hours & (1 << UInt32($0)) == 0 }
    let weekdays = (0..<7).filter { seenDays[$0] == 0 && allDays[$0] >= 3 }
    guard !missing.isEmpty || !weekdays.isEmpty else { return nil }
    var parts: [String] = []
    if !missing.isEmpty { parts.append("between \(Self.ranges(missing)) UTC") }
    if !weekdays.isEmpty {
      parts.append("on \(weekdays.map { Self.weekdayNames[$0] }.joined(separator: " and "))")
    }
    return DataDoubt(
      .unseenHours, .holdsShrink, count: Int(sampling.days),
      text:
        "It was never sampled while on \(parts.joined(separator: " or ")) in four weeks: what it needs then is not known."
    )
  }

  var frozen: DataDoubt? {
    guard sampling.lastRun >= 86_400, let longest = sampling.longestFinishedRun else { return nil }
    // Two weeks of changes tell what is usual for an entity; less is measured by its fleet.
    let isKnown = sampling.changedSteps >= 14
    let usual = isKnown ? longest : max(longest, history.sampling.fleet.longestUnchanged)
    guard Double(sampling.lastRun) > (isKnown ? 2 : 3) * Double(usual),
      let last = history.sampling.evidence.lastIndex(where: { $0.samples > 0 })
    else { return nil }
    let end = history.start + .milliseconds(Int64(last + 1) * history.step.wholeMilliseconds)
    let since = end - .milliseconds(Int64(sampling.lastRun) * 1000)
    return DataDoubt(
      .frozen, .investigate, since: since, count: Int(history.sampling.evidence[last].samples),
      text:
        "The same value, within a page, since about \(since.dateText), \(EntityQuality.text(of: Double(sampling.lastRun))), "
        + "where it never lasted longer than \(EntityQuality.text(of: Double(longest))): check that its source still measures."
    )
  }

  var implausiblySmall: DataDoubt? {
    guard let peak = sampling.peak, peak > 0, let size = history.configured, size > .zero,
      !history.sampling.isProxy
    else { return nil }
    let isVM = size >= .mebibytes(512)
    let least = isVM ? 32.0 * 1_048_576 : 1_048_576
    let share = peak / Double(size.bytes)
    let isFarFromOthers = share < 1.0 / 500 && history.sampling.fleet.peakShare ?? 0 > 0.02
    // A fleet that never uses a hundredth of what it has was read with a fraction for a percentage.
    let isFraction = share < 0.0101 && history.sampling.fleet.peakShare ?? 1 < 0.0101
    // A machine of that size takes more than this for itself.
    let isIdle = size >= .gibibytes(16) && peak < 256 * 1_048_576
    let isSizeTiny = size < .mebibytes(32) && history.sampling.fleet.size ?? 0 >= 512 * 1_048_576
    if isSizeTiny {
      return DataDoubt(
        .implausiblySmall, .investigate, count: sampling.samples,
        text:
          "Its size is \(size), where half of its fleet has \(PlanText.gibibytes(ByteCount(roundingUp: history.sampling.fleet.size ?? 0))) "
          + "or more: check the unit of its sizes.")
    }
    guard peak < least || isFarFromOthers || isFraction || isIdle else { return nil }
    let amount = ByteCount(roundingUp: peak)
    return DataDoubt(
      .implausiblySmall, .investigate, count: sampling.samples,
      text:
        "Demand never passed \(PlanText.gibibytes(amount)) of \(PlanText.gibibytes(size)), less than "
        + "an operating system needs: check the unit of its samples (KiB, MiB, per cent or a fraction)."
    )
  }

  /// Demand far above the size: a sample that cannot be.
  var implausiblyLarge: DataDoubt? {
    guard !history.sampling.isProxy else { return nil }
    // A machine may have been larger earlier on the day of a resize, or before its sizes were recorded.
    guard let largest = history.sizes.compactMap({ $0 }).max() else { return nil }
    let days = history.peaks.indices.filter { history.peaks[$0] ?? 0 > 4 * largest }
    // Where demand is always so high, the size says little; a few days are strays.
    let known = history.peaks.count { $0 != nil }
    guard let last = days.last, let peak = history.peaks[last], days.count * 20 <= known else {
      return nil
    }
    let date = history.start + .milliseconds(Int64(last) * history.step.wholeMilliseconds)
    return DataDoubt(
      .implausiblyLarge, .investigate, since: date, count: days.count,
      text:
        "Demand of \(PlanText.gibibytes(ByteCount(roundingUp: peak))) on \(date.dateText) is more than four times the largest size that it ever had: "
        + "a sample is wrong; delete it with 'headroom store delete', or correct its unit.")
  }

  /// Most of the last four weeks without samples, after a longer life.
  var gap: DataDoubt? {
    guard history.step == .days(1), history.sampling.evidence.count > 28,
      let began = history.sampling.evidence.firstIndex(where: { $0.samples > 0 }),
      history.sampling.evidence.count - began > 28, sampling.days < 14
    else { return nil }
    return DataDoubt(
      .gap, .holdsShrink, count: sampling.samples,
      text:
        "Sampled on \(PlanText.count(Int(sampling.days), "day")) of the last 28: what it needed on the others is not known."
    )
  }

  var sharedName: DataDoubt? {
    guard sampling.returns >= 20, Double(sampling.returns) >= 0.3 * Double(sampling.samples) else {
      return nil
    }
    return DataDoubt(
      .sharedName, .investigate, count: sampling.returns,
      text: "Size or demand jumps to and fro between two values from sample to sample: "
        + "two machines seem to share this name; ingest each source with its own --entity-prefix.")
  }

  private static let weekdayNames = [
    "Mondays", "Tuesdays", "Wednesdays", "Thursdays", "Fridays", "Saturdays", "Sundays",
  ]

  /// `01:00 and 04:00`, ranges of hours in which nothing is.
  private static func ranges(_ hours: [Int]) -> String {
    var ranges: [(Int, Int)] = []
    for hour in hours {
      if let last = ranges.last, last.1 == hour {
        ranges[ranges.count - 1].1 = hour + 1
      } else {
        ranges.append((hour, hour + 1))
      }
    }
    return ranges.map { "\(Self.clock($0.0)) and \(Self.clock($0.1))" }.joined(separator: ", ")
  }

  private static func clock(_ hour: Int) -> String { hour < 10 ? "0\(hour):00" : "\(hour):00" }
}
