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
      guard style == .circuit else { throw CommandFailure("--inside is for circuits, not for --style \(style.rawValue)") }
      do throws(InsideProblem) {
        pictures = .circuit(try walk.pictures(inside: part.name, number: part.number, of: pass))
      } catch {
        throw CommandFailure("--inside: \(error.diagnostic.message)", hint: error.diagnostic.hint)
      }
      return
    }
    guard style != .circuit else {
      pictures = .circuit(walk.pictures(of: pass))
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

  func svg(at step: Int?) -> [UInt8] {
    switch pictures {
    case .circuit(let pictures): pictures.svg(at: step)
    case .network(let pictures, let gradients): pictures.svg(at: step, gradients: gradients)
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
  func played(_ key: FigureKey) throws -> [UInt8] {
    try checkCount("--animate")
    let frames =
      switch pictures {
      case .circuit(let pictures): pictures.series(at: moves)
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
    return moves.map { ("step-\($0 < 10 ? "0" : "")\($0).svg", svg(at: $0)) }
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
