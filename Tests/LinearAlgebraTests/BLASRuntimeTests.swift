import Foundation
import LinearAlgebra
import Testing

@Suite("The BLAS in use")
struct BLASRuntimeTests {
  @Test("the library is thread-safe, keeps one thread a call and says what it is")
  func threadSafeAndSingleThreaded() throws {
    let runtime = try BLASRuntime.prepare()
    #expect(runtime.threadsPerCall == 1)
    #expect(runtime.version.split(separator: ".").count >= 2)
    #expect(runtime.configuration.contains(runtime.version))
    #expect(runtime.description.contains(runtime.kernel))
    #expect(runtime.description.contains(runtime.threading.rawValue))
  }

  @Test("a processor with AVX2 is not left with kernels that cannot use it")
  func kernelSuitsProcessor() throws {
    let runtime = try BLASRuntime.prepare()
    let modern = Set(runtime.cpuFeatures).isSuperset(of: ["avx2", "fma"])
    let old = ["Prescott", "Core2", "Nehalem", "Barcelona"].contains(runtime.kernel)
    // A choice of the user's stands, whatever it is.
    let chosen = ProcessInfo.processInfo.environment["OPENBLAS_CORETYPE"] != nil
    #expect(!modern || !old || (chosen && runtime.replacedKernel == nil))
  }

  @Test(
    "a kernel older than AVX2 is replaced by the widest one that the processor runs",
    arguments: [
      ("Prescott", ["sse4.2"], []),
      ("Prescott", ["avx", "avx2", "fma"], ["Haswell"]),
      ("Prescott", ["avx2", "fma", "avx512f"], ["Haswell"]),
      (
        "Barcelona", ["avx2", "fma", "avx512f", "avx512dq", "avx512bw", "avx512vl"],
        ["SkylakeX", "Haswell"]
      ),
      (
        "Prescott", ["avx2", "fma", "avx512f", "avx512dq", "avx512bw", "avx512vl", "avx512bf16"],
        ["Cooperlake", "SkylakeX", "Haswell"]
      ),
      ("Haswell", ["avx2", "fma", "avx512f", "avx512dq", "avx512bw", "avx512vl"], []),
      ("Zen", ["avx2", "fma"], []),
    ])
  func replacement(current: String, features: [String], expected: [String]) {
    #expect(BLASKernel.replacements(for: current, cpuFeatures: features) == expected)
  }

  @Test("preparing again gives the same answer")
  func preparedOnce() async throws {
    let first = try BLASRuntime.prepare()
    try await withThrowingTaskGroup(of: BLASRuntime.self) { group in
      for _ in 0..<16 { group.addTask { try BLASRuntime.prepare() } }
      for try await runtime in group { #expect(runtime == first) }
    }
  }

  @Test("a serial build is refused with the package to install")
  func serialMessage() {
    let error = LinearAlgebraError.serialBLAS(configuration: "OpenBLAS 0.3.21 SINGLE_THREADED")
    #expect("\(error)".contains("libopenblas0-pthread"))
    #expect("\(error)".contains("SINGLE_THREADED"))
  }
}
