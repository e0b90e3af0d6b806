public import Script

extension Lesson {
  /// Runs the programs of all blocks.
  ///
  /// - Parameter limits: What a program may use up, where it differs from the usual.
  /// - Throws: ``LessonFailure`` with the errors of all blocks, placed in the file.
  public func run(limits: [Limit: Int] = [:]) throws(LessonFailure) -> [Outcome] {
    var outcomes: [Outcome] = []
    var problems: [Diagnostic] = []
    for block in blocks {
      do throws(ScriptFailure) {
        var outcome = try Program(block.program).run(options(of: block, limits: limits))
        outcome.diagnostics = outcome.diagnostics.map { $0.shifted(by: block.offset) }
        outcomes.append(outcome)
      } catch {
        problems += error.diagnostics.map { $0.shifted(by: block.offset) }
      }
    }
    if !problems.isEmpty { throw LessonFailure(source: text, problems) }
    return outcomes
  }

  private func options(of block: Block, limits: [Limit: Int]) -> RunOptions {
    let title = blocks.count == 1 ? title : "\(title) · \(block.name)"
    return RunOptions(
      title: title, digits: block.options.digits ?? digits, output: block.options.output,
      inputs: block.options.inputs, showsFaults: block.options.showsFaults, steps: Set(block.options.steps),
      limits: limits)
  }
}
