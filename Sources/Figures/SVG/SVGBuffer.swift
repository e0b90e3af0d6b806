import Numbers

/// The text of an SVG, written from the front to the back into one buffer.
struct SVGBuffer {
  private(set) var bytes: [UInt8] = []
  private let palette: Palette
  /// The colours that were written, which a style sheet has to turn dark.
  private(set) var used = [Bool](repeating: false, count: Ink.count)
  private let lights: [[UInt8]]

  init(_ palette: Palette) {
    self.palette = palette
    lights = (0..<Ink.count).map { Array(palette[Ink($0)].light.utf8) }
  }

  mutating func reserve(_ count: Int) { bytes.reserveCapacity(count) }

  /// Writes markup.
  mutating func raw(_ text: StaticString) {
    unsafe bytes.append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  /// Writes what is known to need no escaping.
  mutating func plain(_ text: String) { bytes.append(contentsOf: text.utf8) }

  /// Notes the colours that another buffer has.
  mutating func mergeColors(of other: SVGBuffer) {
    for index in used.indices where other.used[index] { used[index] = true }
  }

  /// Puts before all else what could only be written after it.
  mutating func prepend(_ other: [UInt8]) { bytes.insert(contentsOf: other, at: 0) }

  mutating func append(_ other: [UInt8]) { bytes.append(contentsOf: other) }

  mutating func color(_ ink: Ink) {
    used[Int(ink.index)] = true
    bytes.append(contentsOf: lights[Int(ink.index)])
  }

  mutating func fill(_ ink: Ink) {
    raw(" fill=\"")
    color(ink)
    raw("\"")
  }

  mutating func stroke(_ ink: Ink, _ width: Double) {
    raw(" stroke=\"")
    color(ink)
    raw("\" stroke-width=\"")
    number(width)
    raw("\"")
  }

  /// Writes a coordinate with at most two decimals: the same digits on every machine.
  mutating func number(_ number: Double) {
    let scaled = number.isFinite ? max(-1e12, min(1e12, (number * 100).rounded())) : 0
    let hundredths = Int(scaled)
    if hundredths < 0 { bytes.append(UInt8(ascii: "-")) }
    let magnitude = hundredths.magnitude
    digits(magnitude / 100)
    let rest = UInt8(truncatingIfNeeded: magnitude % 100)
    if rest == 0 { return }
    bytes.append(UInt8(ascii: "."))
    bytes.append(UInt8(ascii: "0") + rest / 10)
    if rest % 10 != 0 { bytes.append(UInt8(ascii: "0") + rest % 10) }
  }

  /// Writes two coordinates.
  mutating func point(_ point: Point) {
    number(point.x)
    bytes.append(UInt8(ascii: ","))
    number(point.y)
  }

  /// Writes the points of a line or an area.
  mutating func points(_ points: [Point]) {
    for point in points {
      self.point(point)
      raw(" ")
    }
  }

  mutating func attribute(_ start: StaticString, _ value: Double) {
    raw(start)
    number(value)
    bytes.append(UInt8(ascii: "\""))
  }

  mutating func id(_ id: ShapeID) {
    plain(String(id.kind.rawValue))
    if id.number >= 0 { digits(UInt(id.number)) }
    for number in [id.part, id.detail] where number >= 0 {
      bytes.append(UInt8(ascii: "."))
      digits(UInt(number))
    }
  }

  private mutating func digits(_ number: UInt) {
    if number >= 100 {
      digits(number / 10)
    } else if number >= 10 {
      bytes.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: number / 10))
    }
    bytes.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: number % 10))
  }

  /// Writes text that stands for itself; what a page would take as an order, or XML forbids, is shown as a sign.
  mutating func text(_ text: String) {
    if text.utf8.allSatisfy(Self.isPlain) { return plain(text) }
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": raw("&amp;")
      case "<": raw("&lt;")
      case ">": raw("&gt;")
      case "\"": raw("&quot;")
      case "\n", "\t": raw(" ")
      case "\u{FFFE}", "\u{FFFF}": raw("\u{FFFD}")
      default: if let encoded = UTF8.encode(scalar.visible) { bytes.append(contentsOf: encoded) }
      }
    }
  }

  /// Whether a byte is a character that needs no second look.
  private static func isPlain(_ byte: UInt8) -> Bool {
    byte >= 0x20 && byte < 0x7F && byte != 0x22 && byte != 0x26 && byte != 0x3C && byte != 0x3E
  }
}
