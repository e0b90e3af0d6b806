/// Names a number of a trace, or an array, without being one: a presenter looks it up and writes it.
package struct Reference: Hashable, Sendable {
  package enum Quantity: String, CaseIterable, Sendable {
    /// The value of a node at the step.
    case value
    /// What is known of the gradient of a node at the step.
    case gradient
    /// What came to a gate from behind in its backward step.
    case upstream
    /// The slope of a gate by one of its inputs.
    case local
    /// What a gate handed to one of its inputs.
    case downstream
    /// The same two of a box that stands for many gates; the input counts what the box reads.
    case boxLocal
    case boxDownstream
    /// The value of a parameter before and after the update of the step, and the difference.
    case old
    case new
    case change
    /// An operand of a gate that is a constant; the input counts all operands.
    case constant
  }

  package var quantity: Quantity
  private var nodeNumber: Int32
  // What is not there is −1: a large figure has many references.
  private var inputNumber: Int32 = -1
  private var elementNumber: Int32 = -1
  private var stepNumber: Int32 = -1

  package var node: Int { Int(nodeNumber) }
  /// For what runs along a branch: the input of the gate.
  package var input: Int? {
    get { inputNumber < 0 ? nil : Int(inputNumber) }
    set { inputNumber = Int32(clamping: newValue ?? -1) }
  }
  /// One number of an array, counted in row-major order.
  package var element: Int? {
    get { elementNumber < 0 ? nil : Int(elementNumber) }
    set { elementNumber = Int32(clamping: newValue ?? -1) }
  }
  /// The step after which it is meant, where that is not the step of the face.
  package var step: Int? {
    get { stepNumber < 0 ? nil : Int(stepNumber) }
    set { stepNumber = Int32(clamping: newValue ?? -1) }
  }

  package init(
    _ quantity: Quantity, of node: Int, input: Int? = nil, element: Int? = nil, step: Int? = nil
  ) {
    self.quantity = quantity
    nodeNumber = Int32(clamping: node)
    self.input = input
    self.element = element
    self.step = step
  }

  package static func value(_ node: Int) -> Reference { Reference(.value, of: node) }
  package static func gradient(_ node: Int) -> Reference { Reference(.gradient, of: node) }
  package static func upstream(_ gate: Int) -> Reference { Reference(.upstream, of: gate) }
  package static func local(_ gate: Int, _ input: Int) -> Reference {
    Reference(.local, of: gate, input: input)
  }
  package static func downstream(_ gate: Int, _ input: Int) -> Reference {
    Reference(.downstream, of: gate, input: input)
  }
  package static func old(_ node: Int) -> Reference { Reference(.old, of: node) }
  package static func new(_ node: Int) -> Reference { Reference(.new, of: node) }

  /// `local 10.0`, `value 5[3]@12`.
  package var text: String {
    "\(quantity.rawValue) \(node)" + (input.map { ".\($0)" } ?? "") + (element.map { "[\($0)]" } ?? "")
      + (step.map { "@\($0)" } ?? "")
  }

  /// Reads what ``text`` gives.
  package init?(_ text: String) {
    var rest = text[...]
    guard let space = rest.firstIndex(of: " "), let quantity = Quantity(rawValue: String(rest[..<space]))
    else { return nil }
    rest = rest[space...].dropFirst()
    guard let node = Self.number(from: &rest) else { return nil }
    self.init(quantity, of: node)
    if rest.popFirst(".") {
      guard let number = Self.number(from: &rest) else { return nil }
      input = number
    }
    if rest.popFirst("[") {
      guard let number = Self.number(from: &rest), rest.popFirst("]") else { return nil }
      element = number
    }
    if rest.popFirst("@") {
      guard let number = Self.number(from: &rest) else { return nil }
      step = number
    }
    if !rest.isEmpty { return nil }
  }

  private static func number(from text: inout Substring) -> Int? {
    let digits = text.prefix { $0.isASCII && $0.isNumber }
    text = text[digits.endIndex...]
    return Int(digits)
  }
}

extension Substring {
  fileprivate mutating func popFirst(_ character: Character) -> Bool {
    guard first == character else { return false }
    removeFirst()
    return true
  }
}
