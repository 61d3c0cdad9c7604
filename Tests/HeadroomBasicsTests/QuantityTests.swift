import HeadroomBasics
import Testing

@Suite struct QuantityTests {
  @Test(
    "sizes are read in binary units, with and without a space",
    arguments: [
      ("512MiB", 512 << 20), ("4 GiB", 4 << 30), ("1.5g", 3 << 29), ("1073741824", 1 << 30),
      ("8k", 8192), ("2TiB", 2 << 40),
    ])
  func sizeParses(text: String, bytes: Int) {
    #expect(ByteCount(parsing: text) == ByteCount(Int64(bytes)))
  }

  @Test(
    "what is not a size is not read as one",
    arguments: ["", "GiB", "4 parsecs", "nan", "1e40GiB", "--4"])
  func nonsenseIsNoSize(text: String) {
    #expect(ByteCount(parsing: text) == nil)
  }

  @Test(
    "sizes print in the largest unit that leaves at least one",
    arguments: [
      (0, "0 B"), (1023, "1023 B"), (1536, "1.5 KiB"), (4 << 30, "4 GiB"), (-(3 << 29), "-1.5 GiB"),
    ])
  func sizePrints(bytes: Int, text: String) {
    #expect(ByteCount(Int64(bytes)).description == text)
  }

  @Test("rounding up lands on the next multiple and leaves multiples alone")
  func roundsUp() {
    let step = ByteCount.mebibytes(256)
    #expect(ByteCount(1).roundedUp(to: step) == step)
    #expect(step.roundedUp(to: step) == step)
    #expect(ByteCount(-1).roundedUp(to: step) == .zero)
  }

  @Test(
    "times are read from RFC 3339 and from epoch seconds",
    arguments: [
      ("2013-09-02T00:00:00Z", 1_378_080_000_000), ("1378080000", 1_378_080_000_000),
      ("2013-09-02", 1_378_080_000_000), ("2013-09-02T02:00:00+02:00", 1_378_080_000_000),
      ("2024-02-29T23:59:59.250Z", 1_709_251_199_250), ("1969-12-31T23:59:59Z", -1000),
    ])
  func timeParses(text: String, milliseconds: Int64) {
    #expect(Timestamp(parsing: text)?.milliseconds == milliseconds)
  }

  @Test(
    "what is not a time is not read as one",
    arguments: [
      "", "yesterday", "2013-02-30", "2013-13-01", "2013-09-02T25:00:00Z", "2013-09-02T00:00:00",
      "2013-09-02T00:00:00Zjunk", "2013-09-02T00:00:00+99:00",
    ])
  func nonsenseIsNoTime(text: String) {
    #expect(Timestamp(parsing: text) == nil)
  }

  @Test("a printed time reads back as itself, before and after the epoch")
  func timesRoundTrip() {
    var instant: Int64 = -5_000_000_000_000
    while instant < 5_000_000_000_000 {
      let time = Timestamp(milliseconds: instant)
      #expect(Timestamp(parsing: time.description) == time)
      instant += 7_919_333_777
    }
  }

  @Test("weekdays count from Monday")
  func weekdays() {
    #expect(Timestamp(parsing: "2013-09-02")?.weekday == 0)
    #expect(Timestamp(parsing: "1969-12-28")?.weekday == 6)
  }

  @Test(
    "durations have one unit, and a quarter is thirteen weeks",
    arguments: [
      ("30s", 30), ("5m", 300), ("1h", 3600), ("1d", 86_400), ("13w", 7_862_400), ("1q", 7_862_400),
      ("2y", 63_072_000),
    ])
  func durationParses(text: String, seconds: Int) {
    #expect(Duration(parsing: text) == .seconds(seconds))
  }

  @Test(
    "what is not a positive whole duration is not read as one",
    arguments: ["", "5", "-5m", "0d", "1.5h", "5 m"])
  func nonsenseIsNoDuration(text: String) {
    #expect(Duration(parsing: text) == nil)
  }

  @Test("a bucket starts at or before its instants, also before the epoch")
  func buckets() {
    let day = Duration.days(1)
    #expect(Timestamp(milliseconds: -1).roundedDown(to: day) == Timestamp(seconds: -86_400))
    #expect(Timestamp(milliseconds: 86_400_001).roundedDown(to: day) == Timestamp(seconds: 86_400))
  }

  @Test("nouns follow their number, verbs the part that they speak of")
  func agreement() {
    #expect(QuantityText.count(1, "row was", "rows were") == "1 row was")
    #expect(QuantityText.count(1_200, "row was", "rows were") == "1,200 rows were")
    #expect(QuantityText.count(0, "day", "days") == "0 days")
    #expect(QuantityText.part(1, of: 1, "change", "changes") == "1 of 1 change")
    #expect(QuantityText.part(2, of: 1_204, "change", "changes") == "2 of 1,204 changes")
    let verb = (one: "has", many: "have")
    #expect(QuantityText.part(1, of: 3, "entity", "entities", verb: verb) == "1 of 3 entities has")
    #expect(QuantityText.part(2, of: 3, "entity", "entities", verb: verb) == "2 of 3 entities have")
  }
}
