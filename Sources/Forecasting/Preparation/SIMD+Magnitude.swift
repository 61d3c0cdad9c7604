extension SIMD8<Double> {
  /// The lanes without their signs: one instruction a register, where a comparison and a choice would be three.
  @inline(__always)
  var magnitudes: SIMD8<Double> {
    unsafeBitCast(
      unsafeBitCast(self, to: SIMD8<UInt64>.self) & SIMD8<UInt64>(repeating: .max >> 1),
      to: SIMD8<Double>.self)
  }
}

extension SIMD16<Float> {
  /// The lanes without their signs.
  @inline(__always)
  var magnitudes: SIMD16<Float> {
    unsafeBitCast(
      unsafeBitCast(self, to: SIMD16<UInt32>.self) & SIMD16<UInt32>(repeating: .max >> 1),
      to: SIMD16<Float>.self)
  }
}
