import Foundation
import Language
import Lessons
import Numbers
import Rendering
import Script
import Testing
import TraceModel

@testable import Stepper

/// The circuit of one pass of a program with its moves.
struct PictureSample: Sendable, CustomTestStringConvertible {
  var name: String
  var scene: Scene

  var testDescription: String { name }
  var narrator: Narrator { scene.narrator }
  var moves: [Move] { scene.moves }

  /// The circuit as it is drawn at a move, or when nothing is at work.
  func picture(at move: Move? = nil) -> CircuitPicture {
    scene.picture(at: move?.gate.flatMap { scene.circuit.gates[$0].nodes.first }, English())
  }

  init(_ name: String, _ trace: Trace, pass: Int = 0, collapsing collapsed: Set<String> = []) {
    self.name = name
    scene = Scene(
      States(trace), pass: trace.passes[pass], collapsed: collapsed, format: NumberFormat(for: trace))
  }

  init(
    _ name: String, program: String, collapsing collapsed: Set<String> = [], showsFaults: Bool = false
  ) throws {
    let options = RunOptions(title: name, digits: 2, showsFaults: showsFaults)
    self.init(name, try Program(program).run(options).trace, collapsing: collapsed)
  }

  /// The first passes of all programs of all lessons but those that train for so long that they say what to keep.
  static let lessons: [PictureSample] = files.flatMap { file in (try? blocks(of: file)) ?? [] }

  private static let files: [URL] = {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "../../lessons")
    let found = try? FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
    return (found ?? []).filter { $0.pathExtension == "md" && !trainsForLong($0) }.sorted {
      $0.path < $1.path
    }
  }()

  private static func trainsForLong(_ file: URL) -> Bool {
    let text = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
    return text.split(separator: "\n").contains { $0.hasPrefix("```") && $0.contains(" steps=") }
  }

  private static func blocks(of file: URL) throws -> [PictureSample] {
    let name = file.deletingPathExtension().lastPathComponent
    let lesson = try Lesson(Array(Data(contentsOf: file)), name: name)
    return zip(lesson.blocks, try lesson.run(limits: [:])).flatMap { block, outcome in
      let title = block.name == name ? name : "\(name) \(block.name)"
      let open = PictureSample(title, outcome.trace)
      if block.options.collapse.isEmpty { return [open] }
      return [open, PictureSample(title + " closed", outcome.trace, collapsing: Set(block.options.collapse))]
    }
  }
}

extension PictureSample {
  /// The lessons whose pictures are on file.
  static let recorded = lessons.filter { recordedNames.contains($0.name) }

  private static let recordedNames = [
    "activation-functions rectifiers", "flow-patterns gate-patterns", "forks-add fork", "forks-add two-paths",
    "granularity parts-closed closed", "neuron", "neural-turing-machine whole closed", "sigmoid-neuron",
    "staged-expression", "three-layer-net net closed", "vectors scalars",
  ]

  /// Programs whose circuits are hard to draw.
  static func programs() throws -> [PictureSample] {
    [
      try PictureSample(
        "Korean and emoji", program: "가중치 = 2.0; 입력 = -1.0\n곱 = 가중치 * 입력\n결과 = exp(곱) + 가중치\n결과.backward()"),
      try PictureSample(
        "long names",
        program:
          "number_of_hidden_units_in_all_layers = 2.0; rate = 3.0\nproduct_of_both_of_them = number_of_hidden_units_in_all_layers * rate\nf = product_of_both_of_them / rate\nf.backward()"
      ),
      try PictureSample(
        "a fork with six branches",
        program: "x = 0.5\nf = x * exp(x) + sin(x) + tanh(x) + 1/x + x\nf.backward()"),
      try PictureSample(
        "operands that cross",
        program: "a = 1.0; b = 2.0\np = exp(a)\nq = sin(b)\nr = q * a\nf = r / p + b * q\nf.backward()"),
      try PictureSample(
        "a closed function with many inputs and two outputs",
        program:
          "def part(a, b, c, d, e):\n    return a * b + c, d * e + a\nu = 1.0; v = 2.0; w = 3.0; x = 4.0; y = 5.0\np, q = part(u, v, w, x, y)\nf = p / q\nf.backward()",
        collapsing: ["part"]),
      try PictureSample(
        "a closed function that is small beside its inner product",
        program:
          "def sigmoid(s):\n    return 1 / (1 + exp(-s))\nx = 2.0\nf = sigmoid(x) * 3.0\nf.backward()",
        collapsing: ["sigmoid"]),
      try PictureSample(
        "functions in functions",
        program:
          "def square(a):\n    return a * a\ndef norm(a, b):\n    return sqrt(square(a) + square(b))\nx = 3.0; y = 4.0\nf = norm(x, y) / norm(y, 1.5 * x)\nf.backward()"
      ),
      try PictureSample(
        "a parameter that moves",
        program: "w = 2.0; x = 3.0\nloss = (w * x - 1)**2\nloss.backward()\nw.data -= 0.01 * w.grad"),
      try PictureSample(
        "turns of a loop that are folded",
        program: "s = 0.5\nfor i in range(80):\n    s = tanh(s * s)\ns.backward()"),
      try PictureSample(
        "a closed function of seven values",
        program:
          "def all(a, b):\n    return a * b, a + b, a - b, a * a, b * b, exp(a), exp(b)\nx = 1.0; y = 2.0\nc, d, e, f, g, h, i = all(x, y)\nloss = c * d + e * f + g * h + i\nloss.backward()",
        collapsing: ["all"]),
      try PictureSample(
        "a sum of many",
        program: "a = 1.0; b = 2.0\nf = a*b + a*a + b*b + tanh(a) + tanh(b) + a\nf.backward()"),
      try PictureSample("an input as the output", program: "x = 3.0\nx.backward()"),
      try PictureSample(
        "numbers that are none", program: "x = 0.0\nf = x * log(x)\nf.backward()", showsFaults: true),
      try PictureSample(
        "no way to the output", program: "x = 2.0; y = 3.0\nf = maximum(x, y) * x\nf.backward()"),
    ]
  }
}

/// A random program of gates of one and two inputs, some of them in a function.
struct RandomCircuit {
  private var state: UInt64

  init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }

  private mutating func below(_ limit: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int((state >> 33) % UInt64(limit))
  }

  var program: String {
    var random = self
    var lines = ["def part(a, b):\n    return a * tanh(b) + a"]
    var names: [String] = []
    for index in 0..<1 + random.below(5) {
      names.append("x\(index)")
      lines.append("x\(index) = \(Double(index + 1) / 4)")
    }
    for index in 0..<3 + random.below(30) {
      let (one, other) = (names[random.below(names.count)], names[random.below(names.count)])
      let forms = [
        "\(one) + \(other)", "\(one) * \(other)", "tanh(\(one))", "\(one) - \(other)",
        "part(\(one), \(other))",
      ]
      lines.append("v\(index) = \(forms[random.below(forms.count)])")
      names.append("v\(index)")
    }
    let sum = (0..<3).map { _ in names[names.count - 1 - random.below(min(4, names.count))] }.joined(
      separator: " + ")
    return (lines + ["f = \(sum)", "f.backward()"]).joined(separator: "\n")
  }
}
