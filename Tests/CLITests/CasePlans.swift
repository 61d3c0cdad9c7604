import Foundation
import TestSupport
import Testing

/// Takes the files of Cases/ into stores and reads what a plan says of them.
enum CasePlans {
  /// An item of a plan.
  struct Item: Decodable {
    struct Sizes: Decodable { var configured: Double? }
    struct Confidence: Decodable { var score: Double? }
    struct Peak: Decodable {
      var p50, p90: Double?
      var observedMax: Double?
    }
    struct Breach: Decodable { var p10, p50: String? }
    struct Doubt: Decodable { var kind, effect, text: String }
    var entity: String
    var action: String
    var proposed: Sizes
    var breach: Breach?
    var confidence: Confidence
    var peak: Peak
    var reasons: [String]
    var state: String?
    var doubts: [Doubt]?

    /// GiB.
    var size: Double { (proposed.configured ?? 0) / 1_073_741_824 }
  }

  /// A plan.
  struct Plan: Decodable {
    struct Summary: Decodable {
      struct Gone: Decodable {
        var poweredOff, retired: Int
        var configured: Double
      }
      var before, after: Double
      var gone: Gone?
    }
    struct Host: Decodable { var warning: String? }
    var now: String
    var items: [Item]
    var summary: Summary
    var hosts: [Host]
    var warnings: [String]

    /// The items by name.
    var byName: [String: Item] { Dictionary(uniqueKeysWithValues: items.map { ($0.entity, $0) }) }
  }

  /// The path of a file of Cases/.
  static func path(_ name: String) -> String { "\(PackageRoot.path)/Tests/CLITests/Cases/\(name)" }

  /// A store with the samples of a file, or with those of one of its entities.
  static func ingest(
    _ name: String, only entity: String? = nil, in folder: TemporaryFolder, _ more: String...
  ) throws -> String {
    let store = folder.file("\(name)-\(entity ?? "all").headroom")
    let result = try HeadroomProcess.run(
      ["ingest", path("\(name).csv.xz"), "--store", store] + more)
    try #require(result.code == 0, "\(result.messages)")
    guard let entity else { return store }
    let export = try HeadroomProcess.run([
      "store", "export", "--store", store, "--entity", entity,
    ])
    let samples = try folder.write(export.output, to: "\(entity).csv")
    let alone = folder.file("\(entity).headroom")
    let again = try HeadroomProcess.run(["ingest", samples, "--store", alone])
    try #require(again.code == 0, "\(again.messages)")
    return alone
  }

  /// The plan of a store.
  static func plan(of store: String, _ more: [String]) throws -> Plan {
    let result = try HeadroomProcess.run(
      ["plan", "--store", store, "--all", "--format", "json"] + more)
    try #require(result.code == 0, "\(result.messages)")
    return try JSONDecoder().decode(Plan.self, from: result.output)
  }

  /// The items of a store's plan, by name.
  static func items(of store: String, _ more: [String]) throws -> [String: Item] {
    try plan(of: store, more).byName
  }
}
