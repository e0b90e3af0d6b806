import Numbers
import TraceModel

/// A sum of products over axes that have letters: `ij,jk->ik` is the matrix product.
///
/// Follows `numpy.einsum` (https://numpy.org/doc/stable/reference/generated/numpy.einsum.html) with an output that is
/// written out. Axes of `...` are broadcast, and summed over where the output has no `...`.
struct EinsteinSum {
  private let operands: [Tensor]
  private let shape: [Int]
  /// For each operand the positions where the elements of the output start, and from there those of the sum.
  private let outer: [[Int]]
  private let inner: [[Int]]

  /// Nil if the text is not of the form, or the operands do not fit it.
  init?(_ text: String, of operands: [Tensor]) {
    let sides = text.split(separator: "->", omittingEmptySubsequences: false)
    guard sides.count == 2 else { return nil }
    let terms = sides[0].split(separator: ",", omittingEmptySubsequences: false).map { AxisLabels($0) }
    guard terms.count == operands.count, !operands.isEmpty else { return nil }
    var axes: [[AxisLabels.Label]] = []
    var lengths: [AxisLabels.Label: Int] = [:]
    var order: [AxisLabels.Label] = []
    for (term, operand) in zip(terms, operands) {
      guard let labels = term.labels(ofCount: operand.shape.count) else { return nil }
      for (label, length) in zip(labels, operand.shape) {
        let known = lengths[label]
        guard known == nil || known == length || (label.isFront && (known == 1 || length == 1)) else {
          return nil
        }
        if known == nil { order.append(label) }
        lengths[label] = max(known ?? length, length)
      }
      axes.append(labels)
    }
    let front = order.filter(\.isFront).sorted { $0.place > $1.place }
    let output = AxisLabels(sides[1]).labels(withFront: front)
    guard Set(output).isSubset(of: order),
      Set(output).count == output.count
    else { return nil }
    let summed = order.filter { !output.contains($0) }
    let shape = output.map { lengths[$0] ?? 1 }
    let innerShape = summed.map { lengths[$0] ?? 1 }
    guard let outerCount = Tensor.checkedCount(of: shape),
      let innerCount = Tensor.checkedCount(of: innerShape),
      outerCount <= FormulaEvaluator.largestArray, innerCount <= FormulaEvaluator.largestArray
    else { return nil }
    self.operands = operands
    self.shape = shape
    let strides = zip(operands, axes).map { Self.strides(of: $0, $1) }
    outer = strides.map { own in
      Shape.positions(shape, strides: output.map { own[$0] ?? 0 })
    }
    inner = strides.map { own in Shape.positions(innerShape, strides: summed.map { own[$0] ?? 0 }) }
  }

  /// How many products are added.
  var work: Int { outer[0].count * max(1, inner[0].count) }

  var value: Tensor {
    let elements = outer[0].indices.map { place in
      var sum = 0.0
      for step in inner[0].indices {
        var product = operands[0].elements[outer[0][place] + inner[0][step]]
        for other in operands.indices.dropFirst() {
          product *= operands[other].elements[outer[other][place] + inner[other][step]]
        }
        sum += product
      }
      return sum
    }
    return Tensor(filling: shape, with: elements)
  }

  /// How far apart neighbours along each labelled axis are; a letter that stands twice is the diagonal.
  private static func strides(of operand: Tensor, _ labels: [AxisLabels.Label]) -> [AxisLabels.Label: Int] {
    var strides: [AxisLabels.Label: Int] = [:]
    for (axis, stride) in Shape.strides(of: operand.shape).enumerated()
    where !(labels[axis].isFront && operand.shape[axis] == 1) {
      strides[labels[axis], default: 0] += stride
    }
    return strides
  }
}

/// The letters of one term, with `...` for any number of axes in front.
private struct AxisLabels {
  /// A letter, or an axis of `...`, counted from the last.
  struct Label: Hashable {
    var letter: Character?
    var place = 0
    var isFront: Bool { letter == nil }
  }

  private let hasFront: Bool
  private let letters: [Label]

  init(_ text: Substring) {
    let trimmed = text.filter { $0 != " " }
    hasFront = trimmed.hasPrefix("...")
    letters = trimmed.drop { $0 == "." }.map { Label(letter: $0) }
  }

  /// The labels of an array of so many axes; nil if it has other.
  func labels(ofCount count: Int) -> [Label]? {
    let front = count - letters.count
    guard front >= 0, hasFront || front == 0 else { return nil }
    return (0..<front).reversed().map { Label(letter: nil, place: $0) } + letters
  }

  func labels(withFront front: [Label]) -> [Label] { (hasFront ? front : []) + letters }
}
