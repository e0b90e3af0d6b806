import Figures
public import Graphviz
public import TraceModel

extension WalkThrough {
  /// The circuit of a pass, finished or after a step, as an image; where figures leave something out, with a sentence
  /// that says so, or that alone.
  public mutating func circuit(of pass: Pass, at step: Int? = nil) throws(GraphvizError) -> String {
    let narrator = drawnNarrator(of: pass)
    let note = self.note(on: narrator.circuit)
    guard let pictures = try drawablePictures(of: pass) else { return note.joined() }
    let name = step.map(Self.frameName) ?? "circuit\(passSuffix(pass.number)).svg"
    show(name, of: pass, at: step)
    let text =
      step.flatMap(pictures.diagram.move(at:)).map {
        alternative(to: [pictures.diagram.narrator.account(of: $0)])
      } ?? language.text(.circuitCaption(title: trace.title))
    return ([image(name, text)] + note).joined(separator: "\n\n")
  }

  /// What the name of a picture of a pass has behind it: nothing for the first pass.
  func passSuffix(_ number: Int) -> String {
    number == keptPasses.first?.number ? "" : "-pass-\(number)"
  }

  /// The finished circuit of the first pass as DOT, unless it is too large to be drawn.
  public mutating func dot() throws(GraphvizError) -> String? {
    guard let pass = keptPasses.first else { return nil }
    return try drawablePictures(of: pass)?.dot
  }

  /// The steps of a pass, each with its equations and sentences, and with its frame unless there are too many of these.
  public mutating func steps(of pass: Pass, _ part: Part) throws(GraphvizError) -> String {
    let narrator = try drawablePictures(of: pass)?.diagram.narrator ?? drawnNarrator(of: pass)
    let sections = sections(of: narrator.circuit, part)
    let note = framesNote(on: narrator.circuit, sections: sections.count)
    var parts = note.map { [language.text(.drawing($0))] } ?? []
    for section in sections {
      guard let last = section.last else { continue }
      let step = last.steps.upperBound
      let name = note == nil ? Self.frameName(step) : nil
      if let name { show(name, of: pass, at: step) }
      parts.append(text(of: section, narrator: narrator, frame: name))
    }
    if !pass.hasBackwardStep, part != .forward { parts.append(language.text(.forwardOnly)) }
    return parts.joined(separator: "\n\n")
  }

  /// What the figures of a pass leave out.
  public func drawingNote(of pass: Pass) -> DrawingNote? { drawnNarrator(of: pass).circuit.drawingNote }

  /// That the steps of a pass have no frames, if so.
  public func framesNote(of pass: Pass, _ part: Part) -> DrawingNote? {
    let circuit = drawnNarrator(of: pass).circuit
    return framesNote(on: circuit, sections: sections(of: circuit, part).count)
  }

  private func framesNote(on circuit: Circuit, sections: Int) -> DrawingNote? {
    if case .notDrawn(let gates)? = circuit.drawingNote { return .noFrames(frames: nil, gates: gates) }
    return circuit.note(onFrames: sections)
  }

  private func note(on circuit: Circuit) -> [String] {
    circuit.drawingNote.map { [language.text(.drawing($0))] } ?? []
  }

  /// The moves of a pass that are told together.
  private func sections(of circuit: Circuit, _ part: Part) -> [[Move]] {
    let moves = circuit.moves(in: trace).filter { $0.belongs(to: part) }
    let isLong = part != .gates && moves.count > Self.mostSteps
    return isLong ? byLine(moves) : moves.map { [$0] }
  }

  /// The picture maker of a pass, which lays its circuit out once.
  ///
  /// - Throws: `GraphvizError`, in particular `tooManyPlaces` where the circuit is too large.
  public mutating func pictures(of pass: Pass) throws(GraphvizError) -> Pictures {
    if let known = picturesOfPass[pass.number] { return known }
    let made = try Pictures(
      drawnNarrator(of: pass), direction: options.direction, palette: options.palette, language: language,
      key: key(of: pass))
    picturesOfPass[pass.number] = made
    return made
  }

  public var isOwn: Bool { options.layout == .own }

  public func ownPictures(of pass: Pass) -> CircuitPictures {
    CircuitPictures(
      narrator(of: pass), palette: options.palette, language: language, key: key(of: pass))
  }

  /// What the ids of a pass's figures begin with.
  func key(of pass: Pass) -> FigureKey {
    pass.number == keptPasses.first?.number ? options.key : options.key.with("pass-\(pass.number)")
  }

  /// The picture maker of a pass, or nil where its circuit is too large.
  private mutating func drawablePictures(of pass: Pass) throws(GraphvizError) -> Pictures? {
    do throws(GraphvizError) { return try pictures(of: pass) } catch {
      if case .tooManyPlaces = error { return nil }
      throw error
    }
  }

  /// The teller of a pass as its figures show it: with functions folded where the circuit is too large otherwise.
  public func drawnNarrator(of pass: Pass) -> Narrator {
    Narrator(states, circuit: Circuit(drawing: trace, pass: pass, collapsing: options.collapsed))
  }

  /// The figures that the parts show, drawn now, all frames of a pass in one go.
  public mutating func figures() throws(GraphvizError) -> [(name: String, content: [UInt8])] {
    var drawn: [(name: String, content: [UInt8])] = []
    for number in picturesOfPass.keys.sorted() {
      let wanted = shown.filter { $0.pass == number }
      guard let pictures = picturesOfPass[number] else { continue }
      let contents = try pictures.svgs(at: wanted.map(\.step))
      drawn += zip(wanted, contents).map { ($0.name, $1) }
    }
    for network in shownNetworks { drawn.append((network.name, network.svg)) }
    for comparison in shownComparisons {
      drawn.append((comparison.name, try comparison.pictures.svg()))
    }
    for drawing in shownDrawings { drawn.append((drawing.name, drawing.svg)) }
    drawn += shownCurves.enumerated().map { (Self.curveName($0), $1.svg) }
    return drawn
  }

  private mutating func show(_ name: String, of pass: Pass, at step: Int?) {
    if !shown.contains(where: { $0.name == name }) { shown.append((name, pass.number, step)) }
  }

  private static func frameName(_ step: Int) -> String {
    "step-\(step < 10 ? "0" : "")\(step).svg"
  }
}
