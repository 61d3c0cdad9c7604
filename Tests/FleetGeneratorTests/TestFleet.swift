import CapacityModel
import FleetGenerator
import HeadroomBasics

/// Twelve VMs, one of each behaviour, over the first 62 days of 2026, made once for all tests that read it.
struct TestFleet {
  static let shared = TestFleet()

  let recipe: FleetRecipe
  let vms: [(truth: VMTruth, samples: SampleBlock)]

  init() {
    do { recipe = try FleetRecipe(vms: 12, days: 62, seed: 7) } catch { fatalError("\(error)") }
    let generator = FleetGenerator(recipe: recipe)
    vms = (0..<12).map { generator.entity($0) }
  }

  /// The VM made for `behaviour`.
  func vm(_ behaviour: FleetBehaviour) -> (truth: VMTruth, samples: SampleBlock) {
    guard let vm = vms.first(where: { $0.truth.behaviours[0] == behaviour }) else {
      fatalError("no VM is \(behaviour)")
    }
    return vm
  }
}

extension SampleBlock {
  /// Instant, size and use of every sample.
  var rows: [(at: Timestamp, configured: Int64, used: Int64)] {
    guard let configured = values[.configured], let used = values[.used] else { return [] }
    return timestamps.indices.map {
      (Timestamp(milliseconds: timestamps[$0]), configured[$0], used[$0])
    }
  }
}

/// The middle one of `values`.
func median(_ values: [Double]) -> Double {
  values.isEmpty ? .nan : values.sorted()[values.count / 2]
}

/// The slope of the least-squares line through `points`.
func slope(_ points: [(x: Double, y: Double)]) -> Double {
  let count = Double(points.count)
  let (meanX, meanY) = (
    points.reduce(0) { $0 + $1.x } / count, points.reduce(0) { $0 + $1.y } / count
  )
  let products = points.reduce(0) { $0 + ($1.x - meanX) * ($1.y - meanY) }
  return products / points.reduce(0) { $0 + ($1.x - meanX) * ($1.x - meanX) }
}
