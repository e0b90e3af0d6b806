import Numbers
import TraceModel

extension Primitive {
  static let products: [Primitive] = [
    Primitive(
      "einsum('…', x, y)", nil, takesText: true,
      "sums of products, named as NumPy's einsum names them; `...` stands for axes in front"
    ) {
      call, evaluator throws(FormulaProblem) in
      guard let sum = EinsteinSum(call.text ?? "", of: call.tensors) else { throw call.misfit }
      try evaluator.spend(sum.work)
      return sum.value
    },
    Primitive(
      "patches(x, window, how)", 3...3,
      "the windows of the last two axes, in the shape [front axes, rows and columns of windows, height, width]; window is a shape, of which the last two lengths count, and how is [distance, zeros around x]"
    ) {
      call, evaluator throws(FormulaProblem) in
      let windows = try SlidingWindows(call, of: call[0].shape, 1)
      try evaluator.make(windows.shape)
      return Tensor(
        filling: windows.shape, with: windows.positions.map { $0 < 0 ? 0 : call[0].elements[$0] })
    },
    Primitive("unpatch(p, x, window, how)", 4...4, "windows added back to where patches took them from x") {
      call, evaluator throws(FormulaProblem) in
      let windows = try SlidingWindows(call, of: call[1].shape, 2)
      guard windows.shape == call[0].shape else { throw call.misfit }
      try evaluator.spend(call[0].elements.count + call[1].elements.count)
      var sums = [Double](repeating: 0, count: call[1].elements.count)
      for (position, element) in zip(windows.positions, call[0].elements) where position >= 0 {
        sums[position] += element
      }
      return Tensor(filling: call[1].shape, with: sums)
    },
  ]
}

/// Where the elements of sliding windows come from.
private struct SlidingWindows {
  /// The axes in front, the places of the windows, the windows.
  let shape: [Int]
  /// For each element its position in the array, or −1 in the zeros around it.
  let positions: [Int]

  init(_ call: PrimitiveCall, of image: [Int], _ index: Int) throws(FormulaProblem) {
    let window = Array(try call.shape(index).suffix(2))
    let how = try call.whole(index + 1)
    guard image.count >= 2, window.count == 2, window.allSatisfy({ $0 > 0 }), how.count == 2, how[0] > 0,
      (0...4096).contains(how[1])
    else {
      throw call.misfit
    }
    let (distance, around) = (how[0], how[1])
    let (height, width) = (image[image.count - 2], image[image.count - 1])
    guard height + 2 * around >= window[0], width + 2 * around >= window[1] else { throw call.misfit }
    let rows = (height + 2 * around - window[0]) / distance + 1
    let columns = (width + 2 * around - window[1]) / distance + 1
    let front = Array(image.dropLast(2))
    shape = front + [rows, columns] + window
    guard let count = Tensor.checkedCount(of: shape), count <= FormulaEvaluator.largestArray else {
      throw .tooMuch
    }
    var positions: [Int] = []
    positions.reserveCapacity(count)
    for plane in 0..<Tensor.count(of: front) {
      for place in 0..<rows * columns {
        let (top, left) = (place / columns * distance - around, place % columns * distance - around)
        for cell in 0..<window[0] * window[1] {
          let (y, x) = (top + cell / window[1], left + cell % window[1])
          let isInside = (0..<height).contains(y) && (0..<width).contains(x)
          positions.append(isInside ? (plane * height + y) * width + x : -1)
        }
      }
    }
    self.positions = positions
  }
}
