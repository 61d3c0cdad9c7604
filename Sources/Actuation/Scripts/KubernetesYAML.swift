import CapacityModel
import HeadroomBasics

/// For each container a VerticalPodAutoscaler object that only recommends, bounded to the new size, and a Pod fragment as
/// the patch of its owner.
public struct KubernetesYAML: ScriptFormat {
  /// The name after `--format`.
  public static let name = "kubernetes-yaml"
  /// One sentence for `--help`.
  public static let summary = "patches of Deployments and VPA objects (Kubernetes)"

  /// Creates the format.
  public init() {}

  /// Changes on Kubernetes.
  public func carries(_ change: ScriptedChange) -> Bool {
    change.platform == KubernetesPlatform.name
      && (try? KubernetesName(of: change.change.entity)) != nil
  }

  /// See `ScriptFormat`. For `verify` the objects are those of `apply`.
  public func text(of changes: [ScriptedChange], part: ScriptPart, plan: String) -> String {
    let notes =
      part == .rollback
      ? "# \(KubernetesPlatform.rollbackNote)\n# The VerticalPodAutoscaler objects stay; delete those that were not there before.\n"
      : ""
    let sentence =
      part == .verify
      ? "The objects that the changes make; compare with: kubectl diff --filename FILE"
      : part.sentence
    return "# Plan \(plan): \(part.rawValue). \(sentence)\n"
      + "# Patches: kubectl patch deployment NAME --patch-file FILE\n" + notes
      + changes.compactMap { change in
        (try? KubernetesName(of: change.change.entity)).map {
          let size = part == .rollback ? change.change.from : change.change.to
          return Self.autoscaler($0, size) + Self.workload($0, size)
        }
      }.joined()
  }

  private static func autoscaler(_ name: KubernetesName, _ size: ByteCount) -> String {
    let memory = Quoting.yaml(Quantity.text(size))
    return """
      ---
      apiVersion: autoscaling.k8s.io/v1
      kind: VerticalPodAutoscaler
      metadata:
        name: \(Quoting.yaml("headroom-\(name.pod)-\(name.container)"))
        namespace: \(Quoting.yaml(name.namespace))
      spec:
        targetRef:
          apiVersion: apps/v1
          kind: Deployment
          name: \(Quoting.yaml(name.pod))
        updatePolicy:
          updateMode: "Off"
        resourcePolicy:
          containerPolicies:
            - containerName: \(Quoting.yaml(name.container))
              controlledResources: ["memory"]
              minAllowed:
                memory: \(memory)
              maxAllowed:
                memory: \(memory)

      """
  }

  private static func workload(_ name: KubernetesName, _ size: ByteCount) -> String {
    let memory = Quoting.yaml(Quantity.text(size))
    return """
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata:
        name: \(Quoting.yaml(name.pod))
        namespace: \(Quoting.yaml(name.namespace))
      spec:
        template:
          spec:
            containers:
              - name: \(Quoting.yaml(name.container))
                resources:
                  requests:
                    memory: \(memory)
                  limits:
                    memory: \(memory)

      """
  }
}
