import Numbers
import TraceModel

extension Gate {
  static let products = [matmul, outer]

  /// The matrix product *Y = A·B*, so *Ā = Ȳ·Bᵀ* and *B̄ = Aᵀ·Ȳ*.
  ///
  /// As NumPy's `@`: a vector is a row on the left and a column on the right, and axes before the last two are
  /// broadcast. Each element is a sum in the order of the inner axis.
  public static let matmul = Gate(
    "matmul", symbol: "@", equation: "matmul(a, b)",
    rules: ["matmul(u, transpose(b))", "matmul(transpose(a), u)"],
    samples: [
      Sample(.input([2, 3]), .input([3, 4])), Sample(.input([2, 3]), .input([3])),
      Sample(.input([3]), .input([3, 2])), Sample(.input([3]), .input([3])),
      Sample(.input([1, 1]), .input([1, 1])), Sample(.input([2, 2, 3]), .input([2, 3, 2])),
      Sample(.input([2, 1, 2, 3]), .input([3, 3, 2])), Sample(.input([2, 2, 3]), .input([3])),
      Sample(.input([3]), .input([2, 3, 2])), Sample(.input([2, 0]), .input([0, 3])),
      Sample(.input([0, 2]), .input([2, 3])), Sample(.constant(.counting([2, 3])), .input([3, 2])),
    ],
    ArrayRule(
      letters: ["Ā = Ȳ Bᵀ", "B̄ = Aᵀ Ȳ"], cost: 1,
      work: { operands, shape in Tensor.count(of: shape) * (operands[0].shape.last ?? 1) },
      shape: { MatrixProduct($0[0].shape, $0[1].shape)?.shape },
      value: { operands, _ in
        MatrixProduct(operands[0].shape, operands[1].shape)?.value(operands[0], operands[1]) ?? []
      },
      vjp: { upstream, operands, _, position in
        let product = MatrixProduct(operands[0].shape, operands[1].shape)
        return
          (position == 0 ? product?.first(upstream, operands[1]) : product?.second(upstream, operands[0]))
          ?? []
      }))

  /// The outer product *Y = a·bᵀ* of two vectors, so *ā = Ȳ·b* and *b̄ = Ȳᵀ·a*.
  public static let outer = Gate(
    "outer", symbol: "⊗", equation: "outer(a, b)", rules: ["matmul(u, b)", "matmul(transpose(u), a)"],
    samples: [
      Sample(.input([3]), .input([2])), Sample(.input([1]), .input([1])), Sample(.input([2]), .input([0])),
    ],
    ArrayRule(
      letters: ["ā = Ȳ b", "b̄ = Ȳᵀ a"],
      shape: { operands in operands.map(\.elements.count) },
      value: { operands, _ in
        operands[0].elements.flatMap { a in operands[1].elements.map { a * $0 } }
      },
      vjp: { upstream, operands, _, position in
        let (a, b) = (operands[0].elements, operands[1].elements)
        var sums = [Double](repeating: 0, count: position == 0 ? a.count : b.count)
        for row in a.indices {
          for column in b.indices {
            let u = upstream.elements[row * b.count + column]
            if position == 0 { sums[row] += u * b[column] } else { sums[column] += u * a[row] }
          }
        }
        return sums
      }))
}
