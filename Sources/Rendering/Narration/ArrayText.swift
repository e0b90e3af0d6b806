package import Numbers
import TraceModel

/// How arrays are told in a line of text: small ones with all their numbers, others by shape and range.
package struct ArrayText {
  /// Arrays of more elements are told by shape and range.
  static let mostElements = 12

  private let format: NumberFormat
  /// The format of an array with fractions in a trace that has none else, such as slopes at a tie.
  private let finer: NumberFormat

  package init(format: NumberFormat) {
    self.format = format
    finer = format.digits == 0 ? NumberFormat(digits: 2) : format
  }

  private func format(of tensor: Tensor) -> NumberFormat {
    tensor.elements.allSatisfy { $0.rounded() == $0 || !$0.isFinite } ? format : finer
  }

  /// `[1.00, −2.00]`, or `(64×1000): −0.12 … 0.34`.
  package func compact(_ tensor: Tensor) -> String {
    if tensor.elements.isEmpty { return Self.shape(tensor.shape) }
    if tensor.shape.isEmpty || tensor.elements.count <= Self.mostElements {
      return format(of: tensor).text(tensor)
    }
    return "\(Self.shape(tensor.shape)): \(range(of: tensor))"
  }

  /// A number in the format of the array that it belongs to.
  package func text(_ number: Double, in tensor: Tensor) -> String { format(of: tensor).text(number) }

  /// `(64×1000)`.
  package static func shape(_ shape: [Int]) -> String {
    "(\(shape.map(String.init).joined(separator: "×")))"
  }

  /// The least and the greatest number, and whether there are some that are none.
  func range(of tensor: Tensor) -> String {
    let format = format(of: tensor)
    let numbers = tensor.elements.filter { !$0.isNaN }
    let hasNaN = numbers.count < tensor.elements.count
    guard let least = numbers.min(), let greatest = numbers.max() else {
      return hasNaN ? format.text(Double.nan) : "[]"
    }
    let range =
      least == greatest ? format.text(least) : "\(format.text(least)) … \(format.text(greatest))"
    return hasNaN ? "\(range), \(format.text(Double.nan))" : range
  }

  /// A term of an equation: a grid where the array is small, else its shape.
  ///
  /// - Parameter isResult: Whether a large array's range is told as well.
  func term(_ tensor: Tensor, _ orientation: Grid.Orientation = .column, isResult: Bool = false)
    -> ArrayLine.Term
  {
    if let number = tensor.scalar {
      let text = format(of: tensor).text(number)
      return .text(text, tex: TeX.number(text))
    }
    if let grid = Grid(tensor, orientation, text: format(of: tensor).text) { return .grid(grid) }
    if !isResult || tensor.elements.isEmpty {
      return .text(Self.shape(tensor.shape), tex: Self.shapeTeX(tensor.shape))
    }
    let text = "\(Self.shape(tensor.shape)): \(range(of: tensor))"
    return .text(text, tex: "\(Self.shapeTeX(tensor.shape)): \(rangeTeX(of: tensor))")
  }

  private static func shapeTeX(_ shape: [Int]) -> String {
    "(\(shape.map(String.init).joined(separator: " \\times ")))"
  }

  private func rangeTeX(of tensor: Tensor) -> String {
    range(of: tensor).split(separator: ", ").map { part in
      let ends = String(part).split(separator: " … ").map { TeX.number(String($0)) }
      return ends.joined(separator: " \\dots ")
    }.joined(separator: ", ")
  }
}
