import Figures
import Numbers
import Rendering
import TraceModel

/// What a circuit shows after a move. A part of it is drawn at a time.
struct PictureDrawing: Sendable {
  let picture: CircuitPicture
  let move: Move
  let marks: CircuitPicture.Marks
  let moment: CircuitMoment
  private let numbers: CircuitNumbers
  /// The step after which the numbers are shown.
  private let step: Int

  var width: Int { picture.placement.size.width }
  var height: Int { picture.placement.size.height }
  var circuit: Figures.Circuit { picture.circuit }

  init(_ picture: CircuitPicture, move: Move, step: Int, marks: CircuitPicture.Marks) {
    (self.picture, self.move, self.step, self.marks) = (picture, move, step, marks)
    moment = CircuitMoment(picture.drawn, steps: move.steps, at: step)
    numbers = CircuitNumbers(picture.drawn, format: picture.format)
  }

  func part(_ area: PictureArea) -> PicturePart { PicturePart(self, area) }

  var whole: PicturePart { part(PictureArea(columns: 0..<width, rows: 0..<height)) }

  // MARK: What is written

  /// What stands above a wire.
  func value(of box: Int) -> PictureLabel? {
    let node = circuit.boxes[box].node
    if marks.hiddenValues.contains(node) { return PictureLabel("?", .hidden) }
    guard let content = moment.content(of: SlotID(.value(node), .value)), let shown = tensor(content.shown)
    else { return nil }
    var text = picture.texts.text(shown)
    if content.state == .replaced, let next = tensor(content.next) {
      text += " → " + picture.texts.text(next)
    }
    return PictureLabel(
      text, [.value, .when(content.state == .stale, .dim), .when(content.isMarked, .active)])
  }

  /// What stands below a wire.
  func gradient(of box: Int) -> PictureLabel? {
    let node = circuit.boxes[box].node
    guard let content = moment.content(of: SlotID(.value(node), .gradient)) else { return nil }
    let text = gradientText(content, tensor(content.shown))
    if marks.hiddenGradients.contains(node) {
      let isPart = content.state == .accumulating
      return PictureLabel(isPart ? text.replacing(WireTexts.pending, with: "?") : "?", .hidden)
    }
    let isNone = content.state == .pending || content.state == .noPath
    return PictureLabel(text, [.gradient, .when(isNone, .dim), .when(content.isMarked, .active)])
  }

  /// What came down a branch; nothing as long as it has not.
  func downstream(of branch: CircuitLayout.Branch) -> PictureLabel? {
    let id = picture.id(of: branch)
    guard !isAsked(branch), let content = moment.content(of: SlotID(id, .downstream)),
      content.state == .final, let tensor = tensor(content.shown)
    else { return nil }
    return PictureLabel(gradientText(content, tensor), [.gradient, .when(content.isMarked, .active)])
  }

  /// By what the gradient is multiplied along a branch.
  func local(of branch: CircuitLayout.Branch) -> PictureLabel? {
    let id = picture.id(of: branch)
    guard !isAsked(branch), let content = moment.content(of: SlotID(id, .local)),
      let local = tensor(content.shown), let factor = local.scalar ?? local.sharedNumber
    else { return nil }
    return PictureLabel(picture.format.factorText(factor), .active)
  }

  /// Whether what the move hands to a branch is asked for.
  private func isAsked(_ branch: CircuitLayout.Branch) -> Bool {
    let source = circuit.boxes[circuit.operands[branch.use].box].node
    return marks.hiddenGradients.contains(source) && moment.look(of: picture.id(of: branch)).mark == .arrow
  }

  private func gradientText(_ content: Face.Content, _ tensor: Tensor?) -> String {
    switch content.state {
    case .accumulating: picture.texts.text(.accumulating(arrived: tensor.map { [$0] } ?? [], outstanding: 1))
    case .noPath: picture.texts.text(.noPath)
    default: picture.texts.text(tensor.map(GradientState.final) ?? .pending)
    }
  }

  private func tensor(_ reference: Reference?) -> Tensor? {
    reference.flatMap { numbers.tensor($0, at: step) }
  }

  // MARK: Where to look

  /// Where the step happens: the gate at work with its wires' numbers, or the wire that changes.
  var focus: PictureArea? {
    if let box = circuit.boxes.indices.first(where: isActive), let rect = picture.placement.boxes[box] {
      let room = picture.place(.value, of: box) ?? rect
      let sources = circuit.boxes[box].operands.map { circuit.operands[$0].box }
      let rows = sources.compactMap(picture.row).filter { abs($0 - rect.y) < Self.nearRows }
      let starts = sources.compactMap { source in
        picture.place(.name, of: source)?.x ?? picture.nets[source].flatMap(picture.start)?.x
      }.filter { rect.x - $0 < Self.nearColumns }
      let near = rows + [rect.y, rect.bottom - 1]
      return PictureArea(
        columns: max(
          0, min(starts.min() ?? rect.x, rect.x - Self.leastColumns))..<max(rect.right, room.right),
        rows: ((near.min() ?? 0) - 1..<(near.max() ?? 0) + 2).clamped(to: 0..<height))
    }
    let net = picture.placement.nets.indices.first { index in
      let box = circuit.boxes[picture.placement.nets[index].value]
      return move.kind == .inputs ? box.kind == .input : moment.look(of: .value(box.node)).mark != nil
    }
    guard let net, let start = picture.start(of: net) else { return nil }
    let room = picture.place(.value, of: picture.placement.nets[net].value)
    return PictureArea(
      columns: start.x..<max(start.x + 1, room?.right ?? 0),
      rows: (start.y - 1..<start.y + 2).clamped(to: 0..<height))
  }

  /// So far from a gate what runs into it is looked at, and so many columns before it at any rate.
  private static let (nearColumns, nearRows, leastColumns) = (48, 6, 12)

  /// Whether the step reads or writes along a line.
  func isMarked(_ id: ShapeID) -> Bool { moment.look(of: id).mark != nil }

  /// Whether the step's gate is, or is in, a box.
  func isActive(_ box: Int) -> Bool { moment.look(of: .gate(circuit.boxes[box].node)).mark == .active }
}

/// What is written somewhere, and how it looks.
struct PictureLabel: Equatable, Sendable {
  var text: String
  var style: Style

  init(_ text: String, _ style: Style) { (self.text, self.style) = (text, style) }
}

extension Style {
  /// A style, or none.
  static func when(_ condition: Bool, _ style: Style) -> Style { condition ? style : [] }
}
