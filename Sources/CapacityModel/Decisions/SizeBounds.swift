package import HeadroomBasics

/// Floor, cap and step of one entity: the inventory's where it names them, the guardrails' elsewhere.
package struct SizeBounds {
  /// The smallest size proposed, a multiple of the step.
  package let floor: ByteCount
  /// The largest size proposed, a multiple of the step.
  package let cap: ByteCount
  /// What proposed sizes are multiples of.
  package let step: ByteCount

  /// Bounds of `entity`; those of the guardrails alone where it is `nil`.
  ///
  /// - Throws: `SizeBoundsError` where no size lies within.
  package init(of entity: Inventory.Entity?, guardrails: Guardrails) throws(SizeBoundsError) {
    let floor = entity?.minimumSize ?? guardrails.floor
    let cap = entity?.maximumSize ?? guardrails.cap
    let step = entity?.sizeStep ?? guardrails.sizeStep
    guard step > .zero, step.bytes < 1 << 60, floor.bytes < 1 << 60, cap.bytes < 1 << 60,
      cap >= step
    else { throw SizeBoundsError(entity: entity?.entity, floor: floor, cap: cap, step: step) }
    self.step = step
    // A size of nothing is no size.
    self.floor = max(floor.roundedUp(to: step), step)
    self.cap = ByteCount(cap.bytes - cap.bytes % step.bytes)
    guard self.floor <= self.cap else {
      throw SizeBoundsError(entity: entity?.entity, floor: floor, cap: cap, step: step)
    }
  }
}

/// Bounds within which no size lies.
package struct SizeBoundsError: Error, Hashable, Sendable {
  /// Whose; `nil` for the guardrails' own.
  package let entity: EntityID?
  /// The smallest and the largest size and the step, which contradict each other.
  package let floor: ByteCount, cap: ByteCount, step: ByteCount
}
