import CapacityModel
import Configuration
import HeadroomBasics
import Testing

@Suite("An inventory as YAML")
struct InventoryYAMLTests {
  @Test("writes what is known, in order, and leaves out the rest")
  func known() {
    var entity = Inventory.Entity(entity: EntityID("vm-1"))
    (entity.platform, entity.tier, entity.hotAdd) = ("vmware", .critical, false)
    entity.minimumSize = .mebibytes(1536)
    entity.window = "Sun 02:00-05:00 UTC"
    var host = Inventory.Host(name: "h1", memory: .gibibytes(128))
    host.overcommitLimit = 1.25
    let inventory = Inventory(entities: [entity], hosts: [host])
    #expect(
      InventoryYAML.text(of: inventory) == """
        schema: headroom.inventory/v1
        entities:
          - entity: vm-1
            platform: vmware
            tier: critical
            hotAdd: false
            minimumSize: 1536MiB
            window: "Sun 02:00-05:00 UTC"
        hosts:
          - name: h1
            memory: 128GiB
            overcommitLimit: 1.25

        """)
  }

  @Test("an empty inventory is empty lists, not missing keys")
  func empty() {
    #expect(
      InventoryYAML.text(of: .empty)
        == "schema: headroom.inventory/v1\nentities: []\nhosts: []\n")
  }

  @Test(
    "quotes a name wherever YAML could read something else",
    arguments: [
      ("true", #""true""#), ("No", #""No""#), ("null", #""null""#), ("007", #""007""#),
      ("1e3", #""1e3""#), ("", #""""#), ("-", #""-""#), ("a: b", #""a: b""#),
      ("a#b", ##""a#b""##), ("say \"hi\"", #""say \"hi\"""#), ("back\\slash", #""back\\slash""#),
      ("two\nlines", #""two\nlines""#), ("bell\u{7}", #""bell\u0007""#), ("büro", #""büro""#),
      ("*alias", #""*alias""#), ("web-1.example_x", "web-1.example_x"),
    ])
  func quoting(name: String, expected: String) {
    let inventory = Inventory(
      entities: [Inventory.Entity(entity: EntityID(name))], hosts: [])
    let line = InventoryYAML.text(of: inventory).split(separator: "\n")[2]
    #expect(line == "  - entity: \(expected)")
  }

  @Test(
    "a size keeps every byte and reads back as itself",
    arguments: [0, 1, 1023, 1024, 1_536 << 20, 5 << 30, (1 << 40) + 1])
  func sizes(bytes: Int64) throws {
    let host = Inventory.Host(name: "h", memory: ByteCount(bytes))
    let text = InventoryYAML.text(of: Inventory(entities: [], hosts: [host]))
    let line = try #require(text.split(separator: "\n").first { $0.contains("memory: ") })
    #expect(ByteCount(parsing: line.dropFirst("    memory: ".count))?.bytes == bytes)
  }

  @Test("cluster and NUMA nodes of a host stand behind what it always had")
  func nodes() throws {
    var host = Inventory.Host(name: "h", memory: .gibibytes(8))
    (host.cluster, host.numaNodes) = ("c 1", [.gibibytes(6), .mebibytes(1536)])
    var entity = Inventory.Entity(entity: EntityID("a"))
    entity.numaNodes = 2
    #expect(
      InventoryYAML.text(of: Inventory(entities: [entity], hosts: [host])) == """
        schema: headroom.inventory/v1
        entities:
          - entity: a
            numaNodes: 2
        hosts:
          - name: h
            memory: 8GiB
            cluster: "c 1"
            numaNodes: [6GiB, 1536MiB]

        """)
  }
}
