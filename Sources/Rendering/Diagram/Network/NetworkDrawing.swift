import DOT
import Graphviz
import Numbers
import TraceModel

/// Draws a net as it stands after a step: circles for neurons, lines for weights, and what they mean.
struct NetworkDrawing {
  let network: Network
  let reading: NetworkReading
  let plan: NetworkPlan
  let palette: Palette
  /// The columns at which something happens.
  let active: Set<Int>
  private(set) var drawing = PlacedDrawing()

  init(
    _ network: Network, _ reading: NetworkReading, _ plan: NetworkPlan, _ palette: Palette, active: Set<Int>
  ) {
    self.network = network
    self.reading = reading
    self.plan = plan
    self.palette = palette
    self.active = active
    for column in network.columns.indices { addColumn(column) }
    for gap in network.weights.indices { addWeights(gap) }
  }

  private mutating func addColumn(_ column: Int) {
    for (line, text) in plan.heads.columns[column].enumerated() {
      write(text, "head_\(column)_\(line)", plan.places[column], plan.head(line), line: line)
    }
    for (line, text) in plan.feet[column].enumerated() {
      write(text, "foot_\(column)_\(line)", plan.places[column], plan.foot(line), line: 1)
    }
    for slot in plan.slots[column].indices { addNeuron(column, slot) }
  }

  private mutating func write(_ text: String, _ name: String, _ x: Double, _ y: Double, line: Int) {
    drawing.add(
      name, text: text, at: Layout.Point(x: x, y: y), size: NetworkPlan.size(ofLine: line),
      color: palette.ink.light, kind: "name")
  }

  private mutating func addNeuron(_ column: Int, _ slot: Int) {
    let center = plan.center(column, slot)
    guard case .neuron(let neuron) = plan.slots[column][slot] else {
      return drawing.add(
        Self.name(column, slot), text: "⋮", at: center, size: 18, color: palette.ink.light, kind: "more")
    }
    let cell = reading.column(column)[neuron]
    let isActive = active.contains(column)
    let shade = cell.number.map { NetworkScale(largest: reading.largest(inColumn: column)).shade($0) }
    let fill = shade.map { palette.color(ofShade: $0) } ?? palette.frameFill
    let ink = shade.map { palette.text(onShade: $0) } ?? palette.ink
    let line = isActive ? palette.activeLine : shade == nil ? palette.frameLine : palette.gateLine
    let look: Attributes = [
      "label": .text(plan.texts[column][slot]), "shape": "circle", "fixedsize": true,
      "style": shade == nil ? "filled,dashed" : "filled", "fillcolor": .literal(fill.light),
      "color": .literal(line.light), "fontcolor": .literal(ink.light),
      "fontsize": .number(NetworkText.fontSize), "penwidth": isActive ? 2.2 : 1,
      "class": isActive ? "neuron active" : "neuron", "id": .literal("neuron-\(column)-\(neuron)"),
    ]
    drawing.add(
      Self.name(column, slot), at: center, width: plan.diameter, height: plan.diameter, look)
  }

  private static func name(_ column: Int, _ slot: Int) -> String { "neuron_\(column)_\(slot)" }

  /// The lines between two columns; the strongest lie on top.
  private mutating func addWeights(_ gap: Int) {
    for (line, text) in plan.heads.gaps[gap].enumerated() {
      write(text, "weights_\(gap)_\(line)", plan.gapPlaces[gap], plan.head(line), line: line)
    }
    let scale = NetworkScale(largest: reading.largest(inWeights: gap))
    var lines: [(strength: Double, from: Int, to: Int)] = []
    for to in plan.slots[gap + 1].indices {
      for from in plan.slots[gap].indices {
        guard let weight = weight(gap, from, to) else { continue }
        lines.append((weight.number.map(scale.lineWidth) ?? 0, from, to))
      }
    }
    for line in lines.sorted(by: { ($0.strength, $0.to, $0.from) < ($1.strength, $1.to, $1.from) }) {
      addLine(gap, line.from, line.to, scale)
    }
  }

  private func weight(_ gap: Int, _ from: Int, _ to: Int) -> NetworkReading.Cell? {
    guard case .neuron(let tail) = plan.slots[gap][from], case .neuron(let head) = plan.slots[gap + 1][to]
    else { return nil }
    return reading.weight(gap, from: tail, to: head)
  }

  private mutating func addLine(_ gap: Int, _ from: Int, _ to: Int, _ scale: NetworkScale) {
    guard let weight = weight(gap, from, to), case .neuron(let tail) = plan.slots[gap][from],
      case .neuron(let head) = plan.slots[gap + 1][to]
    else { return }
    let (start, end) = (plan.center(gap, from), plan.center(gap + 1, to))
    let (dx, dy) = (end.x - start.x, end.y - start.y)
    let share = plan.diameter / 2 / (dx * dx + dy * dy).squareRoot()
    var look = look(of: weight, scale)
    look["class"] = "weight"
    look["id"] = .literal("weight-\(gap + 1)-\(head)-\(tail)")
    drawing.addLine(
      (Self.name(gap, from), Self.name(gap + 1, to)),
      from: Layout.Point(x: start.x + share * dx, y: start.y + share * dy),
      to: Layout.Point(x: end.x - share * dx, y: end.y - share * dy), look)
  }

  /// Colour and width of a line; a dashed one is negative, a thin one 0, a dotted one not known or without a gradient.
  private func look(of weight: NetworkReading.Cell, _ scale: NetworkScale) -> Attributes {
    guard let number = weight.number else {
      return ["color": .literal(palette.frameLine.light), "penwidth": 0.6, "style": "dotted"]
    }
    guard number != 0 else {
      return ["color": .literal(palette.frameLine.light), "penwidth": 0.6]
    }
    var look: Attributes = [
      "color": .literal(palette.color(ofShade: scale.lineShade(number)).light),
      "penwidth": .number(scale.lineWidth(number)),
    ]
    if number < 0 { look["style"] = "dashed" }
    return look
  }
}

extension NetworkDrawing {
  private static let (cellWidth, cellHeight, rowHeight, signWidth) = (8.0, 10.0, 17.0, 12.0)
  private static let samples = [-1, -0.5, -0.1, 0.1, 0.5, 1]

  /// Adds the legend below the net: what the colours of circles and lines say.
  mutating func addLegend(neurons: String, weights: String) {
    let bar = Double(2 * NetworkScale.shades + 1) * Self.cellWidth
    let widths = [neurons, weights].map { TextWidth.points($0, size: LabelSizes.smallSize) }
    let width = bar + 2 * Self.signWidth + 6 + (widths.max() ?? 0)
    let net = (plan.places.first ?? 0) / 2 + (plan.places.last ?? 0) / 2
    let left = net - width / 2
    for (row, text) in [neurons, weights].enumerated() {
      let y = plan.bottom + (Double(row) + 0.6) * Self.rowHeight
      let signs = [("−", left + Self.signWidth / 2), ("+", left + 1.5 * Self.signWidth + bar)]
      for (sign, x) in signs { write(sign, "legend_\(row)_\(sign)", x, y, line: 1) }
      let start = left + 2 * Self.signWidth + bar + 6
      drawing.add(
        "legend_\(row)", text: text, from: Layout.Point(x: start, y: y), size: LabelSizes.smallSize,
        color: palette.ink.light, kind: "name")
      if row == 0 { addShades(left + Self.signWidth, y) } else { addLines(left + Self.signWidth, bar, y) }
    }
  }

  private mutating func addShades(_ left: Double, _ y: Double) {
    let cells = (-NetworkScale.shades...NetworkScale.shades).map { shade in
      HTMLTable.Cell.cell(
        [
          .width(Int(Self.cellWidth)), .height(Int(Self.cellHeight)), .fixedSize,
          .background(palette.color(ofShade: shade).light),
        ], .text([]))
    }
    let width = Double(cells.count) * Self.cellWidth
    drawing.add(
      "shades", at: Layout.Point(x: left + width / 2, y: y), width: width, height: Self.cellHeight,
      ["label": .html(.table(GridTable.table([.cells(cells)]))), "class": "legend"])
  }

  private mutating func addLines(_ left: Double, _ width: Double, _ y: Double) {
    let scale = NetworkScale(largest: 1)
    let length = width / Double(Self.samples.count) - 4
    for (index, number) in Self.samples.enumerated() {
      let center = left + (Double(index) + 0.5) * (length + 4)
      let color = palette.color(ofShade: scale.lineShade(number)).light
      // A dashed line is two dashes.
      let dash = number < 0 ? 0.4 * length : length
      let middles: [Double] = number < 0 ? [-0.3, 0.3] : [0]
      for (part, x) in middles.enumerated() {
        drawing.add(
          "line_\(index)_\(part)", at: Layout.Point(x: center + x * length, y: y), width: dash,
          height: scale.lineWidth(number),
          [
            "label": "", "shape": "box", "fixedsize": true, "style": "filled", "color": "transparent",
            "fillcolor": .literal(color), "class": "legend",
          ])
      }
    }
  }

  /// Adds a line above everything, which begins where the net does.
  mutating func addCaption(_ text: String) {
    let left = drawing.layout.bounds.minimum.x
    drawing.add(
      "caption", text: text, from: Layout.Point(x: left, y: -12), size: 11, color: palette.ink.light,
      kind: "caption")
  }
}
