internal import ArgumentParser
internal import LinearAlgebra

/// `headroom version`.
struct VersionCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "version",
    abstract: "Prints the version, the BLAS in use, its kernel, and the CPU features it can use.")

  func run() throws {
    let blas = try BLASRuntime.prepare()
    let replaced = blas.replacedKernel.map { " (in place of \($0), which is older than this CPU)" }
    try Console.write(
      """
      headroom \(Headroom.version)
      BLAS: \(blas.configuration)
      kernel: \(blas.kernel)\(replaced ?? "")
      threads: \(blas.threading.rawValue) build, \(blas.threadsPerCall) in use
      CPU features: \(blas.cpuFeatures.joined(separator: " "))

      """)
  }
}
