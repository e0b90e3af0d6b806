import TraceModel

/// What can go wrong when a ``ComputationalGraph`` runs.
public enum GraphError: Error, Equatable, CustomStringConvertible {
  /// An input was given no value.
  case noValue(input: String)
  case unknownInput(String)
  /// The shapes of a gate's inputs do not fit together.
  case shapes(gate: String, [[Int]])
  /// A backward pass before the first forward pass, or from a graph without a gate.
  case notRun
  /// A gate's `backward` gave gradients of other shapes than its inputs have, or another number of them.
  case gradients(gate: String, expected: [[Int]], found: [[Int]])
  /// The gradient to start from has not the shape of the output.
  case seed(shape: [Int], output: [Int])
  /// A number became NaN or infinite.
  case fault(Fault)

  public var description: String {
    switch self {
    case .noValue(let input): "the input '\(input)' has no value"
    case .unknownInput(let name): "the graph has no input '\(name)'"
    case .shapes(let gate, let shapes): "the shapes \(Self.list(shapes)) do not align for '\(gate)'"
    case .notRun: "backward() comes after forward() of a graph with a gate"
    case .gradients(let gate, let expected, let found):
      "backward of '\(gate)' gave gradients of the shapes \(Self.list(found)); its inputs have \(Self.list(expected))"
    case .seed(let shape, let output):
      "the gradient to start from has the shape \(shape), the output \(output)"
    case .fault(let fault): "\(fault.gate.name) of \(fault.inputs) gives \(fault.result)"
    }
  }

  private static func list(_ shapes: [[Int]]) -> String {
    shapes.isEmpty ? "none" : shapes.map { "\($0)" }.joined(separator: ", ")
  }
}
