import CapacityModel
import HeadroomBasics

/// Kubernetes: resizes a pod in place through its resize subresource.
///
/// An entity is `namespace/pod/container` or `namespace/pod`, whose container then has the pod's name. The owner of a pod
/// (a Deployment, a StatefulSet) still holds the old size: `kubernetes-yaml` writes the patch and the VPA object for it.
public struct KubernetesPlatform: Platform {
  /// The name in inventories and after `--platform`.
  public static let name = "kubernetes"
  /// What its commands are, one line of `--help`.
  public static let summary =
    "kubectl patch pod --subresource resize; patches and VPA objects as YAML"

  /// Creates the platform.
  public init() {}

  /// The commands that apply, check and take back a change.
  ///
  /// - Throws: `PlatformError.unusableName` where the platform cannot have an entity of that name.
  public func commands(for change: SizeChange) throws(PlatformError) -> ChangeCommands {
    let pod = try KubernetesName(of: change.entity)
    return ChangeCommands(
      apply: [patch(pod, change.to)],
      verify: [
        .run(
          [
            "kubectl", "get", "pod", pod.pod, "--namespace", pod.namespace, "--output",
            "jsonpath={.status.containerStatuses[?(@.name==\"\(pod.container)\")]"
              + ".resources.limits.memory}",
          ], expects: "^\(Quantity.text(change.to))$")
      ], rollback: [patch(pod, change.from)], rollbackNotes: [Self.rollbackNote])
  }

  /// The plan knows one size of a container.
  static let rollbackNote =
    "Requests and limits are both set to the size before; a request that was below its limit is not restored."

  private func patch(_ pod: KubernetesName, _ size: ByteCount) -> PlatformCommand {
    let amount = "{\"memory\":\"\(Quantity.text(size))\"}"
    let body =
      "{\"spec\":{\"containers\":[{\"name\":\"\(pod.container)\","
      + "\"resources\":{\"requests\":\(amount),\"limits\":\(amount)}}]}}"
    return .run([
      "kubectl", "patch", "pod", pod.pod, "--namespace", pod.namespace, "--subresource", "resize",
      "--type", "strategic", "--patch", body,
    ])
  }
}

/// Memory as Kubernetes writes it.
enum Quantity {
  /// Whole Mi where they are whole, else bytes.
  static func text(_ size: ByteCount) -> String {
    size.bytes % 1_048_576 == 0 ? "\(size.bytes >> 20)Mi" : "\(size.bytes)"
  }
}

/// The three names of a container.
struct KubernetesName {
  let namespace: String
  let pod: String
  let container: String

  /// Reads `namespace/pod/container`.
  ///
  /// - Throws: `PlatformError.unusableName` where a part is no name of RFC 1123, which Kubernetes holds them to.
  init(of entity: EntityID) throws(PlatformError) {
    let parts = entity.name.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    guard (2...3).contains(parts.count), parts.allSatisfy(Self.isName) else {
      throw .unusableName(
        entity, platform: KubernetesPlatform.name,
        rule: "write namespace/pod/container, each of lower-case letters, digits, '-' and '.'")
    }
    (namespace, pod, container) = (parts[0], parts[1], parts.count == 3 ? parts[2] : parts[1])
  }

  private static func isName(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    func isEnd(_ byte: UInt8) -> Bool { (48...57).contains(byte) || (97...122).contains(byte) }
    guard let first = bytes.first, let last = bytes.last, bytes.count <= 253 else { return false }
    return isEnd(first) && isEnd(last)
      && bytes.allSatisfy { isEnd($0) || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: ".") }
  }
}
