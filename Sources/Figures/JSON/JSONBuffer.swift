import Numbers

/// JSON as it is written, from the front to the back.
struct JSONBuffer {
  private(set) var bytes: [UInt8] = []
  /// Whether the next member or element is the first of its object or list.
  private var isFirst = true

  mutating func object(_ key: StaticString? = nil, _ members: (inout JSONBuffer) -> Void) {
    nest(key, "{", "}", members)
  }

  mutating func list(_ key: StaticString? = nil, _ elements: (inout JSONBuffer) -> Void) {
    nest(key, "[", "]", elements)
  }

  /// An object under a key that is no fixed word.
  mutating func object(named key: String, _ members: (inout JSONBuffer) -> Void) {
    begin(named: key)
    object(nil, members)
  }

  /// A list under a key that is no fixed word.
  mutating func list(named key: String, _ elements: (inout JSONBuffer) -> Void) {
    begin(named: key)
    list(nil, elements)
  }

  private mutating func begin(named key: String) {
    separate()
    quote(key)
    raw(":")
    isFirst = true
  }

  private mutating func nest(
    _ key: StaticString?, _ open: StaticString, _ close: StaticString, _ content: (inout JSONBuffer) -> Void
  ) {
    begin(key)
    raw(open)
    isFirst = true
    content(&self)
    raw(close)
    isFirst = false
  }

  mutating func add(_ key: StaticString? = nil, _ text: String) {
    begin(key)
    quote(text)
  }

  mutating func add(_ key: StaticString? = nil, _ number: Int) {
    begin(key)
    bytes.append(contentsOf: String(number).utf8)
  }

  /// A coordinate: two decimals at most, as in pictures.
  mutating func add(_ key: StaticString? = nil, _ number: Double) {
    begin(key)
    bytes.append(contentsOf: number.nearText(decimals: 2).utf8)
  }

  mutating func add(_ key: StaticString? = nil, _ truth: Bool) {
    begin(key)
    raw(truth ? "true" : "false")
  }

  mutating func addNull() {
    begin(nil)
    raw("null")
  }

  mutating func add(_ key: StaticString? = nil, _ points: [Point]) {
    list(key) { list in
      for point in points {
        list.add(nil, point.x)
        list.add(nil, point.y)
      }
    }
  }

  private mutating func begin(_ key: StaticString?) {
    separate()
    guard let key else { return }
    raw("\"")
    raw(key)
    raw("\":")
  }

  private mutating func separate() {
    if !isFirst { raw(",") }
    isFirst = false
  }

  private mutating func raw(_ text: StaticString) {
    text.withUTF8Buffer { unsafe bytes.append(contentsOf: $0) }
  }

  private mutating func quote(_ text: String) {
    raw("\"")
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": raw("\\\"")
      case "\\": raw("\\\\")
      case _ where scalar.value < 0x20:
        let digits = String(scalar.value, radix: 16)
        bytes.append(contentsOf: ("\\u" + String(repeating: "0", count: 4 - digits.count) + digits).utf8)
      default: bytes.append(contentsOf: String(scalar).utf8)
      }
    }
    raw("\"")
  }
}
