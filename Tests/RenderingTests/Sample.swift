import Figures
import Language
import Script
import Testing
import TraceModel

@testable import Rendering

/// A small program whose figures and sentences are looked at.
struct Sample: Sendable, CustomTestStringConvertible {
  var name: String
  var program: String
  var options = RunOptions()
  var collapsed: Set<String> = []
  var direction: CircuitDirection?

  var testDescription: String { direction.map { "\(name) \($0.rawValue)" } ?? name }

  init(
    _ name: String, _ program: String, collapsed: Set<String> = [], direction: CircuitDirection? = nil,
    digits: Int = 2, faults: Bool = false
  ) {
    self.name = name
    self.program = program
    self.collapsed = collapsed
    self.direction = direction
    options = RunOptions(title: name, digits: digits, showsFaults: faults)
  }

  func trace() throws -> Trace { try Program(program).run(options).trace }

  /// The pictures of the first pass.
  func pictures(layout: CircuitPlacer = .own, open: Set<String> = []) throws -> CircuitPictures {
    pictures(of: try trace(), layout: layout, open: open)
  }

  private func pictures(
    of trace: Trace, layout: CircuitPlacer = .own, open: Set<String> = []
  ) -> CircuitPictures {
    let circuit = Rendering.Circuit(trace, pass: trace.passes[0], collapsing: collapsed)
    return CircuitPictures(
      Narrator(States(trace), circuit: circuit),
      FigureOptions(collapsed: collapsed, opened: open, direction: direction, layout: layout),
      key: FigureKey([]))
  }

  /// The finished circuit and a frame for each move.
  func figures() throws -> FigureSet {
    let trace = try trace()
    let pictures = pictures(of: trace)
    let steps = pictures.moves.map(\.steps.upperBound)
    let svgs = ([nil] + steps).map { pictures.svg(at: $0) }
    return FigureSet(
      name: name, trace: trace, palette: .board,
      figures: zip(["circuit.svg"] + steps.map { "step-\($0).svg" }, svgs).map { ($0, $1) })
  }

  /// What the moves of all kept passes say, by heading, each with its sentences.
  func told() throws -> [(heading: String, account: Account, sentences: [String])] {
    let trace = try trace()
    let states = States(trace)
    return trace.passes.filter { $0.steps != nil }.flatMap { pass in
      let narrator = Narrator(states, circuit: Rendering.Circuit(trace, pass: pass, collapsing: collapsed))
      return narrator.circuit.moves(in: trace).map { move in
        let account = narrator.account(of: move)
        return (English().heading(of: account), account, account.sentences.map(English().text))
      }
    }
  }

  /// Circuits that are hard to draw.
  static let figures: [Sample] = shapes.flatMap { shape in
    [nil, .right, .down].map { (direction: CircuitDirection?) in
      var sample = shape
      sample.direction = direction
      return sample
    }
  }

  private static let nested = """
    def square(a):
        return a * a
    def norm(a, b):
        return sqrt(square(a) + square(b))
    x = 3.0; y = 4.0
    f = norm(x, y) / norm(y, 1.5 * x)
    """

  private static let shapes = [
    Sample("a fork with three branches", "x = 2.0; y = 3.0\nf = x * y + x * 4 + x"),
    Sample("a fork with four branches", "x = 2.0; y = 3.0\nf = x * y + exp(x) + sin(x) + x"),
    Sample("a fork with six branches", "x = 0.5\nf = x * exp(x) + sin(x) + tanh(x) + 1/x + x"),
    Sample("a square", "x = 3.0\nf = x * x"),
    Sample("nested groups, open", nested),
    Sample("nested groups, the inner ones closed", nested, collapsed: ["square"]),
    Sample("nested groups, all closed", nested, collapsed: ["norm"]),
    Sample(
      "long names",
      "number_of_hidden_units = 2.0; learning_rate_of_the_network = 3.0\nproduct_of_both_of_them = number_of_hidden_units * learning_rate_of_the_network\nthe_final_result = exp(product_of_both_of_them) / learning_rate_of_the_network"
    ),
    Sample("wide numbers", "a = 1.2e-7; b = -3456789012.0\nq = a * b\nf = q * q + a"),
    Sample("many digits", "a = 1.25; b = -3.5\nq = a / b\nf = exp(q * a)", digits: 12),
    Sample("constants with names", "count = 300; x = 2.0\ntotal = x * x\nf = total / count"),
    Sample("an input as the output", "x = 3.0\nx.backward()"),
    Sample("a single gate", "x = 3.0\nf = exp(x)"),
    Sample("operands that cross", "a = 1.0; b = 2.0\np = exp(a)\nq = sin(b)\nr = q * a\nf = r / p + b * q"),
    Sample("a value that nothing reaches", "x = 2.0; y = 3.0; s = 0.0\nf = x + 1\ng = y * x\nf.backward()"),
    Sample("a chain of 25 gates", "x = 0.5\n" + (0..<25).map { _ in "x = sin(x)" }.joined(separator: "\n")),
    Sample(
      "a wide sum",
      (0..<12).map { "x\($0) = \($0).5" }.joined(separator: "\n") + "\nf = "
        + (0..<12).map { "x\($0)" }.joined(separator: " + ")),
  ]
}
