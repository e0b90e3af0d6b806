import Numbers
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
    guard canvas.height > 1 else { return canvas }
    let foot = foot(canvas.width).prefix(max(1, canvas.height / 3))
    let height = canvas.height - 1 - foot.count
    if height > 0 { canvas.draw(body(width: canvas.width, height: height), at: .init(x: 0, y: 1)) }
    for (index, line) in foot.enumerated() { canvas.write(line, at: .init(x: 0, y: height + 1 + index)) }
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

  /// The lines at the foot: what is being typed, what there is to say, or the keys.
  private func foot(_ width: Int) -> [Line] {
    if let typing { return [Line(foot(typing), .status)] }
    if let number { return [Line("\(number)", .status)] }
    if let message { return Line(message.text, message.isError ? .error : []).wrapped(to: width) }
    let hint = overlay != nil ? label(.overlayHint) : question == nil ? keys : label(.answerHint)
    return [Line(" " + hint.cut(to: width - 1), .dim)]
  }

  func foot(_ typing: Typing) -> String { "\(label(typing.purpose.label)): \(typing.text)" }

  /// The keys that a beginner needs.
  private var keys: String {
    let words = ["next", "previous", "why", "matrix", "quiz", "help", "quit"]
    let entries = words.compactMap(CommandEntry.named)
    return entries.map { "\($0.keyNames.first ?? "") \($0.word)" }.joined(separator: "  ")
  }

  // MARK: Body

  private func body(width: Int, height: Int) -> Canvas {
    var canvas = Canvas(width: width, height: height)
    if let overlay {
      let title = title(of: overlay, width: width, height: height - 1)
      drawHeading(title, at: .init(x: 0, y: 0), width: width, on: &canvas)
      canvas.draw(page(overlay, width: width, height: height - 1), at: .init(x: 0, y: 1))
      return canvas
    }
    let drawing = drawing
    let size = drawing.map { ($0.width, $0.height) } ?? (0, 0)
    let step = told(in: stepWidth(width, height, size))
    let layout = Layout(
      width: width, height: height, step: step.count, program: block.lines.count,
      wires: shown.scene.wires.count,
      circuit: size)
    for (region, place) in layout.regions {
      if place.height < Self.leastWithHeading {
        canvas.draw(
          contents(of: region, place.width, place.height, step, drawing),
          at: .init(x: place.x, y: place.y))
        continue
      }
      let title = title(of: region, place.width, place.height - 1, drawing)
      drawHeading(title, at: .init(x: place.x, y: place.y), width: place.width, on: &canvas)
      let inside = contents(of: region, place.width, place.height - 1, step, drawing)
      canvas.draw(inside, at: .init(x: place.x, y: place.y + 1))
    }
    return canvas
  }

  /// A region of fewer lines has no heading: its lines are needed.
  private static let leastWithHeading = 5

  /// How wide the region of the step will be.
  private func stepWidth(_ width: Int, _ height: Int, _ circuit: (Int, Int)) -> Int {
    let layout = Layout(width: width, height: height, step: 8, program: 8, wires: 8, circuit: circuit)
    return layout.regions.first { $0.region == .step }?.place.width ?? width
  }

  private func title(
    of region: Layout.Region, _ width: Int, _ height: Int, _ drawing: PictureDrawing?
  ) -> String {
    switch region {
    case .program: return label(.program)
    case .circuit:
      return self.title(of: drawing.map { CircuitPart($0, width: width, height: height, panned: panned) })
    case .step: return label(.step)
    case .wires: return titleOfWires(height, around: rowInView)
    }
  }

  /// The heading of a list of wires, with the rows that there is room for if these are not all.
  private func titleOfWires(_ height: Int, around row: Int) -> String {
    let count = shown.scene.wires.count
    let rows = window(height, of: count, around: row)
    guard rows.count < count, !rows.isEmpty else { return label(.wires) }
    return "\(label(.wires)), \(label(.rows(rows.lowerBound + 1...rows.upperBound, of: count)))"
  }

  private func drawHeading(_ title: String, at point: Canvas.Point, width: Int, on canvas: inout Canvas) {
    var heading = Canvas(width: width, height: 1)
    heading.write(String(repeating: "─", count: width), at: .init(x: 0, y: 0), style: .line)
    heading.write(" \(title) ", at: .init(x: 2, y: 0), style: .title)
    canvas.draw(heading, at: point)
  }

  private func contents(
    of region: Layout.Region, _ width: Int, _ height: Int, _ step: [Line], _ drawing: PictureDrawing?
  ) -> Canvas {
    switch region {
    case .circuit:
      guard let drawing else { return Canvas(width: width, height: height) }
      return CircuitPart(drawing, width: width, height: height, panned: panned).canvas
    case .step:
      let isCut = step.count > height && height > 1
      let lines =
        isCut ? step.prefix(height - 1) + [Line(Self.moreOfStep, .dim)] : step.prefix(max(0, height))
      return drawn(lines, width: width, height: height)
    case .program:
      let program = ProgramText(block: shown)
      let rows = window(height, of: block.lines.count, around: program.current ?? 0)
      return drawn(program.lines(rows, width: width), width: width, height: height)
    case .wires:
      let rows = window(height, of: shown.scene.wires.count, around: rowInView)
      return drawn(wireList(width: width).lines(rows), width: width, height: height)
    }
  }

  private func wireList(width: Int?) -> WireList {
    WireList(block: shown, width: width, asked: quiz?.question?.quantity)
  }

  /// Stands where a step has more lines than there is room for: what shows them all.
  private static let moreOfStep = "… :step"

  /// The row of the wire that is to be seen: the one that was selected just now, or the first that is at work.
  private var rowInView: Int {
    let block = shown
    let active = looksAtSelected ? nil : block.move.flatMap { block.scene.activeWires(of: $0).max() }
    return (active ?? block.selected).flatMap { block.scene.row(of: $0) } ?? 0
  }

  /// What is opened, from where it was scrolled to.
  private func page(_ overlay: Overlay, width: Int, height: Int) -> Canvas {
    switch overlay {
    case .circuit:
      guard let drawing else { return Canvas(width: width, height: height) }
      return CircuitPart(drawing, width: width, height: height, from: scrolled).canvas
    case .numbers: return numberPage(width: width, height: height)
    case .wires:
      let rows = window(height, of: shown.scene.wires.count, around: rowInView + scrolled.y)
      return drawn(wireList(width: width).lines(rows), width: width, height: height)
    default:
      let lines = lines(of: overlay, width: width)
      return drawn(
        lines[visible(lines.count, height)], width: width, height: height, from: scrolled.x)
    }
  }

  /// The lines that are seen of what was scrolled.
  private func visible(_ count: Int, _ height: Int) -> Range<Int> {
    let first = min(scrolled.y, max(0, count - 1))
    return first..<max(first, min(count, first + height))
  }

  /// The heading of what is opened, with the part of it that is seen if that is not all.
  private func title(of overlay: Overlay, width: Int, height: Int) -> String {
    let title = title(of: overlay)
    switch overlay {
    case .numbers: return title
    case .wires: return titleOfWires(height, around: rowInView + scrolled.y)
    case .circuit:
      return self.title(
        of: drawing.map { CircuitPart($0, width: width, height: height, from: scrolled) })
    default:
      let count = lines(of: overlay, width: width).count
      let rows = visible(count, height)
      guard rows.count < count, !rows.isEmpty else { return title }
      return "\(title), \(label(.lines(rows.lowerBound + 1...rows.upperBound, of: count)))"
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
      if columns.count < grid.columnCount, !columns.isEmpty {
        let range = columns.lowerBound...(columns.upperBound - 1)
        heading.append("  " + label(.columns(range, of: grid.columnCount)), .dim)
      }
      lines += [heading, grid.header(columns)] + grid.lines(rows, columns, style: style) + [Line()]
    }
    lines += [numbersNote].compactMap(\.self)
    return drawn(lines, width: width, height: height)
  }

  private func drawn(_ lines: some Sequence<Line>, width: Int, height: Int, from x: Int = 0) -> Canvas {
    var canvas = Canvas(width: width, height: height)
    for (y, line) in lines.enumerated() {
      canvas.write(line, at: .init(x: -x, y: y))
      if line.width - x > width { canvas.write("…", at: .init(x: width - 1, y: y), style: .dim) }
    }
    return canvas
  }
}
