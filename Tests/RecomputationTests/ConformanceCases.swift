import Foundation
import Numbers
import Testing
import TraceModel

@testable import Autodiff

/// What a gate gives for some operands: what every evaluator of formulas must give as well.
struct ConformanceCase: Codable, Equatable, CustomTestStringConvertible {
  struct Array: Codable, Equatable {
    var shape: [Int]
    var elements: [Double]

    init(_ tensor: Tensor) { (shape, elements) = (tensor.shape, tensor.elements) }
    var tensor: Tensor { Tensor(filling: shape, with: elements) }
  }

  var gate: String
  var compute: String
  var pull: [String]
  var operands: [Array]
  /// Which operands are inputs, and not constants that tell how.
  var inputs: [Int]
  var value: Array
  var upstream: Array
  /// What each of the inputs receives.
  var downstream: [Array]

  var testDescription: String { "\(gate) of \(operands.map(\.shape))" }
}

extension ConformanceCase {
  /// Every gate with many shapes, with ties, and with numbers that are very large, very small or none.
  static let all = Gate.elementwise.flatMap(elementwise) + tied + Gate.arrays.flatMap(arrays)

  private init?(_ gate: Gate, _ operands: [Tensor], inputs: [Int], shape: [Int]) {
    guard let compute = gate.description.compute else { return nil }
    self.gate = gate.description.name
    self.compute = compute
    self.inputs = inputs
    pull = gate.description.pulls
    self.operands = operands.map(Array.init)
    let value = gate.value(operands, shape: shape)
    self.value = Array(value)
    let upstream = Tensor(
      filling: shape, with: (0..<Tensor.count(of: shape)).map { [1.5, -2, 0.25, 3, -0.5][$0 % 5] })
    self.upstream = Array(upstream)
    downstream = inputs.map { Array(gate.downstream(upstream, operands, value, to: $0)) }
  }

  /// Numbers at which gates are made: signs, zeros, ties, and the ends of what exp can take.
  private static let extremes: [Double] = [
    -800, -30.5, -2, -1, -0.5, -1e-9, 0, 1e-9, 0.5, 1, 2, 3.25, 30.5, 800,
  ]

  private static func elementwise(_ gate: Gate) -> [ConformanceCase] {
    let all = Tensor(filling: [extremes.count], with: extremes)
    let isUnary = gate.inputCount == 1
    let shapes: [[[Int]]] =
      isUnary
      ? [[[]], [[0]], [[2, 3]]]
      : [[[], []], [[2, 3], [3]], [[3], [2, 1]], [[2, 3], []], [[], [2]], [[0, 2], [2]]]
    let usual = shapes.compactMap { shapes -> ConformanceCase? in
      let operands = shapes.enumerated().map { tensor($1, from: 3 * $0) }
      let shape = gate.shape(operands) ?? []
      return ConformanceCase(gate, operands, inputs: Swift.Array(shapes.indices), shape: shape)
    }
    let ends =
      isUnary
      ? [ConformanceCase(gate, [all], inputs: [0], shape: [extremes.count])]
      : [
        ConformanceCase(
          gate, [all, Tensor(filling: [extremes.count, 1], with: extremes)], inputs: [0, 1],
          shape: [extremes.count, extremes.count])
      ]
    return usual + ends.compactMap(\.self)
  }

  /// A max and a min that stand for several equal numbers.
  private static let tied = [2, 3].flatMap { count in
    [Gate.maximum(standingFor: count), .minimum(standingFor: count)].flatMap(elementwise)
  }

  private static func arrays(_ gate: Gate) -> [ConformanceCase] {
    gate.samples.flatMap { sample in
      [0, 1, 2].compactMap { variant in
        var inputs: [Int] = []
        let operands = sample.operands.enumerated().map { position, operand in
          switch operand {
          case .constant(let tensor): return tensor
          case .input(let shape):
            inputs.append(position)
            return tensor(shape, from: 5 * position, variant)
          }
        }
        guard let shape = gate.shape(operands) ?? sample.shape else { return nil }
        return ConformanceCase(gate, operands, inputs: inputs, shape: shape)
      }
    }
  }

  /// Numbers of both signs; in the first variant some are equal, in the second all are, in the third they are extreme.
  private static func tensor(_ shape: [Int], from start: Int, _ variant: Int = 0) -> Tensor {
    let numbers: [[Double]] = [[0.5, -1.25, 2, 0.5, 3, -0.75, 2], [1.5], [800, -800, 1e-3, 0, 1e6]]
    let chosen = numbers[variant]
    let count = Tensor.count(of: shape)
    return Tensor(filling: shape, with: (0..<count).map { chosen[($0 + start) % chosen.count] })
  }
}
