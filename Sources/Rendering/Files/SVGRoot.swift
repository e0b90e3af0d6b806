/// The first tag of a finished SVG, which says how large the picture is and what its ids begin with.
///
/// It relies on what all our pictures have: no prolog, quoted attributes, and signs for the brackets in their values.
struct SVGRoot {
  private(set) var attributes: [(name: String, value: String)] = []
  /// What follows the tag.
  let content: ArraySlice<UInt8>

  /// Gives nil for what is no picture of ours.
  init?(_ svg: [UInt8]) {
    guard svg.starts(with: "<svg ".utf8), let end = svg.firstIndex(of: UInt8(ascii: ">")) else { return nil }
    content = svg[(end + 1)...]
    let parts = svg[5..<end].split(separator: UInt8(ascii: "\""), omittingEmptySubsequences: false)
    for index in stride(from: 0, to: parts.count - 1, by: 2) {
      let name = parts[index].filter { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "=") }
      attributes.append(
        (String(decoding: name, as: UTF8.self), String(decoding: parts[index + 1], as: UTF8.self)))
    }
  }

  subscript(name: String) -> String? {
    get { attributes.first { $0.name == name }?.value }
    set {
      guard let index = attributes.firstIndex(where: { $0.name == name }), let newValue else { return }
      attributes[index].value = newValue
    }
  }

  /// The tag with its attributes as they are now.
  var tag: [UInt8] {
    Array("<svg\(attributes.map { " \($0.name)=\"\($0.value)\"" }.joined())>".utf8)
  }

  /// The width or height in the pixels of a browser.
  func pixels(_ name: String) -> Double? {
    guard let text = self[name] else { return nil }
    let length = text.hasSuffix("pt") ? Double(text.dropLast(2)).map { $0 * 4 / 3 } : Double(text)
    return length.flatMap { $0 > 0 && $0.isFinite ? $0 : nil }
  }

  /// The part of the drawing that is seen.
  var viewBox: (x: Double, y: Double, width: Double, height: Double)? {
    let numbers = (self["viewBox"] ?? "").split(separator: " ").compactMap { Double($0) }
    guard numbers.count == 4, numbers[2] > 0, numbers[3] > 0 else { return nil }
    return (numbers[0], numbers[1], numbers[2], numbers[3])
  }
}
