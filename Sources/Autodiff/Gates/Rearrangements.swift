import Numbers
import TraceModel

// Gates that move elements without changing them. Which go where, a constant among the operands tells.

extension Gate {
  static let rearrangements = [copy, transpose, reshape, index, assign, pad, stack, concatenate, select]

  /// The same elements in an array of its own.
  public static let copy = Gate(
    "copy", symbol: "copy", .moves, .copy, equation: "copy(a)", rules: ["u"], compute: "a", pulls: ["u"],
    samples: [Sample(.input([2, 3])), Sample(.input([0]))],
    ArrayRule(
      letters: ["X̄ = Ȳ"], shape: { operands in operands[0].shape },
      value: { operands, _ in operands[0].elements }, vjp: { upstream, _, _, _ in upstream.elements }))

  /// Turns the axes around, or puts them in the order that a second operand, a constant, gives.
  public static let transpose = Gate(
    "transpose", symbol: "□ᵀ", constantSecond: "axes {c}", .moves, .transpose, equation: "transpose(a)",
    rules: ["transpose(u)"], compute: "transpose(a, b)", pulls: ["transpose(u, b, 1)"],
    samples: [
      Sample(.input([2, 3])), Sample(.input([3])), Sample(.input([2, 3, 2])), Sample(.input([0, 2])),
      Sample(.input([2, 3, 4]), .constant(Tensor(filling: [3], with: [1, 2, 0]))),
    ],
    ArrayRule(
      letters: ["X̄ = Ȳᵀ"],
      shape: { operands in order(operands).map { operands[0].shape[$0] } },
      value: { operands, shape in
        let strides = Shape.strides(of: operands[0].shape)
        let positions = Shape.positions(shape, strides: order(operands).map { strides[$0] })
        return positions.map { operands[0].elements[$0] }
      },
      vjp: { upstream, operands, _, _ in
        let own = Shape.strides(of: upstream.shape)
        var strides = own
        for (place, axis) in order(operands).enumerated() { strides[axis] = own[place] }
        return Shape.positions(operands[0].shape, strides: strides).map { upstream.elements[$0] }
      }))

  private static func order(_ operands: [Tensor]) -> [Int] {
    operands.count > 1
      ? operands[1].elements.map { Int($0) } : operands[0].shape.indices.reversed()
  }

  /// The same elements in another shape.
  public static let reshape = Gate(
    "reshape", symbol: "reshape", .moves, .reshape, equation: "reshape(a)", rules: ["reshape(u)"],
    compute: "reshape(a, shape)", pulls: ["u"],
    samples: [
      Sample(.input([2, 3]), shape: [3, 2]), Sample(.input([6]), shape: [1, 2, 3]),
      Sample(.input([]), shape: [1]), Sample(.input([1, 1]), shape: []), Sample(.input([0, 2]), shape: [0]),
    ],
    ArrayRule(
      letters: ["X̄ = reshape Ȳ"], shape: { _ in nil }, value: { operands, _ in operands[0].elements },
      vjp: { upstream, _, _, _ in upstream.elements }))

  /// Picks the elements at the positions in the second operand, a constant; the backward pass puts their gradients
  /// back, adding where one was picked more than once.
  public static let index = Gate(
    "index", symbol: "[ ]", constantSecond: "{c}", .gathers, .index, equation: "index(a)",
    rules: ["scatter(u)"],
    compute: "take(a, b, shape)", pulls: ["put(u, b, shape(a))"],
    samples: [
      Sample(.input([2, 3]), .constant(Tensor(filling: [2], with: [4, 0])), shape: [2]),
      Sample(.input([3]), .constant(Tensor(filling: [1], with: [1])), shape: []),
      Sample(.input([3]), .constant(Tensor(filling: [4], with: [0, 2, 2, 0])), shape: [2, 2]),
      Sample(.input([3]), .constant(Tensor(filling: [0], with: [])), shape: [0]),
    ],
    ArrayRule(
      letters: ["X̄ = scatter Ȳ"], shape: { _ in nil },
      value: { operands, _ in operands[1].elements.map { operands[0].elements[Int($0)] } },
      vjp: { upstream, operands, _, _ in
        var sums = [Double](repeating: 0, count: operands[0].elements.count)
        for (position, u) in zip(operands[1].elements, upstream.elements) { sums[Int(position)] += u }
        return sums
      }))

  /// The first operand with the elements at the positions in the third, a constant, replaced by those of the second.
  public static let assign = Gate(
    "assign", symbol: "[ ] =", .moves, .assign, equation: "assign(a, b)", rules: ["erase(u)", "index(u)"],
    compute: "place(a, c, b)",
    pulls: [
      "place(u, c, 0)",
      "n = range(size(c)); w = place(zeros(shape(a)) - 1, c, n); [take(w, flat(c)) == n] * take(u, flat(c))",
    ],
    samples: [
      Sample(.input([2, 3]), .input([2]), .constant(Tensor(filling: [2], with: [4, 0]))),
      Sample(.input([3]), .input([]), .constant(Tensor(filling: [2], with: [1, 2]))),
      Sample(.constant(.counting([3])), .input([1]), .constant(Tensor(filling: [1], with: [1]))),
      Sample(.input([3]), .input([2]), .constant(Tensor(filling: [2], with: [1, 1]))),
    ],
    ArrayRule(
      letters: ["Ā = Ȳ with 0 where B went", "B̄ = Ȳ where B went"],
      shape: { operands in operands[0].shape },
      value: { operands, _ in
        var elements = operands[0].elements
        let new = operands[1].elements
        for (index, position) in operands[2].elements.enumerated() {
          elements[Int(position)] = new[new.count == 1 ? 0 : index]
        }
        return elements
      },
      vjp: { upstream, operands, _, position in
        var kept = upstream.elements
        var received = [Double](repeating: 0, count: operands[1].elements.count)
        // From the last on: of two that went to one place, the later one is there.
        for (index, place) in operands[2].elements.enumerated().reversed() {
          received[received.count == 1 ? 0 : index] += kept[Int(place)]
          kept[Int(place)] = 0
        }
        return position == 0 ? kept : received
      }))

  /// An array of zeros, or of a third operand, with the elements at the positions in the second; both are constants.
  public static let pad = Gate(
    "pad", symbol: "pad", constantSecond: "{c}", .moves, .pad, equation: "pad(a)", rules: ["index(u)"],
    compute: "place(zeros(shape) + sum(c), b, a)", pulls: ["take(u, b)"],
    samples: [Sample(.input([2]), .constant(Tensor(filling: [2], with: [1, 2])), shape: [4])],
    ArrayRule(
      letters: ["X̄ = Ȳ without its border"], shape: { _ in nil },
      value: { operands, shape in
        let around = operands.count > 2 ? operands[2].elements[0] : 0
        var elements = [Double](repeating: around, count: Tensor.count(of: shape))
        for (position, x) in zip(operands[1].elements, operands[0].elements) { elements[Int(position)] = x }
        return elements
      },
      vjp: { upstream, operands, _, _ in operands[1].elements.map { upstream.elements[Int($0)] } }))

  /// Numbers or arrays of one shape side by side, along a new axis that comes first.
  public static let stack = Gate(
    "stack", symbol: "[…]", .moves, .stack, equation: "stack(a, b)", rules: ["index(u)"],
    compute: "reshape(flat(operands), shape)", pulls: ["take(u, i * size(x) + range(size(x)))"],
    samples: [
      Sample(.input([]), .input([]), .input([])), Sample(.input([2]), .constant(.counting([2]))),
      Sample(.input([2, 2])),
    ],
    ArrayRule(
      letters: ["X̄ = its part of Ȳ"],
      shape: { operands in
        operands.allSatisfy { $0.shape == operands[0].shape } ? [operands.count] + operands[0].shape : nil
      },
      value: { operands, _ in operands.flatMap(\.elements) },
      vjp: { upstream, operands, _, position in
        let size = operands[position].elements.count
        return Array(upstream.elements[position * size..<(position + 1) * size])
      }))

  /// Arrays one after the other along the axis that the last operand, a constant, gives.
  public static let concatenate = Gate(
    "concatenate", symbol: "concat", .moves, .concatenate, equation: "concatenate(a, b)",
    rules: ["index(u)"], compute: "join(last, leading)", pulls: ["cut(u, i, last, leading)"],
    samples: [
      Sample(.input([2]), .input([3]), .constant(Tensor(0))),
      Sample(.input([2, 1]), .input([2, 2]), .constant(Tensor(1))),
      Sample(.input([1, 2]), .constant(.counting([2, 2])), .input([1, 2]), .constant(Tensor(0))),
    ],
    ArrayRule(
      letters: ["X̄ = its part of Ȳ"],
      shape: { Concatenation($0)?.shape },
      value: { operands, shape in
        var elements = [Double](repeating: 0, count: Tensor.count(of: shape))
        guard let parts = Concatenation(operands) else { return elements }
        for part in 0..<operands.count - 1 {
          for (position, x) in zip(parts.positions(of: part), operands[part].elements) {
            elements[position] = x
          }
        }
        return elements
      },
      vjp: { upstream, operands, _, position in
        Concatenation(operands)?.positions(of: position).map { upstream.elements[$0] } ?? []
      }))

  /// Where the first operand, a constant mask, is not 0, the elements of the second, else those of the third.
  public static let select = Gate(
    "where", symbol: "where", .routes, .select, equation: "where(a, b, c)",
    rules: ["0", "where(a, u, 0)", "where(a, 0, u)"], compute: "where(a, b, c)",
    pulls: ["u * 0", "where(a, u, 0)", "where(a, 0, u)"],
    samples: [
      Sample(.constant(Tensor(filling: [3], with: [1, 0, 1])), .input([3]), .input([3])),
      Sample(.constant(Tensor(filling: [3], with: [1, 0, 1])), .input([2, 3]), .input([])),
      Sample(.constant(Tensor(filling: [2, 1], with: [0, 1])), .input([1, 3]), .constant(Tensor(0))),
    ],
    ArrayRule(
      letters: ["", "X̄ = Ȳ where the mask holds", "X̄ = Ȳ where the mask does not hold"],
      shape: { operands in
        Shape.broadcast(operands[1].shape, operands[2].shape).flatMap {
          Shape.broadcast(operands[0].shape, $0)
        }
      },
      value: { operands, shape in
        let parts = operands.map { $0.stretched(to: shape) }
        return parts[0].indices.map { parts[0][$0] != 0 ? parts[1][$0] : parts[2][$0] }
      },
      vjp: { upstream, operands, y, position in
        let mask = operands[0].stretched(to: y.shape)
        let passed = zip(mask, upstream.elements).map { ($0 != 0) == (position == 1) ? $1 : 0 }
        return Tensor(filling: y.shape, with: passed).summed(to: operands[position].shape)
      }))
}

/// Where the parts of a concatenation go.
private struct Concatenation {
  let shape: [Int]
  private let shapes: [[Int]]
  private let axis: Int

  /// Nil if the shapes do not fit.
  init?(_ operands: [Tensor]) {
    axis = Int(operands[operands.count - 1].elements[0])
    shapes = operands.dropLast().map(\.shape)
    guard let first = shapes.first, first.indices.contains(axis) else { return nil }
    var total = first
    total[axis] = 0
    for shape in shapes {
      guard shape.count == first.count else { return nil }
      for other in shape.indices where other != axis && shape[other] != first[other] { return nil }
      total[axis] += shape[axis]
    }
    shape = total
  }

  func positions(of part: Int) -> [Int] {
    let strides = Shape.strides(of: shape)
    let start = shapes[..<part].reduce(0) { $0 + $1[axis] } * strides[axis]
    return Shape.positions(shapes[part], strides: strides, start: start)
  }
}

extension Tensor {
  /// An array of 1, 2, 3 …
  static func counting(_ shape: [Int]) -> Tensor {
    Tensor(filling: shape, with: (0..<count(of: shape)).map { Double($0 + 1) })
  }
}
