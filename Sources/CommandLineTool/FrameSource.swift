import Gradwalk

/// Draws the frames of one pass in the style that the options ask for.
struct FrameSource {
  private enum Pictures {
    case circuit(CircuitPictures)
    case network(NetworkPictures, gradients: Bool)
  }

  private let pictures: Pictures
  private let pass: Pass
  /// The steps after which there is something to see, which are those that get frames.
  private let moves: [Int]
  let steps: Range<Int>

  /// - Parameter part: What alone is drawn of a circuit.
  init(_ walk: inout WalkThrough, pass: Pass, example: Int, inside part: PartArgument?) throws {
    self.pass = pass
    steps = pass.steps.orEmpty
    moves = walk.narrator(of: pass).circuit.moves(in: walk.trace).map(\.steps.upperBound)
    let style = walk.style
    if let part {
      guard style == .circuit else {
        throw CommandFailure("--inside is for circuits, not for --style \(style.rawValue)")
      }
      do throws(InsideProblem) {
        pictures = .circuit(try walk.pictures(inside: part.name, number: part.number, of: pass))
      } catch {
        throw CommandFailure("--inside: \(error.diagnostic.message)", hint: error.diagnostic.hint)
      }
      try check()
      return
    }
    guard style != .circuit else {
      pictures = .circuit(walk.pictures(of: pass))
      try check()
      return
    }
    do throws(NetworkProblem) {
      let network = try walk.networkPictures(of: pass, example: example)
      pictures = .network(network, gradients: style == .networkGradients)
    } catch {
      let isAboutExample = if case .noExample = error { true } else { false }
      let option = isAboutExample ? "--example" : "--style \(style.rawValue)"
      throw CommandFailure("\(option): \(error.diagnostic.message)", hint: error.diagnostic.hint)
    }
  }

  /// Fails where Graphviz was asked to place the circuit and did not.
  private func check() throws {
    guard case .circuit(let pictures) = pictures else { return }
    try pictures.checkLayout()
  }

  func svg(at step: Int?, on page: FigurePage?) -> [UInt8] {
    switch pictures {
    case .circuit(let pictures): pictures.svg(at: step, on: page)
    case .network(let pictures, let gradients): pictures.svg(at: step, gradients: gradients, on: page)
    }
  }

  /// How the drawing fits a page.
  func fit(at step: Int?, on page: FigurePage) -> FigureFit {
    switch pictures {
    case .circuit(let pictures): pictures.fit(at: step, on: page)
    case .network(let pictures, let gradients): pictures.fit(at: step, gradients: gradients, on: page)
    }
  }

  /// What the circuit leaves out because it is large.
  var note: DrawingNote? {
    if case .circuit(let pictures) = pictures { pictures.note } else { nil }
  }

  /// Which way the circuit runs; nil for a net.
  var direction: CircuitDirection? {
    if case .circuit(let pictures) = pictures { pictures.direction } else { nil }
  }

  func dot(at step: Int?) -> String {
    switch pictures {
    case .circuit(let pictures): pictures.dot(at: step)
    case .network(let pictures, let gradients): pictures.dot(at: step, gradients: gradients)
    }
  }

  /// One SVG that plays the steps.
  ///
  /// - Parameter key: What the figure belongs to.
  func played(_ key: FigureKey, on page: FigurePage?) throws -> [UInt8] {
    try checkCount("--animate")
    let key = key.with("played")
    return switch pictures {
    case .circuit(let pictures): pictures.played(at: moves, key: key, on: page)
    case .network(let pictures, let gradients):
      pictures.played(at: moves, gradients: gradients, key: key, on: page)
    }
  }

  /// A frame for each step.
  ///
  /// - Parameter content: The frame of a step as it stands in its file.
  func all(
    as kind: PictureFile, _ content: (Int) throws -> [UInt8]
  ) throws -> [(name: String, content: [UInt8])] {
    try checkCount("--all-steps")
    return try moves.map { ("step-\($0 < 10 ? "0" : "")\($0).\(kind.rawValue)", try content($0)) }
  }

  /// Fails where frames for all steps are too many.
  private func checkCount(_ option: String) throws {
    guard case .circuit(let pictures) = pictures,
      case .noFrames(let frames, let gates)? = pictures.note(onFrames: moves.count)
    else { return }
    throw CommandFailure(
      "\(option): there are too many frames: \(frames), each of \(gates) gates",
      hint: "draw those that matter with --step, or functions as one gate each with --collapse")
  }
}

extension Range<Int>? {
  /// The range, or an empty one.
  var orEmpty: Range<Int> { self ?? 0..<0 }
}

extension CircuitPictures {
  /// Fails where Graphviz was asked to place the circuit and did not.
  func checkLayout() throws {
    if let problem { throw CommandFailure("--layout dot: \(problem)", hint: problem.hint) }
  }
}
