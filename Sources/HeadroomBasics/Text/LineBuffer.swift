/// ASCII and UTF-8 lines under construction, in memory that grows by doubling.
///
/// Writing goes through a pointer: an export makes hundreds of millions of digits, and an `Array` that is appended to
/// byte by byte checks its storage at every one.
package struct LineBuffer: ~Copyable {
  private var base: UnsafeMutablePointer<UInt8>
  private var capacity: Int
  package private(set) var count = 0

  /// An empty buffer with room for `capacity` bytes.
  package init(capacity: Int) {
    self.capacity = max(64, capacity)
    base = .allocate(capacity: self.capacity)
  }

  deinit { base.deallocate() }

  /// A copy of the bytes so far.
  package var bytes: [UInt8] { [UInt8](UnsafeBufferPointer(start: base, count: count)) }

  /// Makes room for `more` bytes, which the `put` calls after it rely on.
  @inline(__always)
  package mutating func reserve(_ more: Int) {
    if count + more > capacity { grow(more) }
  }

  private mutating func grow(_ more: Int) {
    let larger = max(capacity * 2, count + more)
    let moved = UnsafeMutablePointer<UInt8>.allocate(capacity: larger)
    moved.update(from: base, count: count)
    base.deallocate()
    (base, capacity) = (moved, larger)
  }

  /// Puts one byte; room must have been reserved.
  @inline(__always)
  package mutating func put(_ byte: UInt8) {
    base[count] = byte
    count += 1
  }

  /// Puts bytes; room must have been reserved.
  @inline(__always)
  package mutating func put(_ text: [UInt8]) {
    text.withUnsafeBufferPointer { source in
      guard let start = source.baseAddress else { return }
      (base + count).update(from: start, count: source.count)
    }
    count += text.count
  }

  /// Puts a whole number in decimal digits: at most 20 bytes, which must have been reserved.
  @inline(__always)
  package mutating func put(digits value: Int64) {
    if value < 0 { put(0x2D) }
    var rest = value.magnitude
    var length = 1
    var power: UInt64 = 10
    while length < 20, rest >= power {
      length += 1
      if length < 20 { power *= 10 }
    }
    var place = count + length
    count = place
    while rest >= 100 {
      let (quotient, pair) = rest.quotientAndRemainder(dividingBy: 100)
      rest = quotient
      place -= 2
      base[place] = UInt8(truncatingIfNeeded: 0x30 + pair / 10)
      base[place + 1] = UInt8(truncatingIfNeeded: 0x30 + pair % 10)
    }
    if rest >= 10 {
      base[place - 2] = UInt8(truncatingIfNeeded: 0x30 + rest / 10)
      base[place - 1] = UInt8(truncatingIfNeeded: 0x30 + rest % 10)
    } else {
      base[place - 1] = UInt8(truncatingIfNeeded: 0x30 + rest)
    }
  }

  /// Puts thousandths as a decimal number without trailing zeros: at most 24 bytes, which must have been reserved.
  package mutating func put(thousandths value: Int64) {
    if value < 0 { put(0x2D) }
    let (whole, part) = value.magnitude.quotientAndRemainder(dividingBy: 1000)
    put(digits: Int64(whole))
    if part == 0 { return }
    put(0x2E)
    var (rest, scale) = (part, UInt64(100))
    while rest > 0 {
      put(UInt8(0x30 + rest / scale))
      rest %= scale
      scale /= 10
    }
  }
}
