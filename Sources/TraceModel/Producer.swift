/// What recorded a trace.
public struct Producer: Equatable, Sendable {
  /// `language`, `torch`, `jax`, `micrograd`, or the name of another framework.
  public var name: String
  /// The framework's version, as it tells it.
  public var version: String?

  public init(_ name: String, version: String? = nil) {
    self.name = name
    self.version = version
  }

  /// The lesson language, or a Swift program.
  public static var language: Producer { Producer("language") }
}

/// The type of the numbers with which a program computed. A trace tells all of them as numbers of 64 bits.
public enum NumberType: String, CaseIterable, Sendable {
  case float64, float32, float16, bfloat16

  /// How many binary digits a number has, the leading one included.
  package var digits: Int {
    switch self {
    case .float64: 53
    case .float32: 24
    case .float16: 11
    case .bfloat16: 8
    }
  }

  /// The largest number.
  package var largest: Double {
    switch self {
    case .float64: .greatestFiniteMagnitude
    case .float32: Double(Float.greatestFiniteMagnitude)
    case .float16: 65504
    case .bfloat16: 0x1.fep127
    }
  }

  /// How far a number near 0 may be from what it should be: some processors take what has not all digits as 0.
  package var smallest: Double {
    switch self {
    case .float64: .leastNormalMagnitude
    case .float32, .bfloat16: Double(Float.leastNormalMagnitude)
    case .float16: 0x1p-24
    }
  }

  /// The largest relative error of a number that is rounded to this type.
  package var roundoff: Double { Double(sign: .plus, exponent: -digits, significand: 1) }
}
