import Foundation

/// Where the package and what stands beside it are.
public enum PackageRoot {
  /// The folder of Package.swift.
  public static let path: String = {
    var url = URL(fileURLWithPath: #filePath)
    for _ in 0..<3 { url.deleteLastPathComponent() }
    return url.path
  }()

  /// A file of the real traces that stand beside the checkout; `nil` where they are absent, as on a user's machine.
  public static func sharedData(_ name: String) -> String? {
    let path = URL(fileURLWithPath: Self.path).deletingLastPathComponent()
      .appendingPathComponent("shared/data/\(name)").path
    return FileManager.default.fileExists(atPath: path) ? path : nil
  }
}
