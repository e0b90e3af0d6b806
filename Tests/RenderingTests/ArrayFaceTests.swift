import Numbers
import Testing
import TraceModel

@testable import Figures
@testable import Rendering

struct `Numbers of an array` {
  @Test(
    arguments: [
      ([0.1, -0.3, 0], 2, ["0.10", "−0.30", "0.00"], nil),
      ([1, -20, 0], 0, ["1", "−20", "0"], nil),
      ([0.0003, -0.004, 0], 2, ["0.30", "−4.00", "0.00"], "×10⁻³"),
      ([0.09, 0.001], 2, ["9.00", "0.10"], "×10⁻²"),
      ([3.2e8, -4e7, 1.2e9], 2, ["0.32", "−0.04", "1.20"], "×10⁹"),
      ([9.999e-5, 1e-5], 2, ["1.00", "0.10"], "×10⁻⁴"),
      ([0.5, 0.0003], 2, ["0.50", "3.0e−4"], nil),
      ([3e-9, 7e7], 2, ["3.0e−9", "7.0e7"], nil),
      ([.nan, .infinity, -.infinity, 2], 2, ["NaN", "∞", "−∞", "2.00"], nil),
      ([.leastNonzeroMagnitude], 2, ["4.94"], "×10⁻³²⁴"), ([1.7e308], 2, ["1.70"], "×10³⁰⁸"),
      ([], 2, [], nil),
    ] as [([Double], Int, [String], String?)])
  func `have one form and never look like zero`(
    _ numbers: [Double], _ digits: Int, _ texts: [String], _ factor: String?
  ) {
    let grid = GridFormat(NumberFormat(digits: digits), for: numbers)
    #expect(numbers.map(grid.text) == texts)
    #expect(grid.factor == factor)
  }

  @Test func `are rounded exactly behind a power of ten`() {
    for exponent in [-300, -30, -12, 8, 25, 300] {
      for digits in ["1.25", "2.675", "9.994", "9.996"] {
        let number = Double("\(digits)e\(exponent)") ?? .nan
        let grid = GridFormat(NumberFormat(digits: 2), for: [number])
        let shown = grid.text(number) + "e" + "\(grid.exponent ?? 0)"
        #expect(abs((Double(shown) ?? .nan) / number - 1) < 0.005)
      }
    }
  }
}

struct `A heat map` {
  private static func map(_ shape: [Int], _ number: (Int) -> Double = { Double($0) }) -> HeatMap? {
    Tensor(shape: shape, elements: (0..<shape.reduce(1, *)).map(number)).map(HeatMap.init)
  }

  @Test(
    arguments: [
      ([64, 1000], 1, 3, 12), ([1000, 100], 1, 12, 3), ([7, 7], 1, 7, 7), ([40], 1, 1, 20),
      ([4, 25], 1, 4, 13),
      ([9, 1], 1, 9, 1),
      ([5, 4, 7], 4, 2, 4), ([16, 3, 8, 8], 9, 4, 4), ([16, 1, 8, 8], 4, 4, 4), ([2, 2, 3, 4, 5], 9, 4, 5),
    ] as [([Int], Int, Int, Int)])
  func `has few cells in the proportion of the array`(
    _ shape: [Int], _ tiles: Int, _ rows: Int, _ columns: Int
  )
    throws
  {
    let map = try #require(Self.map(shape))
    #expect(map.tiles.count == tiles)
    #expect(map.tiles.allSatisfy { $0.count == rows && $0.allSatisfy { $0.count == columns } })
  }

  @Test func `has the colours of the very range that it prints`() throws {
    let map = try #require(Self.map([2, 4]) { [-1, 1e-9, -1e-9, 1, -0.5, .nan, .infinity, 0][$0] })
    let tones = map.tiles.joined().joined().map { $0.map { $0.isNegative ? "−\($0.level)" : "\($0.level)" } }
    #expect(tones == ["−0", "6", "−6", "11", "−3", nil, nil, "6"])
    #expect(map.range?.least == -1 && map.range?.largest == 1)
    #expect(map.range.map(\.key)?.first == HeatMap.Tone(level: 0, isNegative: true))
    #expect(map.range.map(\.key)?.last == HeatMap.Tone(level: 11, isNegative: false))
  }

  @Test(
    arguments: [
      ([1.7e308, -1.7e308, 0, 1], [11, 0, 6, 6]), ([3, 3, 3, 3], [6, 6, 6, 6]),
      ([0, 0, 0, 0], [0, 0, 0, 0]),
      ([0, .leastNonzeroMagnitude, 0, 0], [0, 11, 0, 0]), ([0, 1, 2, 4], [0, 3, 6, 11]),
    ] as [([Double], [Int])])
  func `has a place for every range of numbers`(_ numbers: [Double], _ levels: [Int]) throws {
    let map = try #require(Self.map([2, 2]) { numbers[$0] })
    #expect(map.tiles.joined().joined().map { $0?.level } == levels)
  }

  @Test func `samples rows and columns and never averages`() throws {
    // One number in each block of four is large: an average would have them all alike.
    let map = try #require(Self.map([24, 24]) { $0 / 24 == 2 && $0 % 24 == 4 ? 1 : $0 == 25 ? -9 : 0 })
    let large = map.tiles[0].enumerated().flatMap { row, cells in
      cells.enumerated().filter { $0.element?.level == 11 }.map { [row, $0.offset] }
    }
    #expect(large == [[1, 2]])
    // What is not drawn belongs to the range all the same.
    #expect(map.range?.least == -9)
    #expect(map.sample.samples.map(English().text) == ["rows 0, 2, 4 … of 24", "columns 0, 2, 4 … of 24"])
  }

  @Test(
    arguments: [
      ([64, 1000], ["rows 0, 22, 44 of 64", "columns 0, 84, 168 … of 1000"]), ([7, 7], []),
      ([40], ["numbers 0, 2, 4 … of 40"]),
      ([16, 3, 8, 8], ["9 of 48 matrices", "rows 0, 2, 4 … of 8", "columns 0, 2, 4 … of 8"]),
    ] as [([Int], [String])])
  func `says what was sampled`(_ shape: [Int], _ words: [String]) throws {
    #expect(try #require(Self.map(shape)).sample.samples.map(English().text) == words)
  }

  @Test func `is told by lightness alone`() {
    let all = (0..<HeatMap.levels).map { level in
      [false, true].map { Palette.board[.tone(HeatMap.Tone(level: level, isNegative: $0))] }
    }
    for (one, next) in zip(all, all.dropFirst()) {
      for (first, second) in one.flatMap({ first in next.map { (first, $0) } }) {
        #expect(luminance(first.light) > luminance(second.light) * 1.08)
        #expect(luminance(first.dark) < luminance(second.dark) * 0.93)
      }
    }
  }

  @Test func `has a key with the ends of its range`() throws {
    let program = "X = np.array([[0.5 * i - j for i in range(20)] for j in range(30)])\nf = np.sum(X * 2)"
    let pictures = try Sample("large", program + "\nf.backward()").pictures()
    let texts = Picture(pictures.svg()).texts.map(\.content)
    #expect(Set(["−29.00", "9.50", "rows 0, 3, 6 … of 30", "columns 0, 3, 6 … of 20"]).isSubset(of: texts))
  }
}

struct `Beside a branch` {
  @Test(
    arguments: [
      ("the lecture's matrices", 7, ["q̄xᵀ", "Wᵀq̄"]), ("numbers and arrays", 8, ["×1", "Σ axis 0 ∂f/∂y"]),
      ("numbers and arrays", 9, ["Σ ∂f/∂⟨3⟩ ⊙ x", "×3"]),
      ("a net of two layers", 16, ["p ⊙ (∂loss/∂p − Σ axis 1 p ⊙ ∂loss/∂p)"]),
    ])
  func `stands the rule as the sentences have it`(_ name: String, _ step: Int, _ rules: [String]) throws {
    let sample = try #require(ArraySample.all.first { $0.name == name })
    let pictures = try sample.pictures()
    let texts = Picture(pictures.svg(at: step)).texts.map(\.content)
    #expect(Set(rules).isSubset(of: texts))
  }
}
