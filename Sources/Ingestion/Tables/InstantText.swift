internal import CapacityModel
internal import HeadroomBasics

/// Reads instants from bytes, the two common notations without making text of them.
struct InstantText {
  /// How a file writes instants.
  enum Notation {
    /// RFC 3339 or epoch seconds.
    case samples
    /// As `samples`; whole numbers that stand for no instant after March 1973 are step numbers, not seconds.
    case panel
    /// Epoch seconds or milliseconds, told apart by magnitude, or `day.month.year hour:minute:second`.
    case gwa
  }

  /// The smallest whole number that a panel file's `ds` means as epoch seconds: 1973-03-03. No series has as many steps.
  static let firstPanelSecond: Int64 = 100_000_000
  /// 5000-01-01 in epoch seconds; a number from here on was meant as milliseconds.
  static let lastSecond: Int64 = 95_617_584_000
  /// 0001-01-01 in epoch seconds.
  static let firstSecond: Int64 = -62_135_596_800
  /// A trace's number from here on is milliseconds (after March 1973); below, seconds (before the year 5138).
  static let firstTraceMillisecond: Int64 = 100_000_000_000

  let notation: Notation
  /// The date read last, as year × 10,000 + month × 100 + day, and its midnight: rows of one day come together.
  private var latest = (date: -1, midnight: Int64(0))

  /// Whether clocks showed the local time read last twice.
  private(set) var isAmbiguous = false
  private var local: LocalTimes?
  private let format: TimeFormat?
  /// What numbers count from, milliseconds since the epoch.
  private let epoch: Int64

  /// Whether digits alone are a time.
  var readsNumbers: Bool { format == nil }

  /// - Parameters:
  ///   - notation: How the file writes instants.
  ///   - options: What times without a zone mean, and a pattern for times that are written otherwise.
  init(_ notation: Notation, _ options: ReaderOptions = ReaderOptions()) {
    self.notation = notation
    format = options.timeFormat
    epoch = options.epoch?.milliseconds ?? 0
    local = options.timeZone.map { LocalTimes($0) }
  }

  /// Milliseconds since the epoch of a whole number.
  @inline(__always)
  func milliseconds(ofWhole number: Int64) throws(FieldFaultError) -> Int64 {
    if notation == .gwa, number >= Self.firstTraceMillisecond {
      if number < Self.lastSecond * 1000 { return number }
      throw FieldFaultError(.notATime("\(number)"))
    }
    if number >= Self.lastSecond { throw FieldFaultError(Self.beyondSeconds("\(number)")) }
    if notation == .panel, number < Self.firstPanelSecond {
      throw FieldFaultError(.stepInsteadOfTime("\(number)"))
    }
    return number * 1000 + epoch
  }

  /// What a number that is too large for seconds looks like.
  private static func beyondSeconds(_ text: String) -> FieldFault {
    NotationAdvice.onTime(text).map { .notation(text, advice: $0) } ?? .looksLikeMilliseconds(text)
  }

  /// Milliseconds since the epoch of any text.
  mutating func milliseconds(
    of text: UnsafeBufferPointer<UInt8>
  ) throws(FieldFaultError) -> Int64 {
    isAmbiguous = false
    let bytes = Self.trimmed(text)
    if bytes.isEmpty { throw FieldFaultError(.emptyTime) }
    if let format { return try milliseconds(of: bytes, format) }
    if let instant = zuluTime(bytes) { return instant }
    switch DecimalText.parse(bytes) {
    case .whole(let number):
      if number < Self.firstSecond { throw FieldFaultError(.notATime(FieldCursor.excerpt(bytes))) }
      return try milliseconds(ofWhole: number)
    case .real(let number):
      guard number >= Double(Self.firstSecond), number < 1e15 else {
        throw unreadable(FieldCursor.excerpt(bytes))
      }
      let text = FieldCursor.excerpt(bytes)
      if epoch == 0, let advice = NotationAdvice.onExcelSerial(number, text) {
        throw FieldFaultError(.notation(text, advice: advice))
      }
      let whole = try milliseconds(ofWhole: Int64(number.rounded(.down)))
      let isMilliseconds = notation == .gwa && number >= Double(Self.firstTraceMillisecond)
      let fraction = number - number.rounded(.down)
      return whole + Int64((fraction * (isMilliseconds ? 1 : 1000)).rounded())
    case .notFinite, .none: break
    }
    if notation == .gwa, let instant = dayFirstTime(bytes) { return instant }
    return try milliseconds(ofText: String(decoding: bytes, as: UTF8.self))
  }

  /// The other ways to write a time: any of RFC 3339, a date, `UTC` behind it, and local time.
  private mutating func milliseconds(ofText text: String) throws(FieldFaultError) -> Int64 {
    let isDate = text.utf8.count == 10
    if let instant = Timestamp(parsing: text), !isDate || local == nil {
      return instant.milliseconds
    }
    for zone in [" UTC", " GMT", " Z", "UTC", "GMT"] where text.hasSuffix(zone) {
      if let instant = Timestamp(parsing: text.dropLast(zone.count) + "Z") {
        return instant.milliseconds
      }
    }
    guard let shown = Timestamp(parsing: isDate ? "\(text)T00:00:00Z" : "\(text)Z") else {
      throw unreadable(FieldCursor.excerpt(text.utf8))
    }
    return try milliseconds(shown: shown.milliseconds, text)
  }

  /// The instant of a time that `format` reads.
  private mutating func milliseconds(
    of bytes: UnsafeBufferPointer<UInt8>, _ format: TimeFormat
  ) throws(FieldFaultError) -> Int64 {
    let text = FieldCursor.excerpt(bytes)
    guard let time = format.time(in: bytes) else {
      throw FieldFaultError(
        .notation(text, advice: "does not have the form of --time-format '\(format.pattern)'"))
    }
    return time.isLocal ? try milliseconds(shown: time.milliseconds, text) : time.milliseconds
  }

  private func unreadable(_ text: String) -> FieldFaultError {
    // Traces of the archive are read day first already.
    let advice = notation == .gwa ? nil : NotationAdvice.onTime(text)
    return FieldFaultError(advice.map { .notation(text, advice: $0) } ?? .notATime(text))
  }

  /// The instant at which clocks show a time, milliseconds since the epoch as if it were UTC.
  private mutating func milliseconds(
    shown: Int64, _ text: String
  ) throws(FieldFaultError) -> Int64 {
    guard let instant = local?.instant(shown: shown) else {
      throw FieldFaultError(.timeWithoutZone(FieldCursor.excerpt(text.utf8)))
    }
    guard let value = instant.value else {
      throw FieldFaultError(
        .skippedHour(FieldCursor.excerpt(text.utf8), zone: local?.zone.name ?? ""))
    }
    isAmbiguous = instant.isAmbiguous
    return value
  }

  /// `2013-09-02T00:00:00Z`, exactly so; every other way of RFC 3339 is left to `Timestamp`.
  private mutating func zuluTime(_ bytes: UnsafeBufferPointer<UInt8>) -> Int64? {
    // `2013-09-02 00:00:00 UTC`, as sysstat writes it, is the same but for two characters.
    let isNamed =
      bytes.count == 23 && bytes[10] == 0x20 && bytes[20...].elementsEqual("UTC".utf8)
      && bytes[19] == 0x20
    guard isNamed || (bytes.count == 20 && bytes[10] == 0x54 && bytes[19] == 0x5A),
      bytes[4] == 0x2D, bytes[7] == 0x2D, let year = Self.digits(bytes, 0, 4),
      let month = Self.digits(bytes, 5, 2), let day = Self.digits(bytes, 8, 2),
      let time = Self.timeOfDay(bytes, from: 11), let midnight = midnight(year, month, day)
    else { return nil }
    return midnight + time
  }

  /// `02.09.2013 00:05:00`, taken as UTC: the traces name no zone.
  private mutating func dayFirstTime(_ bytes: UnsafeBufferPointer<UInt8>) -> Int64? {
    guard bytes.count == 19, bytes[2] == 0x2E, bytes[5] == 0x2E, bytes[10] == 0x20,
      let day = Self.digits(bytes, 0, 2), let month = Self.digits(bytes, 3, 2),
      let year = Self.digits(bytes, 6, 4), let time = Self.timeOfDay(bytes, from: 11),
      let midnight = midnight(year, month, day)
    else { return nil }
    return midnight + time
  }

  private mutating func midnight(_ year: Int, _ month: Int, _ day: Int) -> Int64? {
    let key = year * 10_000 + month * 100 + day
    if key == latest.date { return latest.midnight }
    guard (1...12).contains(month), (1...31).contains(day) else { return nil }
    let date = CivilDate(year: year, month: month, day: day)
    // A day the month does not have comes back as another date.
    guard CivilDate(daysSinceEpoch: date.daysSinceEpoch) == date else { return nil }
    latest = (key, date.daysSinceEpoch * Duration.millisecondsPerDay)
    return latest.midnight
  }

  private static func timeOfDay(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int64? {
    guard bytes[start + 2] == 0x3A, bytes[start + 5] == 0x3A,
      let hour = digits(bytes, start, 2), let minute = digits(bytes, start + 3, 2),
      let second = digits(bytes, start + 6, 2), hour < 24, minute < 60, second < 60
    else { return nil }
    return Int64(hour * 3600 + minute * 60 + second) * 1000
  }

  private static func digits(
    _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ count: Int
  ) -> Int? {
    var value = 0
    for index in start..<(start + count) {
      let digit = bytes[index] &- 0x30
      if digit > 9 { return nil }
      value = value * 10 + Int(digit)
    }
    return value
  }

  /// The bytes without blanks around them.
  static func trimmed(_ bytes: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
    var (start, end) = (0, bytes.count)
    while start < end, bytes[start] == 0x20 || bytes[start] == 0x09 { start += 1 }
    while end > start, bytes[end - 1] == 0x20 || bytes[end - 1] == 0x09 { end -= 1 }
    return UnsafeBufferPointer(rebasing: bytes[start..<end])
  }
}
