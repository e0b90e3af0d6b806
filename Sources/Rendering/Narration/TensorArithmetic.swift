import Numbers

extension Tensor {
  /// The product of matrices, where vectors stand as rows on the left and as columns on the right; nil if the shapes
  /// don't align or have more axes.
  func times(_ other: Tensor) -> Tensor? {
    guard max(shape.count, other.shape.count) <= 2, let product = MatrixProduct(shape, other.shape) else {
      return nil
    }
    return Tensor(filling: product.shape, with: product.value(self, other))
  }

  /// What a factor of a product of matrices or vectors receives: *ȳbᵀ* or *aᵀȳ*; nil for arrays of more axes.
  static func gradient(ofFactor index: Int, _ factors: [Tensor], upstream: Tensor) -> Tensor? {
    guard factors.count == 2, factors.allSatisfy({ $0.shape.count <= 2 }),
      let product = MatrixProduct(factors[0].shape, factors[1].shape),
      Tensor.count(of: product.shape) == upstream.elements.count
    else { return nil }
    let elements =
      index == 0 ? product.first(upstream, factors[1]) : product.second(upstream, factors[0])
    return Tensor(filling: factors[index == 0 ? 0 : 1].shape, with: elements)
  }
}
