import Numbers
import TraceModel

/// Arrays as NumPy 2 prints them (the style of 2.2 and later, where the `repr` of a shortened array tells its shape).
///
/// The properties are those of `np.set_printoptions`, with NumPy's values unless set.
struct ArrayText: Equatable, Sendable {
  /// How many decimals a float has at most; not negative.
  var precision = 8
  /// Whether small floats are shown as zeros where otherwise all would have an exponent.
  var suppressesSmall = false
  /// An array of more elements is shortened.
  var threshold = 1000
  /// How many items a shortened axis keeps at each end; at least 1.
  var edgeItems = 3
  /// The length of a line, in characters, after which it is broken.
  var lineWidth = 75

  /// What `str` gives and `print` shows: `[0.5 1. ]`.
  func str(_ array: Tensor, _ kind: ElementKind) -> String {
    if let scalar = array.scalar { return Self.scalar(scalar, kind) }
    return brackets(array, kind, separator: " ", indent: 0, lineWidth: lineWidth)
  }

  /// What `repr` gives: `array([0.5, 1. ])`.
  func repr(_ array: Tensor, _ kind: ElementKind) -> String {
    let opening = "array("
    let text =
      opening
      + brackets(array, kind, separator: ", ", indent: opening.count, lineWidth: lineWidth - 1)
    let extras = extras(array, kind)
    if extras.isEmpty { return text + ")" }
    let end = extras.joined(separator: ", ") + ")"
    let lastLine = text.split(separator: "\n", omittingEmptySubsequences: false).last ?? ""
    let fits = lastLine.count + 1 + end.count + 1 <= lineWidth
    return text + "," + (fits ? " " : "\n" + String(repeating: " ", count: opening.count)) + end
  }

  /// How many elements of a shape are shown, at most.
  func mostShown(of shape: [Int]) -> Int {
    let count = Tensor.count(of: shape)
    return count <= threshold ? count : shape.reduce(1) { $0 * min($1, 2 * edgeItems) }
  }

  /// What the brackets do not tell: the shape of an array that is shortened or empty, the kind of an empty one.
  private func extras(_ array: Tensor, _ kind: ElementKind) -> [String] {
    let isEmpty = array.elements.isEmpty
    let isShapeHidden = isEmpty ? array.shape != [0] : array.elements.count > threshold
    let lengths = array.shape.map(String.init).joined(separator: ", ")
    let shape = "shape=(\(lengths)\(array.shape.count == 1 ? "," : ""))"
    return (isShapeHidden ? [shape] : []) + (isEmpty ? ["dtype=\(kind.dtype)"] : [])
  }

  private func brackets(
    _ array: Tensor, _ kind: ElementKind, separator: String, indent: Int, lineWidth: Int
  ) -> String {
    if array.elements.isEmpty { return "[]" }
    let isShortened = array.elements.count > threshold
    let layout = ArrayLayout(
      shape: array.shape, separator: separator, edgeItems: isShortened ? max(edgeItems, 1) : nil)
    let column = ElementColumn(
      layout.shownOffsets.map { array.elements[$0] }, kind, self, isAlone: array.shape.isEmpty)
    return layout.text(indent: indent + 1, width: lineWidth) { column.text(array.elements[$0]) }
  }

  /// An array without axes is shown by `str` like the number in it, whatever the options are.
  private static func scalar(_ number: Double, _ kind: ElementKind) -> String {
    switch kind {
    case .bool: number == 0 ? "False" : "True"
    case .integer: ElementColumn.integer(number)
    case .float: NumberText.shortest(number)
    }
  }
}
