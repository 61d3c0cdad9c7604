import CapacityModel
import Configuration
import HeadroomBasics
import TestSupport
import Testing

@Suite struct InventoryFileTests {
  private let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  private func read(_ text: String, as name: String = "inventory.yaml") throws -> Inventory {
    try InventoryFile.read(try folder.write(text, to: name))
  }

  private func problem(_ text: String, as name: String = "inventory.yaml") -> String {
    do {
      _ = try read(text, as: name)
      return "accepted"
    } catch {
      return "\(error)"
    }
  }

  private let head = "schema: headroom.inventory/v1\n"

  @Test("entities, hosts and prices are read with their units")
  func reads() throws {
    let inventory = try read(
      head + """
        entities:
          - {entity: vm1, host: h1, tier: critical, hotAdd: true, sizeStep: 1GiB}
        hosts:
          - {name: h1, memory: 256GiB, failoverReserve: 0B, overcommitLimit: 1.2}
        prices: {perGibibyteMonth: 3.5, currency: EUR}
        """)
    #expect(inventory.entities[0].tier == .critical)
    #expect(inventory.entities[0].sizeStep == .gibibytes(1))
    #expect(inventory.entities[0].hotAdd == true)
    #expect(inventory.hosts[0].memory == .gibibytes(256))
    #expect(inventory.prices?.perGibibyteMonth == 3.5)
  }

  @Test("hosts say their cluster and NUMA nodes, entities over how many they spread")
  func placement() throws {
    let inventory = try read(
      head + """
        entities:
          - {entity: vm1, host: h1, cluster: c1, numaNodes: 2}
        hosts:
          - {name: h1, memory: 256GiB, cluster: c1, numaNodes: [128GiB, 64GiB]}
        """)
    #expect(inventory.entities[0].numaNodes == 2)
    #expect(inventory.hosts[0].cluster == "c1")
    #expect(inventory.hosts[0].numaNodes == [.gibibytes(128), .gibibytes(64)])
    let table = try read("entity,numaNodes\nvm1,2\nvm2,\n", as: "i.csv")
    #expect(table.entities.map(\.numaNodes) == [2, nil])
  }

  @Test("CSV says the same as YAML")
  func table() throws {
    let csv =
      "entity,host,tier,hotAdd,sizeStep,owner\r\nvm1,,critical,true,1GiB,\"Doe, \"\"J\"\"\"\r\n"
    let entity = try read(csv, as: "inventory.csv").entities[0]
    #expect(entity.owner == "Doe, \"J\"")
    #expect(entity.sizeStep == .gibibytes(1))
    #expect(entity.host == nil)
  }

  @Test("an error names the line, and what was probably meant")
  func unknownKey() {
    let text = problem(head + "entities:\n  - {entity: vm1, ownr: me}\n")
    #expect(text.contains("inventory.yaml:3:"))
    #expect(text.contains("did you mean 'owner'"))
    let table = problem("entity,tier\n\nvm1,urgent\n", as: "i.csv")
    #expect(table.contains("i.csv:3:"))
    #expect(table.contains("critical, standard, batch"))
  }

  @Test(
    "what cannot be is refused",
    arguments: [
      ("", "empty"),
      ("entities: []\n", "no schema"),
      ("schema: headroom.inventory/v9\n", "headroom.inventory/v9"),
      ("schema: headroom.inventory/v1\nentities: [{entity: a}, {entity: a}]\n", "two entities"),
      (
        "schema: headroom.inventory/v1\nhosts: [{name: h, memory: 1GiB}, {name: h, memory: 1GiB}]\n",
        "two hosts"
      ),
      (
        "schema: headroom.inventory/v1\nentities: [{entity: a, host: x}]\nhosts: [{name: h, memory: 1GiB}]\n",
        "not listed"
      ),
      ("schema: headroom.inventory/v1\nprices: {perGibibyteMonth: -1}\n", "0 or more"),
      ("schema: headroom.inventory/v1\nhosts: [{name: h, memory: 0}]\n", "memory size"),
      (
        "schema: headroom.inventory/v1\nentities: [{entity: a, minimumSize: 2GiB, maximumSize: 1GiB}]\n",
        "above its maximum"
      ),
      ("schema: [\n", "not valid YAML"),
      (
        "schema: headroom.inventory/v1\nhosts: [{name: h, memory: 8GiB, numaNodes: [8GiB, 1GiB]}]\n",
        "2 NUMA nodes with 9 GiB of its 8 GiB"
      ),
      (
        "schema: headroom.inventory/v1\nhosts: [{name: h, memory: 8GiB, numaNodes: []}]\n",
        "0 NUMA nodes"
      ),
      (
        "schema: headroom.inventory/v1\nhosts: [{name: h, memory: 8GiB, failoverReserve: 9GiB}]\n",
        "reserve at most its memory"
      ),
      (
        "schema: headroom.inventory/v1\nhosts: [{name: h, memory: 8GiB, overcommitLimit: 0}]\n",
        "allows nothing"
      ),
      (
        "schema: headroom.inventory/v1\nentities:\n  - {entity: a, window: Xyz 99:00}\n",
        "inventory.yaml:3:25: 'Xyz 99:00' is no change window; write days, times and zone, such as 'Sat 22:00-02:00 UTC'"
      ),
      (
        "schema: headroom.inventory/v1\nentities: [{entity: a, numaNodes: 1.5}]\n",
        "no number of NUMA nodes"
      ),
      (
        "schema: headroom.inventory/v1\nentities: [{entity: a, host: h, cluster: x}]\nhosts: [{name: h, memory: 1GiB, cluster: y}]\n",
        "is in cluster 'x' and its host 'h' in 'y'"
      ),
    ])
  func refused(text: String, part: String) {
    #expect(problem(text).contains(part))
  }

  @Test("a missing file is an input/output error")
  func missing() {
    let error = #expect(throws: ConfigurationError.self) {
      try InventoryFile.read(folder.file("nowhere.yaml"))
    }
    #expect(error?.isInputOutput == true)
  }

  @Test("what compression is assumed to do is read, and refused where it makes no sense")
  func compression() throws {
    let inventory = try read(head + "compression: {ratio: 2.5, coldShare: 0.2}")
    #expect(inventory.compression == Inventory.Compression(ratio: 2.5, coldShare: 0.2))
    for (wrong, said) in [
      ("{coldShare: 0.2}", "needs a ratio above 1"), ("{ratio: 1}", "needs a ratio above 1"),
      ("{ratio: .nan}", "is not a number of 0 or more"), ("{ratio: -3}", "is not a number"),
      ("{ratio: 3, coldShare: 1.5}", "more than all of demand"), ("{ration: 3}", "ratio"),
    ] { #expect(problem(head + "compression: \(wrong)").contains(said), "\(wrong)") }
  }
}
