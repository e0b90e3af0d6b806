import Numbers
import TraceModel

/// A function that formulas may use. The list is closed: who reads traces needs these, and nothing of any gate.
package struct Primitive: Sendable {
  package let name: String
  /// How it is called, `sum(x, axes, keep)`.
  package let form: String
  /// What it gives, in one sentence.
  package let meaning: String
  /// How many arrays it takes; nil if any number.
  private let counts: ClosedRange<Int>?
  private let takesText: Bool
  let run:
    @Sendable (_ call: PrimitiveCall, _ evaluator: inout FormulaEvaluator) throws(FormulaProblem) -> Tensor

  init(
    _ form: String, _ counts: ClosedRange<Int>?, takesText: Bool = false, _ meaning: String,
    run:
      @escaping @Sendable (_ call: PrimitiveCall, _ evaluator: inout FormulaEvaluator) throws(FormulaProblem)
      -> Tensor
  ) {
    name = String(form.prefix { $0 != "(" })
    self.form = form
    self.meaning = meaning
    self.counts = counts
    self.takesText = takesText
    self.run = run
  }

  func accepts(_ call: PrimitiveCall) -> Bool {
    (counts?.contains(call.tensors.count) ?? true) && (call.text != nil) == takesText
  }

  package static let all: [Primitive] = elementwise + reductions + places + shapes + products

  static let named: [String: Primitive] = Dictionary(uniqueKeysWithValues: all.map { ($0.name, $0) })
}

/// The arguments of a primitive.
struct PrimitiveCall {
  var function: String
  var tensors: [Tensor] = []
  var text: String?

  subscript(_ index: Int) -> Tensor { index < tensors.count ? tensors[index] : .empty }

  /// An argument as whole numbers.
  ///
  /// - Throws: If one is no whole number, or beyond what an array could have.
  func whole(_ index: Int) throws(FormulaProblem) -> [Int] {
    var numbers: [Int] = []
    for element in self[index].elements {
      guard let number = Int(exactly: element), number.magnitude < 1 << 40 else { throw misfit }
      numbers.append(number)
    }
    return numbers
  }

  /// An argument as a shape.
  func shape(_ index: Int) throws(FormulaProblem) -> [Int] {
    let shape = try whole(index)
    guard Tensor.checkedCount(of: shape) != nil else { throw misfit }
    return shape
  }

  /// An argument as positions in an array of so many elements.
  func positions(_ index: Int, in count: Int) throws(FormulaProblem) -> [Int] {
    let positions = try whole(index)
    guard positions.allSatisfy({ (0..<count).contains($0) }) else { throw misfit }
    return positions
  }

  var misfit: FormulaProblem { .unfitting(function: function) }
}

extension Tensor {
  /// No numbers: what an operand that is not there is.
  static let empty = Tensor(filling: [0], with: [])

  /// Whole numbers in a row.
  init(listing numbers: [Int]) { self.init(filling: [numbers.count], with: numbers.map(Double.init)) }
}
