import Numbers
import Testing
import TraceModel

@testable import Recomputation

@Suite("How far rounding can take a formula") struct RoundingTests {
  private func bound(_ formula: String, _ operands: [Tensor], _ type: NumberType = .float32) throws
    -> [Double]
  {
    var evaluator = RoundingEvaluator(operands, shape: [], type, budget: 1_000_000)
    return try evaluator.bound(ofValue: #require(Formula(formula)))
  }

  /// Sums in 32 bits of numbers that cancel, forwards, backwards and in pairs, against 64 bits.
  @Test func `holds sums in any order, and not much more`() throws {
    var random = Randomness(seed: 3)
    for _ in 0..<50 {
      let numbers = (0..<300).map { _ in Float.random(in: -1000...1000, using: &random) }
      let exact = numbers.reduce(0.0) { $0 + Double($1) }
      let limit = try bound("sum(a)", [Tensor(filling: [300], with: numbers.map(Double.init))])[0]
      var pairs = numbers
      while pairs.count > 1 {
        pairs = stride(from: 0, to: pairs.count, by: 2).map {
          pairs[$0] + ($0 + 1 < pairs.count ? pairs[$0 + 1] : 0)
        }
      }
      for sum in [
        numbers.reduce(0, +), numbers.reversed().reduce(0, +), numbers.sorted().reduce(0, +), pairs[0],
      ] {
        #expect((Double(sum) - exact).magnitude <= limit)
      }
      #expect(limit < 6)
    }
  }

  @Test(arguments: [
    ("a - 1", 1.0001, 1e-6), ("exp(a) - exp(a)", 5, 1e-3), ("(a + 1000000) - 1000000", 0.1, 0.5),
    ("1 / (a - 1)", 1.0001, 200), ("log(a)", 1, 1e-6), ("tanh(a)^2", 0.3, 1e-6),
    ("where([a > 1], a, -a)", 2, 1e-5),
    ("max(flat(a, 0 - a), 0)", 3, 1e-5),
  ]) func `is no more than the sizes on the way explain`(_ formula: String, _ a: Double, _ most: Double)
    throws
  {
    let limit = try bound(formula, [Tensor(a)])[0]
    #expect(limit > 0 && limit < most)
    #expect(try bound(formula, [Tensor(a)], .float64)[0] < most * 1e-7)
  }

  @Test func `knows that a condition may come out either way`() throws {
    let limit = try bound("where([a + 0.1 > 1], 5, 2)", [Tensor(Double(Float(0.9)))])[0]
    #expect(limit >= 3)
  }

  /// Numbers that 32 bits don't have may stand for the nearest that they have: the bounds know what that changes, through
  /// the formulas of all gates, also those that take positions and shapes.
  @Test func `holds what other operands within their rounding give`() throws {
    for conformance in ConformanceCase.all {
      let operands = conformance.operands.map(\.tensor)
      let shape = conformance.value.shape
      let nearest = operands.map { $0.map(NumberType.float32.nearest) }
      let compute = try #require(Formula(conformance.compute))
      var plain = FormulaEvaluator(operands, shape: shape, budget: 1_000_000)
      var rounded = FormulaEvaluator(nearest, shape: shape, budget: 1_000_000)
      var rounding = RoundingEvaluator(operands, shape: shape, .float32, budget: 10_000_000)
      let value = try plain.value(compute, shape: shape)
      let other = try rounded.value(compute, shape: shape)
      expect(other, value, try rounding.bound(ofValue: compute), conformance)
      for position in conformance.inputs {
        let text = conformance.pull.count == 1 ? conformance.pull[0] : conformance.pull[position]
        let pull = try #require(Formula(text))
        let upstream = conformance.upstream.tensor
        let limits = try rounding.bound(ofDownstream: pull, upstream: upstream, value: value, to: position)
        let gradient = try plain.downstream(pull, upstream: upstream, value: value, to: position)
        let otherGradient = try rounded.downstream(pull, upstream: upstream, value: value, to: position)
        expect(otherGradient, gradient, limits, conformance)
      }
    }
  }

  private func expect(_ found: Tensor, _ value: Tensor, _ limits: [Double], _ conformance: ConformanceCase) {
    let isWithin = zip(found.elements, zip(value.elements, limits)).allSatisfy { found, expected in
      let gap = (found - expected.0).magnitude
      return found == expected.0 || !gap.isFinite || !(gap > expected.1)
    }
    #expect(limits.count == value.elements.count && isWithin, "\(conformance.testDescription)")
  }
}
