import Figures
import Numbers
import Recomputation
public import TraceModel

/// Why a function has no curve.
public enum CurveProblem: Error, Equatable, Sendable {
  /// The program has no function, gate or value of that name.
  case unknown(String, names: [String])
  case severalNumbers(String)
  case noFormula(String, gate: String)
  case notFinite(String)
}

extension Narrator {
  /// The functions of which there are curves by name: what the program defines, gates, and values.
  private func functions() -> [(name: String, nodes: Range<Int>, output: Int)] {
    let gates = trace.closure(of: circuit.wires).filter { trace.node($0).gate != nil }
    let calls = trace.groups.filter { $0.kind == .call && !$0.nodes.isEmpty }.filter { group in
      gates.contains { group.nodes.contains($0) }
    }.map { (name: $0.name, nodes: $0.nodes, output: $0.nodes.upperBound - 1) }
    let named = gates.filter { Set(trace.node($0).inputs).count == 1 }
    return calls + named.map { (trace.node($0).gate?.name ?? "", $0..<$0 + 1, $0) }
      + named.filter { trace.node($0).name != nil }.map { (labels.name(of: $0), $0..<$0 + 1, $0) }
  }

  /// The part of the circuit that a name means: the first call of a function, the first gate, or a value.
  func function(named name: String) throws(CurveProblem) -> (function: FunctionOfOne, shown: String) {
    let all = functions()
    guard let found = all.first(where: { $0.name == name }) else {
      var names: [String] = []
      for function in all where !names.contains(function.name) { names.append(function.name) }
      throw .unknown(name, names: names)
    }
    do throws(FunctionOfOne.Problem) {
      let function = try FunctionOfOne(found.nodes, output: found.output, in: trace)
      return (function, "\(name)(\(labels.name(of: function.input)))")
    } catch {
      switch error {
      case .severalNumbers: throw .severalNumbers(name)
      case .noFormula(let gate): throw .noFormula(name, gate: gate)
      }
    }
  }
}

extension WalkThrough {
  /// The curve of a function of one number with its slope where the program uses it, as an image.
  public mutating func curve(of name: String, in pass: Pass) throws(CurveProblem) -> String {
    let narrator = narrator(of: pass)
    let (function, heading) = try narrator.function(named: name)
    let step = (pass.steps?.upperBound ?? 1) - 1
    guard let x = states.value(of: function.input, at: step)?.scalar,
      let curve = FunctionCurve(at: x, { function($0) }), let here = function(x)
    else { throw .notFinite(name) }
    let file = "curve-\(FigureKey([name]).word)\(passSuffix(pass.number)).svg"
    let input = narrator.labels.name(of: function.input)
    let words = FunctionCurve.Words(
      heading: heading, note: language.text(.operatingPoint), input: input, slope: language.text(.slope))
    let figure = curve.figure(key(of: pass).with("curve").with(name), words, format: narrator.format)
    let sentence = language.text(
      Sentence.operatingPoint(
        function: heading, input: input, at: narrator.format.text(x), value: narrator.format.text(here.value),
        slope: narrator.format.text(here.slope)))
    let svg = SVGWriter.svg(
      figure,
      words: FigureWords(
        title: language.text(.functionCurve(heading)), description: sentence, language: language.code),
      palette: options.palette)
    return show(ShownDrawing(name: file, svg: svg), sentence)
  }
}
