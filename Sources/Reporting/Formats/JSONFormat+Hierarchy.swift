public import CapacityModel

extension JSONFormat {
  /// Writes `headroom.hierarchy-forecast/v1`: the forecast as always, an outlook a node, and the warnings.
  public func write(_ forecast: HierarchyForecast, options: ReportOptions, to sink: ByteSink) throws
  {
    var compact = options
    compact.prettyPrinted = false
    try sink(Array(#"{"forecast":"#.utf8))
    try write(forecast.forecast, options: options, to: sink)
    try sink(Array(#","outlooks":"#.utf8))
    try sink(try encoded(forecast.outlooks, options: compact))
    if let effect = forecast.scenario {
      try sink(Array(#","scenario":"#.utf8))
      try sink(try encoded(effect, options: compact))
    }
    try sink(Array(#","schema":"headroom.hierarchy-forecast/v1","warnings":"#.utf8))
    try sink(try encoded(forecast.warnings, options: compact))
    try sink(Array("}\n".utf8))
  }
}
