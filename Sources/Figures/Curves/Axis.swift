import Numbers

/// Round numbers along an axis, and where a number is on it.
package struct Axis: Equatable, Sendable {
  package enum Kind: Equatable, Sendable {
    case linear
    /// It counts: it has whole numbers only, and ends where the numbers do.
    case counting
    case logarithmic
  }

  package let kind: Kind
  /// The power of ten that stands outside of the numbers at all ticks: `×10⁻⁶`; empty where there is none.
  package private(set) var factor = ""
  /// The numbers that are written at ticks, and how.
  package private(set) var ticks: [(number: Double, label: String)] = []
  /// The ticks between, which have no number.
  package private(set) var minorTicks: [Double] = []
  /// The numbers at both ends.
  package private(set) var ends: (low: Double, high: Double) = (0, 1)

  /// - Parameter most: How many steps there may be between ticks.
  package init(_ kind: Kind, from low: Double, to high: Double, most: Int) {
    self.kind = kind
    if kind == .logarithmic {
      setDecades(from: low, to: high, most: most)
      return
    }
    // Numbers that differ by less are the same but for rounding.
    let least = 1e-12 * max(low.magnitude, high.magnitude)
    let span = high - low > least ? high - low : max(low.magnitude, 1)
    var exponent = kind == .counting ? 0 : -300
    while Self.power(exponent + 1) < span / Double(most) { exponent += 1 }
    let unit = Self.power(exponent)
    let steps = [1.0, 2, 5, 10]
    let count = steps.first { span / ($0 * unit) <= Double(most) } ?? 10
    setTicks(from: low, to: high, step: count * unit, exponent: count == 10 ? exponent + 1 : exponent)
  }

  /// - Parameter exponent: The power of ten of which the step is a whole multiple.
  private mutating func setTicks(from low: Double, to high: Double, step: Double, exponent: Int) {
    let isCounting = kind == .counting
    let first = isCounting ? (low / step).rounded(.up) : (low / step).rounded(.down)
    let last = isCounting ? (high / step).rounded(.down) : max((high / step).rounded(.up), first + 1)
    ends = isCounting ? (low, high) : (first * step, last * step)
    var numbers = (0...max(0, Int(last - first))).map { (first + Double($0)) * step }
    // A count that begins at 1 and goes far has its first tick at 1.
    if isCounting, numbers[0] > low, numbers[0] - low > step / 2 { numbers.insert(low, at: 0) }
    if isCounting {
      ticks = numbers.map { ($0, "\(Int($0))") }
      return
    }
    let place = Self.place(outside: numbers)
    ticks = Self.labels(of: numbers, exponent: exponent, place: place ?? 0)
    factor = place.map { "×10" + $0.superscriptText } ?? ""
  }

  /// The numbers in one form: with equally many decimals, and all in parts of one power of ten where they are large or
  /// small.
  private static func labels(of numbers: [Double], exponent: Int, place: Int) -> [(
    number: Double, label: String
  )] {
    let format = NumberFormat(digits: max(0, place - exponent))
    return numbers.map { number in
      // A power below 10⁻³⁰⁰ is no divisor.
      let scaled = place < 0 ? number * power(-place / 2) * power(-place - -place / 2) : number / power(place)
      return (number, format.text(scaled))
    }
  }

  /// The power of ten that stands outside of numbers that would be too long.
  private static func place(outside numbers: [Double]) -> Int? {
    let place = place(of: numbers.map(\.magnitude).max() ?? 0)
    return (-3...5).contains(place) ? nil : place
  }

  /// How many decades may be between ticks.
  private static let decadeSteps = [1, 2, 3, 5, 10, 20, 30, 50, 100, 200]

  /// Powers of ten; where there are many, every second, third or more.
  private mutating func setDecades(from low: Double, to high: Double, most: Int) {
    let least = Self.place(of: low)
    var largest = Self.place(of: high)
    if Self.power(largest) < high || largest == least { largest += 1 }
    func ticks(_ step: Int) -> (first: Int, last: Int) {
      let first = Int((Double(least) / Double(step)).rounded(.down)) * step
      return (max(first, -323), min(Int((Double(largest) / Double(step)).rounded(.up)) * step, 308))
    }
    let step = Self.decadeSteps.first { ticks($0).last - ticks($0).first <= most * $0 } ?? 200
    let (first, last) = ticks(step)
    ends = (Self.power(first), Self.power(last))
    let places = Array(stride(from: first, through: last, by: step))
    // All in one form.
    let arePlain = places.allSatisfy((-3...5).contains)
    self.ticks = places.map { (Self.power($0), Self.label(ofPower: $0, isPlain: arePlain)) }
    if step == 1 {
      minorTicks = (first..<last).flatMap { place in (2...9).map { Double($0) * Self.power(place) } }
    } else if step <= 5 {
      minorTicks = (first..<last).filter { ($0 - first) % step != 0 }.map(Self.power)
    }
  }

  /// The exponent of the power of ten at or below a positive number.
  private static func place(of number: Double) -> Int {
    var place = -323
    while place < 308, power(place + 1) <= number { place += 1 }
    return place
  }

  /// The number nearest to a power of ten.
  private static func power(_ exponent: Int) -> Double { Double("1e\(exponent)") ?? .infinity }

  private static func label(ofPower place: Int, isPlain: Bool) -> String {
    isPlain ? NumberFormat(digits: max(0, -place)).text(power(place)) : "10" + place.superscriptText
  }

  /// Where a number is between the ends, from 0 to 1.
  package func share(of number: Double) -> Double {
    let (low, high) = ends
    guard high > low else { return 0.5 }
    if kind == .logarithmic {
      return (Elementary.log(number) - Elementary.log(low)) / (Elementary.log(high) - Elementary.log(low))
    }
    // Halved, the difference of the largest numbers there are does not overflow.
    return (number / 2 - low / 2) / (high / 2 - low / 2)
  }

  package static func == (left: Axis, right: Axis) -> Bool {
    left.kind == right.kind && left.ends == right.ends
      && left.ticks.map(\.number) == right.ticks.map(\.number)
  }
}
