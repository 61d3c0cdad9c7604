/// Sizes, probabilities and instants as people read them.
package enum QuantityText {
  /// The number of GiB with as many decimals as matter: `0.25`, `1.5`, `12`, `1,234.5`.
  package static func gibibytes(_ size: ByteCount) -> String {
    let value = size.gibibytes
    if size.bytes != 0, value.magnitude < 0.005 { return value < 0 ? "-<0.01" : "<0.01" }
    return NumberText.trimmed(value, places: value.magnitude < 1000 ? 2 : 1)
  }

  /// As `gibibytes`; `-` where there is no size.
  package static func gibibytes(_ size: ByteCount?) -> String { size.map { gibibytes($0) } ?? "-" }

  /// As `gibibytes`, with the unit; `unknown` where there is none.
  package static func size(_ size: ByteCount?) -> String {
    size.map { "\(gibibytes($0)) GiB" } ?? "unknown"
  }

  /// A change in GiB, always with its sign.
  package static func change(_ size: ByteCount) -> String {
    size.bytes > 0 ? "+\(gibibytes(size))" : gibibytes(size)
  }

  /// A share as per cent with at most one decimal, cut and not rounded: `99.9 %` is never shown as certainty.
  package static func percent(_ share: Double) -> String {
    guard share.isFinite else { return "-" }
    // 0.29 × 1000 is 290.00000000000006 or 289.99999999999994: a hair is not a tenth.
    let tenths = (share * 1000 + (share < 0 ? -1e-9 : 1e-9)).rounded(.towardZero)
    return "\(NumberText.trimmed(tenths / 10, places: 1)) %"
  }

  /// A number whose unit is not known: four digits that matter, at least the whole ones.
  package static func amount(_ value: Double) -> String {
    let places =
      switch value.magnitude {
      case ..<1: 4
      case ..<100: 2
      case ..<10_000: 1
      default: 0
      }
    return NumberText.fixed(value, places: places)
  }

  /// The change from `before` to `after` in per cent of `before`; empty where that has no meaning.
  package static func relativeChange(from before: ByteCount, to after: ByteCount) -> String {
    guard before.bytes > 0 else { return "" }
    let share = Double(after.bytes - before.bytes) / Double(before.bytes) * 100
    return "\(share > 0 ? "+" : "")\(NumberText.trimmed(share, places: 1)) %"
  }

  /// UTC to the minute: `2013-09-29 00:00 UTC`.
  package static func instant(_ instant: Timestamp) -> String {
    "\(instant.dateText) \(instant.description.dropFirst(11).prefix(5)) UTC"
  }

  /// `1 day`, `2 days`.
  package static func count(_ number: Int, _ singular: String, _ plural: String) -> String {
    "\(NumberText.grouped(number)) \(number == 1 ? singular : plural)"
  }

  /// `1 of 35 entities has`, `2 of 35 entities have`: the noun follows the whole, the verb the part.
  ///
  /// - Parameter verb: What one and what many do; empty for no verb.
  package static func part(
    _ number: Int, of whole: Int, _ singular: String, _ plural: String,
    verb: (one: String, many: String) = ("", "")
  ) -> String {
    let form = number == 1 ? verb.one : verb.many
    return "\(NumberText.grouped(number)) of \(count(whole, singular, plural))"
      + (form.isEmpty ? "" : " \(form)")
  }
}
