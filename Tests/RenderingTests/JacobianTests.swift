import Language
import Lessons
import Numbers
import Script
import Testing
import TraceModel

@testable import Autodiff
@testable import Rendering

/// A gate with one Jacobian, as the narrator should find it.
struct JacobianCase: Sendable, CustomTestStringConvertible {
  var name: String
  var gate: Gate
  var operands: [Tensor]
  /// The positions of the operands that are constants.
  var constants: [Int: String] = [:]
  var shape: [Int]?
  var upstream: Tensor?
  /// By which operand.
  var position = 0
  var rows: [[Double]]?
  var structure: Jacobian.Structure
  var multiplications: Int
  var testDescription: String { name }

  /// A trace in which the gate is the last, its numbers computed by the gate itself.
  func trace() -> (trace: ArrayTrace, gate: Int, input: Int, upstream: Tensor, downstream: Tensor) {
    var trace = ArrayTrace()
    var nodes: [Int: Int] = [:]
    for (position, value) in operands.enumerated() where constants[position] == nil {
      nodes[position] = trace.input("abc".map(String.init)[position], value)
    }
    let reads = operands.enumerated().map { position, value in
      nodes[position].map(ArrayTrace.Read.node) ?? .constant(value, constants[position])
    }
    let value = gate.value(operands, shape: shape ?? gate.shape(operands) ?? [])
    let id = trace.apply(gate.description.name, reads, value, name: "y")
    let ones = (0..<value.elements.count).map { Double($0 + 1) }
    let upstream = upstream ?? tensor(value.shape, ones)
    trace.seed(id, upstream)
    trace.backward(
      id,
      operands.indices.filter { constants[$0] == nil }.map { position in
        (gate.local(operands, value, of: position), gate.downstream(upstream, operands, value, to: position))
      })
    trace.endPass()
    let downstream = gate.downstream(upstream, operands, value, to: position)
    return (trace, id, nodes[position] ?? 0, upstream, downstream)
  }

  private static func counting(_ shape: [Int]) -> Tensor {
    tensor(shape, (0..<Tensor.count(of: shape)).map { Double($0 + 1) })
  }

  static let relu = JacobianCase(
    name: "ReLU of a vector", gate: .relu, operands: [vector(1, -2, 3, -1)], upstream: vector(4, -1, 5, 9),
    rows: [[1, 0, 0, 0], [0, 0, 0, 0], [0, 0, 1, 0], [0, 0, 0, 0]], structure: .diagonal(nonzero: 2),
    multiplications: 0)
  static let weights = JacobianCase(
    name: "q = W x by W", gate: .matmul,
    operands: [tensor([2, 2], [0.1, 0.5, -0.3, 0.8]), vector(0.2, 0.4)],
    upstream: vector(0.44, 0.52), rows: [[0.2, 0.4, 0, 0], [0, 0, 0.2, 0.4]],
    structure: .blocks(count: 2, rows: 1, columns: 2), multiplications: 4)

  static let all = [
    relu, weights,
    JacobianCase(
      name: "q = W x by x", gate: .matmul, operands: weights.operands, position: 1,
      rows: [[0.1, 0.5], [-0.3, 0.8]], structure: .dense, multiplications: 4),
    JacobianCase(
      name: "a weight of 0", gate: .matmul, operands: [tensor([2, 2], [0, 5, 3, 8]), vector(0, 4)],
      position: 0,
      rows: [[0, 4, 0, 0], [0, 0, 0, 4]], structure: .blocks(count: 2, rows: 1, columns: 2),
      multiplications: 4),
    JacobianCase(
      name: "x @ W by W", gate: .matmul, operands: [vector(2, 3), counting([2, 2])], position: 1,
      rows: [[2, 0, 3, 0], [0, 2, 0, 3]], structure: .interleaved(count: 2, rows: 1, columns: 2),
      multiplications: 4),
    JacobianCase(
      name: "2×3 · 3×4 by the left factor", gate: .matmul, operands: [counting([2, 3]), counting([3, 4])],
      structure: .blocks(count: 2, rows: 4, columns: 3), multiplications: 24),
    JacobianCase(
      name: "2×3 · 3×4 by the right factor", gate: .matmul, operands: [counting([2, 3]), counting([3, 4])],
      position: 1, structure: .interleaved(count: 4, rows: 2, columns: 3), multiplications: 24),
    JacobianCase(
      name: "a scalar product", gate: .matmul, operands: [vector(2, 3), vector(5, 7)], rows: [[5, 7]],
      structure: .dense, multiplications: 2),
    JacobianCase(
      name: "a sum", gate: .sum, operands: [counting([2, 2])], rows: [[1, 1, 1, 1]], structure: .dense,
      multiplications: 0),
    JacobianCase(
      name: "a sum along an axis", gate: .sum, operands: [counting([2, 2]), Tensor(0)], constants: [1: "0"],
      rows: [[1, 0, 1, 0], [0, 1, 0, 1]], structure: .placement, multiplications: 0),
    JacobianCase(
      name: "a mean", gate: .mean, operands: [counting([4])], rows: [[0.25, 0.25, 0.25, 0.25]],
      structure: .dense, multiplications: 1),
    JacobianCase(
      name: "an index", gate: .index, operands: [counting([3]), vector(2, 0)], constants: [1: "[[2, 0]]"],
      shape: [2], rows: [[0, 0, 1], [1, 0, 0]], structure: .selection, multiplications: 0),
    JacobianCase(
      name: "a roll", gate: .index, operands: [counting([3]), vector(2, 0, 1)], constants: [1: "roll 1"],
      shape: [3], rows: [[0, 0, 1], [1, 0, 0], [0, 1, 0]], structure: .permutation, multiplications: 0),
    JacobianCase(
      name: "a border", gate: .pad, operands: [counting([2]), vector(1, 2)], constants: [1: "pad 1"],
      shape: [4], rows: [[0, 0], [1, 0], [0, 1], [0, 0]], structure: .placement, multiplications: 0),
    JacobianCase(
      name: "an addition", gate: .add, operands: [counting([2, 2]), vector(5, 6)],
      rows: [[1, 0, 0, 0], [0, 1, 0, 0], [0, 0, 1, 0], [0, 0, 0, 1]], structure: .identity, multiplications: 0
    ),
    JacobianCase(
      name: "an addition that stretches", gate: .add, operands: [counting([2, 2]), vector(5, 6)], position: 1,
      rows: [[1, 0], [0, 1], [1, 0], [0, 1]], structure: .selection, multiplications: 0),
    JacobianCase(
      name: "a number times a vector", gate: .multiply, operands: [Tensor(3), vector(5, 0)],
      rows: [[5], [0]], structure: .sparse(nonzero: 1), multiplications: 2),
    JacobianCase(
      name: "exp", gate: .exp, operands: [vector(0, 0)], rows: [[1, 0], [0, 1]], structure: .identity,
      multiplications: 2),
    JacobianCase(
      name: "a product with 1 and −1", gate: .multiply, operands: [vector(5, 7), vector(1, -1)],
      rows: [[1, 0], [0, -1]], structure: .diagonal(nonzero: 2), multiplications: 2),
    JacobianCase(
      name: "a maximum with a tie", gate: .maximum, operands: [vector(1, 2), vector(1, 5)],
      rows: [[0.5, 0], [0, 0]], structure: .diagonal(nonzero: 1), multiplications: 1),
    JacobianCase(
      name: "a product of elements, one of them 0", gate: .product, operands: [vector(2, 0, 3)],
      rows: [[0, 6, 0]], structure: .sparse(nonzero: 1), multiplications: 6),
    JacobianCase(
      name: "a filter with a 0 by the picture", gate: .conv2d,
      operands: [
        tensor([3, 3], [1, 2, 0, 0, 1, 3, 2, 0, 1]), tensor([2, 2], [1, 0, -1, 2]), vector(1, 0),
      ], constants: [2: "stride 1, padding 0"], structure: .sparse(nonzero: 12), multiplications: 16),
    JacobianCase(
      name: "a picture with zeros by the filter", gate: .conv2d,
      operands: [
        tensor([3, 3], [1, 2, 0, 0, 1, 3, 2, 0, 1]), tensor([2, 2], [1, 0, -1, 2]), vector(1, 0),
      ], constants: [2: "stride 1, padding 0"], position: 1, structure: .sparse(nonzero: 11),
      multiplications: 16),
    JacobianCase(
      name: "a square", gate: .power, operands: [vector(2, 3), Tensor(2)], constants: [1: "2"],
      rows: [[4, 0], [0, 6]], structure: .diagonal(nonzero: 2), multiplications: 2),
    JacobianCase(
      name: "softmax", gate: .softmax, operands: [vector(0, 0), Tensor(0)], constants: [1: "0"],
      rows: [[0.25, -0.25], [-0.25, 0.25]], structure: .dense, multiplications: 4),
    JacobianCase(
      name: "softmax of rows", gate: .softmax, operands: [counting([2, 3]), Tensor(1)], constants: [1: "1"],
      structure: .blocks(count: 2, rows: 3, columns: 3), multiplications: 12),
    JacobianCase(
      name: "the largest", gate: .largest, operands: [vector(1, 5, 2)], rows: [[0, 1, 0]],
      structure: .sparse(nonzero: 1), multiplications: 0),
    JacobianCase(
      name: "a transposition", gate: .transpose, operands: [counting([2, 2])],
      rows: [[1, 0, 0, 0], [0, 0, 1, 0], [0, 1, 0, 0], [0, 0, 0, 1]], structure: .permutation,
      multiplications: 0),
    JacobianCase(
      name: "a shut ReLU", gate: .relu, operands: [vector(-1, -2)], rows: [[0, 0], [0, 0]],
      structure: .diagonal(nonzero: 0), multiplications: 0),
  ]
}

struct `The Jacobian of a gate` {
  private func narrator(_ trace: ArrayTrace) -> Narrator {
    Narrator(States(trace.trace), circuit: Circuit(trace.trace, pass: trace.trace.passes[0]))
  }

  @Test(arguments: JacobianCase.all)
  func `has its entries, a name for its pattern, and the gate's own result`(
    _ example: JacobianCase
  ) throws {
    let (trace, gate, input, upstream, downstream) = example.trace()
    let all = try #require(narrator(trace).jacobians(of: gate))
    let found = try #require(all.first { $0.jacobian.input == input })
    if let rows = example.rows { #expect(found.jacobian.rows == rows) }
    #expect(found.jacobian.structure == example.structure)
    #expect(found.jacobian.multiplicationsOfRule == example.multiplications)
    #expect(found.upstream == upstream && found.downstream == downstream)
    let product = try #require(found.jacobian.product(with: upstream))
    #expect(product.elements.count == downstream.elements.count)
    for (one, other) in zip(product.elements, downstream.elements) { #expect(abs(one - other) < 1e-12) }
    if let possible = found.jacobian.possible {
      #expect(possible >= found.jacobian.entries?.count ?? 0 && possible <= found.jacobian.multiplications)
    }
  }

  @Test func `by a node that is read twice is the sum`() throws {
    var trace = ArrayTrace()
    let q = trace.input("q", vector(2, 3))
    let y = trace.apply("multiply", [.node(q), .node(q)], vector(4, 9), name: "y")
    trace.seed(y, vector(1, 1))
    let half = (local: Local.diagonal(vector(2, 3)), downstream: vector(2, 3))
    trace.backward(y, [half, half])
    trace.endPass()
    let found = try #require(narrator(trace).jacobians(of: y))
    #expect(found.count == 1)
    #expect(found[0].jacobian.rows == [[4, 0], [0, 6]] && found[0].downstream == vector(4, 6))
  }

  @Test func `is not in a trace without a backward pass`() {
    var trace = ArrayTrace()
    let x = trace.input("x", vector(2, 3))
    _ = trace.apply("exp", [.node(x)], vector(7, 20), name: "y")
    trace.endPass()
    do throws(JacobianFailure) {
      _ = try PlainWalkThrough(trace.trace, collapsing: []).jacobians(JacobianRequest(gate: "y"))
      Issue.record("it is there")
    } catch {
      #expect(
        error.diagnostic.message == "no gradient reaches 'y', so its Jacobian is not in the trace")
    }
  }

  @Test func `that was never formed is told by its size`() throws {
    var trace = ArrayTrace()
    let ones = { (shape: [Int]) in
      tensor(shape, [Double](repeating: 1, count: shape.reduce(1, *)))
    }
    let x = trace.input("x", ones([64, 10]))
    let w = trace.input("w", ones([10, 100]))
    let y = trace.apply("matmul", [.node(x), .node(w)], ones([64, 100]), name: "h")
    trace.seed(y, ones([64, 100]))
    trace.backward(
      y, [(.rule("X̄ = Ȳ Wᵀ"), ones([64, 10])), (.rule("W̄ = Xᵀ Ȳ"), ones([10, 100]))])
    trace.endPass()
    let text = try #require(
      PlainWalkThrough(trace.trace, collapsing: []).jacobians(of: y, in: trace.trace.passes[0]))
    #expect(
      text.contains(
        "6400 × 640: 4\u{202F}096\u{202F}000 entries, of which only 64000 can differ from 0. The gate never forms it."
      ))
    #expect(text.contains("  (64×100) (10×100)ᵀ = (64×10): 1\n"))
  }
}
