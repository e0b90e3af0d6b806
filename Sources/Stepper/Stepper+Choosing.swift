import Rendering
import TraceModel

extension Stepper {
  mutating func choose(_ command: Command) throws(CommandProblem) -> Reply {
    switch command {
    case .down(let count): return try select(by: count)
    case .up(let count): return try select(by: count == .min ? .max : -count)
    case .select(let name):
      block.select(try wire(named: name))
      return noteOfSelection
    case .search(let text):
      searched = text
      return try select(match: 0)
    case .match: return try select(match: 1)
    case .previousMatch: return try select(match: -1)
    default: return Reply()
    }
  }

  private var noteOfSelection: Reply {
    block.selected.map { .note(say(.wire(facts(of: $0)))) } ?? Reply()
  }

  private mutating func select(by count: Int) throws(CommandProblem) -> Reply {
    guard let selected = block.selected, let row = scene.row(of: selected) else { throw .noWire }
    let (wanted, overflows) = row.addingReportingOverflow(count)
    let last = scene.wires.count - 1
    block.select(scene.wires[overflows ? (count > 0 ? last : 0) : max(0, min(last, wanted))])
    return noteOfSelection
  }

  /// Selects what the search finds: from the selected wire on, or the next one in a direction, around the ends.
  private mutating func select(match direction: Int) throws(CommandProblem) -> Reply {
    guard let searched else { throw .noSearch }
    let isFound = finding(searched)
    let rows = scene.wires.indices.filter { isFound(scene.wires[$0]) }
    guard let first = rows.first, let last = rows.last else { throw .notFound(searched) }
    let now = block.selected.flatMap { scene.row(of: $0) } ?? 0
    let row =
      switch direction {
      case 0: rows.first { $0 >= now } ?? first
      case 1: rows.first { $0 > now } ?? first
      default: rows.last { $0 < now } ?? last
      }
    block.select(scene.wires[row])
    let number = (rows.firstIndex(of: row) ?? 0) + 1
    let found = say(.found(text: searched, number: number, of: rows.count))
    return .note(found + " " + say(.wire(facts(of: scene.wires[row]))))
  }

  /// Tells of wires whether a search for a text finds them: by their name, their gate, or the function it is in.
  private func finding(_ text: String) -> (Int) -> Bool {
    let text = text.lowercased().ofX
    let calls = block.trace.calls.filter { $0.name.lowercased().contains(text) }.map(\.nodes)
    return { wire in
      scene.labels.name(of: wire).lowercased().contains(text)
        || (scene.symbol(of: wire)?.lowercased().ofX.contains(text) ?? false)
        || (block.trace.node(wire).gate?.name.contains(text) ?? false)
        || calls.contains { $0.contains(wire) }
    }
  }

  /// The wire that a reader names: `w0`, `c₂`, `⟨8⟩`, or `8` for the latter. A name that was bound several times is that
  /// of the last wire, as in the program; the first of them is `loss₀`.
  func wire(named name: String) throws(CommandProblem) -> Int {
    let shown = name.allSatisfy { $0.isASCII && $0.isNumber } ? "⟨\(name)⟩" : name
    if let wire = scene.wires.last(where: { block.trace.node($0).name?.text == name }) { return wire }
    if let wire = scene.wires.last(where: { scene.labels.name(of: $0) == shown }) { return wire }
    if name.hasSuffix("₀"),
      let wire = scene.wires.first(where: { scene.labels.name(of: $0) == name.dropLast() })
    {
      return wire
    }
    let names = scene.wires.lazy.filter { block.trace.isNamed($0) }.map(scene.labels.name)
    throw .unknownWire(name, suggestion: nearest(name, among: names))
  }

  // MARK: Breaks

  /// Sets a break, or takes one away that is there.
  mutating func stop(_ text: String?) throws(CommandProblem) -> Reply {
    let stop = try stop(named: text)
    let name = scene.name(of: stop)
    if let index = block.breaks.firstIndex(of: stop) {
      block.breaks.remove(at: index)
      return .note(say(.breakTaken(name)))
    }
    block.breaks.append(stop)
    let stops = scene.stopping(for: [stop])
    return .note(say(.breakSet(name, steps: scene.moves.indices.count(where: stops))))
  }

  mutating func clearStops() -> Reply {
    let count = block.breaks.count
    block.breaks = []
    return .note(say(.breaksCleared(count: count)))
  }

  private func stop(named text: String?) throws(CommandProblem) -> Break {
    guard let text else {
      guard let selected = block.selected else { throw .noWire }
      return .wire(scene.labels.name(of: selected))
    }
    let word = String(text.prefix { !$0.isWhitespace })
    let rest = text.dropFirst(word.count).trimmed
    switch (word.lowercased(), rest.isEmpty) {
    case ("line", false): return .line(try line(rest))
    case ("phase", false): return .phase(try phase(rest))
    case ("wire", false): return .wire(scene.labels.name(of: try wire(named: rest)))
    case ("gate", false): return .gate(try gate(rest))
    case ("nan", true), ("infinity", true), ("inf", true): return .fault
    default: break
    }
    if let wire = try? wire(named: text) { return .wire(scene.labels.name(of: wire)) }
    return .gate(try gate(text))
  }

  private func line(_ text: String) throws(CommandProblem) -> Int {
    guard let line = Int(text) else { throw .noNumber(text, usage: "break line 4") }
    guard (1...max(1, block.lines.count)).contains(line) else { throw .noLine(line, last: block.lines.count) }
    return line
  }

  private func phase(_ text: String) throws(CommandProblem) -> StepKind {
    let phases: [(String, StepKind)] = [("forward", .forward), ("backward", .backward), ("update", .update)]
    guard let phase = phases.first(where: { $0.0 == text.lowercased() }) else { throw .unknownPhase(text) }
    return phase.1
  }

  /// The name of a kind of gate that is given by it, by its sign, or by the sign that programs write for it.
  private func gate(_ text: String) throws(CommandProblem) -> String {
    let signs = ["*": "×", "/": "÷", "-": "−"]
    let sign = (signs[text] ?? text).ofX
    let gates = block.trace.gates
    if let gate = gates.first(where: { $0.name == text || $0.symbol.ofX == sign }) { return gate.name }
    let groups = block.trace.calls.map(\.name)
    if groups.contains(text) { return text }
    let symbols = scene.circuit.gates.lazy.map { scene.labels.symbol(of: $0.nodes[0]) }
    if let symbol = symbols.first(where: { $0.ofX == sign }) { return symbol }
    let names = scene.wires.lazy.filter { block.trace.isNamed($0) }.map(scene.labels.name)
    throw .unknownBreak(text, suggestion: nearest(text, among: gates.map(\.name) + groups + names))
  }
}
