import HeadroomBasics
import LinearAlgebra

/// A pooled regression of one context length, fitted on each half of the series and on all.
///
/// A series' past is forecast with what the other half taught, so that its back-test errors are honest without giving
/// up history; its future with what all taught.
struct CrossFittedRidge: Sendable {
  let shape: WindowShape
  /// Fitted on half 0, on half 1, on both.
  private let weights: [FloatMatrix]

  /// Fits the windows of all series; `nil` where either half has too few.
  init?(
    _ panel: PreparedPanel, shape: WindowShape, halves: [Int], seasons: [Int],
    pretrained: WindowSums?, settings: EngineSettings
  ) throws(ForecastingError) {
    self.shape = shape
    let stride = Self.stride(panel, shape: shape, seasons: seasons, settings: settings)
    let sums = try ParallelLoop.threads.tryMap(2) { half throws(ForecastingError) in
      var sum = try WindowSums(shape: shape)
      try sum.add(panel, rows: halves.indices.filter { halves[$0] == half }, stride: stride)
      return sum
    }
    let known = pretrained.map {
      $0.counting(asAtMost: settings.pretrainedWindows, target: shape.target)
    }
    guard sums.allSatisfy({ $0.count + (known?.count ?? 0) >= shape.context }) else { return nil }
    weights = try [sums[0], sums[1], sums[0].adding(sums[1])].map {
      own throws(ForecastingError) in
      FloatMatrix(
        try (known.map { known throws(ForecastingError) in try own.adding(known) } ?? own)
          .weights(penalty: settings.ridgePenalty))
    }
  }

  /// Steps between windows: the settings', or more where a large fleet would give more windows than the weights need.
  private static func stride(
    _ panel: PreparedPanel, shape: WindowShape, seasons: [Int], settings: EngineSettings
  ) -> Int {
    let size = Double(shape.width + shape.target)
    let affordable = Int(productsEnough / (size * size))
    return shape.stride(
      over: panel, atLeast: settings.windowStride,
      enough: max(8 * shape.width, min(windowsEnough, affordable)), seasons: seasons)
  }

  /// Windows beyond which more of them changed no accuracy that was measured.
  private static let windowsEnough = 30_000

  /// Products that one regression may sum: a fiftieth of a second of one core.
  private static let productsEnough = 1e9

  /// Forecasts `rows` from the `context` steps before `end`.
  ///
  /// - Parameter half: The half that the rows belong to, whose own weights are not used; `nil` for the weights of all.
  /// - Returns: Shape `[rows × target]`, on the scale of `panel.values`.
  func predict(_ panel: PreparedPanel, rows: [Int], end: Int, half: Int?) -> Matrix {
    var frames: [WindowShape.Frame] = []
    var elements = Array(repeating: Float(1), count: rows.count * shape.width)
    panel.values.withUnsafeBufferPointer { values in
      elements.withUnsafeMutableBufferPointer { output in
        guard let source = values.baseAddress, let sink = output.baseAddress else { return }
        for (index, row) in rows.enumerated() {
          let window = source + row * panel.length + end - shape.context
          let frame = shape.frame(window)
          frames.append(frame)
          shape.normalise(
            window, count: shape.context, frame: frame, to: sink + index * shape.width)
        }
      }
    }
    let design = FloatMatrix(rows: rows.count, columns: shape.width, elements: elements)
    // Shapes agree by construction, so that only a programmer could make this fail.
    guard let ahead = try? design.multiplied(by: weights[half.map { 1 - $0 } ?? 2]) else {
      preconditionFailure("\(rows.count) windows of \(shape.width) against the weights")
    }
    var paths: [Double] = []
    paths.reserveCapacity(rows.count * shape.target)
    for (row, frame) in frames.enumerated() {
      for step in ahead.elements[(row * shape.target)..<((row + 1) * shape.target)] {
        paths.append(frame.centre + frame.scale * Double(step))
      }
    }
    return Matrix(rows: rows.count, columns: shape.target, elements: paths)
  }
}
