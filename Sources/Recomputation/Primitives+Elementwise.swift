import Numbers
import TraceModel

extension Primitive {
  static let elementwise: [Primitive] =
    functions.map { form, meaning, work in
      Primitive(form, 1...1, meaning) { call, evaluator throws(FormulaProblem) in
        try evaluator.each(call[0], work)
      }
    }
    + functionsOfTwo.map { form, meaning, work in
      Primitive(form, 2...2, meaning) { call, evaluator throws(FormulaProblem) in
        try evaluator.each(call[0], call[1], call.function, work)
      }
    } + [
      Primitive("where(c, x, y)", 3...3, "x where c is not 0, else y") {
        call, evaluator throws(FormulaProblem) in
        guard let inner = Shape.broadcast(call[1].shape, call[2].shape),
          let shape = Shape.broadcast(call[0].shape, inner)
        else { throw call.misfit }
        try evaluator.make(shape)
        let parts = call.tensors.map { $0.stretched(to: shape) }
        return Tensor(
          filling: shape, with: parts[0].indices.map { parts[0][$0] != 0 ? parts[1][$0] : parts[2][$0] })
      }
    ]

  private static let functions: [(String, String, @Sendable (Double) -> Double)] = [
    ("exp(x)", "eˣ", { Elementary.exp($0) }),
    ("expm1(x)", "eˣ − 1, also where x is small", { Elementary.expm1($0) }),
    ("log(x)", "the natural logarithm", { Elementary.log($0) }),
    ("log1p(x)", "ln(1 + x), also where x is small", { Elementary.log1p($0) }),
    ("sqrt(x)", "the square root", { $0.squareRoot() }),
    ("sin(x)", "the sine", { Elementary.sin($0) }),
    ("cos(x)", "the cosine", { Elementary.cos($0) }),
    ("tanh(x)", "the hyperbolic tangent", { Elementary.tanh($0) }),
    ("abs(x)", "the absolute value", { $0.magnitude }),
    ("sign(x)", "1, −1, or 0 at 0", { $0 > 0 ? 1 : $0 < 0 ? -1 : 0 }),
    ("floor(x)", "x rounded down", { $0.rounded(.down) }),
  ]

  private static let functionsOfTwo: [(String, String, @Sendable (Double, Double) -> Double)] = [
    ("maximum(x, y)", "the larger of both, NaN if one is", { $0.isNaN || $0 > $1 ? $0 : $1 }),
    ("minimum(x, y)", "the smaller of both, NaN if one is", { $0.isNaN || $0 < $1 ? $0 : $1 }),
    ("remainder(x, y)", "what is left of x when y is taken out, with the sign of y", { remainder($0, $1) }),
  ]

  @Sendable private static func remainder(_ x: Double, _ y: Double) -> Double {
    let rest = x.truncatingRemainder(dividingBy: y)
    return rest != 0 && (rest < 0) != (y < 0) ? rest + y : rest
  }
}
