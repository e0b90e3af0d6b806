public import Language
import Rendering
public import Script
public import TraceModel

extension Lesson {
  /// Runs the programs of all blocks, or of one.
  ///
  /// - Parameters:
  ///   - name: The block to run alone; nil runs all.
  ///   - limits: What a program may use up, where it differs from the usual.
  ///   - progress: Called with the number of each pass of a program when its backward pass has run.
  /// - Throws: ``LessonFailure`` with the errors of all blocks, placed in the file.
  public func run(
    only name: String? = nil, limits: [Limit: Int] = [:],
    progress: @escaping @Sendable (_ pass: Int) -> Void = { _ in }
  ) throws(LessonFailure) -> [Outcome] {
    var outcomes: [Outcome] = []
    var problems: [Diagnostic] = []
    // All programs of a lesson together are held to the limits.
    var used: [Limit: Int] = [:]
    for block in blocks where name == nil || block.name == name {
      do throws(ScriptFailure) {
        var options = options(of: block, limits: limits)
        options.used = used
        defer { used = options.used }
        var outcome = try Program(block.program).run(&options, progress: progress)
        outcome.diagnostics = outcome.diagnostics.map { placed($0, in: block) }
        outcome.trace = outcome.trace.telling(block.options.images)
        problems += unknownGroups(of: block, in: outcome.trace)
        outcomes.append(outcome)
      } catch {
        problems += error.diagnostics.map { placed($0, in: block) }
      }
    }
    if !problems.isEmpty { throw LessonFailure(source: text, problems) }
    return outcomes
  }

  /// What is said of a program with its place in the file; what is about the whole program is placed on the fence.
  private func placed(_ diagnostic: Diagnostic, in block: Block) -> Diagnostic {
    var placed = diagnostic.shifted(by: block.offset)
    guard placed.range == nil else { return placed }
    let word = if case .option(let name)? = diagnostic.subject { name + "=" } else { "" }
    placed.range = source.range(of: word, inLine: block.lines.lowerBound)
    return placed
  }

  /// The names of `collapse=` and `open=` that name no call.
  private func unknownGroups(of block: Block, in trace: Trace) -> [Diagnostic] {
    let collapse = block.options.collapse.map { ($0, trace.problem(collapsing: $0)) }
    let open = block.options.open.map { ($0, trace.problem(opening: $0).map(LessonProblem.inside)) }
    return (collapse + open).compactMap { name, problem in
      problem?.diagnostic(at: source.range(of: name, inLine: block.lines.lowerBound))
    }
  }

  private func options(of block: Block, limits: [Limit: Int]) -> RunOptions {
    let title = blocks.count == 1 ? title : "\(title) · \(block.name)"
    return block.options.runOptions(title: title, digits: digits, limits: limits)
  }
}

extension Trace {
  /// What is wrong with drawing the calls of a function as one gate: there are none.
  fileprivate func problem(collapsing name: String) -> LessonProblem? {
    var names: [String] = []
    for group in groups where group.kind != .loop && !names.contains(group.name) { names.append(group.name) }
    guard !names.contains(name) else { return nil }
    return .unknownGroup(name, groups: names, suggestion: nearest(name, among: names))
  }

  /// An error for each name that is to be collapsed and that no called function has.
  public func problems(collapsing names: [String]) -> [Diagnostic] {
    names.compactMap { problem(collapsing: $0)?.diagnostic(at: nil) }
  }
}
