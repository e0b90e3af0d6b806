import Foundation
import Language
import Numbers
import Recomputation
import Script
import Testing
import TraceModel

/// What an input that is called replayable gives with another value, as the program itself gives it then.
@Suite("A trace with another input") struct ReplayTests {
  @Test(arguments: ReplayedProgram.all) func `gives what the program gives`(_ program: ReplayedProgram) throws
  {
    let trace = try Program(program.source).run().trace
    #expect(
      trace.replayability(of: 0) == program.expected, "\(trace.replayability(of: 0).map { "\($0)" } ?? "")")
    _ = try Self.compare(program.source, trace)
  }

  /// The lessons that train for long are left out: a debug build takes minutes for them.
  private static let options = RunOptions(limits: [.operations: 300_000_000])

  @Test func `so it is for each input of a lesson that is called replayable`() throws {
    var replayed = 0
    for program in try ReplayedProgram.lessons() {
      guard let trace = try? Program(program.source).run(Self.options).trace else { continue }
      replayed += try Self.compare(program.source, trace)
    }
    #expect(replayed > 40, "\(replayed)")
  }

  /// Changes each replayable input in the text of its program; gives how many numbers could be compared so.
  static func compare(_ source: String, _ trace: Trace) throws -> Int {
    var compared = 0
    for node in trace.nodes where node.gate == nil && trace.replayability(of: node.id) == .replayable {
      for change in [{ $0 * 1.125 + 0.0625 }, { -0.75 * $0 - 0.25 }] as [(Double) -> Double] {
        guard let changed = ChangedProgram(source, trace, node, by: change) else { continue }
        let replay = Replay(of: trace, with: [node.id: changed.value])
        #expect(replay.obstacle == nil, "\(source) \(node.shownName)")
        guard replay.isComplete, let other = try? Program(changed.source).run(options).trace else { continue }
        expect(replay, other, "\(changed.source)")
        compared += 1
      }
    }
    return compared
  }

  private static func expect(_ replay: Replay, _ other: Trace, _ source: String) {
    #expect(replay.values.count == other.nodeCount, "\(source)")
    guard replay.values.count == other.nodeCount else { return }
    for node in 0..<other.nodeCount {
      #expect(agree(replay.values[node], other.initialValue(of: node)), "value of \(node) in \(source)")
    }
    for step in 0..<other.stepCount where other.kind(ofStep: step) == .backward {
      let expected = other.backwards(ofStep: step).map(\.gradient)
      let found = replay.gathered[step] ?? []
      #expect(
        found.count == expected.count && zip(found, expected).allSatisfy(agree), "step \(step) of \(source)")
    }
    let updates = other.steps.flatMap(\.events).compactMap { event in
      if case .update(let update) = event { update.new } else { nil }
    }
    #expect(
      replay.updates.count == updates.count && zip(replay.updates, updates).allSatisfy(agree), "\(source)")
  }

  private static func agree(_ found: Tensor?, _ expected: Tensor) -> Bool {
    guard let found, found.shape == expected.shape else { return false }
    let size = expected.elements.reduce(0) { max($0, $1.magnitude) }
    return zip(found.elements, expected.elements).allSatisfy { a, b in
      a == b || (a.isNaN && b.isNaN) || (a - b).magnitude <= 1e-12 * max(size, 1)
    }
  }
}

/// A program whose text has another number where an input was bound.
struct ChangedProgram {
  var source: String
  var value: Tensor

  init?(_ source: String, _ trace: Trace, _ node: Node, by change: (Double) -> Double) {
    var lines = source.components(separatedBy: "\n")
    let line = node.place.line - 1
    guard lines.indices.contains(line), let name = node.name?.text else { return nil }
    // Only what is bound to one number, or to an array of numbers, is changed here.
    let pattern = try? NSRegularExpression(
      pattern: "(^|;)\\s*\(NSRegularExpression.escapedPattern(for: name))\\s*=\\s*"
        + "(np\\.array\\(\\[+)?(-?[0-9]+\\.?[0-9]*)(?=\\s*(;|#|$|,[-0-9., \\[\\]]*\\)\\s*(;|#|$)))")
    let text = lines[line]
    guard let match = pattern?.firstMatch(in: text, range: NSRange(text.startIndex..., in: text)),
      let range = Range(match.range(at: 3), in: text), let old = Double(text[range])
    else { return nil }
    let initial = trace.initialValue(of: node.id)
    let isArray = match.range(at: 2).location != NSNotFound
    guard initial.elements.first == old, isArray != initial.shape.isEmpty else { return nil }
    let new = change(old)
    lines[line].replaceSubrange(range, with: "\(new)")
    self.source = lines.joined(separator: "\n")
    var elements = initial.elements
    elements[0] = new
    guard let value = Tensor(shape: initial.shape, elements: elements) else { return nil }
    self.value = value
  }
}

struct ReplayedProgram: Sendable, CustomTestStringConvertible {
  var testDescription: String
  var source: String
  /// What the trace says of its first input.
  var expected: Replayability?

  private init(_ source: String, _ obstacle: Replayability.Obstacle? = nil) {
    self.source = "import numpy as np\n" + source
    testDescription = source.replacing("\n", with: "; ")
    expected = obstacle.map { .obstructed($0) } ?? .replayable
  }

  private static let training =
    "w = 2.0\nx = 3.0\nfor i in range(4):\n    f = (w * x - 5) ** 2\n    f.backward()\n"

  static let all = [
    ReplayedProgram("w0 = 2.0; x0 = -1.0; w2 = -3.0\nf = 1 / (1 + exp(-(w0*x0 + w2)))\nf.backward()"),
    ReplayedProgram(training + "    w -= 0.01 * w.grad\n    w.grad = 0"),
    ReplayedProgram(training + "    w -= 0.01 * (w.grad + 0.5 * w) / 2"),
    ReplayedProgram(training + "    print(f'{f.item():.2f}', f)\n    w -= 0.01 * w.grad"),
    ReplayedProgram(training + "    if f > 2: w -= 0.01 * w.grad"),
    ReplayedProgram("x = 2.0\ny = 3.0\nif x < y: f = x * y\nelse: f = x + y\nf.backward()"),
    ReplayedProgram(
      "x = np.array([1.0, -2.0, 3.0])\nh = x * 2\nh[h <= 0] = 0\nf = np.sum(h * h)\nf.backward()"),
    ReplayedProgram("x = np.array([1.0, -2.0])\nf = np.sum(np.where(x > 0, x * x, 3 * x))\nf.backward()"),
    ReplayedProgram("x = 2.0\nassert x > 1\ny = max(0, x) * x\ny.backward()\nassert x.grad == 4"),
    ReplayedProgram("x = 2\ny = x / 4 + 2 ** x\ny.backward()"),
    ReplayedProgram("x = 2.0; y = x * 3\nf = y * y.item()", .detached),
    ReplayedProgram("x = 2.0; y = x * 3\nif y.item() > 1: f = y * 2", .decision),
    ReplayedProgram("x = 2.0; y = x * 3\nf = y * int(y)", .detached),
    ReplayedProgram("x = 2.5; y = x * 3\nn = len(f'{y}')\nf = y * 2", .plain),
    ReplayedProgram("x = np.array([1.0, -2.0])\ny = x * 3\nk = np.argmax(y)\nf = y[k]", .plain),
    ReplayedProgram("x = np.array([1.0, -2.0])\nx[0] = 5\nf = np.sum(x * x)", .plain),
    ReplayedProgram(training + "    v = 0.9 * w.grad\n    w -= v", .detached),
    ReplayedProgram(training + "    w -= 0.1 * np.clip(w.grad, -1, 1)", .update),
    ReplayedProgram(training + "    if w.grad > 2: w -= 0.1 * w.grad", .decision),
    ReplayedProgram(training.replacing("range(4)", with: "range(40)") + "    w -= 0.01 * w.grad", .passes),
    ReplayedProgram("x = 3.0; y = -2.0\nf = x * y\ndx = y\ndy = x", .byHand),
    ReplayedProgram(
      "class S:\n    def forward(self, x):\n        self.x = x\n        return x * x\n    def backward(self, d):\n        return 2 * self.x * d\nx = 3.0\ny = S().forward(x)\ny.backward()",
      .gate),
  ]

  /// The programs of all lessons, without what they assert.
  static func lessons() throws -> [ReplayedProgram] {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "lessons")
    var programs: [ReplayedProgram] = []
    let files = try FileManager.default.contentsOfDirectory(atPath: root.path).sorted()
    for file in files where file.hasSuffix(".md") && !file.hasSuffix(".ko.md") {
      let text = try String(contentsOf: root.appending(path: file), encoding: .utf8)
      for (number, block) in text.components(separatedBy: "```python trace").dropFirst().enumerated() {
        let lines = block.components(separatedBy: "\n```")[0].components(separatedBy: "\n").dropFirst()
        let kept = lines.filter { !$0.trimmingCharacters(in: .whitespaces).hasPrefix("assert") }
        var program = ReplayedProgram(kept.joined(separator: "\n"))
        program.testDescription = "\(file) \(number + 1)"
        programs.append(program)
      }
    }
    return programs
  }
}

extension Node {
  fileprivate var shownName: String { name?.text ?? "\(id)" }
}
