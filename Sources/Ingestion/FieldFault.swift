internal import CapacityModel
public import HeadroomBasics

/// What is wrong with one field of one row; the evidence is the text that stands there.
public enum FieldFault: Hashable, Sendable {
  /// No name where an entity must be named.
  case emptyName
  /// A name with control characters.
  case invalidName(String)
  /// A name with bytes that are not UTF-8.
  case notUTF8(String)
  /// No instant.
  case emptyTime
  /// Neither RFC 3339 nor epoch seconds.
  case notATime(String)
  /// As seconds the number lies beyond the year 5000.
  case looksLikeMilliseconds(String)
  /// A step number where an instant is needed.
  case stepInsteadOfTime(String)
  /// An instant where the file's first rows have step numbers.
  case timeInsteadOfStep(String)
  /// An instant before the earliest that is believed.
  case tooOld(Timestamp, earliest: Timestamp)
  /// An instant after the latest that is believed.
  case inFuture(Timestamp, latest: Timestamp)
  /// A local time without its zone.
  case timeWithoutZone(String)
  /// A local time that clocks in the zone never showed.
  case skippedHour(String, zone: String)
  /// Text in a notation that is not read; `advice` says what it is and what to write.
  case notation(String, advice: String)
  /// Not a number.
  case notANumber(String)
  /// NaN or infinite.
  case notFinite(String)
  /// A negative amount.
  case negative(String)
  /// A percentage over 100.
  case overHundred(String)
  /// A rate beyond anything a machine does.
  case rateTooLarge(String)
  /// A size above the limit; `better` is the unit under which it would be plausible, and the size it would be.
  case tooLarge(String, size: String, limit: ByteCount, better: Suggestion?)
  /// Not an amount with one of the units that the format has.
  case notAQuantity(String)
  /// A row that breaks the rules of its format; the reason also says what to do.
  case malformed(String)
  /// A percentage in a row that has no configured size to take it of.
  case noConfiguredSize(String)
  /// A quote that does not end on its line.
  case openQuote(String)
  /// Text between a closing quote and the next separator.
  case textAfterQuote(String)

  /// A unit under which a size would be plausible.
  public struct Suggestion: Hashable, Sendable {
    /// The suffix of the column's name: `_kib`.
    public var suffix: String
    /// The size under it.
    public var size: ByteCount

    /// Creates a suggestion.
    public init(suffix: String, size: ByteCount) { (self.suffix, self.size) = (suffix, size) }
  }
}
