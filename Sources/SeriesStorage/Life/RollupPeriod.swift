/// How long the stretch is that one roll-up stands for, in milliseconds; days are days of UTC.
enum RollupPeriod: Int64, Sendable, CaseIterable {
  case hour = 3_600_000
  case day = 86_400_000

  var milliseconds: Int64 { rawValue }

  /// Where the period begins that holds `instant`.
  func start(of instant: Int64) -> Int64 {
    let rest = instant % rawValue
    return instant - (rest < 0 ? rest + rawValue : rest)
  }

  /// What a roll-up's checksum takes for the number of its entity, so that no roll-up passes for a chunk.
  func owner(_ entity: Int64) -> Int64 { ~(entity &* 2 &+ (self == .day ? 1 : 0)) }
}
