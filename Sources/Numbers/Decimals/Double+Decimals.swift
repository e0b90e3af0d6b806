extension Double {
  /// The number nearly rounded to so many decimals, ties away from 0: for coordinates and limits, which nobody computes
  /// with. ``DecimalExpansion`` rounds exactly.
  package func nearly(decimals: Int) -> Double {
    let scale = (0..<decimals).reduce(1.0) { scale, _ in scale * 10 }
    return (self * scale).rounded() / scale
  }

  /// The same as text with as few digits as it needs.
  package func nearText(decimals: Int) -> String {
    let rounded = nearly(decimals: decimals)
    return Int(exactly: rounded).map(String.init) ?? NumberText.shortest(rounded)
  }
}
