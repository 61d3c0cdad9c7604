extension UInt64 {
  /// Small for numbers near zero on both sides: 0, −1, 1, −2 become 0, 1, 2, 3.
  @inline(__always)
  init(zigzag number: Int64) {
    self = UInt64(bitPattern: (number &<< 1) ^ (number &>> 63))
  }

  /// The number that `init(zigzag:)` was given, as a bit pattern.
  @inline(__always)
  var unzigzagged: UInt64 { (self &>> 1) ^ (0 &- (self & 1)) }
}
