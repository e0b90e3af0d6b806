import Figures

extension English {
  /// So many stretches of passes are named at most.
  private static let mostRuns = 3

  /// Passes whose outputs a curve does not show.
  func passesLeftOut(_ passes: [Int]) -> String {
    let runs = runs(of: passes)
    let named = runs.prefix(Self.mostRuns).map { run in
      run.count == 1 ? "\(run.lowerBound)" : "\(run.lowerBound) to \(run.upperBound - 1)"
    }
    let rest = runs.dropFirst(Self.mostRuns).map(\.count).reduce(0, +)
    let text = list(named + (rest > 0 ? ["\(rest) more"] : []))
    return
      "Not drawn: \(passes.count == 1 ? "pass" : "passes") \(text), where it is too large, or no number."
  }

  /// Why there is no curve.
  func tooFewPasses(_ drawn: Int, _ count: Int) -> String {
    "There is no curve: in \(count - drawn) of \(count) passes the output is too large, or no number."
  }

  /// Where the curve of a function ends.
  func otherWay(
    isBelow: Bool, _ input: String, _ number: String, _ comparison: String?, line: Int, holds: Bool
  ) -> String {
    let start = "\(isBelow ? "Below" : "Above") \(input) = \(number) the program goes another way:"
    guard let comparison else { return "\(start) there the comparison of line \(line) comes out otherwise." }
    return "\(start) there \(comparison) \(holds ? "holds" : "does not hold") (line \(line))."
  }

  /// Numbers that follow each other, together.
  private func runs(of numbers: [Int]) -> [Range<Int>] {
    var runs: [Range<Int>] = []
    for number in numbers {
      if let last = runs.last, last.upperBound == number {
        runs[runs.count - 1] = last.lowerBound..<number + 1
      } else {
        runs.append(number..<number + 1)
      }
    }
    return runs
  }
}
