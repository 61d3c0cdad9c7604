/// Sheets of RVTools as CSV, `vInfo` and `vMemory`, as entities of an inventory: names, hosts, clusters, data centres and
/// whether memory can be added while a VM runs. Templates are no entities. Sizes come from samples.
struct RVToolsTable {
  /// For each column of the sheet, the inventory's column; `nil` for those that are passed over.
  private let columns: [String?]
  private let template: Int?

  /// What versions of RVTools call the columns, without the sheet's name that some put before them.
  private static let names = [
    "vm": "entity", "vmname": "entity", "host": "host", "cluster": "cluster",
    "datacenter": "site", "hot add": "hotAdd", "hotadd": "hotAdd",
  ]

  /// Knows a sheet by its header; `nil` for any other table.
  init?(header: [String]) {
    let plain = header.map { name in
      var name = name.lowercased()
      for sheet in ["vinfo", "vmemory"] where name.hasPrefix(sheet) {
        name.removeFirst(sheet.count)
      }
      return name
    }
    guard plain.contains("vm") || plain.contains("vmname"), !header.contains("entity") else {
      return nil
    }
    var seen: Set<String> = []
    columns = plain.map { name in
      guard let column = Self.names[name], seen.insert(column).inserted else { return nil }
      return column
    }
    template = plain.firstIndex(of: "template")
  }

  /// The inventory's header.
  var header: [String] { columns.compactMap { $0 } + ["platform"] }

  /// A row under that header; `nil` for a template.
  func fields(_ row: [String]) -> [String]? {
    if let template, template < row.count, row[template].lowercased() == "true" { return nil }
    let kept = zip(columns, row).compactMap { column, field in
      column.map { $0 == "hotAdd" ? field.lowercased() : field }
    }
    return kept + ["vmware"]
  }
}
