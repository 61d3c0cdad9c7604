internal import CapacityModel

/// What a series of a known exporter tells of memory.
struct PrometheusMetric {
  /// What its entity is, by which it is named where no template is given.
  enum Kind {
    /// A machine: `instance`.
    case machine
    /// A container: `namespace/pod/container`.
    case container
    /// A domain of libvirt: `domain`.
    case domain
    /// An entity of an exported store: `entity`.
    case entity
    /// The result of an expression, which may be any of them.
    case expression
  }

  let part: SeriesJoin.Part
  let kind: Kind
  /// Whether 0 stands for none.
  var zeroIsNone = false

  /// What the series with these labels tells; `nil` where that is nothing of memory.
  init?(labels: [String: String]) {
    guard let name = labels["__name__"] else {
      // What remains of an expression has no name; nobody asks this program to read anything but demand that way.
      (part, kind) = (.metric(.used), .expression)
      return
    }
    if let known = Self.known[name] {
      (part, kind) = known
      zeroIsNone = name == "container_spec_memory_limit_bytes"
      return
    }
    let isMemory = labels["resource"] == "memory"
    switch name {
    case "kube_pod_container_resource_limits" where isMemory:
      (part, kind) = (.metric(.limit), .container)
    case "kube_pod_container_resource_requests" where isMemory:
      (part, kind) = (.metric(.reservation), .container)
    default:
      guard let metric = Self.exported(name) else { return nil }
      (part, kind) = (.metric(metric), .entity)
    }
  }

  /// Whether a sample of that name may tell something, whatever its labels.
  static func isKnown(_ name: String) -> Bool {
    known[name] != nil || name.hasPrefix("kube_pod_container_resource_") || exported(name) != nil
  }

  /// The metric that `headroom store export` names so.
  private static func exported(_ name: String) -> MemoryMetric? {
    let prefix = "headroom_memory_"
    guard name.hasPrefix(prefix), name.hasSuffix("_bytes") else { return nil }
    let metric = MemoryMetric(rawValue: String(name.dropFirst(prefix.count).dropLast(6)))
    return metric.flatMap { $0.isBytes ? $0 : nil }
  }

  private static let known: [String: (SeriesJoin.Part, Kind)] = [
    "node_memory_MemTotal_bytes": (.total, .machine),
    "node_memory_MemAvailable_bytes": (.available, .machine),
    "node_memory_SwapTotal_bytes": (.swapTotal, .machine),
    "node_memory_SwapFree_bytes": (.swapFree, .machine),
    "windows_os_visible_memory_bytes": (.total, .machine),
    "windows_cs_physical_memory_bytes": (.total, .machine),
    "windows_memory_physical_total_bytes": (.total, .machine),
    "windows_memory_available_bytes": (.available, .machine),
    "container_memory_working_set_bytes": (.metric(.used), .container),
    "container_spec_memory_limit_bytes": (.metric(.limit), .container),
    "kube_pod_container_resource_limits_memory_bytes": (.metric(.limit), .container),
    "kube_pod_container_resource_requests_memory_bytes": (.metric(.reservation), .container),
    "libvirt_domain_info_maximum_memory_bytes": (.metric(.configured), .domain),
    // What the domain was given; its name says otherwise.
    "libvirt_domain_info_memory_usage_bytes": (.metric(.assigned), .domain),
    "libvirt_domain_memory_stats_actual_balloon_bytes": (.metric(.assigned), .domain),
    "libvirt_domain_memory_stats_available_bytes": (.total, .domain),
    "libvirt_domain_memory_stats_usable_bytes": (.available, .domain),
  ]

  /// The entity's name; `nil` where labels are missing that make it.
  func entity(_ labels: [String: String], _ template: EntityTemplate?) -> String? {
    if let template { return template.name { labels[$0] } }
    func value(_ name: String) -> String? { labels[name].flatMap { $0.isEmpty ? nil : $0 } }
    switch kind {
    case .machine: return value("instance") ?? value("node")
    case .domain: return value("domain")
    case .entity: return value("entity")
    case .container:
      // Without a container it is the sum over a pod, and POD is the container that holds its place.
      guard let pod = value("pod"), let container = value("container"), container != "POD" else {
        return nil
      }
      return [value("namespace"), pod, container].compactMap { $0 }.joined(separator: "/")
    case .expression:
      let ofPod = ["namespace", "pod", "container"].compactMap { value($0) }
      if value("pod") != nil { return ofPod.joined(separator: "/") }
      return value("domain") ?? value("entity") ?? value("instance") ?? value("node")
    }
  }

  /// All labels that tell sources apart, in one text.
  static func sourceKey(_ labels: [String: String]) -> String {
    labels.filter { $0.key != "__name__" && $0.key != "resource" && $0.key != "unit" }
      .sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: "\n")
  }
}
