internal import CapacityModel
internal import HeadroomBasics

/// Takes demand as total less available memory, and counts where more is available than there is: no demand follows from that.
struct ShortTotals {
  /// Instants that told both.
  private var told = 0
  /// Those of them with more available than the total.
  private var short = 0
  /// The most that was available at one of them, bytes.
  private var most: Int64 = 0

  /// Demand, bytes; `nil` where more is available than the total.
  mutating func demand(total: Int64, available: Int64) -> Int64? {
    told += 1
    guard available > total else { return total - available }
    short += 1
    most = max(most, available)
    return nil
  }

  /// What a person should hear of a file; `nil` where every total is large enough.
  ///
  /// - Parameter configured: The total that was given, where one was.
  /// - Throws: `IngestionError.malformed` where a total was given that leaves demand at no instant.
  func finding(configured: ByteCount?, in path: String) throws(IngestionError) -> String? {
    guard short > 0 else { return nil }
    let text = text(configured: configured)
    if short == told, configured != nil {
      throw .malformed(path: path, line: 1, column: 1, reason: text)
    }
    return text
  }

  private func text(configured: ByteCount?) -> String {
    let start =
      "\(short) of \(QuantityText.count(told, "instant has", "instants have")) more memory available (up to "
      + "\(ByteCount(most))) than "
    guard let configured else {
      return start + "their total, so no demand was taken from them: one of the two is wrong"
    }
    return start
      + "--configured \("\(configured)".filter { $0 != " " }), so no demand was taken from them: give the size that the machine has"
  }
}
