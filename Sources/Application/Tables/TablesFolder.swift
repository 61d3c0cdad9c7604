public import CapacityModel
internal import HeadroomBasics
internal import Reporting

/// Puts an export into a folder, whole or not at all.
public struct TablesFolder {
  /// The content of an exported folder.
  public enum Content: Sendable, Hashable {
    /// One CSV file a table, and the record of the export.
    case tables
    /// A notebook, and the tables in the folder `tables` beside it; charts of these entities, or of one that is chosen.
    case notebook(entities: [EntityID])
  }

  private let content: Content
  private var folder: OutputFolder

  private var prefix: String {
    switch content {
    case .tables: ""
    case .notebook: "\(CapacityNotebook.tablesFolder)/"
    }
  }

  /// Prepares to write into the folder at `path`, and checks for files that would be overwritten.
  ///
  /// - Parameter replacing: Whether an earlier export may be replaced.
  /// - Throws: `ApplicationError.outputExists`, `.unwritable`.
  public init(at path: String, content: Content, replacing: Bool) throws(ApplicationError) {
    (self.content, folder) = (content, OutputFolder(at: path, replacing: replacing))
    var names = CapacityTableList.all.map { prefix + Self.file(of: $0) }
    names.append(prefix + TablesManifest.fileName)
    if case .notebook = content { names.append(CapacityNotebook.fileName) }
    try folder.check(names)
  }

  /// Writes everything.
  ///
  /// - Returns: The names of the files, in the order written.
  /// - Throws: `ApplicationError`, `ReportingError`; then nothing is left behind.
  public mutating func write(_ tables: CapacityTables) throws -> [String] {
    var names: [String] = []
    do {
      var files: [TablesManifest.File] = []
      var leftovers: [String] = []
      for type in CapacityTableList.all {
        let name = prefix + Self.file(of: type)
        guard let file = try write(type.init(), named: name, of: tables) else {
          leftovers.append(name)
          continue
        }
        files.append(file)
        names.append(name)
      }
      if case .notebook(let entities) = content {
        let notebook = CapacityNotebook(entities: try chosen(entities, in: tables))
        try folder.write(CapacityNotebook.fileName) { try $0(notebook.json()) }
        names.append(CapacityNotebook.fileName)
      }
      // Last, because it says that the others are there.
      let manifest = try TablesManifest(provenance: tables.provenance, files: files).json()
      try folder.write(prefix + TablesManifest.fileName) { try $0(manifest) }
      names.append(prefix + TablesManifest.fileName)
      try folder.finish(removing: leftovers)
    } catch {
      folder.abandon()
      throw error
    }
    return names
  }

  private static func file(of table: any CapacityTable.Type) -> String { "\(table.name).csv" }

  /// Writes one table; `nil` where there is nothing to make it of.
  private mutating func write(
    _ table: some CapacityTable, named name: String, of tables: CapacityTables
  ) throws -> TablesManifest.File? {
    guard let columns = table.columns(in: tables) else { return nil }
    var (rows, bytes, digest) = (0, 0, ContentDigest())
    try folder.write(name) { sink in
      rows = try table.write(tables) { part in
        digest.update(part)
        bytes += part.count
        try sink(part)
      }
    }
    return TablesManifest.File(
      file: Self.file(of: type(of: table)), about: type(of: table).summary, rows: rows,
      bytes: bytes, sha256: digest.hexadecimal, columns: columns)
  }

  /// The entities that were asked for; where none was, the one whose size is the tightest.
  private func chosen(_ wanted: [EntityID], in tables: CapacityTables) throws -> [EntityID] {
    guard wanted.isEmpty else {
      try tables.checkEntities(wanted)
      return wanted
    }
    return tables.tightestEntity.map { [$0] } ?? []
  }
}
