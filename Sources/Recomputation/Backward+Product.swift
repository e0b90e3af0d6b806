import Numbers
import TraceModel

extension Backward {
  /// Upstream × local where the local gradient is told in numbers; nil for a rule, or where the shapes do not fit.
  var product: Tensor? {
    guard upstream.whole == nil, downstream.whole == nil else { return nil }
    switch local {
    case .number(let number):
      guard let upstream = upstream.scalar, downstream.scalar != nil else { return nil }
      return Tensor(upstream * number)
    case .diagonal(let diagonal):
      guard diagonal.shape == upstream.shape, diagonal.shape == downstream.shape else { return nil }
      return upstream * diagonal
    case .matrix(let matrix):
      let (rows, columns) = (upstream.elements.count, downstream.elements.count)
      guard matrix.shape == [rows, columns] else { return nil }
      let sums = ArrayMath.matrixProduct(
        upstream.elements, matrix.elements, rows: 1, inner: rows, columns: columns)
      return Tensor(shape: downstream.shape, elements: sums)
    case .rule: return nil
    }
  }
}
