import Gradwalk

/// Draws the frames of one pass in the style that the options ask for.
struct FrameSource {
  private enum Pictures {
    case circuit(Gradwalk.Pictures)
    case own(CircuitPictures)
    case network(NetworkPictures, gradients: Bool)
  }

  private let pictures: Pictures
  /// The steps after which there is something to see, which are those that get frames.
  private let moves: [Int]
  let steps: Range<Int>
  /// What the circuit leaves out because it is large.
  let note: DrawingNote?
  /// That a frame for each step would be too much.
  private let tooManyFrames: DrawingNote?

  init(_ walk: inout WalkThrough, pass: Pass, example: Int) throws {
    steps = pass.steps.orEmpty
    let circuit = (walk.isOwn ? walk.narrator(of: pass) : walk.drawnNarrator(of: pass)).circuit
    moves = circuit.moves(in: walk.trace).map(\.steps.upperBound)
    note = walk.isOwn ? nil : circuit.drawingNote
    tooManyFrames = circuit.note(onFrames: moves.count)
    let style = walk.style
    guard style != .circuit else {
      pictures = walk.isOwn ? .own(walk.ownPictures(of: pass)) : .circuit(try walk.pictures(of: pass))
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

  func svg(at step: Int?) throws -> [UInt8] {
    switch pictures {
    case .circuit(let pictures): try pictures.svg(at: step)
    case .own(let pictures): pictures.svg(at: step)
    case .network(let pictures, let gradients): pictures.svg(at: step, gradients: gradients)
    }
  }

  /// Which way the circuit runs; nil for a net.
  var direction: Diagram.Direction? {
    if case .circuit(let pictures) = pictures { pictures.diagram.direction } else { nil }
  }

  func dot(at step: Int?) throws -> String {
    switch pictures {
    case .circuit(let pictures): pictures.dot(at: step)
    case .own: throw CommandFailure("--layout own writes no .dot")
    case .network(let pictures, let gradients): try pictures.dot(at: step, gradients: gradients)
    }
  }

  /// One SVG that plays the steps.
  ///
  /// - Parameter key: What the figure belongs to.
  func played(_ key: FigureKey) throws -> [UInt8] {
    try checkCount("--animate")
    let frames =
      switch pictures {
      case .circuit(let pictures): try pictures.series(at: moves)
      case .own(let pictures): pictures.series(at: moves)
      case .network(let pictures, let gradients):
        (moves.map { $0 } + [nil]).map { pictures.svg(at: $0, gradients: gradients) }
      }
    guard let played = PlayedSVG.svg(of: frames, key: key.with("played")) else {
      throw CommandFailure(
        "--animate: the frames of a net are of several sizes",
        hint: "--all-steps draws them one by one, and --style circuit is of one size")
    }
    return played
  }

  /// A frame for each step.
  func all() throws -> [(name: String, content: [UInt8])] {
    try checkCount("--all-steps")
    let contents: [[UInt8]]
    switch pictures {
    case .circuit(let pictures): contents = try pictures.svgs(at: moves)
    case .own(let pictures): contents = moves.map { pictures.svg(at: $0) }
    case .network(let pictures, let gradients):
      contents = moves.map { pictures.svg(at: $0, gradients: gradients) }
    }
    return zip(moves, contents).map { step, content in ("step-\(step < 10 ? "0" : "")\(step).svg", content) }
  }

  /// Fails where frames for all steps are too many.
  private func checkCount(_ option: String) throws {
    if case .noFrames(let frames?, let gates)? = tooManyFrames, case .circuit = pictures {
      throw CommandFailure(
        "\(option): there are too many frames: \(frames), each of \(gates) gates",
        hint: "draw those that matter with --step, or functions as one gate each with --collapse")
    }
  }
}

extension Range<Int>? {
  /// The range, or an empty one.
  var orEmpty: Range<Int> { self ?? 0..<0 }
}
