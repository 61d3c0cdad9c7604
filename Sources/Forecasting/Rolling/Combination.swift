/// The combined forecast, now and at earlier origins, in the series' units.
struct Combination: Sendable {
  /// N.
  let seriesCount: Int
  /// Earlier origins.
  let originCount: Int
  /// Steps ahead.
  let horizon: Int
  /// The forecast, shape `[N × h]`.
  var ahead: [Double]
  /// The forecasts from earlier origins, shape `[N × origins × h]`.
  var tested: [Double]

  /// Makes room.
  init(seriesCount: Int, originCount: Int, horizon: Int) {
    (self.seriesCount, self.originCount, self.horizon) = (seriesCount, originCount, horizon)
    ahead = Array(repeating: 0, count: seriesCount * horizon)
    tested = Array(repeating: 0, count: seriesCount * originCount * horizon)
  }

  /// Where the forecast of `series` from earlier origin `origin` begins in `tested`.
  func offset(_ series: Int, _ origin: Int) -> Int { (series * originCount + origin) * horizon }
}
