public import Foundation

/// Runs the built `headroom` as a user's shell would.
public struct HeadroomProcess {
  /// What a finished run left.
  public struct Result: Sendable {
    /// The exit code; the negative signal number where a signal ended it.
    public var code: Int32
    /// Standard output.
    public var output: Data
    /// Standard error.
    public var messages: String

    /// Standard output as text.
    public var text: String { String(decoding: output, as: UTF8.self) }
  }

  /// The executable beside the test bundle that is running.
  public static let executable: String = {
    let bundle = CommandLine.arguments.first { $0.contains(".xctest") } ?? CommandLine.arguments[0]
    var folder = URL(fileURLWithPath: bundle)
    while folder.path != "/" {
      folder.deleteLastPathComponent()
      let candidate = folder.appendingPathComponent("headroom").path
      var isFolder: ObjCBool = false
      if FileManager.default.fileExists(atPath: candidate, isDirectory: &isFolder),
        !isFolder.boolValue
      {
        return candidate
      }
    }
    return "\(PackageRoot.path)/.build/release/headroom"
  }()

  /// Starts a run without waiting for it; its output is discarded.
  public static func start(_ arguments: [String]) throws -> Process {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: executable)
    process.arguments = arguments
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    return process
  }

  /// Runs to the end.
  ///
  /// - Parameters:
  ///   - arguments: As after `headroom`.
  ///   - input: Standard input; empty when absent.
  ///   - environment: Set over the environment of the tests.
  ///   - folder: The working folder; that of the tests when absent.
  public static func run(
    _ arguments: [String], input: Data? = nil, environment: [String: String] = [:],
    folder workingFolder: String? = nil
  ) throws -> Result {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: executable)
    workingFolder.map { process.currentDirectoryURL = URL(fileURLWithPath: $0) }
    process.arguments = arguments
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    // Files instead of pipes: no buffer can fill up and no reader must run beside the child.
    let folder = try TemporaryFolder()
    let (outputPath, messagePath) = (folder.file("out"), folder.file("err"))
    let inputPath = try folder.write(input ?? Data(), to: "in")
    for path in [outputPath, messagePath] {
      _ = FileManager.default.createFile(atPath: path, contents: nil)
    }
    process.standardInput = try FileHandle(forReadingFrom: URL(fileURLWithPath: inputPath))
    process.standardOutput = try FileHandle(forWritingTo: URL(fileURLWithPath: outputPath))
    process.standardError = try FileHandle(forWritingTo: URL(fileURLWithPath: messagePath))
    try process.run()
    process.waitUntilExit()
    let code =
      process.terminationReason == .exit ? process.terminationStatus : -process.terminationStatus
    return Result(
      code: code, output: try Data(contentsOf: URL(fileURLWithPath: outputPath)),
      messages: String(
        decoding: try Data(contentsOf: URL(fileURLWithPath: messagePath)), as: UTF8.self))
  }
}
