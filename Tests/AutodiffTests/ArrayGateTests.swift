import Numbers
import Testing
import TraceModel

@testable import Autodiff

/// Every gate on arrays of many shapes: its products with the Jacobian against central differences.
@Suite struct ArrayGateTests {
  /// Numbers that are far from the kinks and ties of all gates, different at each place.
  private static func numbers(_ shape: [Int], _ domain: Gate.Domain, _ operand: Int) -> Tensor {
    let elements = (0..<Tensor.count(of: shape)).map { index in
      let spread = Double((index * 37 + operand * 11) % 23) / 7 - 1.53
      switch domain {
      case .positive, .positiveBase: return abs(spread) + 0.2
      case .betweenMultiples: return operand == 0 ? abs(spread) + 3.3 : 0.83
      case .all, .nonzero, .distinct: return spread
      }
    }
    return Tensor(filling: shape, with: elements)
  }

  /// Pairs of shapes as NumPy stretches them, or a single shape.
  private static let shapes: [[[Int]]] = [
    [[], []], [[1], []], [[3], [3]], [[3], []], [[], [3]], [[1], [3]], [[2, 3], [3]], [[2, 1], [1, 3]],
    [[2, 3], [2, 3]], [[2, 1, 3], [4, 1]], [[1, 1], [1]], [[0], []], [[0, 3], [3]], [[2, 0], [1]],
    [[2, 1, 2, 1], [2, 2]],
  ]

  @Test(arguments: Gate.elementwise) func `gates of numbers work on arrays of any shape`(_ gate: Gate) throws
  {
    for pair in Self.shapes {
      let operands = pair.prefix(gate.inputCount ?? 0).enumerated().map {
        Self.numbers($1, gate.domain, $0)
      }
      try check(gate, operands, inputs: Array(operands.indices), shape: nil)
    }
  }

  @Test(arguments: Gate.arrays) func `gates of arrays hand on the gradient that differences tell`(
    _ gate: Gate
  )
    throws
  {
    #expect(!gate.samples.isEmpty)
    for sample in gate.samples {
      var inputs: [Int] = []
      let operands = sample.operands.enumerated().map { index, operand in
        switch operand {
        case .constant(let value): return value
        case .input(let shape):
          inputs.append(index)
          return Self.numbers(shape, gate.domain, index)
        }
      }
      try check(gate, operands, inputs: inputs, shape: sample.shape)
    }
  }

  private func check(_ gate: Gate, _ operands: [Tensor], inputs: [Int], shape: [Int]?) throws {
    let shape = try #require(shape ?? gate.shape(operands))
    let y = gate.value(operands, shape: shape)
    #expect(y.shape == shape && y.elements.count == Tensor.count(of: shape))
    let upstream = Tensor(filling: shape, with: y.elements.indices.map { Double($0 % 5) - 1.7 })
    for input in inputs {
      let downstream = gate.downstream(upstream, operands, y, to: input)
      #expect(downstream.shape == operands[input].shape)
      for element in operands[input].elements.indices {
        let numeric = slope(gate, operands, input, element, shape, upstream)
        let analytic = downstream.elements[element]
        #expect(
          abs(analytic - numeric) / max(1, abs(analytic), abs(numeric)) < 1e-7,
          "\(gate.description.name)\(operands.map(\.shape)), input \(input), element \(element): analytic \(analytic), numeric \(numeric)"
        )
      }
      expectJacobian(of: gate, operands, y, upstream, input, downstream)
    }
  }

  private func slope(
    _ gate: Gate, _ operands: [Tensor], _ input: Int, _ element: Int, _ shape: [Int], _ upstream: Tensor
  ) -> Double {
    func value(_ shift: Double) -> Double {
      var moved = operands
      var elements = operands[input].elements
      elements[element] += shift
      moved[input] = Tensor(filling: operands[input].shape, with: elements)
      return zip(gate.value(moved, shape: shape).elements, upstream.elements).reduce(0) { $0 + $1.0 * $1.1 }
    }
    let width = 1e-4 * max(0.1, abs(operands[input].elements[element]))
    return (8 * (value(width) - value(-width)) - (value(2 * width) - value(-2 * width))) / (12 * width)
  }

  /// The Jacobian, where it is written out, gives the same product.
  private func expectJacobian(
    of gate: Gate, _ operands: [Tensor], _ y: Tensor, _ upstream: Tensor, _ input: Int, _ downstream: Tensor
  ) {
    switch gate.local(operands, y, of: input) {
    case .matrix(let matrix):
      #expect(matrix.shape == [y.elements.count, downstream.elements.count])
      for column in downstream.elements.indices {
        let product = y.elements.indices.reduce(0) {
          $0 + matrix.elements[$1 * downstream.elements.count + column] * upstream.elements[$1]
        }
        #expect(abs(product - downstream.elements[column]) <= 1e-9 * max(1, abs(product)))
      }
    case .diagonal(let diagonal):
      #expect(diagonal.shape == y.shape && gate.isElementwise)
      let products = zip(diagonal.elements, upstream.elements).map { $0 * $1 }
      #expect(Tensor(filling: y.shape, with: products).summed(to: downstream.shape) == downstream.elements)
    case .rule(let text): #expect(!text.isEmpty)
    case .number: Issue.record("a number for arrays")
    }
  }
}
