import Autodiff
import Numbers

@testable import TraceModel

extension SampleTrace {
  /// Comparisons, updates with formulas, and constants that tell why they are no nodes.
  static func readings() throws -> Trace {
    var tape = Tape(title: "readings")
    let place = SourceRange(SourcePlace(line: 3, column: 4), length: 5)
    let w = tape.input(tensor([2], [1, -2]), name: "w", order: 0)
    var f = try tape.apply(.tanh, w)
    for origin in Constant.Origin.allCases {
      f = try tape.apply(.add, [.node(f), .constant(2, from: origin)])
      f = try tape.apply(.multiply, [.node(f), .constant(2, name: "c\u{1b}", from: origin)])
    }
    for comparison in Formula.Comparison.allCases {
      tape.branch(
        .node(w), comparison, .constant(Constant(tensor([2], [.nan, 0]), name: "b", from: .item)),
        outcome: tensor([2], [0, 1]), at: place)
    }
    tape.branch(
      .later(Constant(Tensor(0.5)), order: 7), .less, .node(f), outcome: tensor([2], [1, 0]), at: .none)
    // Neither side is a node: it is left out.
    tape.branch(
      .later(Constant(Tensor(0.5)), order: 9), .less, .constant(Constant(Tensor(3))), outcome: Tensor(1),
      at: place)
    let x = tape.input(0.5, name: "x", order: 7)
    try tape.backward(from: tape.apply(.multiply, f, x), gradient: tensor([2], [1, 1]))
    tape.update(
      w, to: tensor([2], [0, -3]), statement: "w = w - lr * w.grad", rate: 0.1,
      formula: UpdateFormula(
        "a - b * c",
        of: [.node(w), .constant(Constant(Tensor(0.1), name: "lr", from: .detached)), .gradient(w)]),
      at: place)
    tape.update(
      x, to: Tensor(-0.0), statement: "x = 0", rate: nil, formula: UpdateFormula("0", of: []), at: .none)
    var builder = TraceBuilder(tape.finish(isChecked: false))
    builder.set(.replayable, of: 0)
    builder.set(.obstructed(.byHand), of: 1)
    return builder.trace
  }

  /// Names of the outermost scope and of calls, also of one that goes on in the next pass.
  static func bindings() throws -> Trace {
    var tape = Tape(title: "bindings")
    let x = tape.input(0.5, name: "x", order: 3)
    tape.bind("x", later: Tensor(0.5), order: 3, group: nil)
    tape.bind("n", later: Tensor(2), order: 4, group: nil)
    for text in awkwardTexts { tape.bind(text, toText: text, group: nil) }
    tape.openGroup("train")
    tape.bind("local", to: tensor([2], [.nan, -0.0]), group: tape.depthOfGroup)
    for number in awkwardNumbers {
      let f = try tape.apply(.multiply, [.node(x), .constant(2)])
      tape.openGroup("empty")
      tape.bind("lost", to: f, group: tape.depthOfGroup)
      tape.closeGroup()
      tape.bind("i", to: Tensor(0), group: 0)
      tape.bind("i", to: Tensor(number), group: 0)
      tape.bind("f", to: f, group: nil)
      tape.bind("f", to: f, group: 0)
      try tape.backward(from: f)
    }
    tape.closeGroup()
    return tape.finish(isChecked: false)
  }
}
