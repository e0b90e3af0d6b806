/// The shapes of a matrix product: which matrices of a stack meet, and how large they are.
package struct MatrixProduct {
  let rows: Int
  let inner: Int
  let columns: Int
  /// The shape of the value, without the axes that vectors lend.
  package let shape: [Int]
  private let firstShape: [Int]
  private let secondShape: [Int]
  /// For each product of two matrices, which of the first's and of the second's it joins.
  private let pairs: [(first: Int, second: Int)]

  /// Nil if the shapes do not fit.
  package init?(_ first: [Int], _ second: [Int]) {
    guard !first.isEmpty, !second.isEmpty else { return nil }
    let a = first.count == 1 ? [1] + first : first
    let b = second.count == 1 ? second + [1] : second
    guard a[a.count - 1] == b[b.count - 2] else { return nil }
    let (stackA, stackB) = (Array(a.dropLast(2)), Array(b.dropLast(2)))
    guard let stack = Shape.broadcast(stackA, stackB) else { return nil }
    (rows, inner, columns) = (a[a.count - 2], a[a.count - 1], b[b.count - 1])
    (firstShape, secondShape) = (first, second)
    shape = stack + (first.count == 1 ? [] : [rows]) + (second.count == 1 ? [] : [columns])
    let places = { (own: [Int]) in
      Shape.positions(stack, strides: Shape.strides(of: own, stretchedTo: stack))
    }
    pairs = zip(places(stackA), places(stackB)).map { ($0, $1) }
  }

  package func value(_ a: Tensor, _ b: Tensor) -> [Double] {
    if pairs.count == 1 {
      return ArrayMath.matrixProduct(a.elements, b.elements, rows: rows, inner: inner, columns: columns)
    }
    return pairs.flatMap { pair in
      ArrayMath.matrixProduct(
        part(a.elements, pair.first, rows * inner), part(b.elements, pair.second, inner * columns),
        rows: rows, inner: inner, columns: columns)
    }
  }

  /// *Ȳ·Bᵀ*, summed over the products that share a matrix of the first factor.
  package func first(_ upstream: Tensor, _ b: Tensor) -> [Double] {
    gathered(into: firstShape, size: rows * inner, by: \.first) { index, pair in
      ArrayMath.matrixProduct(
        part(upstream.elements, index, rows * columns), part(b.elements, pair.second, inner * columns),
        rows: rows, inner: columns, columns: inner, transposingSecond: true)
    }
  }

  /// *Aᵀ·Ȳ*, summed over the products that share a matrix of the second factor.
  package func second(_ upstream: Tensor, _ a: Tensor) -> [Double] {
    gathered(into: secondShape, size: inner * columns, by: \.second) { index, pair in
      ArrayMath.matrixProduct(
        part(a.elements, pair.first, rows * inner), part(upstream.elements, index, rows * columns),
        rows: inner, inner: rows, columns: columns, transposingFirst: true)
    }
  }

  private func gathered(
    into shape: [Int], size: Int, by place: KeyPath<(first: Int, second: Int), Int>,
    _ product: (Int, (first: Int, second: Int)) -> [Double]
  ) -> [Double] {
    if pairs.count == 1 { return product(0, pairs[0]) }
    var sums = [Double](repeating: 0, count: Tensor.count(of: shape))
    for (index, pair) in pairs.enumerated() {
      let start = pair[keyPath: place] * size
      for (offset, element) in product(index, pair).enumerated() { sums[start + offset] += element }
    }
    return sums
  }

  private func part(_ elements: [Double], _ index: Int, _ size: Int) -> [Double] {
    elements.count == size ? elements : Array(elements[index * size..<(index + 1) * size])
  }
}
