import ArrayKernels

extension ArrayMath {
  /// The sums along one axis of an array, as [before × after].
  ///
  /// The array has the shape [before × length × after], its other axes taken together: the sums of a matrix's columns
  /// have `before: 1`, those of its rows `after: 1`. Each sum is *(x₀ + x₁) + x₂ + …* in the order of the axis; 0 if
  /// that is empty.
  ///
  /// - Complexity: the count of `a`.
  package static func sums(_ a: [Double], before: Int, length: Int, after: Int) -> [Double] {
    unsafe array(before * after, from: a, []) { a, _, output in
      unsafe sums(a, into: output, before: before, length: length, after: after)
    }
  }

  /// The sums along one axis of an array, written to memory that must not overlap it.
  ///
  /// They are a matrix product whose first factor is a row of ones: a product with 1 changes no bit, and the order of
  /// the sums is the same.
  package static func sums(
    _ a: UnsafeBufferPointer<Double>, into output: UnsafeMutableBufferPointer<Double>,
    before: Int, length: Int, after: Int
  ) {
    precondition(before >= 0 && length >= 0 && after >= 0, "A length is below 0")
    precondition(a.count == before * length * after, "The array has another size")
    precondition(output.count == before * after, "The output has another size")
    if after == 1 {
      unsafe addUp(Matrix(a.baseAddress, width: length, transposed: true), output.baseAddress, length, before)
    } else if after > 0 {
      for index in 0..<before {
        let part = unsafe a.baseAddress.map { unsafe $0 + index * length * after }
        let sums = unsafe output.baseAddress.map { unsafe $0 + index * after }
        unsafe addUp(Matrix(part, width: after, transposed: false), sums, length, after)
      }
    }
  }

  /// The sums of a matrix's columns.
  private static func addUp(
    _ matrix: Matrix, _ output: UnsafeMutablePointer<Double>?, _ rows: Int, _ columns: Int
  ) {
    unsafe withUnsafePointer(to: 1.0) { one in
      let ones = unsafe Matrix(start: one, row_stride: 0, column_stride: 0)
      unsafe kernels.pointee.matrix_product(ones, matrix, output, 1, rows, columns)
    }
  }
}
