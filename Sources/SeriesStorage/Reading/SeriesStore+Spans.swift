public import CapacityModel
internal import GRDB
public import HeadroomBasics

extension SeriesStore {
  /// For each entity with chunks or roll-ups the stretch from its first sample to just after its last, by name. Rows that
  /// wait in the head are not looked at. Decodes nothing.
  public func spans() throws(StorageError) -> [(entity: EntityID, range: TimeRange)] {
    try reading { database in
      let parts =
        try StoreSchema.version(of: database) >= 2
        ? "SELECT entity, t0, t1 FROM chunk UNION ALL SELECT entity, t0, t1 FROM rollup"
        : "SELECT entity, t0, t1 FROM chunk"
      let rows = try Row.fetchAll(
        database,
        sql: """
          SELECT name, min(t0) AS first, max(t1) AS last FROM (\(parts)) AS part
          JOIN entity ON entity.id = part.entity GROUP BY entity.id ORDER BY name
          """)
      return try rows.map { row in
        guard let name = row.text("name"), let first = row.whole("first"),
          let last = row.whole("last"), last < .max
        else { throw StorageError.corrupt(path: path, evidence: "a chunk without its span") }
        return (
          EntityID(name),
          TimeRange(
            start: Timestamp(milliseconds: first), end: Timestamp(milliseconds: last + 1))
        )
      }
    }
  }
}
