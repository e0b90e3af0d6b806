extension Tensor {
  /// The same elements in another shape; nil if that does not hold that many.
  package func reshaped(_ shape: [Int]) -> Tensor? { Tensor(shape: shape, elements: elements) }

  /// The transposed matrix; nil for what is no matrix.
  package var transposed: Tensor? {
    guard shape.count == 2 else { return nil }
    let target = [shape[1], shape[0]]
    return Tensor(filling: target, with: Shape.positions(target, strides: [1, shape[1]]).map { elements[$0] })
  }

  /// Whether this shape can be stretched to another by repeating it along some axes.
  package func fits(_ shape: [Int]) -> Bool { Shape.broadcast(self.shape, shape) == shape }
}
