import Rendering
import TraceModel

extension Stepper {
  /// The circuit as a picture in characters, whole.
  var circuit: Canvas { drawing?.canvas ?? Canvas(width: 0, height: 0) }

  /// The part of the circuit that a region of a size shows: the gate at work is in its middle, as far as there is more
  /// on both sides.
  func circuit(width: Int, height: Int) -> Canvas {
    guard let drawing else { return Canvas(width: width, height: height) }
    let (canvas, focus) = (drawing.canvas, drawing.focus)
    let x = Self.start(canvas.width, in: width, around: focus?.columns ?? 0..<1)
    let y = Self.start(canvas.height, in: height, around: focus?.rows ?? 0..<1)
    return canvas.part(from: Canvas.Point(x: x, y: y), width: width, height: height)
  }

  /// How much of the circuit is drawn, if not all of it.
  var circuitNote: String? { picture.note }

  private var picture: CircuitPicture {
    scene.picture(around: block.move?.gate ?? block.selected.flatMap { scene.circuit.gate(of: $0) })
  }

  private var drawing: PictureDrawing? {
    guard let move = block.move else { return nil }
    let picture = picture
    let stops = picture.gates.filter { scene.hasBreak(atGate: $0, block.breaks) }
    return picture.drawing(
      after: move, marks: CircuitPicture.Marks(selected: block.selected, stops: Set(stops)))
  }

  /// Where a stretch is cut so that a part of it is in the middle; what fits is not cut.
  private static func start(_ length: Int, in room: Int, around part: Range<Int>) -> Int {
    max(0, min((part.lowerBound + part.upperBound - room) / 2, length - room))
  }
}
