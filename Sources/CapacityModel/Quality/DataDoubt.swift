public import HeadroomBasics

/// One reason to doubt an entity's samples, and what a plan does about it.
public struct DataDoubt: Sendable, Hashable, Codable {
  /// What is doubtful. The raw values stand in plans and in `headroom.quality/v1`.
  public enum Kind: String, CaseIterable, Sendable, Codable {
    /// Samples lie so far apart that peaks between them are not seen.
    case coarseSampling = "coarse-sampling"
    /// Samples are averages, declared or by their instants, so that peaks are bounded from below only.
    case averages
    /// Hours of the day, or days of the week, in which no sample was ever taken.
    case unseenHours = "unseen-hours"
    /// The same value for far longer than ever before.
    case frozen
    /// Less than any operating system needs: a unit is wrong.
    case implausiblySmall = "implausibly-small"
    /// Far more than the size: a sample is wrong.
    case implausiblyLarge = "implausibly-large"
    /// Most of the last four weeks without samples.
    case gap
    /// Values became a thousand times larger or smaller at once.
    case unitChange = "unit-change"
    /// Samples far from all others in time.
    case wrongTime = "wrong-time"
    /// Two sources under one name.
    case sharedName = "shared-name"
    /// The samples of another entity seem to be its own past.
    case renamed
  }

  /// What the doubt does to the decision, the least first.
  public enum Effect: String, CaseIterable, Comparable, Sendable, Codable {
    /// It is told.
    case note
    /// No shrink below the largest demand ever seen.
    case keepsPeaks = "keeps-peaks"
    /// No shrink.
    case holdsShrink = "holds-shrink"
    /// No size at all until somebody has looked.
    case investigate

    /// By severity.
    public static func < (left: Effect, right: Effect) -> Bool { left.rank < right.rank }

    /// Whether it keeps a size from falling, or from being judged at all.
    public var holds: Bool { self >= .holdsShrink }

    private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
  }

  /// What is doubtful.
  public var kind: Kind
  /// What the decision does about it.
  public var effect: Effect
  /// Since when; `nil` where it is true of all samples.
  public var since: Timestamp?
  /// Samples, or days for `unseenHours`, that the doubt rests on.
  public var count: Int
  /// What is wrong and what to do, one sentence or two.
  public var text: String
  /// Why a person trusts the samples all the same; `nil` where nobody said so.
  public var trusted: String?

  /// Creates a doubt.
  public init(
    _ kind: Kind, _ effect: Effect, since: Timestamp? = nil, count: Int, text: String
  ) {
    self.kind = kind
    self.effect = effect
    self.since = since
    self.count = count
    self.text = text
  }
}
