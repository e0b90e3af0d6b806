import Numbers
import Rendering
import TraceModel

/// The constants that a question about a gate must tell: those that its sign does not show whole.
struct ConstantFacts {
  private let gate: Circuit.Gate
  private let scene: Scene
  /// How the question calls the gate.
  private let sign: String

  init(_ gate: Circuit.Gate, _ scene: Scene, sign: String) {
    (self.gate, self.scene, self.sign) = (gate, scene, sign)
  }

  var facts: [Sentence.Fact] {
    if gate.group != nil { return named }
    guard let id = gate.nodes.first else { return [] }
    let node = scene.trace.node(id)
    // What reads elements has their places in its sign.
    guard let kind = node.gate, kind.name != "index" else { return [] }
    return node.operands.enumerated().compactMap { position, operand in
      guard case .constant(let constant) = operand,
        sign == kind.symbol || !isShownWhole(constant)
      else { return nil }
      if let name = constant.name { return Sentence.Fact(.named(name), text(constant.value)) }
      return Sentence.Fact(Self.subject(of: constant, at: position, in: kind.name), text(constant.value))
    }
  }

  /// Of a function drawn as one gate, the constants with names: its others stand in its text.
  private var named: [Sentence.Fact] {
    let constants = gate.nodes.flatMap { scene.trace.node($0).operands }.compactMap { operand in
      if case .constant(let constant) = operand, constant.name != nil { constant } else { nil }
    }
    return constants.filter { $0.value.elements.count <= QuestionMaker.mostElements }.reduce(into: []) {
      let fact = Sentence.Fact(.named($1.name ?? ""), text($1.value))
      if !$0.contains(fact) { $0.append(fact) }
    }
  }

  /// A constant's digits as the program has them; those of an array with as many decimals as all its numbers need.
  private func text(_ tensor: Tensor) -> String {
    if let number = tensor.scalar {
      return Int(exactly: number) == nil ? "\(number)".replacing("-", with: "−") : tensor.shortText
    }
    let exact = (0...Self.mostDecimals).lazy.map { NumberFormat(digits: $0) }.first { format in
      tensor.elements.allSatisfy { format.shown($0) == $0 }
    }
    return (exact ?? scene.narrator.format).text(tensor)
  }

  /// Arrays whose numbers need more decimals have those of the other numbers.
  private static let mostDecimals = 6

  /// Whether a sign that has a constant in it shows all its digits, or all its numbers.
  private func isShownWhole(_ constant: Constant) -> Bool {
    let told = constant.value.shortText
    if let number = constant.value.scalar { return Answer(told)?.value == number }
    let numbers = told.dropFirst().dropLast().split(separator: ",").compactMap { Answer(String($0))?.value }
    return constant.name == nil && numbers == constant.value.elements
  }

  private static func subject(of constant: Constant, at position: Int, in gate: String)
    -> Sentence.Fact.Subject
  {
    switch gate {
    case "where" where position == 0: .mask
    case "conv2d": .strideAndPadding
    case "max_pool2d": .windowAndStride
    case "sum", "mean", "largest", "smallest", "softmax", "logsumexp", "norm": .axes
    default: .constant
    }
  }
}
