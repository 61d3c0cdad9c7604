/// The last value, for ever.
struct NaiveMember: Member {
  let name = "naive"

  func forecast(_ panel: PreparedPanel, horizon: Int, crossFitted: Bool) -> [Double] {
    let n = panel.seriesCount
    let last = panel.values[((panel.stepCount - 1) * n)...]
    return (0..<horizon).flatMap { _ in last }
  }
}

/// The value one period ago; the last value where a series is shorter than a period.
struct SeasonalNaiveMember: Member {
  /// Steps.
  let period: Int
  var name: String { "seasonal-naive-\(period)" }

  func forecast(_ panel: PreparedPanel, horizon: Int, crossFitted: Bool) -> [Double] {
    let (n, t) = (panel.seriesCount, panel.stepCount)
    var result = [Double](repeating: 0, count: horizon * n)
    for k in 0..<horizon {
      for series in 0..<n {
        let step = panel.length(series) >= period ? t - period + k % period : t - 1
        result[k * n + series] = panel.values[step * n + series]
      }
    }
    return result
  }
}

/// The median of the latest steps, for ever: what idle and step-like entities need.
struct MedianMember: Member {
  /// Steps looked back on.
  let span: Int
  var name: String { "median-\(span)" }

  func forecast(_ panel: PreparedPanel, horizon: Int, crossFitted: Bool) -> [Double] {
    let (n, t) = (panel.seriesCount, panel.stepCount)
    let medians = (0..<n).map { series in
      let length = max(1, min(span, panel.length(series)))
      return Array(panel.rows[((series + 1) * t - length)..<((series + 1) * t)]).median
    }
    return (0..<horizon).flatMap { _ in medians }
  }
}

/// The mean of the last three periods, moved half of the way to the level of the last day or season part.
struct LevelledSeasonMember: Member {
  /// Steps of the season.
  let period: Int
  /// Steps that tell the present level.
  let recent: Int
  var name: String { "levelled-season-\(period)" }

  func forecast(_ panel: PreparedPanel, horizon: Int, crossFitted: Bool) -> [Double] {
    let (n, t) = (panel.seriesCount, panel.stepCount)
    var result = [Double](repeating: 0, count: horizon * n)
    for series in 0..<n {
      let row = panel.rows[(series * t)..<((series + 1) * t)]
      let whole = min(3, (panel.length(series) - recent) / period)
      let now = row.suffix(recent).mean
      guard whole > 0 else {
        for k in 0..<horizon { result[k * n + series] = now }
        continue
      }
      var then = 0.0
      for j in 1...whole {
        let end = row.endIndex - period * j
        then += row[(end - recent)..<end].mean / Double(whole)
      }
      let shift = 0.5 * (now - then)
      for k in 0..<horizon {
        var sum = 0.0
        for j in 1...whole { sum += row[row.endIndex - period * j + k % period] }
        result[k * n + series] = sum / Double(whole) + shift
      }
    }
    return result
  }
}
