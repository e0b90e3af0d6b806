/// Arithmetic on whole arrays of numbers, row-major and without gaps, with the same bits on every machine.
///
/// The work is done by kernels in C that are compiled for several instruction sets (``Variant``). These differ in how
/// many numbers they treat at once, never in the order of the operations on any one number, and none fuses a product
/// with a sum. So each result is what the plain loop in its documentation gives, to the last bit, save that the sign
/// and the payload of a NaN are left to the processor.
///
/// The forms that return an array make it once, without filling it with zeros first; the forms with `into:` write to
/// memory that is there already.
package enum ArrayMath {
  /// Makes an array of so many numbers from two others. The closure must write each of them.
  static func array(
    _ count: Int, from a: [Double], _ b: [Double],
    _ write: (UnsafeBufferPointer<Double>, UnsafeBufferPointer<Double>, UnsafeMutableBufferPointer<Double>) ->
      Void
  ) -> [Double] {
    unsafe a.withUnsafeBufferPointer { a in
      unsafe b.withUnsafeBufferPointer { b in
        unsafe [Double](unsafeUninitializedCapacity: count) { buffer, written in
          unsafe write(a, b, UnsafeMutableBufferPointer(rebasing: buffer[..<count]))
          written = count
        }
      }
    }
  }
}
