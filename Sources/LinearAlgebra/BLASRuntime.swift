import COpenBLAS

/// The BLAS this process runs on, made safe for concurrent callers.
///
/// OpenBLAS keeps one thread and Headroom parallelises over series: at the sizes of capacity
/// planning BLAS's own threads cost more than they give. The serial build has no locks, so
/// concurrent callers corrupt each other's work; it is refused. Every operation of this module
/// prepares the runtime itself, so that no path leads around the check.
public struct BLASRuntime: Sendable, Hashable {
  /// How the library synchronises its callers.
  public enum Threading: String, Sendable, Hashable {
    /// POSIX threads.
    case pthread
    /// OpenMP.
    case openMP = "openmp"
  }

  /// OpenBLAS's version, such as `0.3.21`.
  public let version: String
  /// OpenBLAS's own description of its build.
  public let configuration: String
  /// The kernel chosen for this processor, such as `Haswell`.
  public let kernel: String
  /// The kernel OpenBLAS had chosen for a processor it did not know, where a better one took its
  /// place.
  public let replacedKernel: String?
  /// How the library synchronises its callers.
  public let threading: Threading
  /// Threads a BLAS call may use: 1.
  public let threadsPerCall: Int
  /// Vector extensions of this processor that BLAS kernels use, such as `avx2`.
  public let cpuFeatures: [String]

  /// Checks the library, sets its kernel and one thread a call, and ends the library's own threads; no
  /// thread of the process may be inside BLAS then. The first call in the process does it, later ones repeat its answer. Call it early: it may set the environment variable
  /// `OPENBLAS_CORETYPE`.
  ///
  /// - Throws: `LinearAlgebraError.serialBLAS`.
  @discardableResult
  public static func prepare() throws(LinearAlgebraError) -> BLASRuntime {
    try outcome.get()
  }

  private static let outcome: Result<BLASRuntime, LinearAlgebraError> = {
    guard let threading = threading(of: la_get_parallel()) else {
      return .failure(.serialBLAS(configuration: String(cString: la_get_config())))
    }
    let cpuFeatures = detectedFeatures()
    let replacedKernel = BLASKernel.correct(cpuFeatures: cpuFeatures)
    la_use_one_thread()
    // Read last, because it names the kernel.
    let configuration = String(cString: la_get_config())
    return .success(
      BLASRuntime(
        version: version(in: configuration), configuration: configuration,
        kernel: BLASKernel.inUse(), replacedKernel: replacedKernel, threading: threading,
        threadsPerCall: Int(la_get_num_threads()), cpuFeatures: cpuFeatures))
  }()

  private static func threading(of code: Int32) -> Threading? {
    switch code {
    case 1: .pthread
    case 2: .openMP
    default: nil
    }
  }

  /// The word after `OpenBLAS`, where the configuration starts that way.
  private static func version(in configuration: String) -> String {
    let words = configuration.split(separator: " ")
    guard words.count > 1, words[0] == "OpenBLAS" else { return "unknown" }
    return String(words[1])
  }

  private static func detectedFeatures() -> [String] {
    let list = withUnsafeTemporaryAllocation(of: CChar.self, capacity: 256) { buffer in
      la_get_cpu_features(buffer.baseAddress, Int32(buffer.count))
      return buffer.baseAddress.map { String(cString: $0) } ?? ""
    }
    return list.split(separator: " ").map(String.init)
  }
}

extension BLASRuntime: CustomStringConvertible {
  /// One line for `headroom version`.
  public var description: String {
    let replacement = replacedKernel.map { " (in place of \($0))" } ?? ""
    return "OpenBLAS \(version), \(kernel) kernel\(replacement), \(threading.rawValue), "
      + "\(threadsPerCall) thread a call; CPU: \(cpuFeatures.joined(separator: " "))"
  }
}
