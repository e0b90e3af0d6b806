/// A function of the lesson language as a reader of its documentation meets it.
public struct FunctionSummary: Equatable, Sendable {
  /// `leaky_relu(x, slope)`.
  public var form: String
  /// The prefixes it may be written with: ``, `np.`, `math.`, `x.`.
  public var prefixes: [String]
  public var summary: String

  /// All functions, in the order of their families.
  public static let all: [FunctionSummary] = KnownFunction.all.map { function in
    let names = function.signature.parameters.map { $0.takesAll ? "…" : $0.name }
    let prefixes: [(KnownFunction.Homes, String)] = [
      (.bare, ""), (.numpy, "np."), (.math, "math."), (.method, "x."), (.numpyRandom, "np.random."),
      (.random, "random."), (.linearAlgebra, "np.linalg."),
    ]
    let isMethod = function.homes == .method
    return FunctionSummary(
      form: "\(function.name)(\((isMethod ? Array(names.dropFirst()) : names).joined(separator: ", ")))",
      prefixes: prefixes.filter { function.homes.contains($0.0) }.map(\.1), summary: function.summary)
  }
}
