public import ArgumentParser
public import Gradwalk

/// What a program may use up.
struct LimitOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The most gates that a program may record.", valueName: "n"))
  var maxNodes: Int?
  @Option(help: ArgumentHelp("The most turns of loops and calls.", valueName: "n"))
  var maxIterations: Int?
  @Option(help: ArgumentHelp("The deepest nesting of calls.", valueName: "n"))
  var maxRecursion: Int?
  @Option(help: ArgumentHelp("The most items of lists and arrays.", valueName: "n"))
  var maxElements: Int?
  @Option(help: ArgumentHelp("The most operations that a program may take.", valueName: "n"))
  var maxOperations: Int?

  private var given: [(limit: Limit, value: Int?)] {
    [
      (.nodes, maxNodes), (.iterations, maxIterations), (.recursion, maxRecursion), (.elements, maxElements),
      (.operations, maxOperations),
    ]
  }

  var limits: [Limit: Int] {
    Dictionary(uniqueKeysWithValues: given.compactMap { limit, value in value.map { (limit, $0) } })
  }

  func validate() throws {
    for (limit, value) in given where (value ?? 1) < 1 {
      throw ValidationError("\(limit.option) should be at least 1")
    }
  }
}

/// How every picture of a circuit looks.
struct PictureArguments: ParsableArguments {
  @Option(help: "Which way the circuit runs: LR or TB; by default its width decides.")
  var direction: CircuitDirection?
  @Option(help: "Who places the gates: own, with straight wires, or dot, which is Graphviz's.")
  var layout: CircuitPlacer?
  @Option(help: "The colours: board (green and red) or blue-orange.")
  var palette: Palette = .board
  @Flag(help: "Draw on no background, for pages that say which colours they have.")
  var transparent = false

  var options: FigureOptions { options(for: FenceOptions(), collapsing: []) }

  /// The options; what is not given is as a block of a lesson says.
  func options(for block: FenceOptions, collapsing names: [String]) -> FigureOptions {
    FigureOptions(
      collapsed: Set(names + block.collapse), opened: Set(block.open),
      direction: direction ?? block.direction,
      layout: layout ?? block.layout ?? .own,
      palette: transparent ? palette.transparent : palette)
  }
}

/// How figures look.
struct FigureArguments: ParsableArguments {
  @Option(help: ArgumentHelp("The functions to draw as one gate, separated by commas.", valueName: "names"))
  var collapse: String?
  @Option(
    help: ArgumentHelp(
      "The functions, loops and sums to draw open in a large circuit, separated by commas.",
      valueName: "names"))
  var open: String?
  @OptionGroup var picture: PictureArguments
  @Option(
    help:
      "What is drawn: the circuit, or the net as neurons and weights, coloured by activation (network) or gradient (network-gradients)."
  )
  var style: FigureStyle?

  /// The options; what is not given is as a block of a lesson says.
  func options(for block: FenceOptions = FenceOptions()) -> FigureOptions {
    var options = picture.options(for: block, collapsing: names)
    options.style = style ?? block.style
    options.opened.formUnion(functionNames(in: open))
    return options
  }

  /// Fails when a function that is to be collapsed or open is called in none of the programs.
  func check(_ traces: [Trace]) throws {
    try checkCollapsed(names, in: traces)
    for name in functionNames(in: open) { try checkOpen(name, in: traces) }
  }

  /// Fails when none of the programs has a part of that name.
  private func checkOpen(_ name: String, in traces: [Trace]) throws {
    let problems = traces.map { $0.problem(opening: name) }
    guard let problem = problems.first ?? nil, !problems.contains(nil) else { return }
    throw CommandFailure("--open: \(problem.diagnostic.message)", hint: problem.diagnostic.hint)
  }

  var names: [String] { functionNames(in: collapse) }
}

/// Which functions are one gate at first.
struct CollapseOption: ParsableArguments {
  @Option(help: ArgumentHelp("The functions to take as one gate, separated by commas.", valueName: "names"))
  var collapse: String?

  var names: [String] { functionNames(in: collapse) }
}

private func functionNames(in list: String?) -> [String] {
  (list ?? "").split(separator: ",").map(String.init)
}

/// Fails when a function that is to be collapsed is called in none of the programs.
func checkCollapsed(_ names: [String], in traces: [Trace]) throws {
  guard let first = traces.first else { return }
  let problems = first.problems(
    collapsing: names.filter { name in
      traces.allSatisfy { !$0.problems(collapsing: [name]).isEmpty }
    })
  if let problem = problems.first {
    throw CommandFailure("--collapse: \(problem.message)", hint: problem.hint)
  }
}

extension CircuitDirection: ExpressibleByArgument {}
extension CircuitPlacer: ExpressibleByArgument {}
extension FigureStyle: ExpressibleByArgument {}

extension Palette: ExpressibleByArgument {
  public init?(argument: String) {
    guard let palette = Palette.all.first(where: { $0.name == argument }) else { return nil }
    self = palette
  }

  public static var allValueStrings: [String] { all.map(\.name) }
  public var defaultValueDescription: String { name }
}

/// Which program of a lesson.
struct BlockOption: ParsableArguments {
  @Option(help: ArgumentHelp("The block of the lesson, where it has several.", valueName: "name"))
  var block: String?
}
