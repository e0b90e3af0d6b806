import Numbers
import Rendering
import TraceModel

@testable import Stepper

/// What must hold in any picture of a circuit.
struct PictureChecks {
  private let picture: CircuitPicture
  private var layout: PictureLayout { picture.layout }
  private var graph: PictureGraph { layout.graph }

  init(_ picture: CircuitPicture) { self.picture = picture }

  // MARK: The layout

  /// What is wrong with the lines.
  var problems: [String] { missingWires + touchingWires + operandsOutOfOrder }

  /// Every wire is drawn, and each of its branches to the gate that reads it.
  private var missingWires: [String] {
    let circuit = picture.narrator.circuit
    let drawn = Set(graph.nets.map(\.wire))
    let branches = Set(graph.nets.flatMap(\.ends).map(\.branch))
    let isWhole = picture.gates.count == circuit.gates.count
    let wires = circuit.wires.filter { isWhole && !drawn.contains($0) }.map { "wire \($0) is missing" }
    let missing = picture.gates.flatMap { circuit.gates[$0].branches }.filter { !branches.contains($0) }
    return wires + missing.map { "branch \($0) is missing" } + graph.nets.indices.flatMap(lostEnds)
  }

  /// A line ends in the gate that reads it.
  private func lostEnds(of net: Int) -> [String] {
    graph.nets[net].ends.compactMap { end in
      let vertex = graph.vertices[end.vertex]
      let x = layout.x(of: end.vertex)
      let rows = layout.rows[end.vertex] - vertex.shape.above...layout.rows[end.vertex] + vertex.shape.below
      guard let last = layout.line(of: net, to: end).last, (x..<x + vertex.shape.width).contains(last.x),
        rows.contains(last.y)
      else { return "a line of wire \(graph.nets[net].wire) does not reach its gate" }
      return nil
    }
  }

  private struct Place: Hashable {
    var x: Int
    var y: Int
  }

  /// Where lines of two wires share a place, one passes level and the other upright.
  private var touchingWires: [String] {
    var arms: [Place: [Int: Set<Character>]] = [:]
    for net in graph.nets.indices {
      let start = layout.start(of: net)
      let stub = [start, Canvas.Point(x: layout.stub(of: net).upperBound - 1, y: start.y)]
      for line in graph.nets[net].ends.map({ layout.line(of: net, to: $0) }) + [stub] {
        add(line, of: net, to: &arms)
      }
    }
    let gates = placesOfGates
    return arms.filter {
      !gates.contains($0.key) && $0.value.count > 1 && Set($0.value.values) != [["l", "r"], ["u", "d"]]
    }.map {
      "wires \($0.value.keys.sorted()) touch at \($0.key)"
    }.sorted()
  }

  /// The places that gates and names take, in which lines end.
  private var placesOfGates: Set<Place> {
    Set(
      graph.vertices.indices.flatMap { vertex in
        let (shape, row) = (graph.vertices[vertex].shape, layout.rows[vertex])
        let rows = shape.box == nil ? row...row : row - shape.above...row + shape.below
        return rows.flatMap { y in
          (layout.x(of: vertex)..<layout.x(of: vertex) + shape.width).map { Place(x: $0, y: y) }
        }
      })
  }

  private func add(_ line: [Canvas.Point], of net: Int, to arms: inout [Place: [Int: Set<Character>]]) {
    for (from, to) in zip(line, line.dropFirst()) {
      for x in min(from.x, to.x)..<max(from.x, to.x) {
        arms[Place(x: x, y: from.y), default: [:]][net, default: []].insert("r")
        arms[Place(x: x + 1, y: from.y), default: [:]][net, default: []].insert("l")
      }
      for y in min(from.y, to.y)..<max(from.y, to.y) {
        arms[Place(x: from.x, y: y), default: [:]][net, default: []].insert("d")
        arms[Place(x: from.x, y: y + 1), default: [:]][net, default: []].insert("u")
      }
    }
  }

  private var operandsOutOfOrder: [String] {
    graph.vertices.indices.filter { vertex in
      let rows = layout.pins.pins[vertex].map(\.row)
      return zip(rows, rows.dropFirst()).contains { $0 >= $1 }
    }.map { "the operands of \(graph.vertices[$0].shape.text) are out of order" }
  }

  // MARK: What is drawn

  /// What is wrong with the texts of a drawing.
  func problems(of drawing: PictureDrawing) -> [String] {
    overwritten(in: drawing) + missingNumbers(in: drawing)
  }

  /// No text lies on another or outside, and no line runs through one that is not meant to lie on its own.
  private func overwritten(in drawing: PictureDrawing) -> [String] {
    var owners: [Place: Int] = [:]
    var problems: [String] = []
    for (index, label) in drawing.labels.enumerated() {
      for x in label.place.x..<label.place.x + label.text.terminalWidth {
        if let other = owners[Place(x: x, y: label.place.y)], !isMark(drawing.labels[other]), !isMark(label) {
          problems.append("'\(label.text)' lies on '\(drawing.labels[other].text)'")
        }
        owners[Place(x: x, y: label.place.y)] = index
        if !(0..<layout.width).contains(x) || !(0..<layout.height).contains(label.place.y) {
          problems.append("'\(label.text)' lies outside")
        } else if !label.liesOnLine, !drawing.lines.isEmpty(x, label.place.y) {
          problems.append("a line runs through '\(label.text)'")
        }
      }
    }
    return problems
  }

  /// The mark of what is selected lies on the beginning of a wire.
  private func isMark(_ label: PictureDrawing.Label) -> Bool { label.text == "◆" }

  /// Every wire has its value and its gradient.
  private func missingNumbers(in drawing: PictureDrawing) -> [String] {
    let texts = Set(drawing.labels.map(\.text))
    return graph.nets.flatMap { net in
      let step = drawing.move.steps.upperBound
      let states = picture.narrator.states
      let numbers = [
        states.value(of: net.wire, at: step).map(picture.texts.text),
        picture.texts.text(states.gradient(of: net.wire, at: step)),
      ]
      return numbers.compactMap(\.self).map { GateShapes.cut($0) }.filter { !texts.contains($0) }.map {
        "\($0) of wire \(net.wire) is missing"
      }
    }
  }
}
