extension Tensor {
  /// The transposed matrix; nil for what is no matrix.
  package var transposed: Tensor? {
    guard shape.count == 2 else { return nil }
    let positions = Shape.positions([shape[1], shape[0]], strides: [1, shape[1]])
    return Tensor(filling: [shape[1], shape[0]], with: positions.map { elements[$0] })
  }

  /// Whether this shape can be stretched to another by repeating it along some axes.
  package func fits(_ shape: [Int]) -> Bool { Shape.broadcast(self.shape, shape) == shape }
}
