import Autodiff

/// The random numbers of a program: NumPy's legacy stream or that of Python's `random`, number for number.
struct RandomStream: Sendable {
  private let isNumpy: Bool
  private var generator: MersenneTwister
  /// The second number of the last pair that ``gauss()`` made.
  private var spare: Double?

  /// A stream with the seed 0.
  init(isNumpy: Bool) {
    self.isNumpy = isNumpy
    generator = isNumpy ? MersenneTwister(word: 0) : MersenneTwister(words: [0])
  }

  /// Starts again from a seed; NumPy takes those of 32 bits only.
  mutating func seed(_ seed: UInt) {
    generator =
      isNumpy
      ? MersenneTwister(word: UInt32(truncatingIfNeeded: seed)) : MersenneTwister(words: Self.words(of: seed))
    spare = nil
  }

  private static func words(of seed: UInt) -> [UInt32] {
    let (low, high) = (UInt32(truncatingIfNeeded: seed), UInt32(truncatingIfNeeded: seed >> 32))
    return high == 0 ? [low] : [low, high]
  }

  mutating func unit() -> Double { generator.unit() }

  /// A number from a range, evenly spread.
  mutating func uniform(_ low: Double, _ high: Double) -> Double { low + (high - low) * unit() }

  /// A normally distributed number with the mean 0 and the deviation 1.
  mutating func gauss() -> Double {
    if let spare {
      self.spare = nil
      return spare
    }
    return isNumpy ? polarPair() : boxMullerPair()
  }

  /// G. Marsaglia's polar method, as NumPy's legacy stream has it.
  private mutating func polarPair() -> Double {
    while true {
      let (a, b) = (2 * unit() - 1, 2 * unit() - 1)
      let square = a * a + b * b
      guard square < 1, square != 0 else { continue }
      let factor = (-2 * Gate.log.value([square]) / square).squareRoot()
      spare = factor * a
      return factor * b
    }
  }

  /// The method of Box and Muller, as Python's `gauss` has it.
  private mutating func boxMullerPair() -> Double {
    let angle = unit() * 2 * Double.pi
    let radius = (-2 * Gate.log.value([1 - unit()])).squareRoot()
    spare = Gate.sin.value([angle]) * radius
    return Gate.cos.value([angle]) * radius
  }

  /// A whole number from 0 up to but not including `count`, which must be positive.
  mutating func index(below count: Int) -> Int {
    if isNumpy { return Int(truncatingIfNeeded: offset(upTo: UInt64(max(count, 1) - 1))) }
    let bits = Int.bitWidth - count.leadingZeroBitCount
    while true {
      let index = Int(generator.word() >> UInt32(32 - bits))
      if index < count { return index }
    }
  }

  /// A whole number from 0 up to and including the span, as NumPy's legacy stream has it: the bits that the span
  /// needs, drawn again while they are above it. A span of 0 draws nothing.
  mutating func offset(upTo span: UInt64) -> UInt64 {
    if span == 0 { return 0 }
    let mask = UInt64.max >> UInt64(span.leadingZeroBitCount)
    while true {
      let bits = span > UInt64(UInt32.max) ? generator.twoWords() : UInt64(generator.word())
      if bits & mask <= span { return bits & mask }
    }
  }
}
