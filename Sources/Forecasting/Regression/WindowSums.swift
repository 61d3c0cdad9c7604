package import LinearAlgebra

/// Sums of products over training windows: what a pooled regression learns from. Sums of parts of a fleet add up.
package struct WindowSums: Sendable {
  let shape: WindowShape
  /// Lags, one and targets side by side: `[Z R]ᵀ[Z R]`, shape `[(L + 1 + h) × (L + 1 + h)]`.
  private(set) var products: Matrix
  /// Windows so far.
  package private(set) var count = 0

  /// Rows normalised before each `dsyrk`.
  private static let block = 512

  /// At most this share of a window may be filled in rather than seen.
  private static let filledShare = 0.2

  /// Sums of no window yet.
  ///
  /// - Throws: `ForecastingError.numerical` where the sums would not fit the memory.
  package init(shape: WindowShape) throws(ForecastingError) {
    self.shape = shape
    let size = shape.width + shape.target
    products = try Self.solving(shape) { () throws(LinearAlgebraError) in
      try Matrix(rows: size, columns: size)
    }
  }

  /// Adds the windows of the series at `rows`, newest first, `stride` steps apart.
  package mutating func add(_ panel: PreparedPanel, rows: [Int], stride step: Int)
    throws(ForecastingError)
  {
    let size = shape.width + shape.target
    var elements: [Double] = []
    elements.reserveCapacity(Self.block * size)
    for row in rows {
      var end = panel.length
      while end - shape.target - shape.context >= panel.start[row] {
        if append(panel, row: row, end: end, to: &elements) {
          count += 1
          if elements.count == Self.block * size { try flush(&elements) }
        }
        end -= step
      }
    }
    try flush(&elements)
  }

  /// Sums that were made elsewhere, shape `[(L + 1 + h) × (L + 1 + h)]`.
  init(shape: WindowShape, products: [Double], count: Int) {
    let size = shape.width + shape.target
    self.shape = shape
    self.products = Matrix(rows: size, columns: size, elements: products)
    self.count = count
  }

  /// The sums of the first `target` steps ahead alone, counting as at most `windows` windows.
  func counting(asAtMost windows: Int, target: Int) -> WindowSums {
    let size = shape.width + target
    let share = min(1, Double(windows) / Double(max(count, 1)))
    var elements: [Double] = []
    elements.reserveCapacity(size * size)
    for row in 0..<size {
      for column in 0..<size { elements.append(products[row, column] * share) }
    }
    return WindowSums(
      shape: WindowShape(
        context: shape.context, target: target, levelSpan: shape.levelSpan),
      products: elements, count: Int(Double(count) * share))
  }

  /// These sums and `other`'s together.
  func adding(_ other: WindowSums) throws(ForecastingError) -> WindowSums {
    var total = self
    total.count += other.count
    total.products = try Self.solving(shape) { () throws(LinearAlgebraError) in
      try products + other.products
    }
    return total
  }

  /// The weights of all lags on all steps ahead, shape `[(L + 1) × h]`, by one Cholesky factorisation.
  ///
  /// - Parameter penalty: Relative to the mean diagonal of the Gram matrix, `> 0`.
  package func weights(penalty: Double) throws(ForecastingError) -> Matrix {
    let (width, target) = (shape.width, shape.target)
    var gram = Matrix(
      rows: width, columns: width, elements: Array(repeating: 0, count: width * width))
    var cross = Matrix(
      rows: width, columns: target, elements: Array(repeating: 0, count: width * target))
    var trace = 0.0
    for row in 0..<width {
      for column in 0...row {
        gram[row, column] = products[row, column]
        gram[column, row] = products[row, column]
      }
      trace += products[row, row]
      for step in 0..<target { cross[row, step] = products[width + step, row] }
    }
    return try Self.solving(shape) { () throws(LinearAlgebraError) in
      try Ridge.solve(gram: gram, cross: cross, penalty: penalty * trace / Double(width))
    }
  }

  /// Names the regression in what the linear algebra beneath throws.
  private static func solving<Result>(
    _ shape: WindowShape, _ body: () throws(LinearAlgebraError) -> Result
  ) throws(ForecastingError) -> Result {
    do {
      return try body()
    } catch {
      throw .numerical("the pooled regression on \(shape.context) lags (\(error))")
    }
  }

  private func append(
    _ panel: PreparedPanel, row: Int, end: Int, to elements: inout [Double]
  ) -> Bool {
    let origin = end - shape.target
    let first = origin - shape.context
    let filledBefore = shape.context - panel.seen(row, first..<origin)
    let filledAfter = shape.target - panel.seen(row, origin..<end)
    guard Double(filledBefore) <= Self.filledShare * Double(shape.context),
      Double(filledAfter) <= Self.filledShare * Double(shape.target)
    else { return false }
    let place = elements.count
    elements.append(contentsOf: repeatElement(1, count: shape.width + shape.target))
    panel.values.withUnsafeBufferPointer { values in
      elements.withUnsafeMutableBufferPointer { output in
        guard let source = values.baseAddress, let sink = output.baseAddress else { return }
        let window = source + row * panel.length + first
        let frame = shape.frame(window)
        shape.normalise(window, count: shape.context, frame: frame, to: sink + place)
        shape.normalise(
          window + shape.context, count: shape.target, frame: frame,
          to: sink + place + shape.width)
      }
    }
    return true
  }

  private mutating func flush(_ elements: inout [Double]) throws(ForecastingError) {
    let size = shape.width + shape.target
    guard !elements.isEmpty else { return }
    let block = Matrix(rows: elements.count / size, columns: size, elements: elements)
    do {
      try products.addGram(of: block)
    } catch {
      throw .numerical("the pooled regression on \(shape.context) lags (\(error))")
    }
    elements.removeAll(keepingCapacity: true)
  }
}
