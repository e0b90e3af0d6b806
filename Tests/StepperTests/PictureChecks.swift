import Figures
import Numbers
import Rendering
import TraceModel

@testable import Stepper

/// What must hold in any picture of a circuit.
struct PictureChecks {
  private let picture: CircuitPicture
  private var placement: CircuitLayout.Placement { picture.placement }

  init(_ picture: CircuitPicture) { self.picture = picture }

  // MARK: The layout

  /// What is wrong with the lines.
  var problems: [String] { missingWires + lostEnds + touchingWires + operandsOutOfOrder }

  /// Every value is drawn, and each of its uses.
  private var missingWires: [String] {
    let drawn = Set(placement.nets.map(\.value))
    let used = Set(placement.branches.map(\.use))
    return picture.circuit.boxes.indices.filter { !drawn.contains($0) }.map {
      "the wire of box \($0) is missing"
    }
      + picture.circuit.operands.indices.filter { !used.contains($0) }.map { "operand \($0) is missing" }
  }

  /// A line ends in the gate that reads it.
  private var lostEnds: [String] {
    placement.branches.compactMap { branch in
      guard let rect = placement.boxes[picture.readers[branch.use]], let last = branch.path.last,
        (rect.x..<rect.right).contains(last.x), (rect.y...rect.bottom).contains(last.y)
      else { return "the line of operand \(branch.use) does not reach its gate" }
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
    for (index, net) in placement.nets.enumerated() { add(net.trunk, of: index, to: &arms) }
    for branch in placement.branches { add(branch.path, of: branch.net, to: &arms) }
    let gates = Set(
      placement.boxes.compactMap(\.self).flatMap { rect in
        (rect.y..<rect.bottom).flatMap { y in (rect.x..<rect.right).map { Place(x: $0, y: y) } }
      })
    return arms.filter {
      !gates.contains($0.key) && $0.value.count > 1 && Set($0.value.values) != [["l", "r"], ["u", "d"]]
    }.map { "wires \($0.value.keys.sorted()) touch at \($0.key)" }.sorted()
  }

  private func add(
    _ line: [CircuitLayout.Point], of net: Int, to arms: inout [Place: [Int: Set<Character>]]
  ) {
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
    picture.circuit.boxes.indices.filter { box in
      let rows = picture.circuit.boxes[box].operands.compactMap { picture.entries[$0]?.y }
      return zip(rows, rows.dropFirst()).contains { $0 > $1 }
    }.map { "the operands of box \($0) are out of order" }
  }

  // MARK: What is drawn

  /// What is wrong with the texts of a drawing.
  func problems(of drawing: PictureDrawing) -> [String] {
    overwritten(in: drawing.whole) + missingNumbers(in: drawing)
  }

  /// No text lies on another or outside, and no line runs through one that is not meant to lie on its own.
  private func overwritten(in part: PicturePart) -> [String] {
    var owners: [Place: Int] = [:]
    var problems: [String] = []
    for (index, label) in part.labels.enumerated() {
      for x in label.place.x..<label.place.x + label.text.terminalWidth {
        if let other = owners[Place(x: x, y: label.place.y)], !isMark(part.labels[other]), !isMark(label) {
          problems.append("'\(label.text)' lies on '\(part.labels[other].text)'")
        }
        owners[Place(x: x, y: label.place.y)] = index
        if !part.area.columns.contains(x) || !part.area.rows.contains(label.place.y) {
          problems.append("'\(label.text)' lies outside")
        } else if !label.liesOnLine, !part.lines.isEmpty(x, label.place.y) {
          problems.append("a line runs through '\(label.text)'")
        } else if part.lines.isCrossing(x, label.place.y), label.text.hasPrefix(" ") {
          problems.append("'\(label.text)' lies on a crossing")
        }
      }
    }
    return problems
  }

  /// The mark of what is selected lies on the beginning of a wire.
  private func isMark(_ label: PictureTexts.Label) -> Bool { label.text == "◆" }

  /// Every wire that has room for them has its value and its gradient.
  private func missingNumbers(in drawing: PictureDrawing) -> [String] {
    let texts = Set(drawing.whole.labels.map(\.text))
    let step = drawing.move.steps.upperBound
    let states = picture.drawn.states
    return picture.circuit.boxes.indices.filter { picture.place(.value, of: $0) != nil }.flatMap { box in
      let node = picture.circuit.boxes[box].node
      let numbers = [
        states.value(of: node, at: step).map(picture.texts.text),
        picture.drawn.pass.hasBackwardStep ? picture.texts.text(states.gradient(of: node, at: step)) : nil,
      ]
      return numbers.compactMap(\.self).map { $0.cut(to: TerminalMeasure.longest) }.filter { number in
        !texts.contains(number) && !texts.contains { $0.hasSuffix("→ \(number)") }
      }.map { "\($0) of node \(node) is missing" }
    }
  }
}
