/// Stand-in until the kernels land.
enum ArrayMath {
  static func matrixProduct(
    _ a: [Double], _ b: [Double], rows: Int, inner: Int, columns: Int, transposingFirst: Bool = false,
    transposingSecond: Bool = false
  ) -> [Double] {
    var c = [Double](repeating: 0, count: rows * columns)
    for i in 0..<rows {
      for k in 0..<inner {
        let x = transposingFirst ? a[k * rows + i] : a[i * inner + k]
        for j in 0..<columns {
          let product = x * (transposingSecond ? b[j * inner + k] : b[k * columns + j])
          c[i * columns + j] = k == 0 ? product : c[i * columns + j] + product
        }
      }
    }
    return c
  }
}
