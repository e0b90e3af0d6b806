/// A whole number of any size, in limbs of nine decimal digits, the lowest first.
struct WholeNumber {
  private var limbs: [UInt64]
  private static let base: UInt64 = 1_000_000_000

  init(_ value: UInt64) {
    limbs = [value % Self.base, value / Self.base % Self.base, value / Self.base / Self.base]
  }

  /// Multiplies by a power of a factor, as much of it at once as leaves room in a limb.
  mutating func multiply(by factor: UInt64, times count: Int) {
    var (step, size) = (factor, 1)
    while step <= UInt64(UInt32.max) / factor { (step, size) = (step * factor, size + 1) }
    for _ in 0..<count / size { multiply(by: step) }
    for _ in 0..<count % size { multiply(by: factor) }
  }

  private mutating func multiply(by factor: UInt64) {
    var carry: UInt64 = 0
    for index in limbs.indices {
      let product = limbs[index] * factor + carry
      limbs[index] = product % Self.base
      carry = product / Self.base
    }
    while carry > 0 {
      limbs.append(carry % Self.base)
      carry /= Self.base
    }
  }

  /// Its decimal digits, the highest first, without zeros at the front.
  var digits: [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(9 * limbs.count)
    for limb in limbs {
      var rest = limb
      for _ in 0..<9 {
        result.append(UInt8(rest % 10))
        rest /= 10
      }
    }
    while result.last == 0 { result.removeLast() }
    return result.reversed()
  }
}
