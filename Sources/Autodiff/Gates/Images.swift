import Numbers
import TraceModel

extension Gate {
  static let images = [conv2d, maxPool2d]

  /// Slides filters over images: at each place the products of a filter and the patch below it are added, over all
  /// channels. As in lecture code the filter is not flipped (it is a cross-correlation).
  ///
  /// The image has the shape [channels, height, width] or [images, channels, height, width], the filters
  /// [filters, channels, height, width]; two matrices are one image and one filter of one channel. The third operand, a
  /// constant, holds stride and padding.
  public static let conv2d = Gate(
    "conv2d", symbol: "✱", equation: "conv2d(a, b)", rules: ["spread(u, b)", "correlate(a, u)"],
    samples: [
      Sample(.input([3, 4]), .input([2, 2]), .constant(Tensor(filling: [2], with: [1, 0]))),
      Sample(.input([2, 4, 3]), .input([2, 2, 2, 2]), .constant(Tensor(filling: [2], with: [1, 1]))),
      Sample(.input([2, 1, 5, 5]), .input([2, 1, 3, 3]), .constant(Tensor(filling: [2], with: [2, 1]))),
      Sample(.input([1, 1]), .input([1, 1]), .constant(Tensor(filling: [2], with: [1, 0]))),
    ],
    ArrayRule(
      letters: ["X̄ = Ȳ spread by W", "W̄ = X correlated with Ȳ"], cost: 2,
      work: { operands, shape in Tensor.count(of: shape) * operands[1].elements.count },
      shape: { Convolution($0)?.shape },
      value: { operands, _ in Convolution(operands)?.value(operands[0], operands[1]) ?? [] },
      vjp: { upstream, operands, _, position in
        let convolution = Convolution(operands)
        return
          (position == 0
          ? convolution?.image(upstream, operands[1]) : convolution?.filters(upstream, operands[0])) ?? []
      }))

  /// The largest number in each window of an image; each window sends its gradient to it. Ties share equally.
  ///
  /// Works on the last two axes. The second operand, a constant, holds the windows' size and their distance.
  public static let maxPool2d = Gate(
    "max_pool2d", symbol: "max pool", equation: "max_pool2d(a)", rules: ["route(u)"],
    samples: [
      Sample(.input([4, 4]), .constant(Tensor(filling: [2], with: [2, 2]))),
      Sample(.input([2, 3, 4]), .constant(Tensor(filling: [2], with: [2, 1]))),
      Sample(.input([1, 2, 5, 5]), .constant(Tensor(filling: [2], with: [3, 2]))),
    ],
    ArrayRule(
      letters: ["X̄ = route Ȳ"],
      work: { operands, shape in
        let size = Int(operands[1].elements[0])
        return Tensor.count(of: shape) * size * size + operands[0].elements.count
      },
      shape: { Windows($0)?.shape },
      value: { operands, _ in
        let x = operands[0].elements
        return Windows(operands)?.positions.map { window in
          window.dropFirst().reduce(x[window[0]]) { $0.isNaN || $0 > x[$1] ? $0 : x[$1] }
        } ?? []
      },
      vjp: { upstream, operands, y, _ in
        let x = operands[0].elements
        var sums = [Double](repeating: 0, count: x.count)
        for (index, window) in (Windows(operands)?.positions ?? []).enumerated() {
          let winners = window.filter { x[$0] == y.elements[index] }
          for winner in winners { sums[winner] += upstream.elements[index] / Double(winners.count) }
        }
        return sums
      }))
}

/// The windows of a pooling: for each element of its value the positions that it sees.
private struct Windows {
  let shape: [Int]
  private let image: [Int]
  private let size: Int
  private let distance: Int

  init?(_ operands: [Tensor]) {
    image = operands[0].shape
    (size, distance) = (Int(operands[1].elements[0]), Int(operands[1].elements[1]))
    guard image.count >= 2, size > 0, distance > 0 else { return nil }
    let (height, width) = (image[image.count - 2], image[image.count - 1])
    guard height >= size, width >= size else { return nil }
    let (rows, columns) = ((height - size) / distance + 1, (width - size) / distance + 1)
    shape = image.dropLast(2) + [rows, columns]
  }

  var positions: [[Int]] {
    let (height, width) = (image[image.count - 2], image[image.count - 1])
    let (rows, columns) = (shape[shape.count - 2], shape[shape.count - 1])
    var positions: [[Int]] = []
    for plane in 0..<Tensor.count(of: image.dropLast(2)) {
      for row in 0..<rows {
        for column in 0..<columns {
          let start = (plane * height + row * distance) * width + column * distance
          positions.append(Shape.positions([size, size], strides: [width, 1], start: start))
        }
      }
    }
    return positions
  }
}
