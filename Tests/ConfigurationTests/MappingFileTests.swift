import CapacityModel
import Configuration
import HeadroomBasics
import TestSupport
import Testing

/// Mappings of tables, and sheets of RVTools as inventories.
@Suite struct MappingFileTests {
  private let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  private func mapping(_ text: String) throws -> TableMapping {
    try MappingFile.read(try folder.write(text, to: "mapping.yaml"))
  }

  private func inventory(_ text: String) throws -> Inventory {
    try InventoryFile.read(try folder.write(text, to: "sheet.csv"))
  }

  @Test("every key is read, and what is absent stays open")
  func reads() throws {
    let whole = try mapping(
      """
      schema: headroom.mapping/v1
      columns:
        used: "mem used:MiB"
        entity: host
        timestamp: ts
      separator: ";"
      decimal: ","
      timeFormat: "%d.%m.%Y %H:%M"
      timeZone: Europe/Berlin
      epoch: 2018-01-01T00:00:00Z
      configured: 16GiB
      statistic: average
      """)
    var expected = TableMapping()
    expected.columns = ["entity=host", "timestamp=ts", "used=mem used:MiB"]
    (expected.separator, expected.decimal) = (";", ",")
    (expected.timeFormat, expected.timeZone) = ("%d.%m.%Y %H:%M", "Europe/Berlin")
    (expected.epoch, expected.configured) = ("2018-01-01T00:00:00Z", "16GiB")
    expected.statistic = "average"
    #expect(whole == expected)
    #expect(try mapping("schema: headroom.mapping/v1\n") == TableMapping())
  }

  @Test("what a command line says goes before the file")
  func completed() {
    var (given, file) = (TableMapping(), TableMapping())
    (given.decimal, file.decimal, file.timeZone) = (".", ",", "UTC")
    file.columns = ["entity=a"]
    let whole = given.completed(by: file)
    #expect((whole.decimal, whole.timeZone, whole.columns) == (".", "UTC", ["entity=a"]))
  }

  @Test("unknown keys and columns are refused")
  func refuses() {
    for text in ["colums: {entity: a}", "columns: {cpu: a}", "columns: [a]"] {
      #expect(throws: ConfigurationError.self) {
        try mapping("schema: headroom.mapping/v1\n\(text)\n")
      }
    }
  }

  @Test("vInfo and vMemory of RVTools are inventories, by either way of naming columns")
  func rvtools() throws {
    let info = try inventory(
      "VM,Powerstate,Template,Memory,Cluster,Host,Datacenter,VM UUID\r\n"
        + "web,poweredOn,False,24576,c1,esx-1.corp.example,fra,4202-aa\r\n"
        + "gold,poweredOff,True,4096,c1,esx-1.corp.example,fra,4202-ab\r\n")
    #expect(info.entities.map(\.entity.name) == ["web"])
    let web = try #require(info.entities.first)
    #expect((web.host, web.cluster, web.site) == ("esx-1.corp.example", "c1", "fra"))
    #expect(web.platform == "vmware")
    let memory = try inventory("\u{FEFF}vMemoryVMName;vMemoryHost;Hot Add\nweb;esx-1;True\n")
    #expect(memory.entities.first?.hotAdd == true)
    #expect(memory.entities.first?.host == "esx-1")
    #expect(throws: ConfigurationError.self) { try inventory("VM,Host\nweb\n") }
    #expect(throws: ConfigurationError.self) { try inventory("VM,Host\nweb,a\nweb,b\n") }
  }
}
