import Numbers

/// JSON as it is written: bytes of UTF-8, appended to one growing buffer.
struct JSONText {
  var bytes: [UInt8] = []

  private static let hexDigits = Array("0123456789abcdef".utf8)

  mutating func begin(_ kind: RecordKind) { bytes.append(contentsOf: kind.prefix) }
  mutating func end() { raw("}\n") }

  /// Punctuation and whole tokens, as they are.
  mutating func raw(_ token: StaticString) {
    token.withUTF8Buffer { unsafe bytes.append(contentsOf: $0) }
  }

  mutating func append(_ key: Key, _ number: Int) {
    bytes.append(contentsOf: key.prefix)
    append(number)
  }

  mutating func append(_ key: Key, _ number: Double) {
    bytes.append(contentsOf: key.prefix)
    append(number)
  }

  mutating func append(_ key: Key, _ text: String?) {
    bytes.append(contentsOf: key.prefix)
    if let text { append(text) } else { raw("null") }
  }

  mutating func append(_ key: Key, _ tensor: Tensor) {
    bytes.append(contentsOf: key.prefix)
    append(tensor)
  }

  mutating func append(_ tensor: Tensor) {
    guard let whole = tensor.whole else { return append(tensor.elements, from: 0, shape: tensor.shape) }
    raw("{\"shape\":[")
    append(listing: whole.shape)
    append(.indices, whole.indices) { text, indices in
      text.raw("[")
      text.append(listing: indices)
    }
    append(.sample, tensor.elements, from: 0, shape: tensor.shape)
    append(.min, whole.least)
    append(.max, whole.largest)
    append(.mean, whole.mean)
    append(.finite, whole.isFinite)
    raw("}")
  }

  /// Whole numbers and the end of their list.
  private mutating func append(listing numbers: [Int]) {
    for (index, number) in numbers.enumerated() {
      if index > 0 { raw(",") }
      append(number)
    }
    raw("]")
  }

  mutating func append(_ key: Key, _ truth: Bool) {
    bytes.append(contentsOf: key.prefix)
    raw(truth ? "true" : "false")
  }

  /// Appends the tensor of a shape whose elements stand in `numbers` from `first` on.
  mutating func append(_ key: Key, _ numbers: [Double], from first: Int, shape: [Int]) {
    bytes.append(contentsOf: key.prefix)
    append(numbers, from: first, shape: shape)
  }

  /// Appends a list, each element by the closure.
  mutating func append<Element>(
    _ key: Key, _ list: some Sequence<Element>, _ each: (inout JSONText, Element) -> Void
  ) {
    bytes.append(contentsOf: key.prefix)
    raw("[")
    var isFirst = true
    for element in list {
      if !isFirst { raw(",") }
      isFirst = false
      each(&self, element)
    }
    raw("]")
  }

  /// A whole number.
  mutating func append(_ number: Int) { bytes.append(contentsOf: String(number).utf8) }

  /// The shortest digits that read back the same.
  mutating func append(_ number: Double) {
    if number == number.rounded(), number.magnitude < 1e15, number != 0 {
      append(Int(number))
      raw(".0")
    } else if number.isFinite {
      bytes.append(contentsOf: number.description.utf8)
    } else if number.isNaN {
      raw("\"NaN\"")
    } else if number > 0 {
      raw("\"Infinity\"")
    } else {
      raw("\"-Infinity\"")
    }
  }

  /// A text in quotes. What a terminal would take as an order is escaped, so that a file can be looked at.
  mutating func append(_ text: String) {
    raw("\"")
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": raw("\\\"")
      case "\\": raw("\\\\")
      case "\n": raw("\\n")
      case "\r": raw("\\r")
      case "\t": raw("\\t")
      case _ where scalar.isOrder: escape(scalar.value)
      default: bytes.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
      }
    }
    raw("\"")
  }

  private mutating func escape(_ value: UInt32) {
    raw("\\u")
    for shift in [12, 8, 4, 0] as [UInt32] { bytes.append(Self.hexDigits[Int(value >> shift & 15)]) }
  }
}

extension JSONText {
  /// The most axes that are written as nested lists.
  static let nestedAxes = 32

  /// A number, nested lists, or shape and elements where lists can't tell the shape.
  mutating func append(_ numbers: [Double], from first: Int, shape: [Int]) {
    if shape.isEmpty { return append(numbers[first]) }
    let count = Tensor.count(of: shape)
    if count > 0, shape.count <= Self.nestedAxes {
      var next = first
      appendNested(numbers, &next, shape[...])
    } else {
      raw("{\"shape\":[")
      append(listing: shape)
      append(.elements, numbers[first..<first + count]) { $0.append($1) }
      raw("}")
    }
  }

  private mutating func appendNested(_ numbers: [Double], _ next: inout Int, _ shape: ArraySlice<Int>) {
    guard let length = shape.first else {
      append(numbers[next])
      next += 1
      return
    }
    raw("[")
    for index in 0..<length {
      if index > 0 { raw(",") }
      appendNested(numbers, &next, shape.dropFirst())
    }
    raw("]")
  }
}
