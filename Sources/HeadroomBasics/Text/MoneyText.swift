/// Money as people read it.
package enum MoneyText {
  /// A sum with its currency, if that is known: `1,234 EUR`, `12.50 EUR`, `12.50`.
  package static func sum(_ amount: Double, _ currency: String?) -> String {
    with(number(amount), currency)
  }

  /// A sum without its currency: with cents below 1,000, without from there on, where cents are noise.
  package static func number(_ amount: Double) -> String {
    NumberText.fixed(amount, places: amount.magnitude < 999.995 ? 2 : 0)
  }

  /// A price of one unit with its currency: at least cents, and as many as four places where it has them: `3.20 EUR`,
  /// `0.2875 EUR`.
  package static func rate(_ amount: Double, _ currency: String?) -> String {
    let (exact, cents) = (
      NumberText.trimmed(amount, places: 4), NumberText.fixed(amount, places: 2)
    )
    return with(exact.utf8.count > cents.utf8.count ? exact : cents, currency)
  }

  private static func with(_ number: String, _ currency: String?) -> String {
    guard let currency, !currency.isEmpty else { return number }
    return "\(number) \(currency)"
  }
}
