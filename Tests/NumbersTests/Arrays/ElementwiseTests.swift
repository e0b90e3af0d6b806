import Testing

@testable import Numbers

@Suite struct ElementwiseTests {
  /// Each operation, with what it must give to the bit.
  static let operations:
    [(name: String, operation: ArrayMath.Operation, plain: @Sendable (Double, Double) -> Double)] =
      [
        ("add", .add, { $0 + $1 }), ("subtract", .subtract, { $0 - $1 }),
        ("multiply", .multiply, { $0 * $1 }),
        ("divide", .divide, { $0 / $1 }), ("maximum", .maximum, { $0.isNaN || $0 > $1 ? $0 : $1 }),
        ("gate", .gate, { $0 * ($1 > 0 ? 1 : 0) }),
      ]

  @Test(arguments: operations.indices, SampleNumbers.Kind.allCases)
  func `an operation has the bits of the plain loop`(_ index: Int, _ kind: SampleNumbers.Kind) {
    let (name, operation, plain) = Self.operations[index]
    for count in SampleNumbers.lengths {
      let (a, b) = (SampleNumbers.array(count, kind), SampleNumbers.array(count, kind, seed: 1))
      expectEverywhere(zip(a, b).map(plain), "\(name) of \(count)") { ArrayMath.combine(operation, a, b) }
      expectEverywhere(zip(a, b).map(plain), "\(name) of \(count), in place") {
        var result = a
        ArrayMath.update(&result, operation, b)
        return result
      }
      for number in [0, -0.0, 1.5, -.leastNonzeroMagnitude, .infinity, .nan] {
        expectEverywhere(a.map { plain($0, number) }, "\(name) of \(count), \(number) second") {
          ArrayMath.combine(operation, a, number)
        }
        expectEverywhere(a.map { plain(number, $0) }, "\(name) of \(count), \(number) first") {
          ArrayMath.combine(operation, number, a)
        }
      }
    }
  }

  @Test(arguments: SampleNumbers.Kind.allCases)
  func `a step down the gradient has the bits of the plain loop`(
    _ kind: SampleNumbers.Kind
  ) {
    for count in SampleNumbers.lengths {
      let (a, b) = (SampleNumbers.array(count, kind), SampleNumbers.array(count, kind, seed: 1))
      expectEverywhere(zip(a, b).map { a, b in a - 0.1 * b }, "of \(count)") {
        ArrayMath.subtract(0.1, times: b, from: a)
      }
    }
  }

  @Test func `the product is rounded before it is subtracted`() {
    let x = 1 + Double.ulpOfOne
    expectEverywhere([Double](repeating: 0, count: 9), "1 + 2ε − x·x") {
      ArrayMath.subtract(
        x, times: .init(repeating: x, count: 9), from: .init(repeating: 1 + 2 * .ulpOfOne, count: 9))
    }
  }

  @Test func `a result may be written over the second operand`() {
    let (a, b) = (SampleNumbers.array(17, .ordinary), SampleNumbers.array(17, .ordinary, seed: 1))
    expectEverywhere(zip(a, b).map(-), "a − b") {
      var result = b
      unsafe a.withUnsafeBufferPointer { a in
        unsafe result.withUnsafeMutableBufferPointer { b in
          unsafe ArrayMath.combine(.subtract, a, UnsafeBufferPointer(b), into: b)
        }
      }
      return result
    }
  }

  @Test(arguments: SampleNumbers.Kind.allCases) func `the largest magnitude is found wherever it stands`(
    _ kind: SampleNumbers.Kind
  ) {
    for count in SampleNumbers.lengths {
      let a = SampleNumbers.array(count, kind)
      let expected = a.contains(where: \.isNaN) ? .nan : a.map(\.magnitude).max() ?? 0
      expectEverywhere([expected], "of \(count)") { [ArrayMath.largestMagnitude(a)] }
      for index in 0..<count {
        for extreme in [-1e9, -.infinity, .nan] {
          var a = SampleNumbers.array(count, .ordinary)
          a[index] = extreme
          expectEverywhere([extreme.magnitude], "\(extreme) at \(index) of \(count)") {
            [ArrayMath.largestMagnitude(a)]
          }
        }
      }
    }
  }
}
