import Figures
public import TraceModel

/// Why a part of a circuit has no figure of its own.
public enum InsideProblem: Error, Equatable, Sendable {
  case unknown(String, names: [String])
  /// There are fewer calls or turns.
  case noSuch(Int, of: String, count: Int)
}

/// A call of a function, a turn of a loop, or a sum that one line adds up.
struct InsidePart: Equatable, Sendable {
  var name: String
  /// The nodes among which its gates are.
  var nodes: Range<Int>
  /// Which of the calls or turns of that name it is, counted from 1, and how many there are.
  var number: Int
  var count: Int
  var isLoop: Bool
  /// Whether it is a call or a turn, and no sum.
  var isGroup = true
}

extension Narrator {
  /// The part of a name.
  ///
  /// - Parameter number: Of several calls or turns which one, counted from 1; the first where none is given.
  func inside(_ name: String, number: Int?) throws(InsideProblem) -> InsidePart {
    let parts = namedParts.filter { $0.name == name }
    guard let first = parts.first else { throw .unknown(name, names: uniqueNames(of: namedParts)) }
    guard let number else { return first }
    guard parts.indices.contains(number - 1) else { throw .noSuch(number, of: name, count: parts.count) }
    return parts[number - 1]
  }

  /// The parts of the pass that have names, in the order of the program.
  private var namedParts: [InsidePart] {
    let nodes = Set(Circuit(trace, pass: circuit.pass).gates.flatMap(\.nodes))
    var parts = trace.groups.filter { $0.nodes.contains(where: nodes.contains) }.map { group in
      InsidePart(name: group.name, nodes: group.nodes, number: 1, count: 1, isLoop: group.kind == .loop)
    }
    for box in Figures.Circuit.folded(trace, pass: circuit.pass).boxes where box.kind == .sum {
      guard let name = trace.node(box.node).name?.text, let first = box.nodes.first else { continue }
      parts.append(
        InsidePart(name: name, nodes: first..<box.node + 1, number: 1, count: 1, isLoop: false, isGroup: false))
    }
    var counts: [String: Int] = [:]
    for index in parts.indices {
      counts[parts[index].name, default: 0] += 1
      parts[index].number = counts[parts[index].name] ?? 1
    }
    for index in parts.indices { parts[index].count = counts[parts[index].name] ?? 1 }
    return parts
  }

  private func uniqueNames(of parts: [InsidePart]) -> [String] {
    parts.filter { $0.number == 1 }.map(\.name)
  }
}

extension CircuitPictures {
  /// The pictures of a part alone, with all that it reads and makes.
  init(
    _ narrator: Narrator, inside part: InsidePart, _ options: FigureOptions, language: any Language,
    key: FigureKey
  ) {
    var options = options
    options.collapsed.remove(part.name)
    options.opened.insert(part.name)
    self.init(narrator, options, language: language, inside: part, key: key)
  }
}

extension WalkThrough {
  /// The inside of a call, of a turn of a loop, or of a sum, as an image.
  ///
  /// - Parameter step: The step after which it stands; nil for the finished circuit.
  public mutating func inside(
    _ name: String, number: Int? = nil, of pass: Pass, at step: Int? = nil
  ) throws(InsideProblem) -> String {
    let part = try narrator(of: pass).inside(name, number: number)
    let pictures = try pictures(inside: name, number: number, of: pass)
    let words = [FigureKey([name]).word, number.map(String.init), step.map { "step-\($0)" }]
    let file = (["inside"] + words.compactMap(\.self)).joined(separator: "-") + passSuffix(pass.number) + ".svg"
    let text = step.flatMap(pictures.move(at:)).map { language.heading(of: pictures.narrator.account(of: $0)) }
    let title = language.text(part.label)
    return show(
      ShownDrawing(name: file, svg: pictures.svg(at: step)), text.map { "\(title). \($0)" } ?? title)
  }

  /// The picture maker of a part of a pass.
  public func pictures(inside name: String, number: Int? = nil, of pass: Pass) throws(InsideProblem)
    -> CircuitPictures
  {
    let narrator = narrator(of: pass)
    let part = try narrator.inside(name, number: number)
    let key = key(of: pass).with("inside").with(name).with("\(part.number)")
    return CircuitPictures(narrator, inside: part, options, language: language, key: key)
  }
}

extension InsidePart {
  /// What a figure of it is called.
  var label: Label {
    .inside(name, number: count > 1 ? number : nil, of: count, isLoop: isLoop)
  }
}
