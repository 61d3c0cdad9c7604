import HeadroomBasics

extension PretrainedForecaster {
  /// The first bytes of a file of weights, and the version of what follows.
  private static let signature = Array("HRFW".utf8)
  private static let version: UInt8 = 1

  /// The file's bytes: the signature, the version, the recipe, each part, the checksum; numbers are little-endian,
  /// floating-point ones in single precision.
  public var bytes: [UInt8] {
    var writer = WeightWriter()
    writer.bytes = Self.signature + [Self.version]
    writer.append(text: recipe)
    let kinds = StepKind.allCases.compactMap { kind in part(kind).map { (kind, $0) } }
    writer.append(kinds.count)
    for (kind, part) in kinds {
      writer.append(Int(kind.rawValue))
      writer.append(part.sums.count)
      for sum in part.sums { sum.write(to: &writer) }
      part.bins.write(to: &writer)
      part.trees.write(to: &writer)
    }
    writer.bytes += Self.checksum(writer.bytes[...])
    return writer.bytes
  }

  /// Reads a file of weights.
  ///
  /// - Throws: `ForecastingError.weights` where the bytes are none, damaged or of another version.
  public init(bytes: some Collection<UInt8>) throws(ForecastingError) {
    let bytes = Array(bytes)
    var reader = WeightReader(bytes: bytes.dropLast(Self.checksumSize))
    guard bytes.starts(with: Self.signature) else {
      throw .weights("this is no file of pretrained weights")
    }
    _ = try reader.take(Self.signature.count)
    let version = try reader.take(1).first ?? 0
    guard version == Self.version else {
      throw .weights("the weights are of version \(version); this program reads \(Self.version)")
    }
    guard Self.checksum(bytes.dropLast(Self.checksumSize)) == bytes.suffix(Self.checksumSize) else {
      throw .weights("the weights are damaged: their checksum is another")
    }
    let recipe = try reader.text()
    var parts: [StepKind: Part] = [:]
    for _ in 0..<(try reader.count(atMost: StepKind.allCases.count)) {
      guard let kind = StepKind(rawValue: UInt8(clamping: try reader.count(atMost: 255))) else {
        throw .weights("the weights name a kind of step that is not known")
      }
      var sums: [WindowSums] = []
      for _ in 0..<(try reader.count(atMost: 16)) { sums.append(try WindowSums(from: &reader)) }
      parts[kind] = Part(
        sums: sums, bins: try FeatureBins(from: &reader), trees: try BoostedQuantiles(from: &reader)
      )
    }
    guard reader.isAtEnd else {
      throw .weights("more bytes follow the weights than belong to them")
    }
    self.init(recipe: recipe, parts: parts)
  }

  private static let checksumSize = 8

  /// Tells which bytes are wrong by accident, not by intent.
  private static func checksum(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    withUnsafeBytes(of: FNV1a.hash(bytes).littleEndian) { Array($0) }
  }
}
