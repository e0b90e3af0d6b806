import Numbers
import TraceModel

extension Primitive {
  static let shapes: [Primitive] = [
    Primitive(
      "spread(x, like, axes)", 2...3,
      "x stretched to the shape of like; if axes are given, x has lost them by a reduction of like, and they are put back with length 1 before"
    ) {
      call, evaluator throws(FormulaProblem) in
      let target = call[1].shape
      var x = call[0]
      if call[2].elements.count > 0 {
        var reduced = call
        reduced.tensors[0] = call[1]
        let shape = target.keeping(try reduced.axes(2))
        guard Tensor.count(of: shape) == x.elements.count else { throw call.misfit }
        x = Tensor(filling: shape, with: x.elements)
      }
      try evaluator.spend(call[1].elements.count)
      guard let elements = x.spread(to: target) else { throw call.misfit }
      return Tensor(filling: target, with: elements)
    },
    Primitive("gather(x, like)", 2...2, "x summed over the axes along which like would be stretched to it") {
      call, evaluator throws(FormulaProblem) in
      try evaluator.spend(call[0].elements.count)
      guard let elements = call[0].gathered(to: call[1].shape) else { throw call.misfit }
      return Tensor(filling: call[1].shape, with: elements)
    },
    Primitive("reshape(x, shape)", 2...2, "the same elements in another shape") {
      call, _ throws(FormulaProblem) in
      guard let reshaped = Tensor(shape: try call.shape(1), elements: call[0].elements) else {
        throw call.misfit
      }
      return reshaped
    },
    Primitive(
      "transpose(x, axes, back)", 1...3,
      "the axes in another order, turned around if none is given; back undoes that"
    ) {
      call, evaluator throws(FormulaProblem) in
      let shape = call[0].shape
      let given = try call.whole(1)
      var order = given.isEmpty ? Array(shape.indices.reversed()) : given
      guard order.sorted() == Array(shape.indices) else { throw call.misfit }
      if call[2].elements.first ?? 0 != 0 {
        order = order.indices.sorted { order[$0] < order[$1] }
      }
      try evaluator.spend(call[0].elements.count)
      let strides = Shape.strides(of: shape)
      let turned = order.map { shape[$0] }
      let positions = Shape.positions(turned, strides: order.map { strides[$0] })
      return Tensor(filling: turned, with: positions.map { call[0].elements[$0] })
    },
    Primitive("zeros(shape)", 1...1, "zeros in a shape") { call, evaluator throws(FormulaProblem) in
      let shape = try call.shape(0)
      try evaluator.make(shape)
      return Tensor(filling: shape, with: [Double](repeating: 0, count: Tensor.count(of: shape)))
    },
    Primitive("shape(x)", 1...1, "the length along each axis") { call, _ throws(FormulaProblem) in
      Tensor(listing: call[0].shape)
    },
    Primitive("size(x)", 1...1, "how many elements x has") { call, _ throws(FormulaProblem) in
      Tensor(Double(call[0].elements.count))
    },
    Primitive("row(x)", 1...1, "a vector as a matrix of one row; another array as it is") {
      call, _ throws(FormulaProblem) in
      call[0].shape.count == 1 ? Tensor(filling: [1] + call[0].shape, with: call[0].elements) : call[0]
    },
    Primitive("column(x)", 1...1, "a vector as a matrix of one column; another array as it is") {
      call, _ throws(FormulaProblem) in
      call[0].shape.count == 1 ? Tensor(filling: call[0].shape + [1], with: call[0].elements) : call[0]
    },
    Primitive(
      "matrices(u, a, b)", 3...3,
      "u, in the shape of the product of a and b, with an axis of length 1 for the rows if a is a vector, and for the columns if b is one"
    ) {
      call, _ throws(FormulaProblem) in
      var shape = call[0].shape
      if call[2].shape.count == 1 { shape.append(1) }
      if call[1].shape.count == 1 {
        guard !shape.isEmpty else { throw call.misfit }
        shape.insert(1, at: shape.count - 1)
      }
      return Tensor(filling: shape, with: call[0].elements)
    },
    Primitive("lead(x, n)", 2...2, "x with axes of length 1 in front, so that it has at least n") {
      call, _ throws(FormulaProblem) in
      guard let count = try call.whole(1).first, count <= 32 else { throw call.misfit }
      let missing = max(0, count - call[0].shape.count)
      return Tensor(
        filling: [Int](repeating: 1, count: missing) + call[0].shape, with: call[0].elements)
    },
  ]
}
