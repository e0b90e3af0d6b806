import Figures
import Graphviz
import Numbers
import TraceModel

/// What an array's wire shows at each step, and how large its parts must be to hold that.
///
/// The faces are made once, and only for steps that touch the wire, so that frames need not look at large arrays.
struct ArrayWire: Sendable {
  /// Wider grids are drawn as heat maps.
  private static let widest = 230

  /// The name, if it stands on the wire, and the shape; below it, what a map shows of the array.
  private(set) var headers: [String]
  let format: NumberFormat
  private let marks: CircuitMarks
  private var values = Timeline<ArrayFace>()
  private var gradients = Timeline<ArrayFace>()
  /// The sizes of the numbers, where they are written out: the same for value and gradient, which then are aligned,
  /// and for each alone.
  private(set) var grid: GridTable?
  private(set) var valueGrid: GridTable?
  private(set) var gradientGrid: GridTable?
  private(set) var bodyWidth = 0
  private(set) var bodyHeight = 0
  /// The room for what stands behind the brackets.
  private(set) var valueSuffixWidth = 0
  private(set) var gradientSuffixWidth = 0
  private(set) var hasNotes = false
  /// The room for each of the numbers beside the keys of maps; nil where no map has a key.
  private(set) var keyEndWidth: Int?
  /// The width where value and gradient are above each other.
  private(set) var width = 0
  /// The width of each where they are side by side.
  private(set) var halfWidth = 0

  /// - Parameter marks: Where another trace has other numbers, which a sign behind the brackets then tells.
  init(_ wire: Int, in narrator: Narrator, fault: String, marks: CircuitMarks = CircuitMarks()) {
    self.marks = marks
    let shape = narrator.trace.node(wire).shape
    headers = [[narrator.wireName(of: wire), Labels.shape(shape)].compactMap(\.self).joined(separator: " ")]
    format = narrator.format
    let form = ArrayForm(shape)
    addFaces(of: wire, in: narrator, isWritten: form.fits() || form.isEmpty, fault)
    if form.fits() || form.isEmpty {
      let grid = GridTable(fitting: faces.compactMap(\.numbers), style: .wire)
      if grid.width <= Self.widest {
        self.grid = grid
        valueGrid = GridTable(fitting: values.contents.compactMap(\.numbers), style: .wire)
        gradientGrid = GridTable(fitting: gradients.contents.compactMap(\.numbers), style: .wire)
      } else {
        addFaces(of: wire, in: narrator, isWritten: false, fault)
      }
    }
    measure()
  }

  /// What the wire shows of its value after a step.
  func value(at step: Int) -> ArrayFace { values[step] ?? .empty }

  /// What the wire shows of its gradient after a step.
  func gradient(at step: Int) -> ArrayFace { gradients[step] ?? .sign(LabelSizes.pending) }

  private var faces: [ArrayFace] { values.contents + gradients.contents }

  private mutating func addFaces(
    of wire: Int, in narrator: Narrator, isWritten: Bool, _ fault: String
  ) {
    func face(_ tensor: Tensor) -> ArrayFace {
      ArrayFace(tensor, isWritten: isWritten, narrator.format, fault: fault)
    }
    (values, gradients) = (Timeline(), Timeline())
    var shown: Tensor?
    for step in narrator.changes(of: wire) {
      if let value = narrator.states.value(of: wire, at: step), value != shown {
        values.append(marks.values[wire] == nil ? face(value) : face(value).marked(), from: step)
        shown = value
      }
      let gradient = Self.face(narrator.states.gradient(of: wire, at: step), face)
      gradients.append(marks.gradients[wire] == nil ? gradient : gradient.marked(), from: step)
    }
  }

  private static func face(_ state: GradientState, _ face: (Tensor) -> ArrayFace) -> ArrayFace {
    switch state {
    case .pending: .sign(LabelSizes.pending)
    case .accumulating(let arrived, _): face(Tensor.sum(arrived)).awaitingMore()
    case .final(let gradient): face(gradient)
    case .noPath: .sign("—")
    }
  }

  private mutating func measure() {
    let maps = faces.compactMap(\.map)
    for table in maps.map(MapTable.init) {
      (bodyWidth, bodyHeight) = (max(bodyWidth, table.width), max(bodyHeight, table.height))
    }
    keyEndWidth = maps.compactMap(\.range).map { MapKey(range: $0, format: format).endWidth }.max()
    if let map = maps.first { headers += map.sample.samples.map { English().text($0) } }
    if let grid { (bodyWidth, bodyHeight) = (grid.width, grid.height) }
    bodyHeight = LabelSizes.even(Double(max(bodyHeight, 16)))
    valueSuffixWidth = Self.suffixWidth(values.contents)
    gradientSuffixWidth = Self.suffixWidth(gradients.contents)
    hasNotes = faces.contains { !$0.note.isEmpty }
    let texts = faces.map(\.note) + headers
    let widest = max(
      texts.map { LabelSizes.room(for: " " + $0, size: LabelSizes.smallSize) + 2 }.max() ?? 0,
      keyEndWidth.map { 2 * $0 + MapKey.stripWidth } ?? 0)
    width = LabelSizes.even(
      Double(max(bodyWidth + max(valueSuffixWidth, gradientSuffixWidth) + 6, widest, 22)))
    let halves = [
      (valueGrid?.width ?? bodyWidth) + valueSuffixWidth,
      (gradientGrid?.width ?? bodyWidth) + gradientSuffixWidth, widest, 22,
    ]
    halfWidth = LabelSizes.even(Double((halves.max() ?? 0) + ArrayWireTable.gap + 2))
  }

  private static func suffixWidth(_ faces: [ArrayFace]) -> Int {
    let suffixes = faces.map(\.suffix).filter { !$0.isEmpty }
    return suffixes.map { LabelSizes.room(for: " " + $0, size: LabelSizes.smallSize) + 1 }.max() ?? 0
  }
}

extension ArrayFace {
  /// The numbers, if they are written out.
  var numbers: [[[String]]]? {
    if case .numbers(let numbers) = body { numbers } else { nil }
  }

  /// The map, if there is one.
  var map: HeatMap? {
    if case .map(let map) = body { map } else { nil }
  }
}

extension LabelSizes {
  /// The width of a line, by the widest of fonts and by Graphviz's own metrics, in points.
  static func room(for text: String, size: Double) -> Int {
    let metrics = FontMetrics.width(of: text.utf8, font: "Helvetica", size: size) ?? 0
    return Int(max(TextWidth.points(text, size: size), metrics).rounded(.up))
  }
}
