internal import RealModule

/// The memory histogram of the Kubernetes vertical pod autoscaler: 176 buckets, each a twentieth wider than the last.
///
/// Bucket `b` starts at `10⁷ · (1.05^b − 1) / 0.05` bytes. Source: kubernetes/autoscaler, vertical-pod-autoscaler,
/// `recommender/util/histogram_options.go`.
public enum SampleBins {
  /// The number of buckets.
  public static let count = 176

  private static let first = 1e7
  private static let growth = 0.05

  /// The start of each bucket and the end of the last, bytes, shape `[177]`.
  public static let edges: [Double] = (0...count).map { bin in
    first * (Double.pow(1 + growth, bin) - 1) / growth
  }

  /// The bucket that holds `value`, where a bucket holds its start: `start ≤ value < next start`.
  public static func bin(of value: Double) -> Int {
    guard value >= first else { return 0 }
    let bin = Int(Double.log(value * growth / first + 1) / Double.log(1 + growth))
    // The logarithm may miss an edge by a rounding error.
    let near = min(max(bin, 0), count - 1)
    if near + 1 < count, value >= edges[near + 1] { return near + 1 }
    return value < edges[near] ? near - 1 : near
  }

  /// The bucket that holds `value`, where a bucket holds its end: `start < value ≤ next start`.
  static func binBelow(_ value: Double) -> Int {
    let bin = bin(of: value)
    return bin > 0 && value <= edges[bin] ? bin - 1 : bin
  }
}
