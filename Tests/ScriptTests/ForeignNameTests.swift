import Language
import Testing

@testable import Script

/// Names of Python and its libraries that the language does not have.
@Suite struct ForeignNameTests {
  @Test(arguments: [
    ("xrange(3)", "1:5: unknown function 'xrange'; did you mean 'range'?"),
    ("sort([2, 1])", "1:5: unknown function 'sort' (sorted(x) gives the elements in order, as a list)"),
    (
      "np.sign(2.0)",
      "1:5: 'np' has no 'sign' in the lesson language (write np.where(x > 0, 1, np.where(x < 0, -1, 0)))"
    ),
    (
      "np.add.at(2.0, 0, 1)",
      "1:5: 'np' has no 'add' in the lesson language (write a + b, or x[i] += v in a loop for add.at)"
    ),
    ("np.randn(3)", "1:5: 'np' has no 'randn' in the lesson language; did you mean 'np.random.randn'?"),
    ("isnan(2.0)", "1:5: unknown function 'isnan'; did you mean 'np.isnan'?"),
    ("jax.grad(2.0)", "1:5: unknown name 'jax' (f.backward() and x.grad give what jax.grad gives)"),
    ("np.ones(2).view(2)", "1:5: an array of shape [2] has no attribute 'view'; did you mean 'reshape'?"),
    ("np.ones(2).pow(2)", "1:5: an array of shape [2] has no attribute 'pow' (write x**2)"),
    ("sigmod(2.0)", "1:5: unknown function 'sigmod'; did you mean 'sigmoid'?"),
  ])
  func `an unknown name is answered with what does the same`(_ expression: String, _ message: String) {
    #expect(errors(of: "f = \(expression)") == [message])
  }

  @Test func `what is suggested is there`() {
    for (name, foreign) in ForeignName.known {
      guard case .called(let other) = foreign else { continue }
      #expect(
        KnownFunction.elsewhere(other) != nil || ["np", "grad"].contains(other), "\(name): \(other)")
    }
  }

  /// What the hints write, as Python's `math` has it for x = 0.7, a = 1.7 and b = 0.4.
  @Test(arguments: [
    ("tan", 0.8422883804630793), ("log2", -0.5145731728297583), ("log10", -0.1549019599857432),
    ("log1p", 0.5306282510621704), ("expm1", 1.0137527074704766), ("exp2", 1.624504792712471),
    ("cosh", 1.255169005630943), ("sinh", 0.7585837018395334), ("logit", 0.8472978603872034),
    ("deg2rad", 0.012217304763960306), ("cbrt", 0.8879040017426007), ("hypot", 1.746424919657298),
    ("reciprocal", 1.4285714285714286), ("negative", -0.7), ("sign", 1), ("heaviside", 1), ("add", 2.1),
    ("subtract", 1.3), ("multiply", 0.68), ("divide", 4.25), ("silu", 0.46773144051771626),
    ("log_sigmoid", -0.40318604888545784), ("gelu", 0.5305701347051167),
  ])
  func `what is written instead gives the same`(_ name: String, _ value: Double) throws {
    let hint = try #require(ForeignName.hint(for: name))
    let written = try #require(hint.dropFirst("write ".count).split(separator: ", or ").first)
    let outcome = try Program("x = 0.7; a = 1.7; b = 0.4\nf = \(written)").run()
    #expect(abs((outcome.values["f"] ?? .nan) - value) <= 1e-10 * max(1, abs(value)), "\(hint)")
  }
}
