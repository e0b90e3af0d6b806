/// The brackets, line breaks and dots of a printed array; what stands for an element is given.
struct ArrayLayout {
  let shape: [Int]
  let separator: String
  /// How many items a long axis keeps at each end; nil if all are shown.
  let edgeItems: Int?

  /// The places of the elements that are shown, in order.
  var shownOffsets: [Int] {
    shape.reduce([0]) { offsets, length in
      offsets.flatMap { offset in shownItems(of: length).compactMap { $0.map { offset * length + $0 } } }
    }
  }

  /// The items of an axis that are shown, with nil where dots stand for the others.
  private func shownItems(of length: Int) -> [Int?] {
    guard let edgeItems, length > 2 * edgeItems else { return Array(0..<length) }
    return Array(0..<edgeItems) + [nil] + Array(length - edgeItems..<length)
  }

  /// The whole array, its lines indented, in lines of a width.
  func text(indent: Int, width: Int, element: (Int) -> String) -> String {
    text(axis: 0, offset: 0, indent: indent, width: width, element)
  }

  /// A part of the array: the items of an axis in brackets.
  private func text(axis: Int, offset: Int, indent: Int, width: Int, _ element: (Int) -> String) -> String {
    if axis == shape.count { return element(offset) }
    let items = shownItems(of: shape[axis]).map { item in
      guard let item else { return "..." }
      return text(
        axis: axis + 1, offset: offset * shape[axis] + item, indent: indent + 1, width: width - 1, element)
    }
    let isLast = axis == shape.count - 1
    return "[" + (isLast ? filled(items, indent, width) : stacked(items, axis, indent)) + "]"
  }

  /// Numbers side by side, in as many lines as they need. The closing bracket takes a place in each.
  private func filled(_ words: [String], _ indent: Int, _ width: Int) -> String {
    var lines: [String] = []
    var line = ""
    for (index, word) in words.enumerated() {
      if indent + line.count + word.count > width - 1, !line.isEmpty {
        lines.append(line.withoutTrailingSpaces)
        line = ""
      }
      line += word + (index == words.count - 1 ? "" : separator)
    }
    return (lines + [line]).joined(separator: "\n" + spaces(indent))
  }

  /// Rows below each other, the higher the axis the more empty lines between.
  private func stacked(_ rows: [String], _ axis: Int, _ indent: Int) -> String {
    let breaks = String(repeating: "\n", count: shape.count - 1 - axis)
    return rows.joined(separator: separator.withoutTrailingSpaces + breaks + spaces(indent))
  }

  private func spaces(_ count: Int) -> String { String(repeating: " ", count: count) }
}

extension String {
  fileprivate var withoutTrailingSpaces: String {
    String(self[..<(lastIndex { $0 != " " }.map(index(after:)) ?? startIndex)])
  }
}
