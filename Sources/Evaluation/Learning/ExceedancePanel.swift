internal import CapacityModel
public import HeadroomBasics
public import Sizing

/// A fleet's records with the candidate sizes and features that learned policies work on.
public struct ExceedancePanel: Sendable {
  /// One an entity.
  let designs: [ExceedanceDesign]
  /// J.
  public let candidateCount: Int

  /// Prepares a fleet.
  ///
  /// - Parameters:
  ///   - candidateCount: Candidate sizes of each entity, `> 1`.
  ///   - warmup: Days from which candidates are taken.
  public init(
    _ records: [DemandRecord], candidateCount: Int = 40, warmup: Int = 28, loop: ParallelLoop
  ) {
    self.candidateCount = candidateCount
    designs = loop.map(records.count) { place in
      ExceedanceDesign(
        records[place],
        candidates: CandidateSizes(for: records[place], count: candidateCount, warmup: warmup))
    }
  }

  /// The records.
  public var records: [DemandRecord] { designs.map(\.record) }
}
