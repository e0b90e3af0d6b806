import ArrayKernels

/// Arithmetic on arrays of doubles, by kernels that are compiled for several instruction sets.
///
/// All give the same bits: vectors run along the elements of the output, each of which is worked out alone, its sums in
/// one order, every product and every sum rounded.
package struct ArrayMath: Sendable {
  /// The kernels with the widest vectors that this machine has.
  package static let fastest = ArrayMath(variant: 0)
  /// One for each instruction set that this machine has.
  package static var variants: [ArrayMath] { (0..<Int(array_kernels_count())).map(ArrayMath.init) }

  /// The number of the instruction set, 0 for the widest vectors.
  private let variant: Int32
  /// The instruction set, `AVX2`.
  package var name: String { unsafe String(cString: kernels.pointee.name) }

  private init(variant: Int) { self.variant = Int32(variant) }

  /// The table of kernels, which lives as long as the program.
  private var kernels: UnsafePointer<ArrayKernels> { unsafe array_kernels(variant) }

  /// The matrix product *C = A·B*: each element is *a₀b₀ + a₁b₁ + …* from left to right, 0 if `inner` is 0.
  ///
  /// - Parameters:
  ///   - a: `rows` × `inner` numbers in row-major order; `inner` × `rows` if it is to be transposed.
  ///   - b: `inner` × `columns` numbers; `columns` × `inner` if it is to be transposed.
  /// - Returns: `rows` × `columns` numbers.
  package func matrixProduct(
    _ a: [Double], _ b: [Double], rows: Int, inner: Int, columns: Int, transposingFirst: Bool = false,
    transposingSecond: Bool = false
  ) -> [Double] {
    precondition(a.count == rows * inner && b.count == inner * columns)
    return unsafe filled(rows * columns) { output in
      unsafe a.withUnsafeBufferPointer { a in
        unsafe b.withUnsafeBufferPointer { b in
          guard let first = a.baseAddress, let second = b.baseAddress else {
            for index in output.indices { unsafe output[index] = 0 }
            return
          }
          let left = unsafe Matrix(
            start: first, row_stride: transposingFirst ? 1 : inner,
            column_stride: transposingFirst ? rows : 1)
          let right = unsafe Matrix(
            start: second, row_stride: transposingSecond ? 1 : columns,
            column_stride: transposingSecond ? inner : 1)
          if let start = output.baseAddress {
            unsafe kernels.pointee.matrix_product(left, right, start, rows, inner, columns)
          }
        }
      }
    }
  }

  /// What is done with two numbers.
  package enum Combination: Sendable, CaseIterable {
    case add, subtract, multiply, divide
    /// The larger; NaN if either is.
    case maximum
    /// The first times 1 where the second is above 0, times 0 elsewhere: the way back through a rectifier.
    case gate

    fileprivate var operation: Operation {
      switch self {
      case .add: operation_add
      case .subtract: operation_subtract
      case .multiply: operation_multiply
      case .divide: operation_divide
      case .maximum: operation_maximum
      case .gate: operation_gate
      }
    }
  }

  /// The combination element by element; an array of one number stands for as many as the other has.
  package func combine(_ combination: Combination, _ a: [Double], _ b: [Double]) -> [Double] {
    let count = a.count == 1 ? b.count : a.count
    precondition(a.count == count || a.count == 1)
    precondition(b.count == count || b.count == 1)
    return unsafe filled(count) { output in
      unsafe a.withUnsafeBufferPointer { a in
        unsafe b.withUnsafeBufferPointer { b in
          guard let first = a.baseAddress, let second = b.baseAddress, let start = output.baseAddress else {
            return
          }
          let left = unsafe Numbers(start: first, stride: a.count == 1 ? 0 : 1)
          let right = unsafe Numbers(start: second, stride: b.count == 1 ? 0 : 1)
          unsafe kernels.pointee.combine(combination.operation, left, right, start, count)
        }
      }
    }
  }

  /// The largest absolute value: 0 if there is none, NaN if one is not a number.
  package func largestMagnitude(_ a: [Double]) -> Double {
    unsafe a.withUnsafeBufferPointer { a in
      guard let start = a.baseAddress else { return 0 }
      return unsafe kernels.pointee.largest_magnitude(start, a.count)
    }
  }

  private func filled(_ count: Int, _ body: (UnsafeMutableBufferPointer<Double>) -> Void) -> [Double] {
    unsafe Array(unsafeUninitializedCapacity: count) { buffer, filled in
      if count > 0 { unsafe body(UnsafeMutableBufferPointer(rebasing: buffer[..<count])) }
      filled = count
    }
  }
}
