extension Array {
  /// The first index whose element satisfies `predicate`, by bisection.
  ///
  /// - Parameter predicate: Holds for a tail of the array and for nothing before it.
  @inlinable
  package func partitioningIndex(where predicate: (Element) -> Bool) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if predicate(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
