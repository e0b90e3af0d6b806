import DOT

/// The arrowheads that an edge's attributes ask for, by their lengths; `nil` for none.
struct Arrows {
  var tail: Double?
  var head: Double?

  /// The arrowheads of an edge in a directed graph with these defaults.
  init(_ attributes: Attributes, _ defaults: Attributes) {
    func word(_ name: String) -> String? { (attributes[name] ?? defaults[name])?.word }
    let size = (attributes["arrowsize"] ?? defaults["arrowsize"])?.amount ?? 1
    let direction = word("dir") ?? "forward"
    if direction == "back" || direction == "both" { tail = Self.length(word("arrowtail"), size) }
    if direction == "forward" || direction == "both" { head = Self.length(word("arrowhead"), size) }
  }

  /// The length in points, after Graphviz's table of shapes.
  private static func length(_ shape: String?, _ size: Double) -> Double? {
    switch shape ?? "normal" {
    case "none": nil
    case "tee", "ltee", "rtee": 2.5 * size
    case "box", "obox": 7.5 * size
    case "dot", "odot": 8 * size
    case "diamond", "odiamond", "ediamond": 12 * size
    default: 10 * size
    }
  }
}

extension AttributeValue {
  fileprivate var word: String? {
    if case .literal(let word) = self { word } else { nil }
  }

  fileprivate var amount: Double? {
    switch self {
    case .number(let number): number
    case .literal(let word): Double(word)
    case .text, .html: nil
    }
  }
}
