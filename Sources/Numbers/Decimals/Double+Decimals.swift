extension Double {
  /// The number nearly rounded to so many decimals, ties away from 0: for coordinates and limits, which nobody computes
  /// with. ``DecimalExpansion`` rounds exactly.
  package func nearly(decimals: Int) -> Double {
    let scale = (0..<decimals).reduce(1.0) { scale, _ in scale * 10 }
    return (self * scale).rounded() / scale
  }
}
