public import CapacityModel

/// What an export consists of: `headroom.tables/v1`. `docs/formats/tables.md` says what each field means.
public struct TablesManifest: Sendable, Hashable, Codable {
  /// The format's name and version.
  public static let schemaName = "headroom.tables/v1"
  /// The file that holds it, beside the tables.
  public static let fileName = "tables.json"

  /// One file.
  public struct File: Sendable, Hashable, Codable {
    /// The file's name.
    public var file: String
    /// What is in it, one line.
    public var about: String
    /// Rows, the header not counted.
    public var rows: Int
    /// Its size.
    public var bytes: Int
    /// SHA-256 of its bytes, in hexadecimal.
    public var sha256: String
    /// The columns, in order.
    public var columns: [TableColumn]

    /// Creates a record of a file.
    public init(
      file: String, about: String, rows: Int, bytes: Int, sha256: String, columns: [TableColumn]
    ) {
      (self.file, self.about, self.rows, self.bytes) = (file, about, rows, bytes)
      (self.sha256, self.columns) = (sha256, columns)
    }
  }

  /// `TablesManifest.schemaName`.
  public var schema: String
  /// Where everything comes from.
  public var provenance: ExportProvenance
  /// The tables, in the order of `CapacityTableList`.
  public var files: [File]

  /// Creates a manifest.
  public init(provenance: ExportProvenance, files: [File]) {
    (schema, self.provenance, self.files) = (Self.schemaName, provenance, files)
  }

  /// The manifest as JSON: keys sorted, indented.
  public func json() throws -> [UInt8] {
    try JSONFormat.encoded(self, options: ReportOptions())
  }
}
