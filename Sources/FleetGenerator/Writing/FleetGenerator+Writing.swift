import HeadroomBasics

extension FleetGenerator {
  /// One of the files that a fleet comes as.
  public enum File: String, CaseIterable, Sendable {
    /// Samples; see `SamplesCSV`.
    case samples = "samples.csv"
    /// Truth by VM and day; see `TruthCSV`.
    case truthDays = "truth-days.csv"
    /// Parameters by VM.
    case truthEntities = "truth-entities.csv"
    /// Deployments, resizes, restarts and stretches off, lost or censored.
    case truthEvents = "truth-events.csv"
    /// Injected faults; only where faults were asked for.
    case faults = "faults.csv"
  }

  /// The files of this fleet.
  public var files: [File] { File.allCases.filter { $0 != .faults || faults != nil } }

  /// Writes all files of the fleet in one pass, each from its first byte to its last, some kilobytes to a few
  /// megabytes at a time.
  ///
  /// - Parameter sink: Takes the next bytes of one file.
  /// - Throws: What `sink` throws.
  public func write(to sink: (File, [UInt8]) throws -> Void) rethrows {
    try sink(.samples, SamplesCSV.header)
    try sink(.truthDays, TruthCSV.daysHeader)
    try sink(.truthEntities, TruthCSV.entitiesHeader)
    try sink(.truthEvents, TruthCSV.eventsHeader)
    if let faults {
      try sink(.faults, FaultsCSV.header)
      if faults.changesUnit {
        try sink(.faults, FaultsCSV.line(of: FleetUnitChange(of: recipe).fault))
      }
    }
    for index in 0..<recipe.vms {
      let (truth, samples, fault) = recorded(index)
      for block in samples { try sink(.samples, SamplesCSV.lines(of: block)) }
      if let fault { try sink(.faults, FaultsCSV.line(of: fault)) }
      try sink(.truthDays, TruthCSV.days(of: truth))
      try sink(.truthEntities, TruthCSV.entity(of: truth))
      try sink(.truthEvents, TruthCSV.events(of: truth))
    }
  }
}
