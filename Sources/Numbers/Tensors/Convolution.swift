/// The shapes of a convolution, which is a matrix product of the filters and the patches of the image.
package struct Convolution {
  /// The shape of the value.
  package let shape: [Int]
  private let images: Int
  private let filters: Int
  /// How many numbers a patch has, and how many patches there are.
  private let patch: Int
  private let places: Int
  private let imageSize: Int
  /// The shapes with all four axes.
  private let imageShape: [Int]
  private let filterShape: [Int]
  private let distance: Int
  private let padding: Int

  /// Nil if the shapes do not fit.
  package init?(_ operands: [Tensor]) {
    let (x, w) = (operands[0].shape, operands[1].shape)
    (distance, padding) = (Int(operands[2].elements[0]), Int(operands[2].elements[1]))
    guard (w.count == 2 && x.count == 2) || (w.count == 4 && (x.count == 3 || x.count == 4)), distance > 0,
      padding >= 0
    else { return nil }
    imageShape = [Int](repeating: 1, count: 4 - x.count) + x
    filterShape = [Int](repeating: 1, count: 4 - w.count) + w
    let rows = (imageShape[2] + 2 * padding - filterShape[2]) / distance + 1
    let columns = (imageShape[3] + 2 * padding - filterShape[3]) / distance + 1
    guard imageShape[1] == filterShape[1], imageShape[2] + 2 * padding >= filterShape[2],
      imageShape[3] + 2 * padding >= filterShape[3]
    else { return nil }
    (images, filters) = (imageShape[0], filterShape[0])
    (patch, places) = (filterShape[1] * filterShape[2] * filterShape[3], rows * columns)
    imageSize = imageShape[1] * imageShape[2] * imageShape[3]
    shape = (x.count == 4 ? [images] : []) + (w.count == 4 ? [filters] : []) + [rows, columns]
  }

  /// For each number of a patch and each place the position in the image, or −1 in the padding.
  private var positions: [Int] {
    let (rows, columns) = (shape[shape.count - 2], shape[shape.count - 1])
    var positions: [Int] = []
    positions.reserveCapacity(patch * places)
    for channel in 0..<filterShape[1] {
      for (down, across) in Self.grid(filterShape[2], filterShape[3]) {
        for (row, column) in Self.grid(rows, columns) {
          let (y, x) = (row * distance + down - padding, column * distance + across - padding)
          let isInside = (0..<imageShape[2]).contains(y) && (0..<imageShape[3]).contains(x)
          positions.append(isInside ? (channel * imageShape[2] + y) * imageShape[3] + x : -1)
        }
      }
    }
    return positions
  }

  private static func grid(_ rows: Int, _ columns: Int) -> [(Int, Int)] {
    (0..<rows).flatMap { row in (0..<columns).map { (row, $0) } }
  }

  /// Filters × patches, image by image.
  package func value(_ x: Tensor, _ w: Tensor) -> [Double] {
    let positions = positions
    return (0..<images).flatMap { image in
      ArrayMath.matrixProduct(
        w.elements, patches(of: image, in: x, at: positions), rows: filters, inner: patch, columns: places)
    }
  }

  /// What the image receives: filtersᵀ × upstream, put back to where the patches came from.
  package func image(_ upstream: Tensor, _ w: Tensor) -> [Double] {
    let positions = positions
    var sums = [Double](repeating: 0, count: images * imageSize)
    for image in 0..<images {
      let received = ArrayMath.matrixProduct(
        w.elements, part(image, of: upstream), rows: patch, inner: filters, columns: places,
        transposingFirst: true)
      for (position, element) in zip(positions, received) where position >= 0 {
        sums[image * imageSize + position] += element
      }
    }
    return sums
  }

  /// What the filters receive: upstream × patchesᵀ, summed over the images.
  package func filters(_ upstream: Tensor, _ x: Tensor) -> [Double] {
    let positions = positions
    var sums = [Double](repeating: 0, count: filters * patch)
    for image in 0..<images {
      let received = ArrayMath.matrixProduct(
        part(image, of: upstream), patches(of: image, in: x, at: positions), rows: filters, inner: places,
        columns: patch, transposingSecond: true)
      for index in sums.indices { sums[index] += received[index] }
    }
    return sums
  }

  private func patches(of image: Int, in x: Tensor, at positions: [Int]) -> [Double] {
    positions.map { $0 < 0 ? 0 : x.elements[image * imageSize + $0] }
  }

  private func part(_ image: Int, of upstream: Tensor) -> [Double] {
    let size = filters * places
    return Array(upstream.elements[image * size..<(image + 1) * size])
  }
}
