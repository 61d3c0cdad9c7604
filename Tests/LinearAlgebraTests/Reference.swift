import Foundation
import LinearAlgebra
import Testing

/// The answers that `Fixtures/generate.py` wrote.
struct Reference {
  private struct Stored: Decodable {
    let rows: Int
    let columns: Int
    let elements: [Double]
  }

  private struct Entry: Decodable {
    let matrix: Stored?

    init(from decoder: any Decoder) throws {
      matrix = try? Stored(from: decoder)
    }
  }

  private let entries: [String: Entry]

  init() throws {
    let url = try #require(
      Bundle.module.url(
        forResource: "reference", withExtension: "json", subdirectory: "Fixtures"))
    entries = try JSONDecoder().decode([String: Entry].self, from: Data(contentsOf: url))
  }

  /// The matrix of that name.
  func callAsFunction(_ name: String) throws -> Matrix {
    let stored = try #require(entries[name]?.matrix, "reference.json has no matrix \(name)")
    return Matrix(rows: stored.rows, columns: stored.columns, elements: stored.elements)
  }
}
