internal import LinearAlgebra

/// Where to go on from in a fixed-point iteration whose slowest mode fades by the same share each time.
///
/// With f = G(x) − x the next point is G(x) − β (G(x) − G(x′)), x′ the point before and β the least squares solution of
/// f = β (f − f′): Anderson's mixing of depth one, a secant step. Every column is a problem of its own. The fixed point is the
/// same; about half of the iterations get there.
///
/// Source: Anderson (1965), Journal of the ACM 12(4); Walker & Ni (2011), SIAM Journal on Numerical Analysis 49(4).
struct SecantMixing {
  private var last: (image: Matrix, residual: [Double])?

  /// A secant may not reach farther than this many steps: where two residuals are nearly the same, it tells nothing.
  private static let reach = 4.0

  /// The next point.
  ///
  /// - Parameters:
  ///   - point: x.
  ///   - image: G(x), of the same shape.
  mutating func next(after point: Matrix, image: Matrix) -> Matrix {
    let residual = zip(image.elements, point.elements).map { $0 - $1 }
    defer { last = (image, residual) }
    guard let last else { return image }
    var mixed = image
    for column in 0..<image.columns {
      var (along, length) = (0.0, 0.0)
      for row in 0..<image.rows {
        let place = row * image.columns + column
        let turned = residual[place] - last.residual[place]
        along += residual[place] * turned
        length += turned * turned
      }
      guard length > 0 else { continue }
      let share = min(max(along / length, -Self.reach), Self.reach)
      for row in 0..<image.rows {
        mixed[row, column] -= share * (image[row, column] - last.image[row, column])
      }
    }
    return mixed
  }
}
