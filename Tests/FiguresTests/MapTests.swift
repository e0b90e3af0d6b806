import Numbers
import Testing

@testable import Figures

struct `The key of a map` {
  private static func key(_ least: Double, _ largest: Double, _ tones: MapForm.Tones) throws -> (
    range: NumberRange, key: MapKeyForm
  ) {
    let range = try #require(NumberRange([least, largest]))
    return (range, MapKeyForm(range, tones))
  }

  @Test(
    arguments: [
      (-1.0, 1.0), (-3, 20), (-0.001, 5), (0, 1), (2, 9), (-9, -2), (-1e308, 1e308), (4, 4), (0, 0),
    ],
    MapForm.Tones.allCases)
  func `has every colour of a cell, and each where its numbers are`(
    ends: (least: Double, largest: Double), tones: MapForm.Tones
  ) throws {
    let (range, key) = try Self.key(ends.least, ends.largest, tones)
    #expect(key.parts.first?.top == 0 && key.parts.last?.bottom == 1)
    #expect(zip(key.parts, key.parts.dropFirst()).allSatisfy { $0.bottom == $1.top })
    let shown = key.parts.map(\.tone)
    #expect(Set(shown).count == shown.count)
    let numbers = (0...1000).map { ends.least * (1 - Double($0) / 1000) + ends.largest * Double($0) / 1000 }
    let used = Set(numbers.compactMap { range.tone(of: $0, tones) })
    #expect(used.isSubset(of: shown))
    // Zero parts the colours of numbers above from those below.
    if let zero = key.zero {
      #expect(
        key.parts.allSatisfy { $0.tone.isNegative ? $0.top >= zero - 1e-12 : $0.bottom <= zero + 1e-12 })
    }
    #expect((key.zero != nil) == (tones == .signed || (ends.least < 0 && ends.largest > 0)))
  }

  @Test func `has each colour as wide as the others where signs have marks`() throws {
    let key = try Self.key(-2, 1, .signed).key
    #expect(key.parts.count == 2 * HeatMap.levels)
    #expect(key.parts.allSatisfy { abs($0.bottom - $0.top - 1 / Double(key.parts.count)) < 1e-12 })
    #expect(key.endLabels(NumberFormat(digits: 2)).map(\.text) == ["2.00", "−2.00"])
  }
}

struct `The picture of an array` {
  private static func tiles(_ side: Int) throws -> TilesFigure {
    let count = side * side
    let value = try #require(Tensor(shape: [2, count], elements: (0..<2 * count).map { Double($0) - 5 }))
    let layout = try #require(TileLayout(value.shape, height: side, width: side))
    let moment = TilesFigure.Moment(title: "", note: "", reference: .value(0), value: value)
    let words = TilesFigure.Words(name: "W", note: "", part: { "\($0)" }, sign: "below")
    return TilesFigure(FigureKey(["t"]), layout, [moment], words, format: NumberFormat(digits: 2))
  }

  private static func tones(_ figure: Figure) -> [MapForm.Tones] {
    figure.shapes.compactMap { if case .map(let map) = $0.form { map.tones } else { nil } }
  }

  @Test(arguments: [(2, MapForm.Tones.signed), (13, .signed), (28, .range), (60, .range)])
  func `tells signs by marks where they find room, else by lightness`(side: Int, tones: MapForm.Tones) throws
  {
    #expect(try Self.tones(Self.tiles(side).figure) == [tones])
  }
}

struct `The room for an array` {
  private static let format = NumberFormat(digits: 2)

  private static func layout(_ shape: [Int], _ numbers: [Double]...) -> GridLayout {
    GridLayout(shape, values: numbers.compactMap { Tensor(shape: shape, elements: $0) }, format: format)
  }

  @Test(
    arguments: [
      ([3], [1, -20, 3.5], 1, 3, 1), ([2, 3], [1, 2, 3, 4, 5, 6], 1, 2, 3),
      ([2, 2, 1], [1, 2, 3, 4], 2, 2, 1), ([1, 4], [0.5, 0.25, 100, -7], 1, 1, 4),
    ] as [([Int], [Double], Int, Int, Int)])
  func `has a place for every number inside its brackets`(
    _ shape: [Int], _ numbers: [Double], _ matrices: Int, _ rows: Int, _ columns: Int
  ) throws {
    let layout = Self.layout(shape, numbers)
    let form = layout.form(at: Point(10, 20))
    #expect(form.matrices.count == matrices && form.rows == rows)
    #expect(form.matrices.allSatisfy { $0.columns.count == columns })
    let grid = GridFormat(Self.format, for: numbers)
    for (index, number) in numbers.enumerated() {
      let matrix = form.matrices[index / (rows * columns)]
      let column = index % columns
      let left = column == 0 ? matrix.box.left : matrix.columns[column - 1]
      // Marked numbers are bold, and as wide as that.
      let width = TextWidth.points(grid.text(number), size: GridLayout.fontSize, isBold: true)
      #expect(matrix.columns[column] - width > left)
      #expect(matrix.columns[column] < matrix.box.right)
    }
    #expect(Double(rows) * form.rowHeight <= layout.height)
  }

  @Test func `is as wide as its matrices beside each other`() throws {
    let layout = Self.layout([2, 1, 2], [1, 2, 3, 4])
    let form = layout.form(at: Point(5, 0))
    #expect(form.matrices[0].box.left == 5 && form.matrices[1].box.left > form.matrices[0].box.right)
    #expect(abs(form.matrices[1].box.right - 5 - layout.width) < 1e-9)
    #expect(form.matrices.allSatisfy { $0.box.height == layout.height })
  }

  @Test func `is that of the widest numbers of all steps`() {
    let (narrow, wide) = (Self.layout([2], [1, 2]), Self.layout([2], [1, -1234.5]))
    let both = Self.layout([2], [1, 2], [1, -1234.5], [0, 0])
    #expect(narrow.width < wide.width && both == wide)
    #expect(both.form(at: Point(0, 0)) == wide.form(at: Point(0, 0)))
  }

  @Test(arguments: [[0], [0, 3], [2, 0]]) func `of an empty array has no columns and a height`(shape: [Int]) {
    let layout = Self.layout(shape, [])
    #expect(layout.form(at: Point(0, 0)).matrices.isEmpty && layout.width == 0 && layout.height > 0)
  }

  @Test func `leaves out values of another shape`() {
    let other = [Tensor(shape: [2], elements: [1, 2]), Tensor(shape: [1], elements: [-123456.0])].compactMap(
      \.self)
    #expect(GridLayout([2], values: other, format: Self.format) == Self.layout([2], [1, 2]))
  }
}
