import Gradwalk

/// Draws the frames of one pass in the style that the options ask for.
struct FrameSource {
  private enum Pictures {
    case circuit(Gradwalk.Pictures)
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
    let circuit = walk.drawnNarrator(of: pass).circuit
    moves = circuit.moves(in: walk.trace).map(\.steps.upperBound)
    note = circuit.drawingNote
    tooManyFrames = circuit.note(onFrames: moves.count)
    let style = walk.style
    guard style != .circuit else {
      pictures = .circuit(try walk.pictures(of: pass))
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

  func data(at step: Int?, as format: Format) throws -> [UInt8] {
    switch pictures {
    case .circuit(let pictures): try pictures.data(at: step, as: format)
    case .network(let pictures, let gradients):
      try pictures.data(at: step, gradients: gradients, as: format)
    }
  }

  func dot(at step: Int?) throws -> String {
    switch pictures {
    case .circuit(let pictures): pictures.dot(at: step)
    case .network(let pictures, let gradients): try pictures.dot(at: step, gradients: gradients)
    }
  }

  /// A frame for each step.
  func all() throws -> [(name: String, content: [UInt8])] {
    if case .noFrames(let frames?, let gates)? = tooManyFrames, case .circuit = pictures {
      throw CommandFailure(
        "--all-steps: there are too many frames: \(frames), each of \(gates) gates",
        hint: "draw those that matter with --step, or functions as one gate each with --collapse")
    }
    let contents: [[UInt8]]
    switch pictures {
    case .circuit(let pictures): contents = try pictures.svgs(at: moves)
    case .network(let pictures, let gradients):
      contents = moves.map { pictures.svg(at: $0, gradients: gradients) }
    }
    return zip(moves, contents).map { step, content in ("step-\(step < 10 ? "0" : "")\(step).svg", content) }
  }
}

extension Range<Int>? {
  /// The range, or an empty one.
  var orEmpty: Range<Int> { self ?? 0..<0 }
}
