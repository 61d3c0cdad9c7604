public import HeadroomBasics

/// The word of a person that doubts of one kind about some entities are unfounded.
public struct TrustedDoubt: Sendable, Hashable, Codable {
  /// Kinds that a word can overrule: those that hold a decision, and a change of unit, whose earlier samples are then used.
  public static let kinds = DataDoubt.Kind.allCases.filter { $0 != .renamed && $0 != .wrongTime }

  /// The entities: a name, or a pattern with `*`.
  public var entity: String
  /// The doubt, one of `kinds`.
  public var kind: DataDoubt.Kind
  /// Why the samples are right, for people.
  public var reason: String
  /// From then on the doubt counts again; `nil` for no end.
  public var until: Timestamp?

  /// Takes down a word.
  public init(
    entity: String, kind: DataDoubt.Kind, reason: String, until: Timestamp? = nil
  ) {
    (self.entity, self.kind, self.reason, self.until) = (entity, kind, reason, until)
  }

  /// Whether it is about an entity.
  public func covers(_ entity: EntityID) -> Bool { NamePattern(self.entity).matches(entity.name) }

  /// Whether it still counts at `now`.
  func counts(at now: Timestamp) -> Bool { until.map { now < $0 } ?? true }
}

extension EntitySampling {
  /// The word that overrules a kind of doubt at `now`; `nil` where there is none.
  package func word(on kind: DataDoubt.Kind, at now: Timestamp) -> TrustedDoubt? {
    trusted.first { $0.kind == kind && $0.counts(at: now) }
  }
}

extension DataDoubt {
  /// The same doubt where a person trusts the samples: it is told and changes nothing.
  package func overruled(by word: TrustedDoubt) -> DataDoubt {
    var doubt = self
    (doubt.effect, doubt.trusted) = (.note, word.reason)
    doubt.text += " Trusted by hand: \(word.reason)."
    return doubt
  }
}
