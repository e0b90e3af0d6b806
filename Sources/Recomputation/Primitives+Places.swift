import Numbers
import TraceModel

// Positions count elements in row-major order.

extension Primitive {
  static let places: [Primitive] = [
    Primitive(
      "take(x, positions, shape)", 2...3, "the elements at positions, in a shape or that of the positions"
    ) {
      call, evaluator throws(FormulaProblem) in
      let positions = try call.positions(1, in: call[0].elements.count)
      let shape = call.tensors.count > 2 ? try call.shape(2) : call[1].shape
      guard Tensor.count(of: shape) == positions.count else { throw call.misfit }
      try evaluator.spend(positions.count)
      return Tensor(filling: shape, with: positions.map { call[0].elements[$0] })
    },
    Primitive("put(x, positions, shape)", 3...3, "zeros, with each element of x added at its position") {
      call, evaluator throws(FormulaProblem) in
      let shape = try call.shape(2)
      try evaluator.make(shape)
      var sums = [Double](repeating: 0, count: Tensor.count(of: shape))
      let positions = try call.positions(1, in: sums.count)
      guard positions.count == call[0].elements.count else { throw call.misfit }
      for (position, element) in zip(positions, call[0].elements) { sums[position] += element }
      return Tensor(filling: shape, with: sums)
    },
    Primitive(
      "place(x, positions, v)", 3...3,
      "x with v, or each element of it, put at positions, the last one to stay"
    ) {
      call, evaluator throws(FormulaProblem) in
      try evaluator.spend(call[0].elements.count)
      var elements = call[0].elements
      let positions = try call.positions(1, in: elements.count)
      let new = call[2].elements
      guard new.count == 1 || new.count == positions.count else { throw call.misfit }
      for (index, position) in positions.enumerated() { elements[position] = new[new.count == 1 ? 0 : index] }
      return Tensor(filling: call[0].shape, with: elements)
    },
    Primitive("range(n)", 1...1, "0, 1, 2 … below n") { call, evaluator throws(FormulaProblem) in
      guard let count = try call.whole(0).first, count >= 0 else { throw call.misfit }
      try evaluator.make([count])
      return Tensor(listing: Array(0..<count))
    },
    Primitive("flat(…)", nil, "the elements of all arguments in a row") {
      call, evaluator throws(FormulaProblem) in
      let count = call.tensors.reduce(0) { $0 + $1.elements.count }
      try evaluator.make([count])
      return Tensor(filling: [count], with: call.tensors.flatMap(\.elements))
    },
    Primitive("join(axis, …)", nil, "arrays one after the other along an axis") {
      call, evaluator throws(FormulaProblem) in
      let parts = Array(call.tensors.dropFirst())
      let (axis, shape) = try call.joined(parts)
      try evaluator.make(shape)
      var elements = [Double](repeating: 0, count: Tensor.count(of: shape))
      var start = 0
      for part in parts {
        let places = Shape.positions(part.shape, along: axis, from: start, in: shape)
        for (place, element) in zip(places, part.elements) { elements[place] = element }
        start += part.shape[axis]
      }
      return Tensor(filling: shape, with: elements)
    },
    Primitive("cut(u, i, axis, …)", nil, "the part of u that argument i has in what join makes of the others")
    {
      call, evaluator throws(FormulaProblem) in
      var joining = call
      joining.tensors.removeFirst(min(2, call.tensors.count))
      let parts = Array(joining.tensors.dropFirst())
      let (axis, shape) = try joining.joined(parts)
      guard let index = try call.whole(1).first, parts.indices.contains(index), shape == call[0].shape else {
        throw call.misfit
      }
      let start = parts[..<index].reduce(0) { $0 + $1.shape[axis] }
      let places = Shape.positions(parts[index].shape, along: axis, from: start, in: shape)
      try evaluator.spend(places.count)
      return Tensor(filling: parts[index].shape, with: places.map { call[0].elements[$0] })
    },
  ]
}

extension PrimitiveCall {
  /// The axis, the first argument, along which parts are joined, and the shape that gives.
  fileprivate func joined(_ parts: [Tensor]) throws(FormulaProblem) -> (axis: Int, shape: [Int]) {
    guard let first = parts.first, let axis = try whole(0).first, first.shape.indices.contains(axis) else {
      throw misfit
    }
    var shape = first.shape
    for part in parts.dropFirst() {
      var other = part.shape
      guard other.count == shape.count else { throw misfit }
      shape[axis] += other[axis]
      other[axis] = shape[axis]
      guard other == shape else { throw misfit }
    }
    return (axis, shape)
  }
}

extension Shape {
  /// The positions of a part in a larger array of which it fills the places from one on along an axis.
  fileprivate static func positions(_ part: [Int], along axis: Int, from start: Int, in shape: [Int]) -> [Int]
  {
    let strides = strides(of: shape)
    return positions(part, strides: strides, start: start * strides[axis])
  }
}
