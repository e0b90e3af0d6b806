import Autodiff
import Numbers
import TraceModel

/// Records small programs on arrays.
struct ArrayTape {
  var tape: Tape
  private var seed: UInt64 = 1

  init(_ title: String, digits: Int = 2) {
    tape = Tape(title: title, digits: digits, allowsFaults: true)
  }

  /// An input with the given elements, or with some that look random.
  mutating func input(_ name: String, _ shape: [Int], _ elements: [Double]? = nil, scale: Double = 1)
    -> Reference
  {
    let count = shape.reduce(1, *)
    return tape.input(
      Tensor(shape: shape, elements: elements ?? (0..<count).map { _ in scale * random() }) ?? Tensor(.nan),
      name: name)
  }

  private mutating func random() -> Double {
    seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Double(Int64(bitPattern: seed) >> 11) / 0x1p52
  }

  mutating func apply(_ gate: Gate, _ inputs: Reference..., name: String? = nil) throws -> Reference {
    try apply(gate, inputs.map { .node($0) }, name: name)
  }

  mutating func apply(_ gate: Gate, _ inputs: [Argument], shape: [Int]? = nil, name: String? = nil) throws
    -> Reference
  {
    let output = try tape.apply(gate, inputs, shape: shape)
    if let name { tape.name(output, Name(name)) }
    return output
  }

  /// Ends the program: `output.backward()`.
  mutating func finish(_ output: Reference, seed: Tensor? = nil) throws -> Trace {
    try tape.backward(from: output, gradient: seed ?? Tensor(1))
    return tape.finish(isChecked: false)
  }
}
