import Figures
import Numbers
public import TraceModel

/// An array of a program that holds pictures, and their size.
public struct ImageRequest: Equatable, Sendable {
  public var name: String
  public var height: Int
  public var width: Int

  public init(name: String, height: Int, width: Int) {
    self.name = name
    self.height = height
    self.width = width
  }
}

/// Why an array cannot be drawn as pictures.
public enum ImageProblem: Error, Equatable, Sendable {
  /// No array has that name.
  case unknown(String, names: [String])
  /// An array of that shape is not made of pictures of that size.
  case unfitting(ImageRequest, shape: [Int])
}

extension WalkThrough {
  /// The arrays that are to be drawn as pictures, each as an image: where a loop moves one, before and after.
  public mutating func tiles(of pass: Pass) throws(ImageProblem) -> [String] {
    var images: [String] = []
    for request in options.images { images.append(try tiles(request, pass)) }
    return images
  }

  private mutating func tiles(_ request: ImageRequest, _ pass: Pass) throws(ImageProblem) -> String {
    let (reference, shape) = try array(named: request.name)
    guard let layout = TileLayout(shape, height: request.height, width: request.width) else {
      throw .unfitting(request, shape: shape)
    }
    let note = TileNote(
      part: layout.part.told, count: layout.count, drawn: min(layout.count, TilesFigure.mostTiles),
      height: request.height, width: request.width)
    let format = NumberFormat(for: trace)
    let moments = moments(of: reference, pass)
    let (language, part) = (language, note.part)
    let words = TilesFigure.Words(
      name: request.name, note: language.text(.tileNote(note)),
      part: { language.text(.tile(part, $0)) }, sign: language.text(.belowZero))
    let tiles = TilesFigure(
      key(of: pass).with("image").with(request.name), layout, moments, words, format: format)
    let range = format.range(moments.flatMap(\.value.elements)) ?? ""
    let sentence = language.text(Sentence.tiles(name: request.name, note, range: range))
    let svg = SVGWriter.svg(
      tiles.figure, tiles.face, numbers: TraceNumbers(states, format: format),
      words: FigureWords(
        title: language.text(.tiles(name: request.name)), description: sentence, language: language.code),
      palette: options.palette)
    let isFirst = pass.number == keptPasses.first?.number
    let file = "image-\(FigureKey([request.name]).word)" + (isFirst ? "" : "-pass-\(pass.number)") + ".svg"
    return show(ShownDrawing(name: file, svg: svg), sentence)
  }

  /// The moments at which an array is shown: the end of the pass, or, where updates move it in a loop, its value before
  /// the first of them and after the last.
  private func moments(of reference: Reference, _ pass: Pass) -> [TilesFigure.Moment] {
    let last = max(0, (pass.steps?.upperBound ?? trace.stepCount) - 1)
    let moves = trace.passes.filter { $0.updates.contains { $0.node == reference.node } }
    let isMoved = reference.quantity == .value && !moves.isEmpty
    guard isMoved, let first = moves.first, let end = moves.last, pass.number == keptPasses.first?.number
    else { return [moment("", "", reference, at: last)].compactMap(\.self) }
    return [
      moment(
        language.text(.before), language.text(.pass(first.number)), reference, at: pass.steps?.lowerBound ?? 0
      ),
      moment(language.text(.after), language.text(.pass(end.number)), reference, at: trace.stepCount - 1),
    ].compactMap(\.self)
  }

  private func moment(_ title: String, _ note: String, _ reference: Reference, at step: Int)
    -> TilesFigure.Moment?
  {
    var reference = reference
    reference.step = step
    return TraceNumbers(states, format: NumberFormat(for: trace)).tensor(reference, at: step).map {
      TilesFigure.Moment(title: title, note: note, reference: reference, value: $0)
    }
  }

  /// The node, or the constant operand, of a name; and its shape.
  private func array(named name: String) throws(ImageProblem) -> (reference: Reference, shape: [Int]) {
    var names: [String] = []
    for id in 0..<trace.nodeCount {
      let node = trace.node(id)
      if let own = node.name?.text, !node.shape.isEmpty {
        if own == name { return (.value(id), node.shape) }
        if !names.contains(own) { names.append(own) }
      }
      for (index, operand) in node.operands.enumerated() {
        guard case .constant(let constant) = operand, let own = constant.name, !constant.value.shape.isEmpty
        else { continue }
        if own == name { return (Reference(.constant, of: id, input: index), constant.value.shape) }
        if !names.contains(own), own.first?.isLetter ?? false { names.append(own) }
      }
    }
    throw .unknown(name, names: names)
  }
}

extension TileLayout.Part {
  fileprivate var told: TileNote.Part {
    switch self {
    case .whole: .whole
    case .row: .row
    case .column: .column
    case .matrix: .matrix
    }
  }
}
