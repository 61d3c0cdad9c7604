public import CapacityModel
public import HeadroomBasics

/// What a full check of a store found.
public struct VerifyReport: Sendable, Hashable, Codable {
  /// One thing that is not as it was written.
  public struct Damage: Sendable, Hashable, Codable, CustomStringConvertible {
    /// What kind of thing is damaged.
    public enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
      /// The pages or trees of the file.
      case file
      /// The definition of the tables.
      case schema
      /// An entity's name.
      case entity
      /// A chunk's bytes.
      case chunk
      /// A chunk's index columns do not say what is in it.
      case index
      /// Two chunks of an entity cover the same time.
      case overlap
      /// A chunk belongs to no entity.
      case orphan
      /// A roll-up's bytes or index columns.
      case rollup
      /// A block of rows that wait to become chunks.
      case head
      /// The record of an ingest.
      case record
      /// The kept counts of samples and bytes.
      case tally
    }

    /// What kind of thing.
    public var kind: Kind
    /// Whose, where one entity's samples are affected.
    public var entity: EntityID?
    /// Which samples, where they can be told.
    public var range: TimeRange?
    /// What is wrong.
    public var detail: String

    /// All of it on one line.
    public var description: String {
      let place = [
        entity.map { "entity \($0)" }, range.map { "\($0.start) to \($0.end)" },
      ].compactMap(\.self).joined(separator: ", ")
      return "\(kind.rawValue): \(place.isEmpty ? "" : "\(place): ")\(detail)"
    }
  }

  /// In the order of the checks, then by entity and time.
  public var damages: [Damage] = []
  /// Chunks that were decoded.
  public var chunks = 0
  /// Samples that were decoded.
  public var samples = 0

  /// Whether everything is as it was written.
  public var isClean: Bool { damages.isEmpty }
}
