import ArrayKernels

extension ArrayMath {
  /// The matrix product *C = A·B*, or a stack of such products.
  ///
  /// A is [rows × inner] and B [inner × columns]; a factor that is to be transposed lies in memory the other way round.
  /// So the gradients of *C = A·B* are `matrixProduct(u, b, …, transposingSecond: true)` and
  /// `matrixProduct(a, u, …, transposingFirst: true)`.
  ///
  /// Each element is *((a₀b₀ + a₁b₁) + a₂b₂) + …* in the order of *k*, every product and every sum rounded; 0 if
  /// `inner` is 0. Several elements are worked out side by side, never the parts of one sum: this keeps the bits.
  ///
  /// - Parameter pairs: Where `a` and `b` are stacks of matrices, which of them meet; the products are stacked in this
  ///   order.
  /// - Complexity: rows · inner · columns for each pair.
  package static func matrixProduct(
    _ a: [Double], _ b: [Double], rows: Int, inner: Int, columns: Int, transposingFirst: Bool = false,
    transposingSecond: Bool = false, pairs: [(first: Int, second: Int)] = [(0, 0)]
  ) -> [Double] {
    let (sizeA, sizeB, size) = (rows * inner, inner * columns, rows * columns)
    return unsafe array(size * pairs.count, from: a, b) { a, b, output in
      for (index, pair) in pairs.enumerated() {
        unsafe matrixProduct(
          part(pair.first, of: a, sizeA), part(pair.second, of: b, sizeB),
          into: .init(rebasing: output[index * size..<(index + 1) * size]), rows: rows, inner: inner,
          columns: columns, transposingFirst: transposingFirst, transposingSecond: transposingSecond)
      }
    }
  }

  /// One of several matrices of a size that lie one after another.
  private static func part(_ index: Int, of stack: UnsafeBufferPointer<Double>, _ size: Int)
    -> UnsafeBufferPointer<Double>
  {
    precondition(index >= 0 && (index + 1) * size <= stack.count, "A factor has another size")
    return unsafe UnsafeBufferPointer(rebasing: stack[index * size..<(index + 1) * size])
  }

  /// The matrix product *C = A·B*, written to memory that must not overlap a factor's.
  package static func matrixProduct(
    _ a: UnsafeBufferPointer<Double>, _ b: UnsafeBufferPointer<Double>,
    into output: UnsafeMutableBufferPointer<Double>, rows: Int, inner: Int, columns: Int,
    transposingFirst: Bool = false, transposingSecond: Bool = false
  ) {
    precondition(rows >= 0 && inner >= 0 && columns >= 0, "A length is below 0")
    precondition(a.count == rows * inner && b.count == inner * columns, "A factor has another size")
    precondition(output.count == rows * columns, "The output has another size")
    let first = unsafe Matrix(
      a.baseAddress, width: transposingFirst ? rows : inner, transposed: transposingFirst)
    let second = unsafe Matrix(
      b.baseAddress, width: transposingSecond ? inner : columns, transposed: transposingSecond)
    unsafe kernels.pointee.matrix_product(first, second, output.baseAddress, rows, inner, columns)
  }
}

extension Matrix {
  /// A matrix with rows of so many numbers one after another, seen as it lies or transposed.
  init(_ start: UnsafePointer<Double>?, width: Int, transposed: Bool) {
    unsafe self.init(start: start, row_stride: transposed ? 1 : width, column_stride: transposed ? width : 1)
  }
}
