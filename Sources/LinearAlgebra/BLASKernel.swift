import COpenBLAS

/// Which of OpenBLAS's kernels suits this processor.
///
/// OpenBLAS knows processors by model number. One that is newer than the library is served by
/// kernels of twenty years ago (`Prescott`, SSE3), about a fifth of the speed. Instruction sets are
/// what counts, so they decide here.
package enum BLASKernel {
  /// Kernels that use neither AVX2 nor FMA: a sign, on a processor that has both, that it was not
  /// recognised.
  private static let kernelsBeforeAVX2: Set<String> = [
    "Atom", "Banias", "Barcelona", "Bobcat", "Bulldozer", "Coppermine", "Core2", "Dunnington",
    "Katmai", "Nano", "Nehalem", "Northwood", "Opteron", "Opteron_SSE3", "Penryn", "Piledriver",
    "Prescott", "Sandybridge", "Steamroller",
  ]

  /// Kernels to try in place of `current`, best first; empty where it suits.
  package static func replacements(for current: String, cpuFeatures: [String]) -> [String] {
    let features = Set(cpuFeatures)
    guard kernelsBeforeAVX2.contains(current), features.isSuperset(of: ["avx2", "fma"]) else {
      return []
    }
    var names = ["Haswell"]
    if features.isSuperset(of: ["avx512f", "avx512dq", "avx512bw", "avx512vl"]) {
      names.insert("SkylakeX", at: 0)
      if features.contains("avx512bf16") { names.insert("Cooperlake", at: 0) }
    }
    return names
  }

  /// Replaces an unsuitable kernel, and leaves a choice of the user's (`OPENBLAS_CORETYPE`) alone.
  ///
  /// - Returns: The kernel replaced; `nil` where OpenBLAS's own choice stands.
  internal static func correct(cpuFeatures: [String]) -> String? {
    let original = inUse()
    for name in replacements(for: original, cpuFeatures: cpuFeatures) {
      guard la_choose_core(name) == 1 else { return nil }
      // A build without this kernel answers with its oldest one: try the next.
      if inUse() == name { return original }
    }
    return nil
  }

  /// The name of the kernel in use.
  internal static func inUse() -> String { String(cString: la_get_core_name()) }
}
