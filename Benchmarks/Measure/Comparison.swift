import Figures
import Foundation
import Language
import Numbers
import Script
import TraceModel

/// Crossings and area of our layout beside those of `dot`, for programs: boxes of the same sizes, wires labelled with
/// boxes as large as their numbers, frames as clusters, in one row.
///
/// A crossing is one of the wires of two values; `dot` draws curves, which are counted as lines through twelve points a
/// piece. Graphviz has no places for our router, which makes rows and lines at once; so this compares whole pictures.
struct Comparison {
  private let problem: CircuitLayout.Problem

  init(program: String) throws {
    let trace = try Program(program).run().trace
    let (pass, states) = (trace.passes[0], States(trace))
    let circuit = Figures.Circuit.folded(trace, pass: pass)
    problem = CircuitLayout.Problem(
      circuit, Drawing.words(circuit, trace), states: states, pass: pass, format: NumberFormat(digits: 2),
      measure: PageMeasure(), width: nil)
  }

  static func printTable(of files: [String]) throws {
    print(
      "| circuit | gates | crossings | of `dot` | area | of `dot` |\n| --- | --- | --- | --- | --- | --- |")
    for file in files {
      let comparison = try Comparison(program: String(contentsOfFile: file, encoding: .utf8))
      let (ours, other) = (comparison.ours(), try comparison.graphviz())
      let name = URL(fileURLWithPath: file).deletingPathExtension().lastPathComponent
      print(
        "| \(name) | \(comparison.problem.boxes.count { !$0.uses.isEmpty }) | \(ours.crossings) | \(other.crossings) "
          + "| \(ours.area) | \(other.area) (\(Table.decimal(Double(ours.area) / Double(max(1, other.area))))) |"
      )
    }
  }

  /// The crossings, and the area in thousands of square pixels.
  private func ours() -> (crossings: Int, area: Int) {
    let placement = CircuitLayout.place(problem)
    let crossings = placement.nets.reduce(0) { $0 + $1.bridges.count }
    return (crossings, placement.size.width / 10 * placement.size.height / 10 / 1000)
  }

  // MARK: - Graphviz

  private static let inch = 720.0

  private func graph() -> String {
    func inches(_ length: Int) -> String { "\(Double(max(length, 10)) / Self.inch)" }
    var lines = ["digraph { rankdir=LR; node [shape=box fixedsize=true label=\"\"];"]
    for (index, box) in problem.boxes.enumerated() {
      let size = box.uses.isEmpty ? CircuitLayout.Size(box.name.width, box.name.height) : box.size
      lines.append("n\(index) [width=\(inches(size.width)) height=\(inches(size.height))];")
    }
    for (index, frame) in problem.frames.enumerated() {
      // A cluster inside another one would have to be nested; the outer ones are enough for its room.
      guard !problem.frames[..<index].contains(where: { $0.boxes.overlaps(frame.boxes) }) else { continue }
      let members = frame.boxes.filter { !problem.boxes[$0].uses.isEmpty }.map { "n\($0);" }.joined(
        separator: " ")
      lines.append("subgraph cluster_\(index) { \(members) }")
    }
    for (index, box) in problem.boxes.enumerated() {
      for use in box.uses {
        let value = problem.uses[use].value
        let source = problem.boxes[value]
        let (width, height) = (
          max(source.value.width, source.gradient.width, problem.uses[use].local.width),
          source.value.height + source.gradient.height
        )
        let label =
          "<<table border=\"0\" cellborder=\"0\" cellpadding=\"0\" cellspacing=\"0\"><tr><td fixedsize=\"true\" width=\"\(max(1, width / 10))\" height=\"\(max(1, height / 10))\"></td></tr></table>>"
        lines.append("n\(value) -> n\(index) [label=\(label)];")
      }
    }
    return lines.joined(separator: "\n") + "}\n"
  }

  private func graphviz() throws -> (crossings: Int, area: Int) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["dot", "-Tplain"]
    let (input, output) = (Pipe(), Pipe())
    (process.standardInput, process.standardOutput) = (input, output)
    try process.run()
    try input.fileHandleForWriting.write(contentsOf: Data(graph().utf8))
    try input.fileHandleForWriting.close()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    var area = 0
    var wires: [(source: String, points: [Point])] = []
    for line in text.split(separator: "\n") {
      let words = line.split(separator: " ")
      if words[0] == "graph", let width = Double(words[2]), let height = Double(words[3]) {
        area = Int(width * 72 * height * 72 / 1000)
      } else if words[0] == "edge", let count = Int(words[3]) {
        let numbers = words[4..<4 + 2 * count].compactMap { Double($0) }
        let points = stride(from: 0, to: numbers.count - 1, by: 2).map { Point(numbers[$0], numbers[$0 + 1]) }
        wires.append((String(words[1]), Self.line(along: points)))
      }
    }
    return (Self.crossings(wires), area)
  }

  /// Points on a curve of cubic pieces.
  private static func line(along controls: [Point]) -> [Point] {
    var points = Array(controls.prefix(1))
    for piece in stride(from: 0, to: controls.count - 3, by: 3) {
      for step in 1...12 {
        let t = Double(step) / 12
        let weights = [
          (1 - t) * (1 - t) * (1 - t), 3 * (1 - t) * (1 - t) * t, 3 * (1 - t) * t * t, t * t * t,
        ]
        let near = controls[piece..<piece + 4]
        points.append(
          zip(weights, near).reduce(Point(0, 0)) { $0 + Point($1.0 * $1.1.x, $1.0 * $1.1.y) })
      }
    }
    return points
  }

  private static func crossings(_ wires: [(source: String, points: [Point])]) -> Int {
    var count = 0
    for (index, one) in wires.enumerated() {
      for other in wires[(index + 1)...] where other.source != one.source {
        for (a, b) in zip(one.points, one.points.dropFirst()) {
          for (c, d) in zip(other.points, other.points.dropFirst()) where cross(a, b, c, d) { count += 1 }
        }
      }
    }
    return count
  }

  private static func cross(_ a: Point, _ b: Point, _ c: Point, _ d: Point) -> Bool {
    func side(_ p: Point, _ q: Point, _ r: Point) -> Double {
      (q.x - p.x) * (r.y - p.y) - (q.y - p.y) * (r.x - p.x)
    }
    return side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0
  }
}
