import Figures
import Numbers
public import TraceModel

/// An array of a program that is to be drawn in colours: as the pictures that it holds, or, without a size of these, as
/// one map.
public struct ImageRequest: Equatable, Sendable {
  public struct Size: Equatable, Sendable {
    public var height: Int
    public var width: Int

    public init(height: Int, width: Int) {
      self.height = height
      self.width = width
    }
  }

  public var name: String
  public var size: Size?

  public init(name: String, size: Size? = nil) {
    self.name = name
    self.size = size
  }
}

extension ImageRequest.Size {
  /// The longest side that a picture may have.
  public static let longest = 1000

  /// A size of pictures that an array of some shape is made of: its matrices if it has several, else its rows or columns
  /// as nearly square as they can be, or itself.
  public init?(fitting shape: [Int]) {
    let rows = shape.last.flatMap(Self.init(area:))
    let columns = shape.count == 2 ? Self(area: shape[0]) : nil
    let matrix = shape.count > 1 ? Self(height: shape[shape.count - 2], width: shape[shape.count - 1]) : nil
    let sizes = (shape.count > 2 ? [matrix, rows] : [rows, columns, matrix]).compactMap(\.self)
    let fitting = sizes.first { size in
      size.height <= Self.longest && size.width <= Self.longest
        && TileLayout(shape, height: size.height, width: size.width) != nil
    }
    guard let fitting else { return nil }
    self = fitting
  }

  /// The sides of so many numbers; nil where one of them would be 1.
  private init?(area: Int) {
    guard area > 3,
      let height = stride(from: Int(Double(area).squareRoot()), to: 1, by: -1).first(where: { area % $0 == 0 }
      )
    else { return nil }
    self.init(height: height, width: area / height)
  }
}

/// Why an array cannot be drawn as pictures.
public enum ImageProblem: Error, Equatable, Sendable {
  /// No array has that name.
  case unknown(String, names: [String])
  /// An array of that shape is not made of pictures of that size.
  case unfitting(name: String, ImageRequest.Size, shape: [Int])
  /// An array of more axes than two has no map.
  case noMap(name: String, shape: [Int])
  case noNumber(name: String)
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
    guard let size = request.size else { return try map(request.name, reference, shape, pass) }
    guard let layout = TileLayout(shape, height: size.height, width: size.width) else {
      throw .unfitting(name: request.name, size, shape: shape)
    }
    let note = TileNote(
      part: layout.part, count: layout.count, drawn: min(layout.count, TilesFigure.mostTiles),
      height: size.height, width: size.width)
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
    return show(
      tiles.figure, tiles.face, request.name, language.text(.tiles(name: request.name)), sentence, pass)
  }

  /// An array as one map, as it is at the end of the pass.
  private mutating func map(_ name: String, _ reference: Reference, _ shape: [Int], _ pass: Pass)
    throws(ImageProblem) -> String
  {
    let format = NumberFormat(for: trace)
    var reference = reference
    reference.step = max(0, (pass.steps?.upperBound ?? trace.stepCount) - 1)
    let value = TraceNumbers(states, format: format).tensor(reference, at: 0)
    let words = MapFigure.Words(
      name: name,
      note: language.text(.mapNote(shape: shape, rows: MapFigure.mostRows, columns: MapFigure.mostColumns)),
      counts: language.text(.mapCounts(value?.elements.count ?? 0)))
    guard let value,
      let map = MapFigure(key(of: pass).with("image").with(name), value, reference, words, format: format)
    else {
      if shape.count <= 2 { throw .noNumber(name: name) }
      throw .noMap(name: name, shape: shape)
    }
    let sentence = language.text(
      Sentence.map(name: name, shape: shape, range: format.range(value.elements) ?? ""))
    return show(map.figure, map.face, name, language.text(.map(name: name)), sentence, pass)
  }

  private mutating func show(
    _ figure: Figure, _ face: Face, _ name: String, _ title: String, _ sentence: String, _ pass: Pass
  ) -> String {
    let svg = SVGWriter.svg(
      figure, face, numbers: TraceNumbers(states, format: NumberFormat(for: trace)),
      words: FigureWords(title: title, description: sentence, language: language.code),
      palette: options.palette)
    let file = "image-\(FigureKey([name]).word)\(passSuffix(pass.number)).svg"
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
