import Rendering
import TraceModel

extension Stepper {
  /// The whole screen of a terminal of a size: where one is, four regions or what is opened over them, and a line at
  /// the foot with what there is to say or what is being typed.
  public func screen(width: Int, height: Int) -> Canvas {
    var canvas = Canvas(width: width, height: height)
    guard canvas.width > 0, canvas.height > 0 else { return canvas }
    canvas.write(String(repeating: " ", count: canvas.width), at: .init(x: 0, y: 0), style: .status)
    canvas.write(headline.cut(to: canvas.width), at: .init(x: 0, y: 0), style: .status)
    if canvas.height > 2 {
      canvas.draw(body(width: canvas.width, height: canvas.height - 2), at: .init(x: 0, y: 1))
    }
    if canvas.height > 1 { writeFoot(on: &canvas) }
    return canvas
  }

  /// Where the cursor belongs: behind what is being typed, else nowhere.
  public func cursor(width: Int, height: Int) -> Canvas.Point? {
    guard let typing, height > 1, width > 0 else { return nil }
    return Canvas.Point(x: min(width - 1, foot(typing).terminalWidth), y: height - 1)
  }

  /// Step, phase, pass, program and title.
  private var headline: String {
    var parts: [String] = []
    if let move = block.move {
      parts.append(label(.stepOf(move.steps, last: block.trace.stepCount - 1)))
      parts.append(label(.phase(move.kind.name)))
    }
    if block.passes.count > 1 || block.trace.passes.count > 1 {
      parts.append(label(.passOf(block.pass.number, kept: block.passes.count)))
    }
    if blocks.count > 1 { parts.append(label(.block(block.name, blockIndex + 1, of: blocks.count))) }
    if let quiz { parts.append(label(.score(right: quiz.right, asked: quiz.asked))) }
    parts.append(block.trace.title)
    return " " + parts.joined(separator: " · ")
  }

  private func writeFoot(on canvas: inout Canvas) {
    let origin = Canvas.Point(x: 0, y: canvas.height - 1)
    if let typing {
      canvas.write(foot(typing), at: origin, style: .status)
    } else if let number {
      canvas.write("\(number)", at: origin, style: .status)
    } else if let message {
      canvas.write(message.text.cut(to: canvas.width), at: origin, style: message.isError ? .error : [])
    } else {
      let hint = question == nil ? keys : " " + label(.answerHint)
      canvas.write(hint.cut(to: canvas.width), at: origin, style: .dim)
    }
  }

  func foot(_ typing: Typing) -> String { "\(label(typing.purpose.label)): \(typing.text)" }

  /// The keys that a beginner needs.
  private var keys: String {
    let words = ["next", "previous", "why", "matrix", "quiz", "help", "quit"]
    let entries = words.compactMap(CommandEntry.named)
    return " " + entries.map { "\($0.keyNames.first ?? "") \($0.word)" }.joined(separator: "  ")
  }

  // MARK: Body

  private func body(width: Int, height: Int) -> Canvas {
    var canvas = Canvas(width: width, height: height)
    if let overlay {
      drawHeading(title(of: overlay), at: .init(x: 0, y: 0), width: width, on: &canvas)
      canvas.draw(page(overlay, width: width, height: height - 1), at: .init(x: 0, y: 1))
      return canvas
    }
    let step = told.flatMap { $0.wrapped(to: stepWidth(width, height)) }
    let layout = Layout(
      width: width, height: height, step: step.count, program: block.lines.count, wires: scene.wires.count)
    for (region, place) in layout.regions {
      if place.height < Self.leastWithHeading {
        canvas.draw(
          contents(of: region, width: place.width, height: place.height, step: step),
          at: .init(x: place.x, y: place.y))
        continue
      }
      drawHeading(title(of: region), at: .init(x: place.x, y: place.y), width: place.width, on: &canvas)
      let inside = contents(of: region, width: place.width, height: place.height - 1, step: step)
      canvas.draw(inside, at: .init(x: place.x, y: place.y + 1))
    }
    return canvas
  }

  /// A region of fewer lines has no heading: its lines are needed.
  private static let leastWithHeading = 5

  /// How wide the region of the step will be.
  private func stepWidth(_ width: Int, _ height: Int) -> Int {
    let layout = Layout(width: width, height: height, step: 8, program: 8, wires: 8)
    return layout.regions.first { $0.region == .step }?.place.width ?? width
  }

  private func title(of region: Layout.Region) -> String {
    switch region {
    case .program: label(.program)
    case .circuit: [label(.circuit), circuitNote].compactMap(\.self).joined(separator: ", ")
    case .step: label(.step)
    case .wires: label(.wires)
    }
  }

  private func drawHeading(_ title: String, at point: Canvas.Point, width: Int, on canvas: inout Canvas) {
    var heading = Canvas(width: width, height: 1)
    heading.write(String(repeating: "─", count: width), at: .init(x: 0, y: 0), style: .line)
    heading.write(" \(title) ", at: .init(x: 2, y: 0), style: .title)
    canvas.draw(heading, at: point)
  }

  private func contents(of region: Layout.Region, width: Int, height: Int, step: [Line]) -> Canvas {
    switch region {
    case .circuit: return circuit(width: width, height: height)
    case .step:
      let isCut = step.count > height && height > 1
      let lines =
        isCut ? step.prefix(height - 1) + [Line(Self.moreOfStep, .dim)] : step.prefix(max(0, height))
      return drawn(lines, width: width, height: height)
    case .program:
      let program = ProgramText(block: block)
      let rows = window(height, of: block.lines.count, around: program.current ?? 0)
      return drawn(program.lines(rows), width: width, height: height)
    case .wires:
      let rows = window(height, of: scene.wires.count, around: rowInView)
      return drawn(WireList(block: block, width: width).lines(rows), width: width, height: height)
    }
  }

  /// Stands where a step has more lines than there is room for: what shows them all.
  private static let moreOfStep = "… :step"

  /// The row of the wire that is to be seen: the one that was selected just now, or the first that is at work.
  private var rowInView: Int {
    let active = looksAtSelected ? nil : block.move.flatMap { scene.activeWires(of: $0).max() }
    return (active ?? block.selected).flatMap { scene.row(of: $0) } ?? 0
  }

  /// What is opened, from where it was scrolled to.
  private func page(_ overlay: Overlay, width: Int, height: Int) -> Canvas {
    switch overlay {
    case .circuit: return circuit.part(from: scrolled, width: width, height: height)
    case .numbers: return numberPage(width: width, height: height)
    case .wires:
      let rows = window(height, of: scene.wires.count, around: rowInView + scrolled.y)
      return drawn(WireList(block: block, width: width).lines(rows), width: width, height: height)
    default:
      let lines = lines(of: overlay, width: width)
      let first = min(scrolled.y, max(0, lines.count - 1))
      return drawn(
        lines.dropFirst(first).prefix(max(0, height)), width: width, height: height, from: scrolled.x)
    }
  }

  /// The numbers of the selected wire; rows and columns are scrolled together in all its grids.
  private func numberPage(width: Int, height: Int) -> Canvas {
    let grids = grids()
    var lines: [Line] = []
    let share = max(3, (height - (numbersNote == nil ? 0 : 1)) / max(1, grids.count))
    for (title, grid, style) in grids {
      let first = max(0, min(scrolled.y, grid.rowCount - 1))
      let rows = first..<max(first, min(grid.rowCount, first + share - 3))
      let columns = grid.columns(from: min(scrolled.x, max(0, grid.columnCount - 1)), in: width)
      var heading = title
      if rows.count < grid.rowCount, !rows.isEmpty {
        heading.append("  " + label(.rows(rows.lowerBound...(rows.upperBound - 1), of: grid.rowCount)), .dim)
      }
      lines += [heading, grid.header(columns)] + grid.lines(rows, columns, style: style) + [Line()]
    }
    lines += [numbersNote].compactMap(\.self)
    return drawn(lines, width: width, height: height)
  }

  private func drawn(_ lines: some Sequence<Line>, width: Int, height: Int, from x: Int = 0) -> Canvas {
    var canvas = Canvas(width: width, height: height)
    for (y, line) in lines.enumerated() { canvas.write(line, at: .init(x: -x, y: y)) }
    return canvas
  }
}
