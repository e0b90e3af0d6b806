package import Numbers

/// Where the value or the gradient of an array stands at its wire: numbers between brackets, or a map with a key.
struct ArrayRoom {
  enum Body {
    case grid(GridLayout)
    case map(MapSample)
  }

  /// Wider grids are drawn as maps.
  private static let widest = 260.0
  private static let (keyHeight, noteHeight, suffixGap) = (17.0, 15.0, 5.0)
  /// A sign that more is to come.
  private static let moreWidth = 24.0
  /// A sign that another trace has other numbers.
  private static let markWidth = 18.0
  static let noteSize = 11.0
  /// What stands before slopes that are multiplied element by element.
  static let signWidth = 16.0

  let body: Body
  /// What stands above: the shape, and what a map shows of the array.
  let headers: [String]
  private let suffixWidth: Double
  private let keyWidth: Double
  private let hasNote: Bool
  private let noteWidth: Double

  /// - Parameters:
  ///   - values: All that it shows at some step.
  ///   - awaitsMore: Whether a part of it is shown while more is to come.
  ///   - isMarked: Whether a sign stands behind it.
  ///   - isMap: Whether it is a map however few numbers it has.
  init(
    _ shape: [Int], _ values: [Tensor], headers: [String], awaitsMore: Bool, isMarked: Bool = false,
    isMap: Bool = false, limit: Int = ArrayForm.limit,
    format: NumberFormat, fault: String = ""
  ) {
    let form = ArrayForm(shape)
    let more = (awaitsMore ? Self.moreWidth : 0) + (isMarked ? Self.markWidth : 0)
    let fits = !isMap && form.fits(in: limit) || form.isEmpty
    let grid = fits ? GridLayout(shape, values: values, format: format) : nil
    if let grid, grid.width <= Self.widest {
      body = .grid(grid)
      self.headers = Array(headers.prefix(1))
      let factors = values.compactMap { GridFormat(format, for: $0.elements).factor }
      let widest = factors.map { TextWidth.points($0, size: 12) + Self.suffixGap }.max() ?? 0
      suffixWidth = widest + more
      keyWidth = 0
    } else {
      body = .map(MapSample(shape))
      self.headers = headers
      suffixWidth = more
      keyWidth = values.compactMap { NumberRange($0.elements) }.map { RangeKey.width($0, format) }.max() ?? 0
    }
    hasNote = values.contains { !$0.isFinite }
    let notes = values.compactMap { NumberFormat.warning(about: $0.elements) }
    noteWidth = notes.map { TextWidth.points($0 + " " + fault, size: Self.noteSize) }.max() ?? 0
  }

  var isMap: Bool {
    if case .map = body { true } else { false }
  }

  private var bodySize: (width: Double, height: Double) {
    switch body {
    case .grid(let grid): (grid.width, grid.height)
    case .map(let map): (map.width + 3, map.height + 3)
    }
  }

  var width: Double {
    // The body is in the middle of the wire, whatever stands behind it.
    let texts = headers.map { TextWidth.points($0, size: Self.noteSize) }
    return max(bodySize.width + 2 * suffixWidth, keyWidth, noteWidth, texts.max() ?? 0)
  }

  var height: Double {
    var height = bodySize.height + Self.noteHeight * Double(headers.count + (hasNote ? 1 : 0))
    if case .map = body { height += Self.keyHeight }
    return height
  }

  /// The form of the array in a box of that size, and where what stands behind it begins.
  ///
  /// - Parameter isBelow: Whether it is below its wire, with what explains it below itself.
  func form(in box: Box, isBelow: Bool, scale: Int) -> (form: Form, suffix: Point) {
    let (size, key) = (bodySize, keyWidth > 0 ? Self.keyHeight : 0)
    let left = box.center.x - size.width / 2
    let top = isBelow ? box.top : box.bottom - size.height
    let suffix = Point(left + size.width + Self.suffixGap, top + size.height / 2 + 4.5)
    let note = Point(box.center.x, isBelow ? top + size.height + key + 11 : top - key - 4)
    switch body {
    case .grid(let grid):
      var form = grid.form(at: Point(left, top))
      form.notePlace = note
      form.headers = headerTexts(in: box, isBelow: isBelow)
      return (.grid(form), suffix)
    case .map(let sample):
      var map = sample.map(at: Point(left + 1.5, top + 1.5), tones: .range, scale: scale)
      map.key = Point(box.center.x, isBelow ? top + size.height + 4 : top - 13)
      map.notePlace = note
      map.headers = headerTexts(in: box, isBelow: isBelow)
      return (.map(map), suffix)
    }
  }

  private func headerTexts(in box: Box, isBelow: Bool) -> [TextForm] {
    let top = isBelow ? box.bottom - Self.noteHeight * Double(headers.count) : box.top
    return headers.enumerated().filter { !$0.element.isEmpty }.map { index, header in
      TextForm(
        header, at: Point(box.center.x, top + Self.noteHeight * Double(index) + 11), anchor: .middle,
        fontSize: Self.noteSize, ink: .soft)
    }
  }
}

/// The key of a map as a lying bar between its ends.
package enum RangeKey {
  static let (cellWidth, cellHeight, fontSize) = (5.0, 8.0, 11.0)
  static let stripWidth = Double(HeatMap.levels) * cellWidth

  /// What stands before and behind the colours; of numbers that are all the same, the number alone.
  package static func ends(_ range: NumberRange, _ format: NumberFormat) -> (least: String, largest: String) {
    (range.least == range.largest ? "" : format.text(range.least), format.text(range.largest))
  }

  static func width(_ range: NumberRange, _ format: NumberFormat) -> Double {
    let ends = ends(range, format)
    let widest = max(
      TextWidth.points(ends.least, size: fontSize), TextWidth.points(ends.largest, size: fontSize))
    return stripWidth + 2 * (widest + 5)
  }
}
