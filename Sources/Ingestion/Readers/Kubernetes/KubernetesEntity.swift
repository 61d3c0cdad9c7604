/// Names of what Kubernetes' tools list.
enum KubernetesEntity {
  /// The name by the user's template, else `namespace/pod/container` or the node as far as they are known; `nil` where labels
  /// are lacking, which is counted.
  static func name(_ labels: [String: String], in table: RecordTable) -> String? {
    let name = table.entity(labels) {
      ["namespace", "pod", "container", "node"].compactMap { labels[$0] }.joined(separator: "/")
    }
    if name == nil { table.count("# rows lack labels that --entity-template asks for") }
    return name
  }
}
