package import HeadroomBasics

/// What an entity's history says to a planner, with the last full month (30 days before the origin) apart.
package struct ObservedPast {
  /// Observed time, days.
  package let observedDays: Double
  /// The largest demand of the last month, whole bytes rounded up, and its instant.
  package let monthPeak: (size: ByteCount, instant: Timestamp)?
  /// Time of the last month in which the size cut demand off, days.
  package let censoredDays: Double
  /// Since when the entity has been off, where it was for the last two weeks (`EntityQuality.goneAfter`).
  package let offSince: Timestamp?
  /// Demand at the origin: the smaller peak of the last two steps; `nil` where one of them was not observed.
  package let inUse: ByteCount?
  /// The end of the last observed step; `nil` where nothing was ever observed.
  package let lastObserved: Timestamp?

  private let history: EntityHistory

  /// Reads a history as of `now`.
  package init(_ history: EntityHistory, now: Timestamp) {
    let count = history.peaks.count
    precondition(
      history.sizes.count == count && history.peakInstants.count == count
        && history.censoredMilliseconds.count == count && history.offMilliseconds.count == count,
      "a history of \(count) steps with parts of other lengths")
    self.history = history
    let length = history.step.wholeMilliseconds
    precondition(length > 0, "a history with steps of \(length) ms")
    let observed = history.peaks.indices.filter { Self.peak(of: history, at: $0) != nil }
    observedDays = Double(observed.count) * history.step.inDays
    lastObserved = observed.last.map { history.start + .milliseconds(Int64($0 + 1) * length) }
    // A step that reaches into the month belongs to it: a peak too many is safe, one too few is not.
    let monthStart = now - .days(30)
    let month = history.peaks.indices.filter {
      history.start + .milliseconds(Int64($0 + 1) * length) > monthStart
    }
    censoredDays =
      Duration.milliseconds(
        month.reduce(0) { $0 + history.censoredMilliseconds[$1] }
      ).inDays
    monthPeak = Self.largest(of: history, in: month)
    let latest = history.peaks.indices.suffix(2).map { Self.peak(of: history, at: $0) }
    let seen = latest.compactMap { $0 }
    inUse = seen.count == 2 ? seen.min().map { ByteCount(Int64($0.rounded(.down))) } : nil
    let recent = month.filter {
      history.start + .milliseconds(Int64($0 + 1) * length) > now - EntityQuality.goneAfter
    }
    let isOff =
      !recent.isEmpty && Self.largest(of: history, in: recent) == nil
      && recent.reduce(0) { $0 + history.offMilliseconds[$1] } * 2 >= length * Int64(recent.count)
    offSince = isOff ? lastObserved ?? history.start : nil
  }

  /// The seen days at two sizes; a capped day is never read as a fit at a size that is no larger.
  package func replay(before: ByteCount?, after: ByteCount?) -> PlanItem.Replay {
    var replay = PlanItem.Replay(days: 0, shortageDaysBefore: 0, shortageDaysAfter: 0)
    var day: [Int] = []
    func close() {
      if day.isEmpty { return }
      replay.days += 1
      if let before, day.contains(where: { misses($0, at: before) }) {
        replay.shortageDaysBefore += 1
      }
      if let after, day.contains(where: { misses($0, at: after) }) {
        replay.shortageDaysAfter += 1
      }
    }
    for step in history.peaks.indices where Self.peak(of: history, at: step) != nil {
      if let last = day.last, date(of: last) != date(of: step) {
        close()
        day = []
      }
      day.append(step)
    }
    close()
    return replay
  }

  /// The UTC midnight before the start of `step`.
  private func date(of step: Int) -> Timestamp {
    let offset = Duration.milliseconds(Int64(step) * history.step.wholeMilliseconds)
    return (history.start + offset).roundedDown(to: .days(1))
  }

  /// Whether demand of `step` is not known to have fitted into `size`.
  private func misses(_ step: Int, at size: ByteCount) -> Bool {
    guard let peak = Self.peak(of: history, at: step) else { return false }
    let bytes = Double(size.bytes)
    if peak > bytes { return true }
    guard history.censoredMilliseconds[step] > 0 else { return false }
    // Demand was cut off at the size in force, so it is not known to fit into that or anything smaller. Where that size
    // is unknown, 97 % of it is where the peak was.
    return bytes <= history.sizes[step] ?? peak / EntityHistory.cutOffShare
  }

  /// The peak of a step, unless the entity was off throughout it.
  private static func peak(of history: EntityHistory, at step: Int) -> Double? {
    history.offMilliseconds[step] >= history.step.wholeMilliseconds ? nil : history.peaks[step]
  }

  private static func largest(
    of history: EntityHistory, in steps: [Int]
  ) -> (size: ByteCount, instant: Timestamp)? {
    var best: (value: Double, step: Int)?
    for step in steps {
      guard let peak = peak(of: history, at: step), peak > best?.value ?? -.infinity else {
        continue
      }
      best = (peak, step)
    }
    guard let best else { return nil }
    precondition(best.value.isFinite && best.value < 0x1p60, "a peak of \(best.value) bytes")
    return (
      ByteCount(Int64(best.value.rounded(.up))),
      Timestamp(milliseconds: history.peakInstants[best.step])
    )
  }
}
