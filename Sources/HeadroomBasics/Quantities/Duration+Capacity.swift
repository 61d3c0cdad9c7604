extension Duration {
  /// Whole milliseconds, cut towards zero.
  public var wholeMilliseconds: Int64 {
    components.seconds * 1000 + components.attoseconds / 1_000_000_000_000_000
  }

  /// Milliseconds of 24 hours.
  public static let millisecondsPerDay: Int64 = 86_400_000

  /// `count` × 24 hours.
  public static func days(_ count: Int64) -> Duration { .seconds(count * 86_400) }

  /// `count` × 7 days.
  public static func weeks(_ count: Int64) -> Duration { .days(count * 7) }

  /// This length in days, with its fraction.
  public var inDays: Double { Double(wholeMilliseconds) / Double(Self.millisecondsPerDay) }

  private static let units: [(suffix: String, seconds: Int64)] = [
    ("w", 604_800), ("d", 86_400), ("h", 3600), ("m", 60), ("s", 1),
  ]

  /// Reads `30s`, `5m`, `1h`, `1d`, `13w`, `1q`, `2y`; a quarter is 13 weeks, a year 365 days.
  ///
  /// - Returns: `nil` where the text is not a positive whole number and a unit.
  public init?(parsing text: some StringProtocol) {
    guard let suffix = text.last, let count = Int64(text.dropLast()), count > 0,
      count < 1_000_000_000
    else { return nil }
    if suffix == "q" {
      self = .weeks(13 * count)
      return
    }
    if suffix == "y" {
      self = .days(365 * count)
      return
    }
    guard let unit = Self.units.first(where: { $0.suffix == String(suffix) }) else { return nil }
    self = .seconds(count * unit.seconds)
  }

  /// The length in its largest whole unit: `13w`, `36h`, `5m`.
  public var shortText: String {
    let milliseconds = wholeMilliseconds
    for (suffix, seconds) in Self.units
    where milliseconds != 0 && milliseconds % (seconds * 1000) == 0 {
      return "\(milliseconds / (seconds * 1000))\(suffix)"
    }
    return "\(milliseconds)ms"
  }
}
