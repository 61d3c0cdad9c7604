package import HeadroomBasics

/// How sentences of a plan write sizes, shares and levels.
package enum PlanText {
  /// Two decimals of GiB at most: `1.9 GiB`; smaller units where that would round to nothing.
  package static func gibibytes(_ amount: ByteCount) -> String {
    guard amount.bytes.magnitude >= 10_737_419 else { return amount.description }
    let hundredths = Int64((amount.gibibytes * 100).rounded())
    return "\(decimal(hundredths, places: 2)) GiB"
  }

  /// A probability in per cent with one decimal at most, cut off and never rounded up: `99.5 %` of 0.9959.
  package static func percent(_ probability: Double) -> String {
    "\(ofHundred(probability)) %"
  }

  /// A probability as cases in a hundred: `95`, `99.5`.
  package static func ofHundred(_ probability: Double) -> String {
    // Tenths of a thousandth first, so that 0.95 is not read as 0.9499….
    decimal(Int64((probability * 10_000).rounded()) / 10, places: 1)
  }

  /// A count, grouped by thousands, and its noun: `1 day`, `3 days`, `1,204 days`.
  package static func count(_ number: Int, _ noun: String, plural: String? = nil) -> String {
    QuantityText.count(number, noun, plural ?? "\(noun)s")
  }

  /// How long the size cut demand off lately, as plans, reviews and the store's quality tell it.
  package static func cutOff(ofMonth days: Double) -> String {
    "the size cut demand off for \(self.days(days)) of the last 30"
  }

  /// A number of days with one decimal at most.
  package static func days(_ days: Double) -> String {
    let tenths = Int64((days * 10).rounded())
    return "\(decimal(tenths, places: 1)) \(tenths == 10 ? "day" : "days")"
  }

  /// A number of days and the form of the verb that goes with it: `1 day was`, `2.5 days were`.
  package static func days(_ days: Double, _ one: String, _ many: String) -> String {
    let text = self.days(days)
    return "\(text) \(text == self.days(1) ? one : many)"
  }

  /// A number with one decimal at most.
  package static func tenths(_ value: Double) -> String {
    decimal(Int64((value * 10).rounded()), places: 1)
  }

  /// `scaled` over a power of ten, without trailing zeros.
  private static func decimal(_ scaled: Int64, places: Int) -> String {
    var scale: Int64 = 1
    for _ in 0..<places { scale *= 10 }
    var fraction = String(scaled.magnitude % UInt64(scale))
    fraction = String(repeating: "0", count: places - fraction.count) + fraction
    while fraction.last == "0" { fraction.removeLast() }
    let whole = scaled.magnitude / UInt64(scale)
    return "\(scaled < 0 ? "-" : "")\(whole)\(fraction.isEmpty ? "" : ".\(fraction)")"
  }
}
