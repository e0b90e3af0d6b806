/// Text of at most 32 bytes that is written from the front to the back without an allocation of its own.
struct ShortText {
  private var bytes = SIMD32<UInt8>()
  private var count = 0

  /// The text that some steps write; what goes beyond the limit is dropped.
  static func text(_ write: (inout ShortText) -> Void) -> String {
    var text = ShortText()
    write(&text)
    return unsafe String(unsafeUninitializedCapacity: text.count) { buffer in
      for index in 0..<text.count { unsafe buffer[index] = text.bytes[index] }
      return text.count
    }
  }

  mutating func append(_ byte: UInt8) {
    guard count < 32 else { return }
    bytes[count] = byte
    count += 1
  }

  /// A true minus.
  mutating func appendMinus() {
    append(0xE2)
    append(0x88)
    append(0x92)
  }

  /// A whole number that stands for one with so many decimals: 1234 with two is `12.34`.
  mutating func append(_ whole: Int, decimals: Int) {
    let one = (0..<decimals).reduce(1) { power, _ in power * 10 }
    var unit = one
    while unit <= whole / 10 { unit *= 10 }
    while unit > 0 {
      append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: whole / unit % 10))
      if unit == one, decimals > 0 { append(UInt8(ascii: ".")) }
      unit /= 10
    }
  }
}
