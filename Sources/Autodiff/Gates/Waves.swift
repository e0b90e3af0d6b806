import Numbers

extension Gate {
  static let waves = [sin, cos]

  /// The sine, with the slope *cos x*.
  public static let sin = Gate("sin", symbol: "sin", equation: "sin(a)", slope: "cos(a)") { x in
    Elementary.sin(x)
  } slope: { x, _ in
    Elementary.cos(x)
  }

  /// The cosine, with the slope *−sin x*.
  public static let cos = Gate("cos", symbol: "cos", equation: "cos(a)", slope: "-sin(a)") { x in
    Elementary.cos(x)
  } slope: { x, _ in
    -Elementary.sin(x)
  }
}
