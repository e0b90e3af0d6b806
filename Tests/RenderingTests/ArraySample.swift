import Autodiff
import Figures
import Numbers
import Testing
import TraceModel

@testable import Rendering

/// A circuit of arrays that is looked at.
struct ArraySample: Sendable, CustomTestStringConvertible {
  var name: String
  var direction: CircuitDirection?
  private let digits: Int
  private let program: @Sendable (inout ArrayTape) throws -> Trace

  init(_ name: String, digits: Int = 2, _ program: @escaping @Sendable (inout ArrayTape) throws -> Trace) {
    self.name = name
    self.digits = digits
    self.program = program
  }

  var testDescription: String { direction.map { "\(name) \($0.rawValue)" } ?? name }

  func trace() throws -> Trace {
    var tape = ArrayTape(name, digits: digits)
    return try program(&tape)
  }

  func pictures(palette: Palette = .board) throws -> CircuitPictures {
    let trace = try trace()
    let circuit = Rendering.Circuit(trace, pass: trace.passes[0])
    return CircuitPictures(
      Narrator(States(trace), circuit: circuit), FigureOptions(direction: direction, palette: palette),
      key: FigureKey([]))
  }

  /// The finished circuit and a frame for each move.
  func figures() throws -> FigureSet {
    let pictures = try pictures()
    let steps = pictures.moves.map(\.steps.upperBound)
    return FigureSet(
      name: name, trace: pictures.narrator.trace, palette: .board,
      figures: [("circuit.svg", pictures.svg())] + steps.map { ("step-\($0).svg", pictures.svg(at: $0)) })
  }

  /// Each circuit in both directions.
  static let figures: [ArraySample] = all.flatMap { sample in
    CircuitDirection.allCases.map { direction in
      var sample = sample
      sample.direction = direction
      return sample
    }
  }

  /// `f = sum((W @ x) ** 2)`
  private static let lecture = ArraySample("the lecture's matrices") { tape in
    let w = tape.input("W", [2, 2], [0.1, 0.5, -0.3, 0.8])
    let x = tape.input("x", [2], [0.2, 0.4])
    let q = try tape.apply(.matmul, w, x, name: "q")
    let s = try tape.apply(.power, [.node(q), .constant(2)])
    return try tape.finish(try tape.apply(.sum, s, name: "f"))
  }

  /// So many numbers between −1 and 1 that go up and down.
  private static func wave(_ count: Int, _ period: Int) -> [Double] {
    (0..<count).map { 2 * Double($0 * $0 % period) / Double(period - 1) - 1 }
  }

  private static func ramp(_ count: Int, replacing place: Int, by number: Double) -> [Double] {
    (0..<count).map { $0 == place ? number : Double($0) / 100 - 0.8 }
  }

  /// One input of the given shape and elements, doubled, and its sum with itself.
  private static func shown(_ name: String, _ shape: [Int], _ elements: [Double], digits: Int = 2)
    -> ArraySample
  {
    ArraySample(name, digits: digits) { tape in
      let x = tape.input("x", shape, elements)
      let y = try tape.apply(.multiply, [.node(x), .constant(2)], name: "y")
      let z = try tape.apply(.multiply, y, x, name: "z")
      return try tape.finish(try tape.apply(.sum, z, name: "f"))
    }
  }

  private static func net(_ name: String, _ sizes: [Int], batch: Int) -> ArraySample {
    ArraySample(name) { tape in
      var h = tape.input("x", [batch, sizes[0]])
      for layer in 1..<sizes.count {
        let w = tape.input("W\(layer)", [sizes[layer - 1], sizes[layer]], scale: 0.1)
        let b = tape.input("b\(layer)", [sizes[layer]], scale: 0.01)
        let q = try tape.apply(.matmul, h, w)
        h = try tape.apply(.add, q, b, name: layer == sizes.count - 1 ? "scores" : "a\(layer)")
        if layer < sizes.count - 1 { h = try tape.apply(.maximumWithZero, h, name: "h\(layer)") }
      }
      let p = try tape.apply(.softmax, [.node(h), .constant(1)], name: "p")
      let classes = sizes[sizes.count - 1]
      let targets = (0..<batch).map { Double($0 * classes + $0 % classes) }
      let positions = Tensor(shape: [batch], elements: targets) ?? Tensor(.nan)
      let picked = try tape.apply(
        .index, [.node(p), .array(positions, name: "[range(N), t]")], shape: [batch])
      let log = try tape.apply(.log, picked)
      let mean = try tape.apply(.mean, log)
      return try tape.finish(try tape.apply(.multiply, [.node(mean), .constant(-1)], name: "loss"))
    }
  }

  static let all = [lecture] + oneArray + programs

  private static let oneArray: [ArraySample] = [
    shown("a vector", [3], [1, -2.5, 0]),
    shown("a matrix of whole numbers", [2, 3], [1, -2, 30, 0, 5, -60], digits: 0),
    shown("tiny numbers", [2, 2], [0.0003, -0.004, 0.0012, 0]),
    shown("huge numbers", [2, 2], [3.2e8, -4e7, 1.2e9, 0]),
    shown("mixed magnitudes", [2, 3], [3e-9, 0.5, -1200, 2.5e-4, 0, 7e7]),
    shown("faults", [2, 2], [1, .nan, -.infinity, 3]),
    shown("a fault in a large array", [20, 8], ramp(160, replacing: 37, by: .nan)),
    shown("an empty axis", [0, 3], []),
    shown("a row", [1, 6], [1, 2, -3, 4.5, 0.25, 100]),
    shown("a long vector", [40], wave(40, 17)),
    shown("three axes, small", [2, 2, 2], [1, -2, 3, -4, 5, -6, 7, 8]),
    shown("three axes", [5, 4, 7], wave(140, 23)),
    shown("four axes", [16, 3, 8, 8], wave(3072, 37)),
    shown("64 × 1000", [64, 1000], wave(64000, 997)),
    shown("many digits", [2, 2], [1.25, -3.5, 0.3333333333333333, 100], digits: 12),
  ]

  private static let programs: [ArraySample] = [
    ArraySample("elements that fork") { tape in
      let a = tape.input("a", [2, 2], [0.5, -1, 2, 0.25])
      let b = tape.input("b", [2, 2], [1, 3, -2, 0.5])
      let p = try tape.apply(.multiply, a, b)
      let t = try tape.apply(.tanh, a, name: "t")
      let s = try tape.apply(.add, p, t)
      let e = try tape.apply(.exp, a)
      return try tape.finish(try tape.apply(.sum, try tape.apply(.multiply, s, e), name: "f"))
    },
    ArraySample("a large array that forks") { tape in
      let w = tape.input("W", [30, 20])
      let x = tape.input("x", [20])
      let q = try tape.apply(.matmul, w, x, name: "q")
      let data = try tape.apply(.sum, q, name: "data")
      let squares = try tape.apply(.power, [.node(w), .constant(2)])
      let penalty = try tape.apply(.multiply, [.node(try tape.apply(.sum, squares)), .constant(0.01)])
      return try tape.finish(try tape.apply(.add, data, penalty, name: "loss"))
    },
    ArraySample("a fork with six branches of arrays") { tape in
      let x = tape.input("x", [2], [0.5, 1.5])
      var f = try tape.apply(.exp, x)
      for gate in [Gate.sin, .tanh, .cos, .sigmoid, .softplus] {
        f = try tape.apply(.add, f, try tape.apply(gate, x))
      }
      return try tape.finish(try tape.apply(.sum, f, name: "f"))
    },
    ArraySample("numbers and arrays") { tape in
      let s = tape.input("s", [], [3])
      let x = tape.input("x", [2, 3])
      let b = tape.input("b", [3], [1, 0.5, -1])
      let y = try tape.apply(.add, try tape.apply(.multiply, s, x), b, name: "y")
      let r = try tape.apply(.relu, y)
      return try tape.finish(try tape.apply(.mean, r, name: "f"))
    },
    ArraySample("gates with constants") { tape in
      let x = tape.input("x", [3, 2])
      let w = Tensor(shape: [2, 3], elements: [1, 2, 3, 4, 5, 6]) ?? Tensor(.nan)
      let q = try tape.apply(.matmul, [.node(x), .array(w, name: "data")], name: "q")
      let s = try tape.apply(.sum, [.node(q), .constant(1)], name: "rows")
      let i = try tape.apply(
        .index, [.node(s), .array(Tensor(shape: [2], elements: [0, 1]) ?? Tensor(.nan), name: "[0:2]")],
        shape: [2])
      let n = try tape.apply(.norm, i)
      return try tape.finish(try tape.apply(.divide, [.node(n), .constant(300, name: "N")], name: "f"))
    },
    ArraySample("a parameter that moves") { tape in
      let w = tape.input("W", [2, 2], [0.1, 0.5, -0.3, 0.8])
      let x = tape.input("x", [2], [0.2, 0.4])
      let q = try tape.apply(.matmul, w, x, name: "q")
      let f = try tape.apply(.sum, try tape.apply(.multiply, q, q), name: "f")
      try tape.tape.backward(from: f)
      tape.tape.update(
        w, to: Tensor(shape: [2, 2], elements: [-10.1, 0.5, 100.25, 0.8]) ?? Tensor(.nan), statement: "W -= 1"
      )
      return tape.tape.finish(isChecked: false)
    },
    net("a small net of two layers", [3, 4, 2], batch: 2),
    net("a net of two layers", [200, 50, 10], batch: 16),
    net("a net of three layers", [100, 32, 16, 10], batch: 16),
  ]
}
