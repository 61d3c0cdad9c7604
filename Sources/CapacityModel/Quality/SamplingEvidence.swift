internal import HeadroomBasics

/// What the evidence of a history's last four weeks comes to.
package struct SamplingEvidence {
  /// Steps with samples in the last four weeks, as days.
  package private(set) var days = 0.0
  /// The usual time between samples there, seconds; `nil` where there are none.
  package private(set) var interval: Double?
  /// The longest time between two samples there, seconds.
  package private(set) var longestGap: UInt32 = 0
  /// The largest demand there, bytes; `nil` where there is none.
  package private(set) var peak: Double?
  /// The largest mean of two hours and of a day there, bytes.
  package private(set) var twoHourMean = 0.0, dailyMean = 0.0
  /// Samples there.
  package private(set) var samples = 0
  /// Samples there that returned to the one before last.
  package private(set) var returns = 0
  /// Whether all samples there stand at even hours.
  package private(set) var standsAtEvenHours = true
  /// Whether all samples there stand at even half hours.
  package private(set) var standsAtHalfHours = true
  /// The longest run of one value that ended, seconds; `nil` where the value never changed.
  package private(set) var longestFinishedRun: UInt32?
  /// Steps in which the value changed.
  package private(set) var changedSteps = 0
  /// How long the last value had been the same at the last sample, seconds.
  package private(set) var lastRun: UInt32 = 0

  /// Reads a history up to its end.
  package init(of history: EntityHistory) {
    let evidence = history.sampling.evidence
    guard !evidence.isEmpty else { return }
    let stepSeconds = Double(history.step.wholeMilliseconds) / 1000
    let recent = max(0, evidence.count - Int((28 * 86_400 / stepSeconds).rounded(.up)))
    var intervals: [Double] = []
    for step in recent..<evidence.count where evidence[step].samples > 0 {
      let one = evidence[step]
      days += stepSeconds / 86_400
      samples += Int(one.samples)
      returns += Int(one.returns)
      longestGap = max(longestGap, one.longestGap)
      standsAtEvenHours = standsAtEvenHours && one.standsAtEvenHours
      standsAtHalfHours = standsAtHalfHours && one.standsAtHalfHours
      twoHourMean = max(twoHourMean, Double(one.twoHourMean))
      dailyMean = max(dailyMean, Double(one.mean))
      if let seen = history.peaks[step] { peak = max(peak ?? seen, seen) }
      let watched =
        history.observedMilliseconds.isEmpty
        ? stepSeconds : Double(history.observedMilliseconds[step]) / 1000
      intervals.append(watched / Double(one.samples))
    }
    if !intervals.isEmpty { interval = intervals.sorted()[intervals.count / 2] }
    countRuns(evidence)
  }

  private mutating func countRuns(_ evidence: [StepEvidence]) {
    guard let last = evidence.lastIndex(where: { $0.samples > 0 }) else { return }
    lastRun = evidence[last].unchangedAtEnd
    let longest = evidence[...last].reduce(0) { max($0, $1.unchanged) }
    longestFinishedRun = longest == 0 ? nil : longest
    changedSteps = evidence[...last].count { $0.unchanged > 0 }
  }
}
