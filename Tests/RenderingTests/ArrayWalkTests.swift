import Numbers
import Testing
import TraceModel

@testable import Rendering

struct `A walk through arrays` {
  /// f = sum(q * q) with q = W x, checked, then updated; twice, without clearing.
  private func training(passes: Int = 1) -> ArrayTrace {
    var trace = ArrayTrace()
    let w = trace.input("W", tensor([2, 2], [1, 2, 3, 4]))
    let x = trace.input("x", vector(1, -1))
    for _ in 0..<passes {
      let q = trace.apply("matmul", [.node(w), .node(x)], vector(-1, -1), name: "q")
      let s = trace.apply("multiply", [.node(q), .node(q)], vector(1, 1))
      let f = trace.apply("sum", [.node(s)], Tensor(2), name: "f")
      trace.seed(f, Tensor(1))
      trace.backward(f, [(.matrix(tensor([1, 2], [1, 1])), vector(1, 1))])
      trace.backward(
        s, [(.diagonal(vector(-1, -1)), vector(-1, -1)), (.diagonal(vector(-1, -1)), vector(-1, -1))])
      trace.backward(
        q, [(.rule("W̄ = Ȳ xᵀ"), tensor([2, 2], [-2, 2, -2, 2])), (.rule("X̄ = Wᵀ Ȳ"), vector(-8, -12))])
      trace.check(w, tensor([2, 2], [-2, 2, .nan, .nan]), error: 3e-10)
      trace.check(x, vector(-8, -12), error: 2e-7)
      trace.endPass()
    }
    return trace
  }

  @Test func `adds the gradients of a fork element by element, and shows the sum`() throws {
    let told = training().told()
    let move = try #require(told.first { $0.heading.contains("backward through ×") })
    #expect(
      move.sentences == [
        "Both inputs are q, so it gets the upstream gradient times its own value twice, element by element.",
        "q is used twice, so the gradients of its branches add, element by element.",
      ])
    let sum = try #require(move.account.equations.last?.line)
    #expect(sum.lines == ["⎡−1⎤ + ⎡−1⎤ = ⎡−2⎤", "⎣−1⎦   ⎣−1⎦   ⎣−2⎦"])
    #expect(
      sum.tex
        == #"\begin{bmatrix} -1 \cr -1 \end{bmatrix} + \begin{bmatrix} -1 \cr -1 \end{bmatrix} = \begin{bmatrix} -2 \cr -2 \end{bmatrix}"#
    )
  }

  @Test func `says once what a bar means, at the seed`() {
    let told = training().told()
    let bars = told.map(\.sentences).joined().filter { $0.contains("A bar") }
    #expect(bars == ["A bar is short for a gradient: W̄ = ∂f/∂W."])
    #expect(told[4].sentences.last?.contains("A bar") ?? false)
  }

  @Test func `tells of gradients that an earlier pass left`() {
    let told = training(passes: 2).told()
    #expect(
      told.map(\.sentences).joined().contains(
        "W still holds its gradient from before this backward pass, and the new one is added to it, element by element."
      ))
  }

  @Test func `shows an update with old value, gradient and new value`() throws {
    var trace = ArrayTrace()
    let w = trace.input("w", vector(1, 2))
    let f = trace.apply("sum", [.node(w)], Tensor(3), name: "f")
    trace.seed(f, Tensor(1))
    trace.backward(f, [(.matrix(tensor([1, 2], [1, 1])), vector(1, 1))])
    trace.update(w, rate: 0.1, change: vector(-0.1, -0.1))
    trace.endPass()
    let update = try #require(trace.told().last)
    #expect(
      update.account.equations.map(\.symbols) == [
        #"w \leftarrow w - 0.10 \cdot \frac{\partial f}{\partial w}"#
      ])
    #expect(
      update.account.equations[0].line?.lines == [
        "⎡1.00⎤ − 0.10 × ⎡1.00⎤ = ⎡0.90⎤", "⎣2.00⎦          ⎣1.00⎦   ⎣1.90⎦",
      ])
    #expect(
      update.sentences == ["w steps against its gradient, element by element; the largest change is 0.10."])
  }

  @Test func `says where rounded numbers do not give the result`() throws {
    var trace = ArrayTrace()
    let w = trace.input("w", vector(1.114, 2))
    let f = trace.apply("sum", [.node(w)], Tensor(3.114), name: "f")
    trace.seed(f, Tensor(1))
    trace.backward(f, [(.matrix(tensor([1, 2], [1, 1])), vector(1, 1))])
    trace.update(w, rate: nil, change: vector(0.004, 1), statement: "w += v")
    trace.endPass()
    let update = try #require(trace.told().last)
    #expect(
      update.sentences == [
        "`w += v` moves w, element by element; the largest change is 1.00.",
        "All is computed in full and rounded only to be shown: 1 of the 2 results is not what the rounded numbers give.",
      ])
  }

  @Test func `has a table in which small arrays are whole`() throws {
    let trace = training().trace
    let rows = Narrator(States(trace), circuit: Circuit(trace, pass: trace.passes[0])).gradientTable()
    let w = try #require(rows.first { $0.name == "W" })
    #expect(w.value == "[[1, 2], [3, 4]]" && w.gradient == "[[−2, 2], [−2, 2]]")
    #expect(w.numeric == "sampled, 2 of 4: −2.0000 … 2.0000")
    #expect(w.relativeError == "< 1e−9" && w.agrees)
    let x = try #require(rows.first { $0.name == "x" })
    #expect(x.numeric.hasPrefix("[−8") && x.relativeError == "2.0e−7" && x.agrees)
  }

  @Test func `tells large arrays by shape and range`() throws {
    func filled(_ shape: [Int], _ number: Double) -> Tensor {
      var elements = [Double](repeating: number, count: shape.reduce(1, *))
      elements[0] = 0.25
      return tensor(shape, elements)
    }
    var trace = ArrayTrace()
    let x = trace.input("x", filled([64, 100], 1))
    let w = trace.input("w", filled([100, 10], -2))
    let h = trace.apply("matmul", [.node(x), .node(w)], filled([64, 10], -200), name: "h")
    let f = trace.apply("sum", [.node(h)], Tensor(-128_000), name: "f")
    trace.seed(f, Tensor(1))
    trace.backward(f, [(.rule("X̄ = spread Ȳ"), filled([64, 10], 1))])
    trace.backward(
      h, [(.rule("X̄ = Ȳ Wᵀ"), filled([64, 100], -20)), (.rule("W̄ = Xᵀ Ȳ"), filled([100, 10], 64))])
    trace.endPass()
    let text = PlainWalkThrough(trace.trace, collapsing: []).text
    #expect(text.contains("  h = xw\n  (64×100) (100×10) = (64×10): −200.00 … 0.25\n"))
    #expect(text.contains("  (64×10) (100×10)ᵀ = (64×100): −20.00 … 0.25\n"))
    for line in text.split(separator: "\n") where !line.hasSuffix(".") {
      #expect(line.count < 120, "\(line)")
    }
  }

  @Test func `shows NaN and infinity as words`() {
    let format = ArrayText(format: NumberFormat(digits: 2))
    #expect(
      format.compact(tensor([2, 8], [.nan] + [Double](repeating: 1, count: 15))) == "(2×8): 1.00, ⚠ NaN")
    #expect(format.term(vector(1, .infinity)) == .grid(Grid(rows: [["1.00"], ["⚠ infinity"]])))
    #expect(
      Grid(rows: [["⚠ −infinity"], ["⚠ NaN"], ["3.0e−4"]]).tex
        == #"\begin{bmatrix} -\infty \cr \text{NaN} \cr 3.0 \cdot 10^{-4} \end{bmatrix}"#)
  }

  @Test func `tells a collapsed group of arrays as one gate`() throws {
    var trace = ArrayTrace()
    let x = trace.input("x", vector(1, 2))
    let s = trace.apply("multiply", [.node(x), .node(x)], vector(1, 4))
    let f = trace.apply("sum", [.node(s)], Tensor(5), name: "f")
    trace.seed(f, Tensor(1))
    trace.backward(f, [(.matrix(tensor([1, 2], [1, 1])), vector(1, 1))])
    trace.backward(s, [(.diagonal(vector(1, 2)), vector(1, 2)), (.diagonal(vector(1, 2)), vector(1, 2))])
    trace.endPass()
    trace.builder.set(groups: [Group(name: "norm2", parent: nil, nodes: s..<f + 1, place: .none)])
    let circuit = Circuit(trace.trace, pass: trace.trace.passes[0], collapsing: ["norm2"])
    let narrator = Narrator(States(trace.trace), circuit: circuit)
    let last = try #require(circuit.moves(in: trace.trace).last)
    let account = narrator.account(of: last)
    #expect(account.equations.map(\.result) == ["[2, 4]"])
    #expect(
      account.sentences.map(English().text) == [
        "Seen from outside, norm2 is one gate: each input gets what the gates inside pass back to it, summed over the paths."
      ])
  }
}

struct `A grid` {
  @Test func `aligns its columns on the decimal point`() {
    let grid = Grid(rows: [["0.10", "12.00"], ["−0.30", "3.0e−4"]])
    #expect(grid.lines == ["⎡ 0.10  12.00  ⎤", "⎣−0.30   3.0e−4⎦"])
    #expect(Grid(rows: [["1", "2"]]).lines == ["[1  2]"])
    #expect(Grid(rows: [["1"], ["2"], ["3"]]).lines == ["⎡1⎤", "⎢2⎥", "⎣3⎦"])
  }

  @Test func `is made of small arrays alone`() {
    let text = { (number: Double) in "\(Int(number))" }
    let filled = { (shape: [Int]) in tensor(shape, [Double](repeating: 1, count: shape.reduce(1, *))) }
    #expect(Grid(filled([5, 5]), text: text) != nil && Grid(filled([6, 2]), text: text) == nil)
    #expect(Grid(filled([8]), text: text)?.rows.count == 8 && Grid(filled([9]), text: text) == nil)
    #expect(Grid(filled([3]), .row, text: text)?.rows == [["1", "1", "1"]])
    #expect(
      Grid(filled([1, 1, 2, 3]), text: text)?.rows.count == 2 && Grid(filled([2, 2, 2]), text: text) == nil)
    #expect(Grid(filled([0, 3]), text: text) == nil && Grid(filled([0]), text: text) == nil)
  }
}
