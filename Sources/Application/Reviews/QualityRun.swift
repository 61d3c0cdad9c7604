public import CapacityModel
internal import HeadroomBasics

/// Walks from a store to what is doubtful in it.
public enum QualityRun {
  /// Judges how far the samples of every entity can be believed.
  ///
  /// - Throws: `ApplicationError`, `StorageError`.
  public static func make(in workspace: Workspace) throws -> QualityReport {
    let demand = try workspace.demand(every: PlanRun.step)
    return QualityReport(
      store: workspace.name, now: demand.now,
      entities: demand.histories.map {
        DataQuality(of: $0, calendar: demand.panel.calendar, now: demand.now)
      })
  }
}

extension DataQuality {
  /// The quality figures of a history.
  init(of history: EntityHistory, calendar: StepCalendar, now: Timestamp) {
    let step = calendar.stepMilliseconds
    let known = history.peaks.indices.filter { history.peaks[$0] != nil }
    let (first, last) = (known.first ?? 0, known.last ?? 0)
    var (missing, longest, run) = (0, 0, 0)
    for day in first..<(last + 1) {
      if history.peaks[day] == nil, 2 * history.offMilliseconds[day] <= step {
        (missing, run) = (missing + 1, run + 1)
        longest = max(longest, run)
      } else {
        run = 0
      }
    }
    self.init(
      entity: history.entity, samples: history.samples, first: calendar.instant(first),
      last: calendar.instant(last), days: last - first + 1, missingDays: missing,
      longestGap: longest, cutOffDays: history.censoredMilliseconds.count { $0 > 0 },
      offDays: history.offMilliseconds.count { 2 * $0 > step },
      hasSize: history.configured != nil)
    cutOffOfMonth = ObservedPast(history, now: now).censoredDays
    let quality = EntityQuality(history, now: now)
    state = quality.state
    intervalSeconds = quality.interval
    longestStepSeconds = quality.longestGap
    doubts = quality.doubts
  }
}
