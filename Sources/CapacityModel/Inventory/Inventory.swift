public import HeadroomBasics

/// What is known of entities and hosts beside their samples. A field that is absent is `nil`, never guessed here.
public struct Inventory: Sendable, Hashable, Codable {
  /// One VM or container.
  public struct Entity: Sendable, Hashable, Codable {
    /// Its name, as samples spell it.
    public var entity: EntityID
    /// `vmware`, `libvirt`, `kubernetes`, …
    public var platform: String?
    /// The host it runs on.
    public var host: String?
    /// The cluster of that host.
    public var cluster: String?
    /// The site of that cluster.
    public var site: String?
    /// How much a shortage hurts.
    public var tier: Tier?
    /// Who signs for it.
    public var owner: String?
    /// Whether its memory can grow while it runs.
    public var hotAdd: Bool?
    /// The smallest size it may have.
    public var minimumSize: ByteCount?
    /// The largest size it may have.
    public var maximumSize: ByteCount?
    /// What sizes must be multiples of.
    public var sizeStep: ByteCount?
    /// When changes are allowed, for people: `Sun 02:00-05:00 UTC`.
    public var window: String?
    /// Over how many NUMA nodes it spreads its memory evenly, as its guest is told; 1 where absent.
    public var numaNodes: Int?

    /// Creates an entry that says nothing but the name.
    public init(entity: EntityID) { self.entity = entity }
  }

  /// A host of entities: its memory, and what of it may be used.
  public struct Host: Sendable, Hashable, Codable {
    /// Its name, as entities refer to it.
    public var name: String
    /// Memory that is installed, what is kept free included.
    public var memory: ByteCount
    /// Kept free for a failover.
    public var failoverReserve: ByteCount?
    /// Configured over installed memory that is allowed, 1 for none.
    public var overcommitLimit: Double?
    /// The cluster within which its entities may move.
    public var cluster: String?
    /// The memory of each of its NUMA nodes; `nil` where they are not known.
    public var numaNodes: [ByteCount]?

    /// Creates a host.
    public init(name: String, memory: ByteCount) { (self.name, self.memory) = (name, memory) }

    /// Installed memory less the failover reserve: the most that demand may take, and that one entity may have.
    public var usable: ByteCount { max(memory - (failoverReserve ?? .zero), .zero) }

    /// The most that may be configured: installed memory × overcommit limit − failover reserve, whole bytes rounded down.
    public var configurable: ByteCount { max(overcommitted - (failoverReserve ?? .zero), .zero) }

    /// Installed memory × overcommit limit, whole bytes rounded down.
    public var overcommitted: ByteCount {
      ByteCount(Int64(min(Double(memory.bytes) * (overcommitLimit ?? 1), 0x1p60).rounded(.down)))
    }
  }

  /// What compressing memory is assumed to do on this fleet: zswap, zram, or a hypervisor's own.
  public struct Compression: Sendable, Hashable, Codable {
    /// Size before over size after, above 1.
    public var ratio: Double
    /// Share of demand that is cold enough to be held compressed, 0 to 1; `nil` where nobody knows.
    public var coldShare: Double?

    /// Creates an assumption.
    public init(ratio: Double, coldShare: Double? = nil) {
      (self.ratio, self.coldShare) = (ratio, coldShare)
    }
  }

  /// In the order of the file.
  public var entities: [Entity]
  /// In the order of the file.
  public var hosts: [Host]
  /// Prices that stand in the inventory and not in a costs file, as they did up to 0.2; `nil` where there are none. `PriceSources`
  /// joins both.
  public var prices: MemoryPrices?
  /// `nil` where nothing is said of compression.
  public var compression: Compression?

  /// The entities by name, the first of equals; made anew each time, so that a loop keeps it.
  public var byEntity: [EntityID: Entity] {
    Dictionary(entities.map { ($0.entity, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// An inventory in which nothing is known.
  public static let empty = Inventory(entities: [], hosts: [])

  /// Creates an inventory.
  public init(entities: [Entity], hosts: [Host]) {
    self.entities = entities
    self.hosts = hosts
  }
}
