import Autodiff
import Language
import Numbers
import TraceModel

// Images: borders, convolution and pooling.

extension Interpreter {
  func pad(_ arguments: Arguments) throws(RunFailure) -> Value {
    let array = try arrayArgument(arguments, 0)
    let widths = try padding(arguments.required(1), axes: array.shape.count, at: arguments.range)
    let shape = zip(array.shape, widths).map { $0 + $1.before + $1.after }
    try checkSize(shape, at: arguments.range)
    let strides = Shape.strides(of: shape)
    let start = zip(widths, strides).reduce(0) { $0 + $1.0.before * $1.1 }
    let places = Shape.positions(array.shape, strides: strides, start: start)
    let positions = Tensor(filling: [places.count], with: places.map(Double.init))
    let label =
      "pad "
      + program.text(of: arguments.range).drop { $0 != "," }.dropFirst().dropLast()
      .trimmingSpaces
    if case .text(let mode)? = arguments[2], mode != "constant" {
      throw fail(.refused(.padding(mode: mode)), at: arguments.range)
    }
    let filler = try arguments[3].map { (value) throws(RunFailure) in
      let number = try constantTensor(value, .filler, at: arguments.range)
      guard number.elements.count == 1 else {
        throw fail(
          .expected(.number, found: .kind(value.form), role: .filler), at: arguments.range)
      }
      return [(value: number, name: nil as String?)]
    }
    return try apply(
      .pad, [.array(array)], parameters: [(positions, label)] + (filler ?? []), shape: shape,
      kind: array.kind,
      at: arguments.range)
  }

  /// How many zeros stand before and after each axis: one number for all, a pair, or a pair for each.
  private func padding(_ value: Value, axes: Int, at range: SourceRange) throws(RunFailure)
    -> [(before: Int, after: Int)]
  {
    let widths = try constantTensor(value, .border, at: range)
    guard let all = Shape.broadcast(widths.shape, [axes, 2]), all == [axes, 2],
      widths.elements.allSatisfy({ $0 >= 0 && $0.rounded() == $0 && $0 < 1e9 })
    else {
      throw fail(
        .refused(.borderWidths), at: range)
    }
    let elements = widths.stretched(to: all).map { Int($0) }
    return (0..<axes).map { (elements[2 * $0], elements[2 * $0 + 1]) }
  }

  func convolve(_ arguments: Arguments) throws(RunFailure) -> Value {
    let image = try arrayOperand(arguments.required(0), in: arguments)
    let filters = try arrayOperand(arguments.required(1), in: arguments)
    let stride = try length(arguments[2], .stride, from: 1, or: 1, at: arguments.range)
    let padding = try length(arguments[3], .padding, from: 0, or: 0, at: arguments.range)
    let parameter = Tensor(filling: [2], with: [Double(stride), Double(padding)])
    let operands = [tensor(of: image), tensor(of: filters)]
    if let shape = Gate.conv2d.shape(operands + [parameter]) {
      // The patches of an image stand side by side.
      let patch = Tensor.count(of: operands[1].shape.suffix(3))
      try checkSize([patch] + shape.suffix(2), at: arguments.range)
    }
    return try apply(.conv2d, [image, filters], parameters: [(parameter, nil)], at: arguments.range)
  }

  func pool(_ arguments: Arguments) throws(RunFailure) -> Value {
    let image = try arrayOperand(arguments.required(0), in: arguments)
    let size = try length(
      arguments.required(1), .window, from: 1, or: 1, at: arguments.range)
    let stride = try length(arguments[2], .stride, from: 1, or: size, at: arguments.range)
    let parameter = Tensor(filling: [2], with: [Double(size), Double(stride)])
    guard let shape = Gate.maxPool2d.shape([tensor(of: image), parameter]) else {
      throw fail(.refused(.windows(size: size, shape: tensor(of: image).shape)), at: arguments.range)
    }
    // The places that all windows see are listed.
    try checkSize(shape + [size, size], at: arguments.range)
    return try apply(
      .maxPool2d, [image], parameters: [(parameter, nil)], kind: image.kind, at: arguments.range)
  }

  /// A length, or a number that holds where the call gives none.
  private func length(
    _ value: Value?, _ role: Role, from least: Int, or otherwise: Int, at range: SourceRange
  ) throws(RunFailure) -> Int {
    guard let value else { return otherwise }
    let length = try wholeNumber(value, role, at: range)
    guard length >= least else {
      throw fail(.expected(.atLeast(least), found: .integer(length), role: role), at: range)
    }
    // Longer than any array is as good as that.
    return min(length, 1 << 30)
  }
}

extension StringProtocol {
  /// The text without spaces around it.
  fileprivate var trimmingSpaces: String {
    String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
  }
}
