import Graphviz
import Numbers
import TraceModel

/// The output of each pass as a line, for a program that learns.
struct LossCurve {
  /// Fewer passes than these are told well enough by their table.
  static let fewestPasses = 3
  /// Of more passes, evenly spread ones are drawn.
  private static let mostPoints = 400
  private static let (width, height) = (400.0, 200.0)
  private static let fontSize = 10.0

  private let points: [(pass: Double, value: Double)]
  private let name: String
  private let palette: Palette
  private let language: any Language
  private let key: FigureKey
  private let across: Ticks
  private let up: Ticks
  private let plot: (left: Double, top: Double, right: Double, bottom: Double)

  /// The curve of a trace, or nil if it has too few passes with a single number as output.
  init?(_ trace: Trace, palette: Palette, language: any Language, key: FigureKey = FigureKey([])) {
    let all = trace.passes.compactMap { pass in
      pass.outputValue?.scalar.flatMap { $0.isFinite ? (pass: Double(pass.number), value: $0) : nil }
    }
    guard all.count >= Self.fewestPasses, let first = all.first, let last = all.last else { return nil }
    let values = all.map(\.value)
    let count = min(all.count, Self.mostPoints)
    points = (0..<count).map { all[$0 * (all.count - 1) / (count - 1)] }
    name =
      trace.passes.compactMap(\.output).last.map(Labels(trace, format: NumberFormat(for: trace)).name)
      ?? language.text(.output)
    self.palette = palette
    self.key = key.with("passes")
    self.language = language
    across = Ticks(from: first.pass, to: last.pass, most: 8, isWhole: true)
    up = Ticks(from: values.min() ?? 0, to: values.max() ?? 1, most: 5, isWhole: false)
    let labels = up.labels.map { TextWidth.points($0, size: Self.fontSize) }.max() ?? 0
    plot = (labels + 14, 26, Self.width - 16, Self.height - 36)
  }

  /// What the curve shows, in a few words.
  var title: String { language.text(.curve(output: name)) }

  /// The curve as an SVG picture.
  var svg: [UInt8] {
    let format = NumberFormat(digits: 4)
    let (first, last) = (points[0], points[points.count - 1])
    let sentence = Sentence.curve(
      output: name, first: Int(first.pass), firstValue: format.text(first.value), last: Int(last.pass),
      lastValue: format.text(last.value))
    let document = palette.document(
      key, title: title, description: language.text(sentence), language: language)
    let header = document.header(
      width: "\(Self.short(Self.width))pt", height: "\(Self.short(Self.height))pt",
      viewBox: "0 0 \(Self.short(Self.width)) \(Self.short(Self.height))")
    let text = (grid + axes + [line, "</svg>"]).joined(separator: "\n") + "\n"
    return header + Array(text.utf8)
  }

  private func x(_ pass: Double) -> Double { plot.left + across.share(of: pass) * (plot.right - plot.left) }
  private func y(_ value: Double) -> Double { plot.bottom - up.share(of: value) * (plot.bottom - plot.top) }

  /// A line and a number for each tick of the vertical axis.
  private var grid: [String] {
    zip(up.places, up.labels).flatMap { place, label in
      [
        "<path class=\"grid\" fill=\"none\" stroke=\"\(palette.frameLine.light)\" stroke-width=\"0.5\" d=\"M\(Self.short(plot.left)),\(Self.short(y(place)))L\(Self.short(plot.right)),\(Self.short(y(place)))\"/>",
        text(label, plot.left - 6, y(place) + 3.5, anchor: "end"),
      ]
    }
  }

  private var axes: [String] {
    let numbers = zip(across.places, across.labels).map { place, label in
      text(label, x(place), plot.bottom + 14, anchor: "middle")
    }
    return numbers + [
      text(language.text(.pass(nil)), (plot.left + plot.right) / 2, plot.bottom + 29, anchor: "middle"),
      text(name, 6, 14, anchor: "start"),
    ]
  }

  private var line: String {
    let places = points.map { "\(Self.short(x($0.pass))),\(Self.short(y($0.value)))" }
    return
      "<polyline class=\"curve\" fill=\"none\" stroke=\"\(palette.value.light)\" stroke-width=\"1.8\" stroke-linejoin=\"round\" points=\"\(places.joined(separator: " "))\"/>"
  }

  private func text(_ text: String, _ x: Double, _ y: Double, anchor: String) -> String {
    "<text text-anchor=\"\(anchor)\" x=\"\(Self.short(x))\" y=\"\(Self.short(y))\" font-size=\"\(Self.short(Self.fontSize))\" fill=\"\(palette.ink.light)\">\(Self.escaped(text))</text>"
  }

  /// A coordinate with at most two decimals.
  private static func short(_ number: Double) -> String {
    let rounded = number.nearly(decimals: 2)
    return Int(exactly: rounded).map(String.init) ?? "\(rounded)"
  }

  private static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "\n", "\t": result += " "
      case _ where scalar.value < 0x20 || scalar.value >> 1 == 0x7FFF: result += "\u{FFFD}"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}

/// Round numbers along an axis.
private struct Ticks {
  let places: [Double]
  let labels: [String]
  private let range: (from: Double, to: Double)

  /// - Parameters:
  ///   - most: How many steps there may be.
  ///   - isWhole: Whether the axis counts; it then ends where the numbers do.
  init(from low: Double, to high: Double, most: Int, isWhole: Bool) {
    let span = high > low ? high - low : max(low.magnitude, 1)
    var exponent = isWhole ? 0 : -300
    while Self.power(exponent + 1) < span / Double(most) { exponent += 1 }
    let unit = Self.power(exponent)
    let step = [1.0, 2, 5, 10].map { $0 * unit }.first { span / $0 <= Double(most) } ?? unit * 10
    let first = isWhole ? (low / step).rounded(.up) : (low / step).rounded(.down)
    let last = isWhole ? (high / step).rounded(.down) : max((high / step).rounded(.up), first + 1)
    let count = Int(last - first)
    places = (0...max(0, count)).map { (first + Double($0)) * step }
    let format = NumberFormat(digits: step == 10 * unit ? -exponent - 1 : -exponent)
    labels = places.map(format.text)
    range = isWhole ? (low, high) : (first * step, last * step)
  }

  /// The number nearest to a power of ten.
  private static func power(_ exponent: Int) -> Double { Double("1e\(exponent)") ?? .infinity }

  func share(of number: Double) -> Double {
    range.to > range.from ? (number - range.from) / (range.to - range.from) : 0.5
  }
}
