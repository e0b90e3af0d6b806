import Numbers
import Rendering
import TraceModel

extension Stepper {
  /// The circuit as a picture in characters, whole.
  var circuit: Canvas { drawing?.canvas ?? Canvas(width: 0, height: 0) }

  /// How much of the circuit is drawn, if not all of it.
  private var circuitNote: String? { picture(of: shown).note }

  private func picture(of block: Block) -> CircuitPicture {
    block.scene.picture(
      around: block.move?.gate ?? block.selected.flatMap { block.scene.circuit.gate(of: $0) })
  }

  /// The heading of a part of the circuit: how much of it is drawn, and to which sides it goes on.
  func title(of part: CircuitPart?) -> String {
    let sides = part?.sides ?? []
    let goesOn = sides.isEmpty ? nil : label(.goesOn(sides: sides.joined(separator: " ")))
    return [label(.circuit), circuitNote, goesOn].compactMap(\.self).joined(separator: ", ")
  }

  /// The circuit with the gate that is at work. While a question is open, it is the one that is asked about, and `?`
  /// stands for what is asked.
  var drawing: PictureDrawing? {
    let block = shown
    guard let move = block.move else { return nil }
    let picture = picture(of: block)
    let stops = picture.gates.filter { block.scene.hasBreak(atGate: $0, block.breaks) }
    var marks = CircuitPicture.Marks(selected: block.selected, stops: Set(stops))
    switch quiz?.question?.quantity {
    case .value(let wire) where block.scene.states.value(of: wire, at: block.step) == nil:
      marks.hiddenValues = [wire]
    case .gradient(let wire): marks.hiddenGradients = [wire]
    case .value, nil: break
    }
    return picture.drawing(after: move, knowing: block.step, marks: marks)
  }
}

/// The part of a circuit for which there is room. Where it goes on beyond a side, signs at the edge say so, and wires that
/// come from the left have their names there.
struct CircuitPart {
  private let drawing: PictureDrawing
  private let place: Canvas.Point
  private let width: Int
  private let height: Int

  /// - Parameter place: The column and row that the part begins with; nil to have the gate at work in its middle, as far
  ///   as there is more on both sides.
  init(_ drawing: PictureDrawing, width: Int, height: Int, from place: Canvas.Point? = nil) {
    (self.drawing, self.width, self.height) = (drawing, width, height)
    let focus = drawing.focus
    self.place =
      place
      ?? Canvas.Point(
        x: Self.start(drawing.canvas.width, in: width, around: focus?.columns ?? 0..<1),
        y: Self.start(drawing.canvas.height, in: height, around: focus?.rows ?? 0..<1))
  }

  /// Where a stretch is cut so that a part of it is in the middle; what fits is not cut.
  private static func start(_ length: Int, in room: Int, around part: Range<Int>) -> Int {
    max(0, min((part.lowerBound + part.upperBound - room) / 2, length - room))
  }

  /// To which sides the circuit goes on, each as an arrow.
  var sides: [String] {
    let whole = drawing.canvas
    return [
      ("‹", place.x > 0), ("›", place.x + width < whole.width), ("▴", place.y > 0),
      ("▾", place.y + height < whole.height),
    ].filter(\.1).map(\.0)
  }

  var canvas: Canvas {
    var part = drawing.canvas.part(from: place, width: width, height: height)
    for y in 0..<part.height where drawing.canvas.rows.indices.contains(place.y + y) {
      let row = drawing.canvas.rows[place.y + y]
      // The columns that are not covered by a sign.
      let first = Self.hasMarks(row.prefix(max(0, place.x))) ? 1 : 0
      let end = width - (Self.hasMarks(row.dropFirst(max(0, place.x + width))) ? 1 : 0)
      for label in drawing.labels where label.place.y == place.y + y {
        clear(label, ifCutBy: first..<max(first, end), on: &part)
      }
      if first > 0 {
        let name = nameOfWire(comingTo: y, of: part)
        part.write("‹" + (name.map { $0 + " " } ?? ""), at: .init(x: 0, y: y), style: .dim)
      }
      if end < width { part.write("›", at: .init(x: end, y: y), style: .dim) }
    }
    return part
  }

  /// Takes away what is left of a text that is cut off at an edge: a part of a number is another number. What is left of a
  /// gate stays.
  private func clear(_ label: PictureDrawing.Label, ifCutBy room: Range<Int>, on part: inout Canvas) {
    let columns = label.place.x - place.x..<label.place.x - place.x + label.text.terminalWidth
    let seen = columns.clamped(to: 0..<width)
    let isCut = columns != columns.clamped(to: room) && !seen.isEmpty
    let isText = !label.liesOnLine || label.text.hasPrefix(" ") || label.text.hasSuffix(" ")
    guard isCut, isText else { return }
    let filling = String(repeating: label.liesOnLine ? "─" : " ", count: seen.count)
    part.write(filling, at: .init(x: seen.lowerBound, y: label.place.y - place.y), style: .line)
  }

  private static func hasMarks(_ cells: some Sequence<Cell>) -> Bool {
    cells.contains { $0.character != " " }
  }

  /// The name of the wire that is cut off in a row, if its line has room for it and it is not seen there anyway.
  private func nameOfWire(comingTo y: Int, of part: Canvas) -> String? {
    guard let net = drawing.lines.owner(place.x, place.y + y) else { return nil }
    let narrator = drawing.picture.narrator
    let name = GateShapes.cut(narrator.labels.name(of: drawing.graph.nets[net].wire))
    let room = name.terminalWidth + 2
    guard room < width, part.rows[y].prefix(room).allSatisfy({ "─━".contains($0.character) }) else {
      return nil
    }
    let text = String(part.rows[y].map(\.character))
    return text.contains(" \(name) ") ? nil : name
  }
}
