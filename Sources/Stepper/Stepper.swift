import Numbers
public import Rendering
import TraceModel

/// Steps through the programs of a lesson, forwards and backwards: a value that commands change, and of which the
/// screen and all texts are functions.
///
/// ``handle(_:)`` takes any command in any state. ``press(_:)`` takes the keys of a terminal, and what is typed.
public struct Stepper: Sendable {
  var blocks: [Block]
  private(set) var blockIndex = 0
  let language: any Language
  /// What is open over the circuit.
  var overlay: Overlay?
  /// How far what is open was scrolled.
  var scrolled = Canvas.Point(x: 0, y: 0)
  /// How far the circuit was moved under its window; a step brings it back to where it works.
  var panned = Canvas.Point(x: 0, y: 0)
  var typing: Typing?
  /// The digits that were typed before a key.
  var number: Int?
  /// What the last command had to say.
  var message: Message?
  var searched: String?
  /// Whether the reader looks at the selected wire; else at those of the step.
  private(set) var looksAtSelected = false
  var quiz: Quiz?

  struct Message: Equatable, Sendable {
    var text: String
    var isError: Bool
  }

  /// Begins at the first step of the first program.
  public init?(_ programs: [SteppedProgram], language: any Language = English()) {
    guard !programs.isEmpty else { return nil }
    blocks = programs.map(Block.init)
    self.language = language
  }

  var block: Block {
    get { blocks[blockIndex] }
    _modify { yield &blocks[blockIndex] }
  }

  var scene: Scene { block.scene }

  /// Carries a command out. Whatever it is and whatever the state, the state after it is a valid one.
  public mutating func handle(_ command: Command) -> Reply {
    var reply: Reply
    do throws(CommandProblem) {
      reply = try carryOut(command)
    } catch {
      reply = Reply(problem: error)
    }
    if let opened = reply.opened { open(opened) }
    if case .pan = command { return reply }
    if reply.tellsStep { panned = Canvas.Point(x: 0, y: 0) }
    looksAtSelected = !reply.tellsStep && reply.question == nil
    message =
      reply.problem.map { Message(text: $0.message, isError: true) }
      ?? reply.note.map { Message(text: $0, isError: false) }
    return reply
  }

  private mutating func carryOut(_ command: Command) throws(CommandProblem) -> Reply {
    switch command {
    case .next, .previous, .first, .last, .goTo, .forward, .backward, .touch, .touchBack, .run, .runBack,
      .pass, .previousPass, .block:
      try move(command)
    case .down, .up, .select, .search, .match, .previousMatch: try choose(command)
    case .stop(let text): try stop(text)
    case .stops: .opened(.breaks)
    case .clearStops: clearStops()
    case .print(let wire): try print(wire)
    case .why(let wire): try open(.why, of: wire)
    case .matrix(let wire): try open(.numbers, of: wire)
    case .wires: .opened(.wires)
    case .circuit: .opened(.circuit)
    case .program: .opened(.program)
    case .step: .opened(.step)
    case .group(let name): try toggleGroup(name)
    case .pan(let columns, let rows): pan(columns, rows)
    case .fewerDigits(let count):
      show(digits: block.format.digits.subtractingReportingOverflow(count).partialValue)
    case .moreDigits(let count): show(digits: block.format.digits.addingReportingOverflow(count).partialValue)
    case .digits(let digits): show(digits: digits)
    case .prompt: startTyping(.command)
    case .close: close()
    case .quiz: toggleQuiz()
    case .answer(let text): try answer(text)
    case .reveal: try reveal()
    case .help(let word): try help(word)
    case .quit: Reply(isOver: true)
    }
  }

  func say(_ sentence: Sentence.OfStepper) -> String { language.text(.ofStepper(sentence)) }
  func label(_ label: Label.OfStepper) -> String { language.text(.ofStepper(label)) }

  mutating func go(toBlock index: Int) {
    if blocks.indices.contains(index) { blockIndex = index }
  }

  // MARK: Opening

  private mutating func open(_ overlay: Overlay) {
    if self.overlay != overlay { scrolled = Canvas.Point(x: 0, y: 0) }
    self.overlay = overlay
  }

  mutating func close() -> Reply {
    overlay = nil
    scrolled = Canvas.Point(x: 0, y: 0)
    return Reply()
  }

  /// Selects a wire if one is named, and opens what tells of it.
  private mutating func open(_ overlay: Overlay, of name: String?) throws(CommandProblem) -> Reply {
    if let name { block.select(try wire(named: name)) }
    guard block.selected != nil else { throw .noWire }
    return .opened(overlay)
  }

  private mutating func print(_ name: String?) throws(CommandProblem) -> Reply {
    let wire = try name.map { name throws(CommandProblem) in try self.wire(named: name) } ?? block.selected
    guard let wire else { throw .noWire }
    return .note(say(.wire(facts(of: wire))))
  }

  private func help(_ word: String?) throws(CommandProblem) -> Reply {
    if let word, CommandEntry.named(word) == nil {
      let words = CommandEntry.all.flatMap { [$0.word] + $0.aliases.filter { $0.count > 1 } }
      throw .unknownWord(word, suggestion: nearest(word, among: words))
    }
    return .opened(.help(word: word))
  }

  // MARK: Looking

  private mutating func show(digits: Int) -> Reply {
    block.show(digits: digits)
    return .note(say(.digits(block.format.digits)))
  }

  /// No further than where the circuit ends.
  private mutating func pan(_ columns: Int, _ rows: Int) -> Reply {
    let (width, height) = (drawing?.width ?? 0, drawing?.height ?? 0)
    if overlay == .circuit {
      scrolled.x = max(0, min(width - 1, scrolled.x + columns))
      scrolled.y = max(0, min(height - 1, scrolled.y + rows))
      return Reply()
    }
    panned.x = max(-width, min(width, panned.x + columns))
    panned.y = max(-height, min(height, panned.y + rows))
    return Reply()
  }

  private mutating func toggleGroup(_ name: String?) throws(CommandProblem) -> Reply {
    let loops = scene.foldedLoops
    let names = block.trace.calls.map(\.name) + loops
    if let name, !names.contains(name) {
      throw .unknownGroup(name, names: names.uniqued, suggestion: nearest(name, among: names))
    }
    guard let name = name ?? groupAtWork ?? loops.first(where: scene.isAtWork(block.node)) else {
      throw .noGroup(names: names.uniqued)
    }
    dropQuestion()
    let isOpen = block.toggleGroup(name, isLoop: loops.contains(name))
    if loops.contains(name) { return .note(say(isOpen ? .loopOpened(name) : .loopFolded(name))) }
    return .note(say(isOpen ? .groupOpened(name) : .groupCollapsed(name)))
  }

  /// The innermost function whose gate is at work, or made the selected wire.
  private var groupAtWork: String? {
    let gates = [block.move?.gate, block.selected.flatMap { scene.circuit.gate(of: $0) }].compactMap(\.self)
    for gate in gates.map({ scene.circuit.gates[$0] }) {
      if let group = gate.group { return block.trace.calls[group].name }
      if let group = block.trace.calls.last(where: { $0.nodes.contains(gate.nodes[0]) }) {
        return group.name
      }
    }
    return nil
  }

  /// What is known of a wire now.
  func facts(of wire: Int) -> Sentence.WireFacts {
    let gradient = scene.states.gradient(of: wire, at: block.step)
    let state: Sentence.WireFacts.Gradient =
      switch gradient {
      case .pending: .pending
      case .noPath: .noPath
      case .final(let gradient): .final(scene.compact(gradient))
      case .accumulating(let arrived, let outstanding):
        .accumulating(
          sum: scene.text(gradient),
          arrived: arrived.count - (scene.narrator.held(by: wire, at: block.step) == nil ? 0 : 1),
          outstanding: outstanding)
      }
    return Sentence.WireFacts(
      name: scene.labels.name(of: wire), gate: scene.symbol(of: wire),
      value: scene.states.value(of: wire, at: block.step).map(scene.compact), gradient: state)
  }
}

extension Sequence where Element: Hashable {
  /// The elements without those that came before.
  var uniqued: [Element] {
    var seen: Set<Element> = []
    return filter { seen.insert($0).inserted }
  }
}
