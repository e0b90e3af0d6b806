import Foundation
import Testing

@testable import Figures

struct `The line of a function` {
  struct Known: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var value: @Sendable (Double) -> Double
    var slope: @Sendable (Double) -> Double

    init(
      _ name: String, _ value: @escaping @Sendable (Double) -> Double,
      _ slope: @escaping @Sendable (Double) -> Double
    ) {
      (testDescription, self.value, self.slope) = (name, value, slope)
    }

    func curve(at x: Double) throws -> FunctionCurve {
      try #require(
        FunctionCurve(at: x) { x in
          value(x).isFinite ? .number(value: value(x), slope: slope(x)) : .undefined
        })
    }
  }

  private static let smooth = [
    Known("sin 10x", { sin(10 * $0) }, { 10 * cos(10 * $0) }), Known("sin", sin, cos),
    Known("1/x", { 1 / $0 }, { -1 / ($0 * $0) }), Known("log", log, { 1 / $0 }),
    Known("sqrt", { $0.squareRoot() }, { 0.5 / $0.squareRoot() }),
    Known("tan", tan, { 1 + tan($0) * tan($0) }),
    Known("steep", { 1 / (1 + exp(-500 * $0)) }, { _ in 0 }), Known("abs", { abs($0) }, { $0 < 0 ? -1 : 1 }),
  ]

  @Test(arguments: smooth, [0.3, 2, 276.31])
  func `is as near to the function as paper shows`(function: Known, x: Double) throws {
    let curve = try function.curve(at: x)
    let (low, high) = curve.up.ends
    for piece in curve.pieces {
      for (one, next) in zip(piece, piece.dropFirst()) {
        let between = function.value((one.x + next.x) / 2)
        guard (low...high).contains(between) else { continue }
        #expect(abs(between - (one.y + next.y) / 2) < 0.004 * (high - low))
      }
    }
    #expect(curve.pieces.joined().count < 5000)
  }

  @Test(
    arguments: [
      Known("x mod 1", { $0 - $0.rounded(.down) }, { _ in 1 }),
      Known("floor", { $0.rounded(.down) }, { _ in 0 }), Known("sign", { $0 > 0 ? 1 : -1 }, { _ in 0 }),
    ], [0.3, -2.5, 20.25])
  func `has gaps where it jumps`(function: Known, x: Double) throws {
    let pieces = try function.curve(at: x).pieces
    #expect(pieces.count > 1)
    for piece in pieces {
      for (one, next) in zip(piece, piece.dropFirst()) {
        #expect(abs(next.y - one.y - function.slope(one.x) * (next.x - one.x)) < 1e-6)
      }
    }
  }

  @Test func `ends where the program would go another way`() throws {
    let curve = try #require(
      FunctionCurve(at: 0.5) { $0 > 0.25 && $0 <= 3 ? .number(value: $0, slope: 1) : .otherWay })
    #expect(curve.ends.low?.place == 0.25 && curve.ends.high?.place == 3)
    #expect(curve.pieces.first?.first.map { abs($0.x - 0.25) < 1e-9 } ?? false)
    #expect(FunctionCurve(at: 1) { $0 == 1 ? .number(value: 1, slope: 1) : .otherWay } == nil)
  }

  @Test(
    arguments: [
      (Axis(.linear, from: 0, to: 3e-6, most: 5), ["0", "1", "2", "3"], "×10⁻⁶"),
      (Axis(.linear, from: -2e-3, to: 2e-3, most: 5), ["−0.002", "−0.001", "0.000", "0.001", "0.002"], ""),
      (Axis(.linear, from: 1e6, to: 2e6, most: 2), ["1.0", "1.5", "2.0"], "×10⁶"),
      (Axis(.linear, from: 1_000_000, to: 1_000_000.5, most: 2), ["1.0000000", "1.0000005"], "×10⁶"),
      (Axis(.linear, from: 0.25, to: 0.25, most: 2), ["0.0", "0.5"], ""),
      (Axis(.linear, from: -3e299, to: 3e299, most: 2), ["−5", "0", "5"], "×10²⁹⁹"),
      (Axis(.counting, from: 1, to: 1_250_000, most: 3), ["1", "500000", "1000000"], ""),
      (
        Axis(.logarithmic, from: 2e-7, to: 30, most: 5), ["10⁻⁸", "10⁻⁶", "10⁻⁴", "10⁻²", "10⁰", "10²"], ""
      ),
      (
        Axis(.logarithmic, from: 1e-3, to: 3e282, most: 5), ["10⁻¹⁰⁰", "10⁰", "10¹⁰⁰", "10²⁰⁰", "10³⁰⁰"], ""
      ),
      (Axis(.logarithmic, from: 0.5, to: 30, most: 5), ["0.1", "1", "10", "100"], ""),
    ] as [(Axis, [String], String)])
  func `has numbers of one form at its axes`(axis: Axis, labels: [String], factor: String) {
    #expect(axis.ticks.map(\.label) == labels && axis.factor == factor)
  }
}
