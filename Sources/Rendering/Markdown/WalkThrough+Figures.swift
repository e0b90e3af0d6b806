package import Figures
public import TraceModel

extension WalkThrough {
  /// The circuit of a pass, finished or after a step, as an image; where the figure leaves something out, with a
  /// sentence that says so.
  public mutating func circuit(of pass: Pass, at step: Int? = nil) -> String {
    let pictures = pictures(of: pass)
    let name = step.map(Self.frameName) ?? "circuit\(passSuffix(pass.number)).svg"
    show(name, of: pass, at: step)
    let text =
      step.flatMap(pictures.move(at:)).map { alternative(to: [pictures.narrator.account(of: $0)]) }
      ?? language.text(.circuitCaption(title: trace.title))
    let note = pictures.note.map { [language.text(.drawing($0))] } ?? []
    return ([image(name, text)] + note).joined(separator: "\n\n")
  }

  /// What the name of a picture of a pass has behind it: nothing for the first pass.
  func passSuffix(_ number: Int) -> String {
    number == keptPasses.first?.number ? "" : "-pass-\(number)"
  }

  /// The finished circuit of the first pass as DOT.
  public mutating func dot() -> String? { keptPasses.first.map { pictures(of: $0).dot() } }

  /// The steps of a pass, each with its equations and sentences, and with its frame unless there are too many of these.
  public mutating func steps(of pass: Pass, _ part: Part) -> String {
    let narrator = narrator(of: pass)
    let sections = sections(of: narrator.circuit, part)
    let note = framesNote(of: pass, part)
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
  public mutating func drawingNote(of pass: Pass) -> DrawingNote? { pictures(of: pass).note }

  /// That the steps of a pass have no frames, if so.
  public mutating func framesNote(of pass: Pass, _ part: Part) -> DrawingNote? {
    pictures(of: pass).note(onFrames: sections(of: narrator(of: pass).circuit, part).count)
  }

  /// The moves of a pass that are told together.
  private func sections(of circuit: Circuit, _ part: Part) -> [[Move]] {
    let moves = circuit.moves(in: trace).filter { $0.belongs(to: part) }
    let isLong = part != .gates && moves.count > Self.mostSteps
    return isLong ? byLine(moves) : moves.map { [$0] }
  }

  /// The picture maker of a pass, which places its circuit once.
  public mutating func pictures(of pass: Pass) -> CircuitPictures {
    if let known = picturesOfPass[pass.number] { return known }
    let made = CircuitPictures(narrator(of: pass), options, language: language, key: key(of: pass))
    picturesOfPass[pass.number] = made
    return made
  }

  /// The picture maker of a pass with marks.
  package func pictures(of pass: Pass, marks: CircuitMarks) -> CircuitPictures {
    CircuitPictures(narrator(of: pass), options, language: language, marks: marks, key: key(of: pass))
  }

  /// What the ids of a pass's figures begin with.
  func key(of pass: Pass) -> FigureKey {
    pass.number == keptPasses.first?.number ? options.key : options.key.with("pass-\(pass.number)")
  }

  /// The figures that the parts show, drawn now.
  public mutating func figures() -> [(name: String, content: [UInt8])] {
    var drawn: [(name: String, content: [UInt8])] = []
    for number in picturesOfPass.keys.sorted() {
      guard let pictures = picturesOfPass[number] else { continue }
      drawn += shown.filter { $0.pass == number }.map { ($0.name, pictures.svg(at: $0.step)) }
    }
    for network in shownNetworks { drawn.append((network.name, network.svg)) }
    for comparison in shownComparisons { drawn.append((comparison.name, comparison.pictures.svg())) }
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
