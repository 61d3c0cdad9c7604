internal import ArgumentParser
internal import LinearAlgebra

/// `headroom version`.
struct VersionCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "version",
    abstract: "Prints the version, the BLAS in use, its kernel, and the CPU features it can use.")

  func run() throws {
    try BLASRuntime.prepare()
    try Console.write(
      """
      headroom \(Headroom.version)
      BLAS: \(BLASRuntime.configuration)
      kernel: \(BLASRuntime.kernel)
      threads: \(BLASRuntime.threading)
      CPU features: \(BLASRuntime.cpuFeatures.joined(separator: " "))

      """)
  }
}
