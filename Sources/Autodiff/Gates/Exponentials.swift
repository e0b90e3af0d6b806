import Numbers

extension Gate {
  static let exponentials = [exp, log, sqrt]

  /// The exponential: *y = eˣ*; its slope is its own output.
  public static let exp = Gate("exp", symbol: "exp", equation: "exp(a)", slope: "exp(a)") { x in
    Elementary.exp(x)
  } slope: { _, y in
    y
  }

  /// The natural logarithm: *y = ln x*, with the slope *1/x*.
  public static let log = Gate(
    "log", symbol: "log", equation: "log(a)", slope: "1 / a", domain: .positive
  ) { x in
    Elementary.log(x)
  } slope: { x, _ in
    1 / x
  }

  /// The square root: *y = √x*, with the slope *1/(2y)*.
  public static let sqrt = Gate(
    "sqrt", symbol: "√", equation: "sqrt(a)", slope: "1 / (2 * y)", domain: .positive
  ) { x in
    x.squareRoot()
  } slope: { _, y in
    1 / (2 * y)
  }
}
