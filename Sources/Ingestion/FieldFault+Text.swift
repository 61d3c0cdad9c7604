internal import CapacityModel
internal import HeadroomBasics

extension FieldFault: CustomStringConvertible {
  /// What is wrong and what to do, without the place.
  public var description: String {
    switch self {
    case .emptyName: "the entity has no name"
    case .invalidName(let text):
      "the name '\(text)' has control characters; write names as plain text"
    case .notUTF8(let text):
      "'\(text)' is not UTF-8; it looks like Latin-1 or Windows-1252; save the file as UTF-8"
    case .emptyTime: "the row has no instant; write RFC 3339 or epoch seconds"
    case .notATime(let text):
      "'\(text)' is not a time; write RFC 3339 with its zone (2013-09-02T00:00:00Z) or epoch seconds"
    case .looksLikeMilliseconds(let text):
      "\(text) seconds lie beyond the year 5000, so these look like milliseconds; write \(text.dropLast(3)), or read "
        + "them with --time-format %Q"
    case .stepInsteadOfTime(let text):
      "\(text) is a step number, not an instant; samples need times (RFC 3339 or epoch seconds), "
        + "and a file of numbered steps can be forecast directly with --input"
    case .timeInsteadOfStep(let text):
      "'\(text)' is not a step number, but the rows above are numbered; use one of the two throughout"
    case .tooOld(let time, let earliest):
      "\(time) lies before \(earliest.dateText), as clocks say that were never set; pass --allow-old if "
        + "it is right"
    case .inFuture(let time, let latest):
      "\(time) lies in the future (the latest that is believed is \(latest)); correct the clock that wrote it"
    case .timeWithoutZone(let text):
      "'\(text)' has no zone; give --time-zone Europe/Berlin (or UTC), or write the offset: "
        + "2013-09-02T00:00:00+02:00"
    case .skippedHour(let text, let zone):
      "'\(text)' does not exist in \(zone): the clock was put forward over it; write times with their zone"
    case .notation(let text, let advice): "'\(text)' \(advice)"
    case .notANumber(let text):
      "'\(text)' is not a number; leave the field empty where nothing was measured"
    case .notFinite(let text):
      "'\(text)' is not a finite number; leave the field empty where nothing was measured"
    case .negative(let text): "\(text) is negative, and no amount of memory is"
    case .overHundred(let text): "\(text) per cent is over 100; percentages run from 0 to 100"
    case .rateTooLarge(let text): "a rate of \(text) a second is beyond what a machine can do"
    case .tooLarge(let text, let size, let limit, let better):
      Self.tooLargeText(text, size: size, limit: limit, better: better)
    case .notAQuantity(let text):
      "'\(text)' is no quantity; quantities are numbers with Ki, Mi, Gi, Ti, k, M, G, T or m behind them"
    case .malformed(let reason): reason
    case .noConfiguredSize(let text):
      "\(text) per cent of a configured size that this row does not have"
    case .openQuote(let text): "the quote that opens '\(text)' does not end on this line"
    case .textAfterQuote(let text):
      "'\(text)' follows a closing quote; double the quotes inside a quoted field"
    }
  }

  private static func tooLargeText(
    _ text: String, size: String, limit: ByteCount, better: Suggestion?
  ) -> String {
    let start = "\(text) is \(size), over the limit of \(limit)"
    guard let better else { return start + "; if that is right, raise --max-size" }
    return start
      + "; with the unit \(better.suffix) it would be \(better.size): rename the column, or raise "
      + "--max-size if the size is right"
  }
}
