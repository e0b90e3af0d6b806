import Figures
public import TraceModel

/// Why a part of a circuit has no figure of its own.
public enum InsideProblem: Error, Equatable, Sendable {
  case unknown(String, names: [String])
  /// There are fewer calls, turns or sums.
  case noSuch(Int, of: String, PartKind, count: Int)
}

/// What a part of a circuit is that has a figure of its own.
public enum PartKind: Sendable {
  case call
  /// A turn of a loop, which is called after its variable.
  case turn
  /// A sum that one line adds up.
  case sum
}

struct InsidePart: Equatable, Sendable {
  var name: String
  /// The nodes among which its gates are.
  var nodes: Range<Int>
  var kind: PartKind
  /// Which of the parts of that name it is, counted from 1, and how many there are.
  var number = 1
  var count = 1
}

extension Trace {
  /// That no function, loop or sum of the first pass has a name.
  public func problem(opening name: String) -> InsideProblem? {
    let parts = passes.first.map { namedParts(in: $0) } ?? []
    return parts.contains { $0.name == name } ? nil : .unknown(name, names: parts.uniqueNames)
  }

  /// The parts of a pass that have names, in the order of the program, and behind them its sums.
  func namedParts(in pass: Pass) -> [InsidePart] {
    let nodes = Set(Circuit(self, pass: pass).gates.flatMap(\.nodes))
    var parts = groups.filter { $0.nodes.contains(where: nodes.contains) }.map { group in
      InsidePart(name: group.name, nodes: group.nodes, kind: group.kind == .loop ? .turn : .call)
    }
    for box in Figures.Circuit.folded(self, pass: pass).boxes where box.kind == .sum {
      guard let name = node(box.node).name?.text, let first = box.nodes.first else { continue }
      parts.append(InsidePart(name: name, nodes: first..<box.node + 1, kind: .sum))
    }
    var counts: [String: Int] = [:]
    for index in parts.indices {
      counts[parts[index].name, default: 0] += 1
      parts[index].number = counts[parts[index].name] ?? 1
    }
    for index in parts.indices { parts[index].count = counts[parts[index].name] ?? 1 }
    return parts
  }
}

extension [InsidePart] {
  fileprivate var uniqueNames: [String] { filter { $0.number == 1 }.map(\.name) }
}

extension Narrator {
  /// The part of a name.
  ///
  /// - Parameter number: Of several calls or turns which one, counted from 1; the first where none is given.
  func inside(_ name: String, number: Int?) throws(InsideProblem) -> InsidePart {
    let all = trace.namedParts(in: circuit.pass)
    let parts = all.filter { $0.name == name }
    guard let first = parts.first else { throw .unknown(name, names: all.uniqueNames) }
    guard let number else { return first }
    guard parts.indices.contains(number - 1) else {
      throw .noSuch(number, of: name, first.kind, count: parts.count)
    }
    return parts[number - 1]
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
    let file =
      (["inside"] + words.compactMap(\.self)).joined(separator: "-") + passSuffix(pass.number) + ".svg"
    let text = step.flatMap(pictures.move(at:)).map {
      language.heading(of: pictures.narrator.account(of: $0))
    }
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
    .inside(name, kind, number: count > 1 ? number : nil, of: count)
  }
}
