import Numbers
import Rendering
import TraceModel

extension Stepper {
  /// The circuit as a picture in characters: whole, or what is around the gate at work if that is too much to read.
  var circuit: Canvas {
    guard let drawing else { return Canvas(width: 0, height: 0) }
    return CircuitPart(
      drawing, width: min(drawing.width, Self.widest), height: min(drawing.height, Self.highest)
    ).canvas
  }

  private static let (widest, highest) = (1000, 200)

  /// The heading of a part of the circuit, with the sides to which it goes on.
  func title(of part: CircuitPart?) -> String {
    let sides = part?.sides ?? []
    let goesOn = sides.isEmpty ? nil : label(.goesOn(sides: sides.joined(separator: " ")))
    return [label(.circuit), goesOn].compactMap(\.self).joined(separator: ", ")
  }

  /// The circuit with the gate that is at work. While a question is open, it is the one that is asked about, and `?`
  /// stands for what is asked.
  var drawing: PictureDrawing? {
    let block = shown
    guard let move = block.move else { return nil }
    let picture = block.scene.picture(at: block.node, language)
    let gates =
      block.breaks.isEmpty
      ? []
      : block.scene.circuit.gates.indices.filter {
        block.scene.hasBreak(atGate: $0, block.breaks)
      }
    let stops = gates.flatMap { block.scene.circuit.gates[$0].nodes }
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

/// The part of a circuit for which there is room.
struct CircuitPart {
  private let drawing: PictureDrawing
  private let area: PictureArea

  /// - Parameters:
  ///   - place: The column and row that the part begins with; nil to have the gate at work in its middle, as far as there
  ///     is more on both sides.
  ///   - panned: How far the reader moved it from there.
  init(
    _ drawing: PictureDrawing, width: Int, height: Int, from place: Canvas.Point? = nil,
    panned: Canvas.Point = .init(x: 0, y: 0)
  ) {
    self.drawing = drawing
    let focus = drawing.focus
    let x = place?.x ?? Self.start(drawing.width, in: width, around: focus?.columns ?? 0..<1, panned.x)
    let y = place?.y ?? Self.start(drawing.height, in: height, around: focus?.rows ?? 0..<1, panned.y)
    area = PictureArea(columns: x..<x + max(0, width), rows: y..<y + max(0, height))
  }

  /// Where a stretch is cut so that a part of it is in the middle; what fits is not cut.
  private static func start(_ length: Int, in room: Int, around part: Range<Int>, _ panned: Int) -> Int {
    let usual = max(0, min((part.lowerBound + part.upperBound - room) / 2, length - room))
    return max(0, min(usual + panned, length - room))
  }

  /// To which sides the circuit goes on, each as an arrow.
  var sides: [String] {
    [
      ("‹", area.columns.lowerBound > 0), ("›", area.columns.upperBound < drawing.width),
      ("▴", area.rows.lowerBound > 0), ("▾", area.rows.upperBound < drawing.height),
    ].filter(\.1).map(\.0)
  }

  var canvas: Canvas { drawing.part(area).canvas }
}
