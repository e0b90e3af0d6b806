import Language
import Numbers
import Testing
import TraceModel

@testable import Script

/// What the trace of a program tells of comparisons, of updates, and of constants that come from nodes.
@Suite struct TraceReadingTests {
  private func trace(_ program: String) throws -> Trace {
    try Program("import numpy as np\n" + program).run().trace
  }

  /// A program and what its trace tells.
  struct Case: Sendable, CustomTestStringConvertible {
    var program: String
    var told: [String]
    var testDescription: String { program.replacing("\n", with: "; ") }

    init(_ program: String, _ told: String...) { (self.program, self.told) = (program, told) }
  }

  @Test(arguments: [
    Case("x = 2.0; y = x * 3\nf = y * 4", "3.0", "4.0"),
    Case("x = 2.0; y = x * 3\nf = y * y.item()", "3.0", "6.0 item"),
    Case("x = 2.0; y = x * 3\nf = y * (y.detach() + 1)", "3.0", "7.0 detached"),
    Case("x = 2.0; y = x * 3\nf = y * y.data", "3.0", "6.0 detached"),
    Case("x = 2.0; y = x * 3\nc = y.item() * 2\nf = y * c", "3.0", "12.0 item"),
    Case("x = 2.5; y = x * 3\nf = y * int(y)", "3.0", "7.0 rounded"),
    Case("x = 2.5; y = x * 3\nf = y * round(y, 1)", "3.0", "7.5 rounded"),
    Case("lr = 0.5\nn = len([1, 2])\nx = 2.0; f = x * n\nx + 1 if lr > 0 else x", "n 2.0", "1.0"),
    Case("x = np.array([1.0, -2.0])\nf = np.sum(x * (x > 0))", "[1.0, 0.0] mask"),
    Case("x = np.array([1.0, -2.0])\ny = x * 2\nf = np.sum(x * y.detach())", "2.0", "[2.0, -4.0] detached"),
    Case(
      "x = 2.0\nh = x * x\nh.backward()\ng = h * x\ng.backward()\nx -= 0.1 * x.grad\nold = h * 2",
      "2.0"),
  ]) func `a constant tells why it is no node`(_ program: Case) throws {
    let constants = try trace(program.program).nodes.flatMap(\.operands).compactMap { operand in
      if case .constant(let constant) = operand { constant } else { nil }
    }.filter { $0.value.shape.isEmpty || $0.value.shape == [2] }
    #expect(constants.map(\.told) == program.told)
  }

  @Test(arguments: [
    Case("x = 2.0\nif x > 1: f = x * 3\nelse: f = x", "x > 1.0: 1.0 at 2:4-2:9"),
    Case("x = 2.0\nf = x * 3\nif f <= 1 or f == 6: f = f * 2", "⟨f⟩ <= 1.0: 0.0", "⟨f⟩ == 6.0: 1.0"),
    Case("x = 2.0\nwhile 1 < x < 20: x = x * x\nf = x * 1.0", "1.0 < x: 1.0"),
    Case("x = 2.0\nf = x * 3 if x else x * 4", "x != 0.0: 1.0"),
    Case("x = 2.0\nf = x * 3\nassert f < 10", "⟨f⟩ < 10.0: 1.0"),
    Case("limit = 5\nx = 2.0\nf = x * 3\nif f > limit: f = f + 1", "⟨f⟩ > limit 5.0: 1.0"),
    Case("x = 2.0\nf = x * 3\nif f.item() > 5: f = f + 1"),
    Case("n = 3\nwhile n > 0: n = n - 1\nx = 2.0\nf = x * n"),
    Case("x = np.array([1.0, -2.0])\nh = x * 2\nh[h <= 0] = 0\nf = np.sum(h)", "⟨h⟩ <= 0.0: [0.0, 1.0]"),
    Case("x = np.array([1.0, -2.0])\nf = np.sum(np.where(x > 0, x, 0))", "x > 0.0: [1.0, 0.0]"),
    Case("x = 2.0\nm = 1 if x > 3 else 2\nf = x * m", "x > 3.0: 0.0"),
    Case("x = 2.0\ny = 3.0\nif x < y: f = x * y", "x < y: 1.0"),
  ]) func `a comparison of what derives from a node is told`(_ program: Case) throws {
    let trace = try trace(program.program)
    #expect(
      trace.branches.map { $0.told(in: trace) }.prefix(program.told.count).elementsEqual(program.told) {
        $0.hasPrefix($1)
      })
  }

  @Test(arguments: [
    Case("w -= 0.1 * w.grad", "a - 0.1 * b: w, ∂w"),
    Case("lr = 0.1\nw -= lr * w.grad", "a - b * c: w, lr 0.1, ∂w"),
    Case("w += -0.1 * w.grad", "a + -0.1 * b: w, ∂w"),
    Case("w = w - 0.1 * (w.grad + 0.5 * w)", "a - 0.1 * (b + 0.5 * a): w, ∂w"),
    Case("w = 0.9 * w - (0.1 / 3) * w.grad / 2", "0.9 * a - 0.1 / 3 * b / 2: w, ∂w"),
    Case("w.data -= 0.1 * w.grad", "a - 0.1 * b: w, ∂w"),
    Case("w.data = w.data - 0.1 * w.grad", "a - 0.1 * b: w, ∂w"),
    Case("w = w.detach() - 0.1 * w.grad", "a - 0.1 * b: w, ∂w"),
    Case("w -= 0.1 * x * w.grad", "a - 0.1 * b * c: w, x, ∂w"),
    Case("v = 0.5 * w.grad\nw -= v", "a - b: w, 3.0 gradient"),
    Case("g = w.grad\nw -= 0.1 * g", "a - 0.1 * b: w, 6.0 gradient"),
    Case("w -= 0.1 * np.clip(w.grad, -1, 1)", ""),
    Case("w -= 0.1 * w.grad ** 2", ""),
    Case("for p in [w]: p -= 0.1 * p.grad", "a - 0.1 * b: w, ∂w"),
    Case("params = [w]\nparams[0] -= 0.1 * params[0].grad", "a - 0.1 * b: w, ∂w"),
  ]) func `an update tells its formula and what it reads`(_ update: Case) throws {
    let trace = try trace("w = 2.0; x = 3.0\nf = w * x * 2\nf.backward()\n" + update.program)
    let updates = trace.steps.flatMap(\.events).compactMap {
      if case .update(let update) = $0 { update } else { nil }
    }
    #expect(
      updates.map { update in
        update.formula.map { formula in
          formula.compute + ": " + formula.operands.map { $0.told(in: trace) }.joined(separator: ", ")
        } ?? ""
      } == update.told)
  }

  @Test func `an item of an array that moves has no formula of the whole`() throws {
    let trace = try trace(
      "w = np.array([1.0, 2.0])\nf = np.sum(w * w)\nf.backward()\nw[0] -= 0.1 * w.grad[0]")
    let updates = trace.steps.flatMap(\.events).compactMap {
      if case .update(let update) = $0 { update } else { nil }
    }
    #expect(updates.map(\.formula) == [nil])
  }
}

extension Trace {
  var branches: [TraceModel.Branch] {
    steps.flatMap(\.events).compactMap { if case .branch(let branch) = $0 { branch } else { nil } }
  }
}

extension Tensor {
  fileprivate var told: String { scalar.map { "\($0)" } ?? "\(elements)" }
}

extension Constant {
  fileprivate var told: String {
    [name, value.told, from?.rawValue].compactMap(\.self).joined(separator: " ")
  }
}

extension Reading {
  fileprivate func told(in trace: Trace) -> String {
    switch self {
    case .node(let id): trace.isInput(id) ? trace.node(id).shownName : "⟨\(trace.node(id).shownName)⟩"
    case .gradient(let id): "∂\(trace.node(id).shownName)"
    case .constant(let constant): constant.told
    }
  }
}

extension TraceModel.Branch {
  fileprivate func told(in trace: Trace) -> String {
    let place = "\(place.start.line - 1):\(place.start.column)-\(place.end.line - 1):\(place.end.column)"
    return
      "\(left.told(in: trace)) \(self.operator.rawValue) \(right.told(in: trace)): \(outcome.told) at \(place)"
  }
}
