import ArrayKernels

extension ArrayMath {
  /// What two numbers become, element by element. Every result is rounded once.
  package struct Operation: Equatable, Sendable {
    let kernel: ArrayKernels.Operation

    /// *a + b*
    package static let add = Self(kernel: operation_add)
    /// *a − b*
    package static let subtract = Self(kernel: operation_subtract)
    /// *a·b*
    package static let multiply = Self(kernel: operation_multiply)
    /// *a/b*
    package static let divide = Self(kernel: operation_divide)
    /// The larger of both, *b* where they are equal, NaN if either is NaN. With *b* = 0 this is the ReLU.
    package static let maximum = Self(kernel: operation_maximum)
    /// *a·[b > 0]*, so −0 or NaN may come out where *b* holds *a* back. With the upstream gradient for *a* this is the
    /// gradient of the ReLU at *b*, with 1 for *a* its slope.
    package static let gate = Self(kernel: operation_gate)
  }

  /// *a ∘ b* for two arrays of one length.
  package static func combine(_ operation: Operation, _ a: [Double], _ b: [Double]) -> [Double] {
    precondition(a.count == b.count, "The arrays differ in length")
    return combine(operation, a, b, count: a.count)
  }

  /// *a ∘ b* for each element of an array and one number.
  package static func combine(_ operation: Operation, _ a: [Double], _ b: Double) -> [Double] {
    combine(operation, a, [b], count: a.count)
  }

  /// *a ∘ b* for one number and each element of an array.
  package static func combine(_ operation: Operation, _ a: Double, _ b: [Double]) -> [Double] {
    combine(operation, [a], b, count: b.count)
  }

  private static func combine(_ operation: Operation, _ a: [Double], _ b: [Double], count: Int) -> [Double] {
    unsafe array(count, from: a, b) { unsafe combine(operation, Operand($0), Operand($1), into: $2) }
  }

  /// Replaces each element of `a` by *a ∘ b*: with ``Operation/add``, what a gradient does at a fork.
  package static func update(_ a: inout [Double], _ operation: Operation, _ b: [Double]) {
    unsafe a.withUnsafeMutableBufferPointer { a in
      unsafe b.withUnsafeBufferPointer { unsafe combine(operation, UnsafeBufferPointer(a), $0, into: a) }
    }
  }

  /// *a ∘ b* for two arrays of one length, written to memory that may be that of one of them but not overlap it
  /// otherwise.
  package static func combine(
    _ operation: Operation, _ a: UnsafeBufferPointer<Double>, _ b: UnsafeBufferPointer<Double>,
    into output: UnsafeMutableBufferPointer<Double>
  ) {
    precondition(a.count == output.count && b.count == output.count, "The arrays differ in length")
    unsafe combine(operation, Operand(a), Operand(b), into: output)
  }

  private static func combine(
    _ operation: Operation, _ a: Operand, _ b: Operand, into output: UnsafeMutableBufferPointer<Double>
  ) {
    unsafe kernels.pointee.combine(operation.kernel, a, b, output.baseAddress, output.count)
  }
}

extension ArrayMath {
  /// *a − scale·b*, each product rounded before it is subtracted: a step down the gradient.
  package static func subtract(_ scale: Double, times b: [Double], from a: [Double]) -> [Double] {
    unsafe array(a.count, from: a, b) { unsafe subtract(scale, times: $1, from: $0, into: $2) }
  }

  /// *a − scale·b*, written to memory that may be that of one of the arrays but not overlap it otherwise.
  package static func subtract(
    _ scale: Double, times b: UnsafeBufferPointer<Double>, from a: UnsafeBufferPointer<Double>,
    into output: UnsafeMutableBufferPointer<Double>
  ) {
    precondition(a.count == output.count && b.count == output.count, "The arrays differ in length")
    unsafe kernels.pointee.subtract_scaled(
      a.baseAddress, scale, b.baseAddress, output.baseAddress, output.count)
  }

  /// The largest absolute value; 0 if there is none, NaN if one is NaN.
  package static func largestMagnitude(_ a: [Double]) -> Double {
    unsafe a.withUnsafeBufferPointer { unsafe kernels.pointee.largest_magnitude($0.baseAddress, $0.count) }
  }
}

extension Operand {
  /// The numbers of a buffer, or a single one again and again.
  init(_ buffer: UnsafeBufferPointer<Double>) {
    unsafe self.init(start: buffer.baseAddress, stride: buffer.count == 1 ? 0 : 1)
  }
}
