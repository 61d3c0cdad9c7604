import RealModule

/// The elementary functions that this module needs.
enum Exponential {
  /// eˣ in double precision.
  static func of(_ x: Double) -> Double { .exp(x) }

  /// eˣ in single precision.
  static func of(_ x: Float) -> Float { .exp(x) }

  /// The natural logarithm of `x`, `x > 0`.
  static func logarithm(_ x: Double) -> Double { .log(x) }

  /// `base` to the `exponent`, `base ≥ 0`.
  static func power(_ base: Double, _ exponent: Double) -> Double { .pow(base, exponent) }
}
