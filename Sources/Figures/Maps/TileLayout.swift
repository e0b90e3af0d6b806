/// Which part of an array one picture is.
public enum TilePart: Equatable, Sendable {
  case whole
  case row
  case column
  case matrix
}

/// How an array that holds pictures is cut into them: each row, each column, or each matrix is one.
package struct TileLayout: Equatable, Sendable {
  package let part: TilePart
  /// How many pictures there are.
  package let count: Int
  package let height: Int
  package let width: Int
  /// The place of the first number of each picture, and how far apart its rows and columns are.
  let stride: Int
  let rowStride: Int
  let columnStride: Int

  /// Nil if an array of that shape does not hold pictures of that size.
  package init?(_ shape: [Int], height: Int, width: Int) {
    let (total, size) = (shape.reduce(1, *), height * width)
    guard height > 0, width > 0, total > 0 else { return nil }
    (self.height, self.width) = (height, width)
    let areRows = shape.last == size
    let areMatrices = shape.count >= 2 && Array(shape.suffix(2)) == [height, width]
    let areColumns = shape.count == 2 && shape[0] == size
    guard areRows || areMatrices || areColumns else { return nil }
    count = total / size
    part = count == 1 ? .whole : areRows ? .row : areMatrices ? .matrix : .column
    let isAcross = areColumns && !areRows && !areMatrices
    stride = isAcross ? 1 : size
    columnStride = isAcross ? shape[1] : 1
    rowStride = columnStride * width
  }

  /// The places of a picture's numbers in the array.
  package func places(of picture: Int) -> [Int] {
    (0..<height).flatMap { row in
      (0..<width).map { picture * stride + row * rowStride + $0 * columnStride }
    }
  }
}
