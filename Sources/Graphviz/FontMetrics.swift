/// The widths that Graphviz's built-in metrics give to text.
///
/// They are measured by layouts in the tests, and count bytes, not characters: a character beyond ASCII has the
/// width of each of its bytes.
public enum FontMetrics {
  /// The width of a line of text in points, in a font that the metrics know: Helvetica, Arial or Courier.
  ///
  /// `nil` for other fonts. Linear in the length of the text.
  public static func width(of text: some Sequence<UInt8>, font: some StringProtocol, size: Double) -> Double?
  {
    let name = font.lowercased()
    if name.hasPrefix("cour") { return text.reduce(0) { sum, _ in sum + 0.5999 } * size }
    guard name.hasPrefix("helvetica") || name.hasPrefix("arial") else { return nil }
    return Double(text.reduce(0) { $0 + helvetica[Int($1)] }) * size / 1000
  }

  /// The widths of bytes in thousandths of the font size.
  private static let helvetica: [Int] = [
    278, 278, 278, 278, 278, 278, 278, 278, 278, 278, 278, 278, 278, 278, 278, 278,
    278, 278, 278, 278, 278, 278, 278, 278, 278, 278, 278, 278, 278, 278, 278, 278,
    278, 278, 355, 556, 556, 889, 667, 221, 333, 333, 389, 584, 278, 333, 278, 278,
    556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556,
    1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778,
    667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556,
    222, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556,
    556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584, 278,
    278, 278, 278, 278, 278, 278, 278, 278, 278, 278, 278, 278, 278, 278, 278, 278,
    278, 278, 278, 278, 278, 278, 278, 278, 278, 278, 278, 278, 278, 278, 278, 278,
    278, 333, 556, 556, 167, 556, 556, 556, 556, 191, 333, 556, 333, 333, 500, 500,
    278, 556, 556, 556, 278, 278, 537, 350, 222, 333, 333, 556, 1000, 1000, 278, 611,
    278, 278, 333, 333, 333, 333, 333, 333, 333, 278, 333, 333, 278, 333, 333, 333,
    1000, 278, 278, 278, 278, 278, 278, 278, 278, 278, 278, 278, 278, 278, 278, 278,
    278, 1000, 278, 370, 278, 278, 278, 278, 556, 778, 1000, 365, 278, 278, 278, 278,
    278, 889, 278, 278, 278, 278, 278, 278, 278, 278, 278, 278, 278, 278, 278, 278,
  ]
}
