public import CapacityModel

/// Where prices of memory and power come from: the costs file, and for this release still the inventory.
public enum PriceSources {
  /// The prices of both files together. A price that both name is the costs file's.
  ///
  /// - Parameters:
  ///   - costs: The prices of the costs file, and its path; `nil` where none is given.
  ///   - inventory: The prices of the inventory, and its path; `nil` where it has none.
  /// - Returns: The prices, and warnings, a sentence each: what to move to a costs file, and which prices differ.
  public static func joined(
    costs: (path: String, prices: MemoryPrices)?,
    inventory: (path: String, prices: MemoryPrices)?
  ) -> (prices: MemoryPrices, warnings: [String]) {
    guard let inventory else { return (costs?.prices ?? MemoryPrices(), []) }
    var warnings = [
      "\(inventory.path): the next release does not read 'prices' in an inventory; move its keys to a costs file "
        + "('schema: \(CostsFile.schemaName)') and give that with --costs"
    ]
    guard let costs else { return (inventory.prices, warnings) }
    let known = Dictionary(uniqueKeysWithValues: inventory.prices.named)
    let differing = costs.prices.named.filter { key, value in
      known[key].map { $0 != value } ?? false
    }.map(\.key)
    if !differing.isEmpty {
      warnings.append(
        "\(differing.joined(separator: ", ")) differs between \(costs.path) and \(inventory.path); "
          + "\(costs.path) is used")
    }
    return (costs.prices.completed(by: inventory.prices), warnings)
  }
}

extension MemoryPrices {
  /// The keys of a costs file that price memory and power, in the order in which they are written.
  static let keys = rates.map(\.key) + ["currency"]

  private static var rates: [(key: String, path: WritableKeyPath<MemoryPrices, Double?>)] {
    [
      ("perGibibyteMonth", \.perGibibyteMonth), ("perGibibyteBought", \.perGibibyteBought),
      ("licencePerGibibyteMonth", \.licencePerGibibyteMonth),
      ("wattsPerGibibyte", \.wattsPerGibibyte), ("perKilowattHour", \.perKilowattHour),
    ]
  }

  /// Reads the prices among the keys of a file.
  ///
  /// - Throws: `ConfigurationError.invalid` where one is negative or no number.
  init(_ fields: [String: ConfigurationNode]) throws(ConfigurationError) {
    self.init()
    for (key, path) in Self.rates { self[keyPath: path] = try fields[key]?.number() }
    currency = try fields["currency"]?.text()
  }

  /// What is known, by key, as YAML.
  var named: [(key: String, value: String)] {
    let numbers = Self.rates.compactMap { key, path in
      self[keyPath: path].map { (key, "\($0)") }
    }
    return numbers + (currency.map { [("currency", YAMLText.scalar($0))] } ?? [])
  }

  /// These prices, and those of `other` where this list has none.
  func completed(by other: MemoryPrices) -> MemoryPrices {
    var prices = self
    for (_, path) in Self.rates where prices[keyPath: path] == nil {
      prices[keyPath: path] = other[keyPath: path]
    }
    prices.currency = currency ?? other.currency
    return prices
  }
}
