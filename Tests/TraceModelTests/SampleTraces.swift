import Autodiff
import Testing

@testable import TraceModel

/// A trace with a name, for tables of cases.
struct SampleTrace: CustomTestStringConvertible {
  let name: String
  let make: @Sendable () throws -> Trace

  var testDescription: String { name }

  init(_ name: String, _ make: @escaping @Sendable () throws -> Trace) {
    self.name = name
    self.make = make
  }

  /// `f = q + q² · 2` of `q = 3x`, with a mistake on purpose.
  private static func fork(_ mistake: BackwardMistake) throws -> Trace {
    var tape = Tape(mistake: mistake)
    let q = try tape.apply(.multiply, [.node(tape.input(2, name: "x")), .constant(3)])
    let square = try tape.apply(.multiply, q, q)
    let f = try tape.apply(.add, q, tape.apply(.multiply, [.node(square), .constant(2)]))
    try tape.backward(from: f)
    return tape.finish()
  }

  static let all: [SampleTrace] = [
    SampleTrace("one gate") { try product() },
    SampleTrace("no node") {
      var tape = Tape(title: "")
      return tape.finish()
    },
    SampleTrace("inputs only") {
      var tape = Tape(title: "inputs")
      _ = tape.input(1, name: "x")
      return tape.finish()
    },
    SampleTrace("forward only") {
      var tape = Tape()
      _ = try tape.apply(.exp, tape.input(1, name: "x"))
      tape.print("done")
      return tape.finish()
    },
    SampleTrace("two passes with updates, clears, prints and checks") { try training(passes: 2) },
    SampleTrace("a long loop") { try training(passes: 50, requested: [7]) },
    SampleTrace("several backward runs from gates and inputs") { try severalRuns() },
    SampleTrace("a fork whose last branch replaces the others") { try fork(.overwrite) },
    SampleTrace("a fork that nobody waits for") { try fork(.order) },
    SampleTrace("groups inside groups") { try groups() },
    SampleTrace("turns of loops, and calls in them") { try turns() },
    SampleTrace("notes") { try notes() },
    SampleTrace("names and texts of any kind") { try names() },
    SampleTrace("numbers of any kind") { try numbers() },
    SampleTrace("a backward step without an input") { try constantsOnly() },
    SampleTrace("an input made in a later pass") { try lateInput() },
    SampleTrace("tensors") { tensors() },
    SampleTrace("what few nodes have") { try details() },
    SampleTrace("symbols that are told") { try toldSymbols() },
    SampleTrace("samples of large arrays") { samples() },
    SampleTrace("gates with equal names") { equalNames() },
    SampleTrace("steps without an event") { emptySteps() },
    SampleTrace("names bound in and out of calls") { try bindings() },
    SampleTrace("comparisons, formulas of updates and detached constants") { try readings() },
  ]

  /// *f = x·y*, the example of the specification.
  static func product() throws -> Trace {
    var tape = Tape(title: "f = x * y", program: "x = 3.0; y = -2.0\nf = x * y\nf.backward()\n")
    let x = tape.input(3, name: "x", at: SourceRange(SourcePlace(line: 1, column: 1)))
    let y = tape.input(-2, name: "y", at: SourceRange(SourcePlace(line: 1, column: 10)))
    let f = try tape.apply(.multiply, x, y, at: SourceRange(SourcePlace(line: 2, column: 5), length: 5))
    tape.name(f, Name("f"))
    try tape.backward(from: f)
    return tape.finish()
  }

  /// A loop of passes that each print, move a parameter and clear its gradient.
  static func training(passes: Int, requested: Set<Int> = []) throws -> Trace {
    var tape = Tape(title: "training", digits: 4, requested: requested)
    let x = tape.input(0.5, name: "x")
    let w = tape.input(1, name: "w", order: -1)
    for pass in 1...passes {
      let scaled = try tape.apply(.multiply, [.node(w), .constant(2, name: "scale")])
      let f = try tape.apply(
        .add, tape.apply(.multiply, scaled, x), tape.apply(.power, [.node(w), .constant(2)]))
      tape.name(f, Name("f", rebinding: pass - 1))
      if pass > 1 { tape.clearGradient(of: w) }
      try tape.backward(from: f)
      tape.print("pass \(pass)")
      let new = 1 / Double(pass + 1)
      tape.update(
        w, to: new, statement: "w -= lr * w.grad", rate: 0.1,
        at: SourceRange(SourcePlace(line: 5, column: 100_000)))
    }
    return tape.finish()
  }

  private static func severalRuns() throws -> Trace {
    var tape = Tape(title: "runs")
    let x = tape.input(3, name: "x")
    let y = tape.input(2, name: "y")
    let p = try tape.apply(.multiply, x, y)
    let q = try tape.apply(.add, x, x)
    try tape.backward(from: p)
    try tape.backward(from: q, gradient: 0.5)
    try tape.backward(from: x)
    tape.clearGradient(of: x)
    try tape.backward(from: x, gradient: -0.0)
    try tape.backward(from: x)
    let r = try tape.apply(.multiply, p, q)
    try tape.backward(from: r)
    return tape.finish()
  }

  private static func groups() throws -> Trace {
    var tape = Tape(title: "groups")
    let x = tape.input(1, name: "x")
    tape.openGroup("layer", at: SourceRange(SourcePlace(line: 7, column: 3)))
    let h = try tape.apply(.add, [.constant(1), .node(x)])
    tape.openGroup("sigmoid", at: SourceRange(SourcePlace(line: 8, column: 9)))
    let s = try tape.apply(.divide, [.constant(1), .node(tape.apply(.exp, h))])
    tape.closeGroup()
    tape.closeGroup()
    try tape.backward(from: s)
    return tape.finish()
  }

  private static func turns() throws -> Trace {
    var tape = Tape(title: "turns")
    var x = tape.input(1, name: "x")
    for number in 1...3 {
      tape.openGroup(
        "i", kind: .loop, turn: Group.Turn(loop: 0, number: number),
        at: SourceRange(SourcePlace(line: 2, column: 5), length: 13))
      tape.openGroup("double")
      x = try tape.apply(.multiply, [.constant(2), .node(x)])
      tape.openGroup("while", kind: .loop, turn: Group.Turn(loop: number, number: 1))
      tape.closeGroup()
      tape.closeGroup()
      tape.closeGroup()
    }
    tape.openGroup("Linear", kind: .module)
    let f = try tape.apply(.exp, x)
    tape.closeGroup()
    try tape.backward(from: f)
    return tape.finish()
  }

  private static func notes() throws -> Trace {
    var tape = Tape(title: "notes")
    let place = SourceRange(SourcePlace(line: 7, column: 3), SourcePlace(line: 8, column: 1))
    for subject in Note.Subject.allCases { tape.note(Note(subject, name: "f", place: place)) }
    for text in awkwardTexts {
      tape.note(Note(.updateAsGate, name: text, of: text, output: text, last: text, text: text))
    }
    tape.note(Note(.noGradient))
    return tape.finish()
  }

  static let awkwardTexts = [
    "\"quoted\" \\ / 'single'", "한글 가중치", "👩🏽‍🚀e\u{301}", "\u{0}\u{1}\u{8}\u{c}\u{1f}\u{7f}\t\r\n",
    "\u{2028}\u{2029}", "-->", "<b>&amp;</b>", "עברית \u{202e}", "", "{\"kind\":\"header\"}",
  ]

  private static func names() throws -> Trace {
    var tape = Tape(title: awkwardTexts.joined(separator: "|"), program: awkwardTexts.joined(separator: "\n"))
    var sum = tape.input(1, name: "합")
    for (index, text) in awkwardTexts.enumerated() {
      tape.openGroup(text)
      sum = try tape.apply(.add, [.node(sum), .constant(1, name: text)])
      tape.closeGroup()
      tape.name(sum, Name(text, rebinding: index))
      tape.print(text)
    }
    try tape.backward(from: sum)
    return tape.finish()
  }

  static let awkwardNumbers: [Double] = [
    0, -0.0, 1, -1, 0.1, 1.0 / 3, 123_456_789, 1e15, 1e16, 9_007_199_254_740_992, 1e22, 1.7e23, 1e300,
    .leastNonzeroMagnitude,
    2.2250738585072014e-308, .greatestFiniteMagnitude, -.pi, 1e-5, 1e-7, 123456.789e-30, .nan, .infinity,
    -.infinity,
  ]

  private static func numbers() throws -> Trace {
    var tape = Tape(title: "numbers", requested: Set(1...awkwardNumbers.count), allowsFaults: true)
    for number in awkwardNumbers {
      let x = tape.input(number)
      let f = try tape.apply(.multiply, [.node(tape.apply(.tanh, x)), .constant(number)])
      try tape.backward(from: f, gradient: number)
      tape.update(x, to: number / 3, statement: "x /= 3", rate: number)
    }
    return tape.finish()
  }

  private static func constantsOnly() throws -> Trace {
    var tape = Tape()
    let f = try tape.apply(.add, [.constant(1), .constant(2, name: "two")])
    try tape.backward(from: f)
    return tape.finish()
  }

  private static func lateInput() throws -> Trace {
    var tape = Tape()
    let x = tape.input(1, name: "x")
    try tape.backward(from: tape.apply(.multiply, x, x))
    tape.update(x, to: 2, statement: "x = 2")
    let y = tape.input(5, name: "y")
    try tape.backward(from: tape.apply(.multiply, x, y))
    return tape.finish()
  }
}
