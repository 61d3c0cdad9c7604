internal import COpenBLAS

/// The BLAS that this process runs on.
public enum BLASRuntime {
  /// Asserts that BLAS may be called from several threads and gives it one thread of its own: parallelism is ours, over
  /// series. Cheap, and the same however often it is called.
  ///
  /// - Throws: `LinearAlgebraError.unsafeBLAS` for the serial build, which gives wrong results under concurrent callers.
  public static func prepare() throws(LinearAlgebraError) {
    guard la_threading() != 0 else { throw .unsafeBLAS(configuration: configuration) }
    la_set_threads(1)
  }

  /// Version and build options, as OpenBLAS gives them.
  public static var configuration: String { String(cString: la_configuration()) }

  /// The kernel that OpenBLAS chose for this processor; results are the same bytes on the same kernel.
  public static var kernel: String { String(cString: la_kernel()) }

  /// How OpenBLAS is built, and how many threads it may use.
  public static var threading: String {
    let build =
      switch la_threading() {
      case 0: "serial build"
      case 1: "pthread build"
      default: "OpenMP build"
      }
    return "\(build), \(la_threads()) in use"
  }

  /// The CPU's features that kernels differ in; empty on processors other than x86-64.
  public static var cpuFeatures: [String] {
    let bits = la_cpu_features()
    return ["avx", "fma", "avx2", "avx512f", "avx512vl", "avx512dq"].enumerated()
      .filter { bits & (1 << Int32($0.offset)) != 0 }.map(\.element)
  }
}
