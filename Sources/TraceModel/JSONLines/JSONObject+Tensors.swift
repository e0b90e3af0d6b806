import Numbers

extension JSONObject {
  /// A number, which may be "NaN", "Infinity" or "-Infinity"; nil if the value is something else.
  @inline(__always)
  func number(_ slot: JSONSlot) -> Double? { Self.number(slot, in: scanner.bytes) }

  @inline(__always)
  fileprivate static func number(_ slot: JSONSlot, in bytes: [UInt8]) -> Double? {
    switch slot.form {
    case .number, .wholeNumber: slot.number
    case .text: notFinite(bytes[slot.start..<slot.end])
    case .null, .boolean, .escapedText, .list, .object: nil
    }
  }

  func number(_ key: Key) throws(Reason) -> Double {
    guard let number = number(try slot(key)) else { throw .wrongType(key: key.word, expected: .number) }
    return number
  }

  private static func notFinite(_ bytes: ArraySlice<UInt8>) -> Double? {
    if bytes.elementsEqual("NaN".utf8) { return .nan }
    if bytes.elementsEqual("Infinity".utf8) { return .infinity }
    return bytes.elementsEqual("-Infinity".utf8) ? -.infinity : nil
  }

  /// A tensor that must be told whole.
  func tensor(_ key: Key) throws(Reason) -> Tensor {
    let tensor = try tensor(slot(key), of: key)
    guard tensor.whole == nil else { throw .wrongType(key: key.word, expected: .tensor) }
    return tensor
  }

  /// A tensor that may be a sample of a larger one.
  func tensor(_ slot: JSONSlot, of key: Key) throws(Reason) -> Tensor {
    if let number = number(slot) { return Tensor(number) }
    switch slot.form {
    case .list:
      var reader = TensorReader(
        scanner: JSONScanner(scanner.bytes, at: slot.start, lineStart: scanner.lineStart))
      if try reader.readList(axis: 0), let tensor = Tensor(shape: reader.shape, elements: reader.elements) {
        return tensor
      }
    case .object:
      let object = try JSONObject(slot, key: key, in: scanner)
      if object.optional(.sample) != nil { return try object.sample() }
      if let tensor = Tensor(shape: try object.shape(.shape), elements: try object.elements()) {
        return tensor
      }
    default: break
    }
    throw .wrongType(key: key.word, expected: .tensor)
  }

  /// A tensor that must have a given shape.
  func tensor(_ key: Key, shape: [Int]) throws(Reason) -> Tensor {
    let tensor = try tensor(key)
    guard tensor.shape == shape else {
      throw .unexpectedShape(key: key.word, expected: shape, found: tensor.shape)
    }
    return tensor
  }

  /// A list of lengths whose product is a number of elements.
  func shape(_ key: Key) throws(Reason) -> [Int] {
    var shape: [Int] = []
    try forEach(key) { (slot) throws(Reason) in shape.append(try whole(slot, of: key)) }
    guard Tensor.checkedCount(of: shape) != nil else { throw .wrongType(key: key.word, expected: .shape) }
    return shape
  }

  private func elements() throws(Reason) -> [Double] {
    var elements: [Double] = []
    try forEach(.elements) { (slot) throws(Reason) in
      guard let number = number(slot) else { throw .wrongType(key: Key.elements.word, expected: .number) }
      elements.append(number)
    }
    return elements
  }
}

/// Reads nested lists of numbers in one go, finding the shape on the way.
private struct TensorReader {
  var scanner: JSONScanner
  /// The lengths of the axes so far known; −1 while the first list along an axis is being read.
  var shape: [Int] = []
  /// Whether numbers were reached, so that there are no more axes.
  var isDeep = false
  var elements: [Double] = []

  /// Reads a list along an axis; false if it does not fit the shape. Nesting was limited when the line was read.
  mutating func readList(axis: Int) throws(Reason) -> Bool {
    if axis == shape.count {
      if isDeep { return false }
      shape.append(-1)
    }
    scanner.position += 1
    var length = 0
    repeat {
      scanner.skipSpace()
      guard try readElement(axis: axis) else { return false }
      length += 1
      scanner.skipSpace()
    } while scanner.take(",")
    if shape[axis] < 0 { shape[axis] = length }
    return scanner.take("]") && shape[axis] == length
  }

  private mutating func readElement(axis: Int) throws(Reason) -> Bool {
    if scanner.byte == UInt8(ascii: "[") { return try readList(axis: axis + 1) }
    guard axis + 1 == shape.count, scanner.byte != UInt8(ascii: "]") else { return false }
    let slot = try scanner.value(depth: axis)
    guard let number = JSONObject.number(slot, in: scanner.bytes) else { return false }
    isDeep = true
    elements.append(number)
    return true
  }
}
