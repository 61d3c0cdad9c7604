/// An amount of memory, in bytes; signed, so that a change of size is one too.
public struct ByteCount: Hashable, Comparable, Sendable {
  /// The amount in bytes; below zero for less memory than before.
  public var bytes: Int64

  /// Creates an amount of `bytes` bytes.
  public init(_ bytes: Int64) { self.bytes = bytes }

  /// Whole bytes, rounded up; at most half an EiB, so that sums of a few do not overflow.
  ///
  /// - Parameter bytes: Not NaN, above −2⁶³.
  public init(roundingUp bytes: Double) { self.init(Int64(min(bytes, 0x1p59).rounded(.up))) }

  /// Bytes of one GiB, as a divisor of amounts that are no `ByteCount`.
  public static let bytesPerGibibyte = 1_073_741_824.0

  /// An amount of no bytes.
  public static let zero = ByteCount(0)

  /// `count` × 1024 bytes.
  public static func kibibytes(_ count: Int64) -> ByteCount { ByteCount(count << 10) }

  /// `count` × 1024² bytes.
  public static func mebibytes(_ count: Int64) -> ByteCount { ByteCount(count << 20) }

  /// `count` × 1024³ bytes.
  public static func gibibytes(_ count: Int64) -> ByteCount { ByteCount(count << 30) }

  /// `count` × 1024⁴ bytes.
  public static func tebibytes(_ count: Int64) -> ByteCount { ByteCount(count << 40) }

  /// The amount in GiB.
  public var gibibytes: Double { Double(bytes) / Self.bytesPerGibibyte }

  /// The smallest multiple of `step` that is not below this amount.
  ///
  /// - Parameter step: Bytes, `> 0`.
  public func roundedUp(to step: ByteCount) -> ByteCount {
    precondition(step.bytes > 0, "a step of \(step.bytes) bytes rounds to nothing")
    let remainder = bytes % step.bytes
    if remainder == 0 { return self }
    return ByteCount(bytes - remainder + (remainder > 0 ? step.bytes : 0))
  }

  /// Whether the smaller amount is on the left.
  public static func < (left: ByteCount, right: ByteCount) -> Bool { left.bytes < right.bytes }
}

extension ByteCount: AdditiveArithmetic {
  /// Sum; traps on overflow.
  public static func + (left: ByteCount, right: ByteCount) -> ByteCount {
    ByteCount(left.bytes + right.bytes)
  }

  /// Difference; traps on overflow.
  public static func - (left: ByteCount, right: ByteCount) -> ByteCount {
    ByteCount(left.bytes - right.bytes)
  }

  /// The same amount with the other sign.
  public static prefix func - (amount: ByteCount) -> ByteCount { ByteCount(-amount.bytes) }
}

extension ByteCount: Codable {
  /// Reads a whole number of bytes.
  public init(from decoder: any Decoder) throws {
    bytes = try decoder.singleValueContainer().decode(Int64.self)
  }

  /// Writes a whole number of bytes.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(bytes)
  }
}
