extension BacktestPaths {
  /// One record of several parts of a panel, at the origins that all of them share.
  ///
  /// - Parameter parts: At least one, of one horizon, in the panel's order.
  public init(joining parts: [BacktestPaths]) {
    precondition(!parts.isEmpty, "no part to join")
    guard parts.count > 1, let first = parts.first else {
      self = parts[0]
      return
    }
    let shared = first.ends.indices.filter { origin in
      parts.allSatisfy { $0.ends.contains(first.ends[origin]) }
    }
    let ends = shared.map { first.ends[$0] }
    var residuals: [Float] = []
    for part in parts {
      precondition(part.horizon == first.horizon, "\(part.horizon) steps after \(first.horizon)")
      let origins = ends.compactMap { part.ends.firstIndex(of: $0) }
      for series in part.entities.indices {
        for origin in origins {
          let place = (series * part.ends.count + origin) * part.horizon
          residuals += part.residuals[place..<(place + part.horizon)]
        }
      }
    }
    self.init(
      entities: parts.flatMap(\.entities), ends: ends, steps: shared.map { first.steps[$0] },
      horizon: first.horizon, residuals: residuals)
  }
}
