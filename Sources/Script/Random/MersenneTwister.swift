/// The generator MT19937 of M. Matsumoto and T. Nishimura (ACM TOMACS 8, 1998), which NumPy's legacy functions and
/// Python's `random` draw from.
struct MersenneTwister: Sendable {
  private static let size = 624
  private static let shift = 397

  private var state: [UInt32]
  private var next = size

  /// Seeds as NumPy does: one word, spread over the state.
  init(word: UInt32) {
    state = [word]
    state.reserveCapacity(Self.size)
    for index in 1..<Self.size {
      let last = state[index - 1]
      state.append(1_812_433_253 &* (last ^ last >> 30) &+ UInt32(index))
    }
  }

  /// Seeds as Python does: an array of words; of an integer its 32-bit digits, the lowest first.
  init(words: [UInt32]) {
    self.init(word: 19_650_218)
    let words = words.isEmpty ? [0] : words
    var (i, j) = (1, 0)
    for _ in 0..<max(Self.size, words.count) {
      state[i] = (state[i] ^ (state[i - 1] ^ state[i - 1] >> 30) &* 1_664_525) &+ words[j] &+ UInt32(j)
      (i, j) = (step(i), (j + 1) % words.count)
    }
    for _ in 1..<Self.size {
      state[i] = (state[i] ^ (state[i - 1] ^ state[i - 1] >> 30) &* 1_566_083_941) &- UInt32(i)
      i = step(i)
    }
    state[0] = 0x8000_0000
  }

  /// The next place in the state; the last one is carried to the first.
  private mutating func step(_ index: Int) -> Int {
    if index + 1 < Self.size { return index + 1 }
    state[0] = state[Self.size - 1]
    return 1
  }

  /// The next 32 bits.
  mutating func word() -> UInt32 {
    if next == Self.size { refill() }
    var word = state[next]
    next += 1
    word ^= word >> 11
    word ^= word << 7 & 0x9d2c_5680
    word ^= word << 15 & 0xefc6_0000
    return word ^ word >> 18
  }

  /// The next 64 bits, the higher ones first.
  mutating func twoWords() -> UInt64 {
    let high = UInt64(word())
    return high << 32 | UInt64(word())
  }

  private mutating func refill() {
    for index in 0..<Self.size {
      let mixed = state[index] & 0x8000_0000 | state[(index + 1) % Self.size] & 0x7fff_ffff
      state[index] =
        state[(index + Self.shift) % Self.size] ^ mixed >> 1 ^ (mixed & 1 == 0 ? 0 : 0x9908_b0df)
    }
    next = 0
  }

  /// A number from 0 up to but not including 1, with 53 random bits.
  mutating func unit() -> Double {
    let (high, low) = (Double(word() >> 5), Double(word() >> 6))
    return (high * 67_108_864 + low) / 9_007_199_254_740_992
  }
}
