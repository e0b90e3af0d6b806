import Autodiff
import Language
import TraceModel

// What the program does with values outside of the trace's record: another input would change what the record cannot tell.

extension Interpreter {
  /// What a value is to the record.
  private struct Standing {
    /// It is a node, or a number that may become an input, or has such parts.
    var isLive = false
    /// It was computed from nodes, but not in the record.
    var isOff = false

    mutating func add(isLive other: Bool) {
      if other { isLive = true } else { isOff = true }
    }
  }

  /// Notes what keeps the program's inputs from being replayed. What a gate of its own does inside is no matter: no
  /// program with such a gate is replayed.
  func obstruct(_ found: Replayability.Obstacle) {
    let isWorse = obstacle == .detached && (found == .decision || found == .plain)
    if obstacle == nil || isWorse, !course.isSilent { obstacle = found }
  }

  /// What numbers the gates keep inside is told by the trace; that the program does something else with such numbers is not.
  private var looksForObstacles: Bool { obstacle == nil || obstacle == .detached }

  /// Runs a function of the language, and looks at whether what it gives still tells where it comes from.
  func run(_ builtin: Builtin, _ arguments: Arguments) throws(RunFailure) -> Value {
    let result = try builtin.body(self, arguments)
    if looksForObstacles, builtin.function.work != .moves { look(at: builtin, arguments, result) }
    return result
  }

  private func look(at builtin: Builtin, _ arguments: Arguments, _ result: Value) {
    var read = Standing()
    for value in arguments.values { if let value { add(value, to: &read) } }
    for value in arguments.others { add(value, to: &read) }
    guard read.isLive || read.isOff else { return }
    var given = Standing()
    add(result, to: &given)
    // What is off stays so until it is used.
    if given.isOff, !result.isContainer || result.isArray { return }
    if given.isLive, builtin.function.work == .gates, arguments.others.count < 3,
      !arguments.others.contains(where: \.isSequence)
    {
      return
    }
    if !course.isShown { obstruct(.plain) }
  }

  /// Notes what a text, a size, a key or a comparison that is not recorded is made of.
  func noteUse(of value: Value, as found: Replayability.Obstacle, unlessShown: Bool = true) {
    let used = standing(of: value, unlessShown: unlessShown)
    if used.isLive || used.isOff { obstruct(found) }
  }

  /// Notes that a number decides something that was computed outside of the record.
  func noteUseOfDetached(
    _ value: Value, as found: Replayability.Obstacle = .decision, unlessShown: Bool = true
  ) {
    if standing(of: value, unlessShown: unlessShown).isOff { obstruct(found) }
  }

  /// What a value is that is used; nothing where that does not matter any more.
  private func standing(of value: Value, unlessShown: Bool) -> Standing {
    var standing = Standing()
    if looksForObstacles, !(unlessShown && course.isShown) { add(value, to: &standing) }
    return standing
  }

  private func add(_ value: Value, to standing: inout Standing, depth: Int = 0) {
    if let array = value.indexedArray { return add(array, to: &standing) }
    switch value {
    case .number(let number): add(number.provenance, to: &standing)
    case .node(let node): standing.add(isLive: isOnTape(node.reference))
    case .list(let list): add(list.elements, to: &standing, depth)
    case .tuple(let elements): add(elements, to: &standing, depth)
    case .dictionary(let dictionary): add(dictionary.values, to: &standing, depth)
    default: break
    }
  }

  private func add(_ array: ArrayValue, to standing: inout Standing) {
    switch array.source {
    case .plain(let provenance): add(provenance, to: &standing)
    case .node(let reference): standing.add(isLive: isOnTape(reference))
    }
  }

  private func add(_ provenance: Number.Provenance, to standing: inout Standing) {
    switch provenance {
    case .origin(let id, let version):
      let isLive = origins[id].array != nil || version == origins[id].amounts.count - 1
      standing.add(isLive: isLive)
    case .detached, .gradient, .named(_, .some): standing.isOff = true
    case .plain, .named, .size, .requested: break
    }
  }

  /// What nests deep, or is long, is taken for both.
  private func add(_ elements: [Value], to standing: inout Standing, _ depth: Int) {
    if depth > 3 || elements.count > 10_000 {
      standing = Standing(isLive: true, isOff: true)
    } else {
      for element in elements { add(element, to: &standing, depth: depth + 1) }
    }
  }
}
