import Foundation
import Language
import Numbers
import Recomputation
import Script
import Testing
import TraceModel

/// A change of one number, and which is blamed for it.
struct ContradictionCase: Sendable, CustomTestStringConvertible {
  var part: String
  var other: String
  var quantity: Recomputation.Mistake.Quantity
  var expected: Double
  /// Keys that are left out of the update before.
  var without: [String] = []
  var testDescription: String { "\(other) without \(without)" }
}

@Suite("Numbers of a trace that contradict each other") struct ContradictionTests {
  private static let program = """
    x = 3.0
    w = 2.0
    lr = 0.1
    f = (w * x - 1.0) ** 2
    if f > 20:
        f.backward()
        w -= lr * w.grad
    """

  private static let rate = #","rate":0.1"#
  private static let formula =
    #","compute":"a - b * c","operands":[{"node":1},{"value":0.1,"name":"lr"},{"gradient":1}]"#

  private static func text(without parts: [String] = []) throws -> String {
    var text = String(decoding: try Program(program).run().trace.jsonLines, as: UTF8.self)
    for part in parts {
      #expect(text.contains(part))
      text = text.replacing(part, with: "")
    }
    #expect(try Recomputation(of: Trace(jsonLines: Array(text.utf8))).mistake == nil)
    return text
  }

  private static let updates = [
    ContradictionCase(part: rate, other: #","rate":0.5"#, quantity: .rate, expected: 0.1),
    ContradictionCase(
      part: rate, other: #","rate":0.5"#, quantity: .rate, expected: 0.1, without: [formula]),
    ContradictionCase(part: #""change":-3.0"#, other: #""change":-4.0"#, quantity: .change, expected: -3),
    ContradictionCase(
      part: #""change":-3.0"#, other: #""change":-4.0"#, quantity: .change, expected: -3, without: [rate]),
    ContradictionCase(
      part: #""change":-3.0"#, other: #""change":-4.0"#, quantity: .change, expected: -3, without: [formula]),
    ContradictionCase(
      part: #""change":-3.0,"new":-1.0"#, other: #""change":-4.0,"new":-2.0"#, quantity: .change, expected: -3
    ),
    ContradictionCase(part: #""new":-1.0"#, other: #""new":-1.5"#, quantity: .newValue, expected: -1),
    ContradictionCase(
      part: #""new":-1.0"#, other: #""new":-1.5"#, quantity: .newValue, expected: -1, without: [rate]),
    ContradictionCase(
      part: #""new":-1.0"#, other: #""new":-1.5"#, quantity: .newValue, expected: -1,
      without: [rate, formula]),
    ContradictionCase(part: #""old":2.0"#, other: #""old":2.5"#, quantity: .oldValue, expected: 2),
    ContradictionCase(
      part: #""compute":"a - b * c""#, other: #""compute":"a - c * c""#, quantity: .formulaOfUpdate,
      expected: -1),
    ContradictionCase(
      part: #"{"value":0.1,"name":"lr"}"#, other: #"{"value":0.2,"name":"lr"}"#, quantity: .formulaOfUpdate,
      expected: -1),
  ]

  @Test(arguments: updates) func `are told by the others of an update`(_ contradiction: ContradictionCase)
    throws
  {
    let text = try Self.text(without: contradiction.without)
    let changed = text.replacing(contradiction.part, with: contradiction.other)
    #expect(changed != text)
    let mistake = try #require(Recomputation(of: Trace(jsonLines: Array(changed.utf8))).mistake)
    #expect(mistake.quantity == contradiction.quantity && mistake.step == 8 && mistake.node == 1)
    #expect(abs((mistake.expected.scalar ?? .nan) - contradiction.expected) < 1e-12)
  }

  @Test func `are not told where a change is no multiple of the gradient`() throws {
    let lines = try Program(
      "x = np.array([1.0, 2.0])\nw = np.array([3.0, 5.0])\nf = np.sum(w * x)\nf.backward()\nw -= 0.5 * w.grad"
    ).run().trace.jsonLines
    let text = String(decoding: lines, as: UTF8.self)
    let changed = text.replacing(
      #""change":[-0.5,-1.0],"new":[2.5,4.0]"#, with: #""change":[-0.5,-2.0],"new":[2.5,3.0]"#)
    #expect(changed != text)
    let mistake = try Recomputation(of: Trace(jsonLines: Array(changed.utf8))).mistake
    #expect(mistake?.quantity == .change && mistake?.element == 1)
  }

  @Test(arguments: [
    ("a - b * d", FormulaProblem.missingOperand("d")), ("a - b * foo(c)", .unknownFunction("foo")),
    ("a - q", .unknownName("q")), ("d = 2; a - d * e", .missingOperand("e")),
  ]) func `and a formula that gives none is told with step and input`(
    _ formula: String, _ problem: FormulaProblem
  )
    throws
  {
    let text = try Self.text().replacing("a - b * c", with: formula)
    let broken = try #require(Recomputation(of: Trace(jsonLines: Array(text.utf8))).brokenFormula)
    #expect(broken.problem == problem && broken.step == 8 && broken.owner == .update(of: 1))
  }

  @Test func `a name of a formula's own is no operand that is missing`() throws {
    let text = try Self.text().replacing("a - b * c", with: "d = b * c; a - d")
    let again = try Recomputation(of: Trace(jsonLines: Array(text.utf8)))
    #expect(again.brokenFormula == nil && again.mistake == nil)
  }

  // MARK: Comparisons

  @Test(arguments: [
    (#""outcome":1.0"#, #""outcome":0.0"#), (#""operator":">""#, #""operator":"<=""#),
    (#""right":{"value":20.0}"#, #""right":{"value":30.0}"#),
  ]) func `a comparison that came out otherwise is told`(_ part: String, _ other: String) throws {
    let text = try Self.text().replacing(part, with: other)
    let mistake = try #require(Recomputation(of: Trace(jsonLines: Array(text.utf8))).mistake)
    guard case .outcome = mistake.quantity else {
      Issue.record("\(mistake.quantity)")
      return
    }
    #expect(mistake.step == 3 && mistake.node == 4)
  }

  @Test func `a comparison of arrays is told at its element`() throws {
    let lines = try Program(
      "x = np.array([1.0, -2.0, 3.0])\nh = x * 2\nh[h <= 0] = 0\nf = np.sum(h * h)\nf.backward()"
    ).run().trace.jsonLines
    let text = String(decoding: lines, as: UTF8.self)
    #expect(try Recomputation(of: Trace(jsonLines: lines)).mistake == nil)
    let wrong = text.replacing(#""outcome":[0.0,1.0,0.0]"#, with: #""outcome":[0.0,1.0,1.0]"#)
    #expect(wrong != text)
    #expect(try Recomputation(of: Trace(jsonLines: Array(wrong.utf8))).mistake?.element == 2)
  }

  /// 0.1 may stand for the number of 32 bits that is nearest to it.
  @Test(arguments: [(0.1, 1.0, true), (0.1, 0, true), (0.2, 1, false)])
  func `a comparison in a short type may be of rounded numbers`(
    _ right: Double, _ outcome: Double, _ isRight: Bool
  )
    throws
  {
    let lines = [
      #"{"kind":"header","format":"gradwalk-trace","version":2,"title":"t","digits":2,"dtype":"float32","gates":0,"groups":0,"passes":0,"nodes":1,"steps":1,"events":2}"#,
      #"{"kind":"node","id":0,"gate":"input","inputs":[],"shape":[]}"#,
      #"{"kind":"input","step":0,"node":0,"value":0.10000000149011612}"#,
      #"{"kind":"branch","step":0,"operator":"==","left":{"node":0},"right":{"value":\#(right)},"outcome":\#(outcome)}"#,
    ]
    let again = try Recomputation(of: Trace(jsonLines: Array(lines.joined(separator: "\n").utf8)))
    #expect((again.mistake == nil) == isRight)
  }

  // MARK: Passes that are gone

  /// What went back through the turns between the first and the last is in no step.
  @Test func `gradients that came through passes that were not kept count as not computed`() throws {
    let trace = try Program(
      """
      w = 0.9
      x = 0.5
      h = 1.0
      for i in range(12):
          h = h * w + x
          loss = h * h
          loss.backward()
          w -= 0.01 * w.grad
          w.grad = None
      """
    ).run().trace
    let again = Recomputation(of: try Trace(jsonLines: trace.jsonLines))
    #expect(again.mistake == nil && again.notComputed > 0 && again.obstacles == [.passes])
  }
}
