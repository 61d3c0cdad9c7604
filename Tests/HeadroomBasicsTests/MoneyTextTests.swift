import HeadroomBasics
import Testing

@Suite struct MoneyTextTests {
  @Test(
    "sums have cents below 1,000 and none from there on",
    arguments: [
      (0, "0.00 EUR"), (12.5, "12.50 EUR"), (-3.456, "-3.46 EUR"), (999.994, "999.99 EUR"),
      (999.996, "1,000 EUR"), (1234.5, "1,235 EUR"), (-1_234_567, "-1,234,567 EUR"),
    ])
  func sums(amount: Double, text: String) { #expect(MoneyText.sum(amount, "EUR") == text) }

  @Test("prices of one unit have cents, and up to four places where they need them")
  func rates() {
    #expect(MoneyText.rate(3.2, "EUR") == "3.20 EUR")
    #expect(MoneyText.rate(0.2875, "EUR") == "0.2875 EUR")
    #expect(MoneyText.rate(3, nil) == "3.00" && MoneyText.sum(3, "") == "3.00")
  }
}
