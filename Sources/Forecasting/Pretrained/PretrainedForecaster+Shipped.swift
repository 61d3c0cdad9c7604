internal import CForecasterWeights

extension PretrainedForecaster {
  /// The weights that come with the program.
  public static let shipped: PretrainedForecaster = {
    let bytes = UnsafeBufferPointer(
      start: hr_forecaster_weights(), count: hr_forecaster_weights_size())
    // They are part of the program, so that only its build could have damaged them.
    guard let weights = try? PretrainedForecaster(bytes: bytes) else {
      preconditionFailure("\(bytes.count) bytes of shipped weights cannot be read")
    }
    return weights
  }()
}
