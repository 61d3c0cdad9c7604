public import Foundation

/// Runs the built `headroom` with a terminal as its standard output.
public enum PseudoTerminal {
  /// Runs to the end.
  ///
  /// - Parameters:
  ///   - arguments: As after `headroom`.
  ///   - environment: Set over the environment of the tests; `TERM` is `xterm` unless it says otherwise, `NO_COLOR` and
  ///     `COLUMNS` are absent unless it names them.
  ///   - columns: The width that the terminal itself tells.
  ///   - folder: The working folder.
  /// - Returns: Output with line feeds alone, and messages, which go to a file.
  public static func run(
    _ arguments: [String], environment: [String: String] = [:], columns: UInt16 = 100,
    folder: TemporaryFolder
  ) throws -> HeadroomProcess.Result {
    let (terminal, child) = try pair(columns: columns)
    let messages = try folder.write("", to: "terminal-messages")
    let process = Process()
    process.executableURL = URL(fileURLWithPath: HeadroomProcess.executable)
    process.arguments = arguments
    process.currentDirectoryURL = URL(fileURLWithPath: folder.path)
    var variables = ProcessInfo.processInfo.environment
    (variables["NO_COLOR"], variables["COLUMNS"], variables["TERM"]) = (nil, nil, "xterm")
    process.environment = variables.merging(environment) { $1 }
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = child
    process.standardError = try FileHandle(forWritingTo: URL(fileURLWithPath: messages))
    try process.run()
    try child.close()
    let output = everything(from: terminal)
    process.waitUntilExit()
    return HeadroomProcess.Result(
      code: process.terminationStatus, output: output,
      messages: try String(contentsOfFile: messages, encoding: .utf8))
  }

  /// Linux's TIOCSPTLCK and TIOCGPTN: Glibc's own functions are not visible to Swift.
  private static let (setLock, getNumber) = (UInt(0x4004_5431), UInt(0x8004_5430))

  /// Both ends of a new terminal: the one that is read here, and the one that a child writes to.
  private static func pair(columns: UInt16) throws -> (FileHandle, FileHandle) {
    let terminal = open("/dev/ptmx", O_RDWR | O_NOCTTY)
    var (isLocked, number) = (Int32(0), Int32(0))
    guard terminal >= 0, ioctl(terminal, setLock, &isLocked) == 0,
      ioctl(terminal, getNumber, &number) == 0
    else { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .ENODEV) }
    let name = "/dev/pts/\(number)"
    let child = open(name, O_RDWR | O_NOCTTY)
    guard child >= 0 else { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .ENODEV) }
    var size = winsize(ws_row: 40, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
    guard ioctl(child, UInt(TIOCSWINSZ), &size) == 0 else {
      throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .ENODEV)
    }
    return (
      FileHandle(fileDescriptor: terminal, closeOnDealloc: true),
      FileHandle(fileDescriptor: child, closeOnDealloc: true)
    )
  }

  /// What the child wrote until it closed its end, which a reader of a terminal sees as an error.
  private static func everything(from terminal: FileHandle) -> Data {
    var (bytes, buffer) = ([UInt8](), [UInt8](repeating: 0, count: 1 << 14))
    while true {
      let count = read(terminal.fileDescriptor, &buffer, buffer.count)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { break }
      bytes += buffer[..<count]
    }
    // A terminal ends lines with a carriage return as well.
    return Data(bytes.filter { $0 != UInt8(ascii: "\r") })
  }
}
