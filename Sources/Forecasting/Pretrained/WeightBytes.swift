internal import LinearAlgebra

/// Numbers as bytes, little-endian.
struct WeightWriter {
  var bytes: [UInt8] = []

  mutating func append(_ count: Int) {
    withUnsafeBytes(of: UInt32(count).littleEndian) { bytes += $0 }
  }

  mutating func append(_ values: some Sequence<Float>) {
    for value in values { withUnsafeBytes(of: value.bitPattern.littleEndian) { bytes += $0 } }
  }

  mutating func append(text: String) {
    append(text.utf8.count)
    bytes += Array(text.utf8)
  }
}

/// Bytes as numbers; anything that cannot be is an error.
struct WeightReader {
  private let bytes: ArraySlice<UInt8>
  private var place: Int

  init(bytes: ArraySlice<UInt8>) { (self.bytes, place) = (bytes, bytes.startIndex) }

  var isAtEnd: Bool { place == bytes.endIndex }

  mutating func take(_ count: Int) throws(ForecastingError) -> ArraySlice<UInt8> {
    guard count >= 0, count <= bytes.endIndex - place else {
      throw .weights("the weights end after \(bytes.count) bytes, in the middle of a number")
    }
    defer { place += count }
    return bytes[place..<(place + count)]
  }

  mutating func count(atMost limit: Int) throws(ForecastingError) -> Int {
    let value = try take(4).reversed().reduce(0) { $0 << 8 | Int($1) }
    guard value <= limit else {
      throw .weights("byte \(place - 4) of the weights says \(value) where at most \(limit) can be")
    }
    return value
  }

  /// Numbers, infinity allowed where edges are filled up with it.
  mutating func floats(_ count: Int, allowingInfinity: Bool = false) throws(ForecastingError)
    -> [Float]
  {
    let slice = try take(4 * count)
    var values: [Float] = []
    values.reserveCapacity(count)
    for first in stride(from: slice.startIndex, to: slice.endIndex, by: 4) {
      let pattern = (0..<4).reduce(UInt32(0)) { $0 | UInt32(slice[first + $1]) << (8 * UInt32($1)) }
      let value = Float(bitPattern: pattern)
      guard value.isFinite || (allowingInfinity && value == .infinity) else {
        throw .weights("byte \(first) of the weights is no number")
      }
      values.append(value)
    }
    return values
  }

  mutating func text() throws(ForecastingError) -> String {
    String(decoding: try take(try count(atMost: 1 << 16)), as: UTF8.self)
  }
}

extension WindowSums {
  /// Mean products, so that single precision is enough, lower triangle.
  func write(to writer: inout WeightWriter) {
    for number in [shape.context, shape.target, shape.levelSpan, count] { writer.append(number) }
    let size = shape.width + shape.target
    let scale = 1 / Double(max(count, 1))
    for row in 0..<size {
      writer.append((0...row).map { Float(products[row, $0] * scale) })
    }
  }

  init(from reader: inout WeightReader) throws(ForecastingError) {
    let context = try reader.count(atMost: 10_000)
    let target = try reader.count(atMost: 10_000)
    let level = try reader.count(atMost: context)
    let count = try reader.count(atMost: .max)
    guard context > 1, target > 0, level > 0 else {
      throw .weights("windows of \(context) and \(target) steps cannot be")
    }
    let shape = WindowShape(context: context, target: target, levelSpan: level)
    let size = shape.width + shape.target
    let triangle = try reader.floats(size * (size + 1) / 2)
    var place = 0
    var elements = Array(repeating: 0.0, count: size * size)
    for row in 0..<size {
      for column in 0...row {
        elements[row * size + column] = Double(triangle[place]) * Double(count)
        elements[column * size + row] = elements[row * size + column]
        place += 1
      }
    }
    self.init(shape: shape, products: elements, count: count)
  }
}

extension FeatureBins {
  func write(to writer: inout WeightWriter) {
    writer.append(width)
    writer.append(edges)
  }

  init(from reader: inout WeightReader) throws(ForecastingError) {
    let width = try reader.count(atMost: 1000)
    let edges = try reader.floats(width * Self.count, allowingInfinity: true)
    for feature in 0..<width {
      let own = edges[(feature * Self.count)..<((feature + 1) * Self.count)]
      guard zip(own, own.dropFirst()).allSatisfy(<=), own.suffix(2).allSatisfy({ $0 == .infinity })
      else {
        throw .weights("the edges of feature \(feature) do not ascend")
      }
    }
    self.init(edges: edges, width: width)
  }
}

extension BoostedQuantiles {
  func write(to writer: inout WeightWriter) {
    writer.append((0..<16).map { base[$0] })
    writer.append(trees.count)
    for tree in trees {
      writer.bytes += tree.features.map { UInt8($0) }
      writer.bytes += tree.thresholds
      for leaf in tree.leaves { writer.append((0..<16).map { leaf[$0] }) }
    }
  }

  init(from reader: inout WeightReader) throws(ForecastingError) {
    let base = SIMD16(try reader.floats(16))
    var trees: [QuantileTree] = []
    for _ in 0..<(try reader.count(atMost: 10_000)) {
      var tree = QuantileTree()
      let features = Array(try reader.take(QuantileTree.nodeCount))
      let thresholds = Array(try reader.take(QuantileTree.nodeCount))
      for node in 0..<QuantileTree.nodeCount {
        tree.split(node, feature: Int(features[node]), threshold: thresholds[node])
      }
      for leaf in 0..<QuantileTree.leafCount { tree.leaves[leaf] = SIMD16(try reader.floats(16)) }
      trees.append(tree)
    }
    self.init(base: base, trees: trees)
  }
}
