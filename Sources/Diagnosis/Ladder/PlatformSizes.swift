internal import CapacityModel
internal import HeadroomBasics

/// A size that a platform states, and where.
struct StatedSize {
  var bytes: ByteCount
  var source: EvidenceSource
}

/// What the platform's configuration gives the machine at its next start.
enum PersistedSize {
  /// The first place that tells.
  static func find(in evidence: Evidence) -> StatedSize? {
    nil
  }
}

/// What the hypervisor gives the machine now, where QEMU itself was not asked.
enum GrantedSize {
  /// The first place that tells.
  static func find(in evidence: Evidence) -> StatedSize? {
    nil
  }
}

/// What the application takes at most.
enum ApplicationLimit {
  /// The first place that tells.
  static func find(in evidence: Evidence) -> StatedSize? {
    nil
  }
}
