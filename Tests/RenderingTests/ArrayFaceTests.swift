import Testing
import TraceModel

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
      ([4, 25], 1, 4, 20),
      ([9, 1], 1, 9, 1),
      ([5, 4, 7], 4, 3, 6), ([16, 3, 8, 8], 9, 6, 6), ([16, 1, 8, 8], 4, 6, 6), ([2, 2, 3, 4, 5], 9, 4, 5),
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

  @Test func `has a shade for all but zero, and a colour for what is no number`() throws {
    let map = try #require(Self.map([2, 4]) { [0, 1e-9, -1e-9, 1, -0.5, .nan, .infinity, -1][$0] })
    #expect(map.tiles == [[[0, 1, -1, 6], [-3, nil, nil, -6]]])
  }

  @Test func `shows the mean of each block`() throws {
    let map = try #require(Self.map([24, 24]) { $0 / 24 < 2 && $0 % 24 < 2 ? 1 : 0 })
    #expect(map.tiles[0][0] == [6] + Array(repeating: 0, count: 11))
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
    let diagram = try sample.pictures().diagram
    let gate = try #require(diagram.move(at: step)?.gate)
    let faces = diagram.circuit.gates[gate].branches.map { diagram.narrator.localFace(of: $0, at: step) }
    #expect(faces == rules.map(LocalFace.text))
  }
}
