package import Numbers
import TraceModel

// A gate applied to arrays, without a tape.

extension Gate {
  /// The shape of the value; nil if the operands' shapes do not fit, or if the gate leaves it free.
  package func shape(_ operands: [Tensor]) -> [Int]? {
    switch rule {
    case .unary: operands[0].shape
    case .binary: Shape.broadcast(operands[0].shape, operands[1].shape)
    case .array(let rule): rule.shape(operands)
    case .own: nil
    }
  }

  /// The value in a shape that must be the gate's, or one that it leaves free.
  package func value(_ operands: [Tensor], shape: [Int]) -> Tensor {
    switch rule {
    case .unary(let value, _):
      if let kernel {
        return Tensor(filling: shape, with: ArrayMath.combine(kernel, operands[0].elements, 0))
      }
      return Tensor(filling: shape, with: operands[0].elements.map { value($0) })
    case .binary(let value, _):
      let (a, b) = (operands[0], operands[1])
      let elements =
        kernel.map { Tensor.joined(a, b, to: shape, $0) } ?? Tensor.joined(a, b, to: shape, value)
      return Tensor(filling: shape, with: elements)
    case .array(let rule): return Tensor(filling: shape, with: rule.value(operands, shape))
    case .own: return Tensor(filling: shape, with: Array(repeating: .nan, count: Tensor.count(of: shape)))
    }
  }

  /// What an operand receives: the product of the upstream gradient and its Jacobian, in its own shape.
  package func downstream(_ upstream: Tensor, _ operands: [Tensor], _ y: Tensor, to position: Int) -> Tensor {
    let target = operands[position].shape
    if case .array(let rule) = rule {
      return Tensor(filling: target, with: rule.vjp(upstream, operands, y, position))
    }
    let products = products(upstream.elements, operands, y, of: position)
    return Tensor(filling: target, with: Tensor(filling: y.shape, with: products).summed(to: target))
  }

  /// The upstream gradient times the slope, element by element, where 0 has no sign.
  private func products(_ upstream: [Double], _ operands: [Tensor], _ y: Tensor, of position: Int) -> [Double]
  {
    let products: [Double]
    switch (kernel, position) {
    case (.add, _), (.subtract, 0): return upstream
    case (.subtract, _): products = ArrayMath.combine(.multiply, upstream, -1)
    case (.multiply, _):
      products = ArrayMath.combine(.multiply, upstream, operands[1 - position].stretched(to: y.shape))
    case (.maximum, _): products = ArrayMath.combine(.gate, upstream, operands[0].elements)
    default: return zip(upstream, diagonal(operands, y, of: position)).map { $0 * $1 + 0 }
    }
    // Adding 0 makes 0 of −0.
    return ArrayMath.combine(.add, products, 0)
  }

  /// The slope at each element of the value, of a gate that works element by element.
  package func diagonal(_ operands: [Tensor], _ y: Tensor, of position: Int) -> [Double] {
    switch rule {
    case .unary(_, let slope): return zip(operands[0].elements, y.elements).map { slope($0, $1) }
    case .binary(_, let slopes):
      let (a, b) = (operands[0].stretched(to: y.shape), operands[1].stretched(to: y.shape))
      return y.elements.indices.map { index in
        let both = slopes(a[index], b[index], y.elements[index])
        return position == 0 ? both.0 : both.1
      }
    case .array, .own: return []
    }
  }

  /// A gate of the program's own takes as long as so many operations, and so many for each element.
  private static let workOfOwn = (call: 2000, element: 20)

  /// About how many operations a value takes.
  package func work(_ operands: [Tensor], _ shape: [Int]) -> Int {
    switch rule {
    case .unary, .binary: return Tensor.count(of: shape)
    case .array(let rule): return rule.work(operands, shape)
    case .own:
      let elements = operands.reduce(Tensor.count(of: shape)) { $0 + $1.elements.count }
      return Self.workOfOwn.call + Self.workOfOwn.element * elements
    }
  }

  /// How many multiplications and additions in a matrix product take as long as one of these operations.
  package var cost: Int {
    switch rule {
    case .binary where kernel != nil: 10
    case .unary, .binary: 100
    case .array(let rule): rule.cost
    case .own: 1
    }
  }
}

extension Gate {
  /// Up to so many entries a Jacobian is written out.
  static let largestJacobian = 400

  /// The local gradient in the form that suits its size.
  func local(_ operands: [Tensor], _ y: Tensor, of position: Int) -> Local {
    guard case .array(let rule) = rule else {
      return .diagonal(Tensor(filling: y.shape, with: diagonal(operands, y, of: position)))
    }
    let (rows, columns) = (y.elements.count, operands[position].elements.count)
    guard rows * columns <= Self.largestJacobian else {
      return .rule(rule.letters.isEmpty ? "" : rule.letters[min(position, rule.letters.count - 1)])
    }
    var entries: [Double] = []
    for row in 0..<rows {
      var unit = [Double](repeating: 0, count: rows)
      unit[row] = 1
      entries += rule.vjp(Tensor(filling: y.shape, with: unit), operands, y, position)
    }
    return .matrix(Tensor(filling: [rows, columns], with: entries))
  }
}

extension Gate {
  /// A value of whole numbers: 0 has no sign, and what is divided by 0 is 0, as in NumPy's arrays of them.
  package func whole(_ value: Tensor) -> Tensor {
    let isQuotient = self === Gate.floorDivide || self === Gate.remainder
    return value.map { isQuotient && !$0.isFinite ? 0 : $0 + 0 }
  }
}
