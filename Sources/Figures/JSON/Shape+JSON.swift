extension Shape {
  func write(to json: inout JSONBuffer) {
    json.add("id", id.text)
    switch form {
    case .gate(let gate):
      json.add("form", "gate")
      json.add("box", Box(center: gate.center, width: gate.width, height: gate.height))
      if gate.outline != .gate { json.add("outline", gate.outline.rawValue) }
      json.add("text", gate.symbol)
      json.add("fontSize", gate.fontSize)
    case .wire(let wire):
      json.add("form", "wire")
      json.add("points", wire.points)
      if !wire.lead.isEmpty { json.add("lead", wire.lead) }
      if !wire.bridges.isEmpty { json.add("bridges", wire.bridges) }
      if wire.isCurved { json.add("curved", true) }
      if let from = wire.from { json.add("from", from.text) }
      if let to = wire.to { json.add("to", to.text) }
    case .junction(let place):
      json.add("form", "junction")
      json.add("points", [place])
    case .stub(let stub):
      json.add("form", "stub")
      json.add("box", stub.box)
      json.add("text", stub.name)
      json.add("exit", stub.isExit)
    case .frame(let frame):
      json.add("form", "frame")
      json.add("box", frame.box)
      json.add("text", frame.title)
      json.add("points", [frame.titlePlace])
    case .grid(let grid): grid.write(to: &json)
    case .map(let map): map.write(to: &json)
    case .neuron(let neuron):
      json.add("form", "neuron")
      json.add("box", Box(center: neuron.center, width: neuron.diameter, height: neuron.diameter))
      json.add("scale", neuron.scale)
    case .weight(let weight):
      json.add("form", "weight")
      json.add("points", [weight.start, weight.end])
      json.add("scale", weight.scale)
    case .curve(let curve):
      json.add("form", "curve")
      json.list("pieces") { list in for piece in curve.pieces { list.add(nil, piece) } }
      json.add("ink", curve.ink.name)
      json.add("width", curve.width)
    case .rule(let rule):
      json.add("form", "rule")
      json.add("kind", rule.kind.rawValue)
      json.add("points", [rule.from, rule.to])
      json.add("ink", rule.ink.name)
      json.add("width", rule.width)
    case .text(let text): text.write(to: &json)
    }
  }
}

extension JSONBuffer {
  /// Left, top, width and height.
  fileprivate mutating func add(_ key: StaticString, _ box: Box) {
    list(key) { list in for number in [box.left, box.top, box.width, box.height] { list.add(nil, number) } }
  }

  fileprivate mutating func add(_ key: StaticString, _ numbers: [Double]) {
    list(key) { list in for number in numbers { list.add(nil, number) } }
  }

  fileprivate mutating func add(_ key: StaticString, _ numbers: [Int]) {
    list(key) { list in for number in numbers { list.add(nil, number) } }
  }

  fileprivate mutating func add(_ key: StaticString, _ texts: [TextForm]) {
    if texts.isEmpty { return }
    list(key) { list in for text in texts { list.object { text.write(to: &$0) } } }
  }
}

extension GridForm {
  fileprivate func write(to json: inout JSONBuffer) {
    json.add("form", "grid")
    json.add("rows", rows)
    json.add("rowHeight", rowHeight)
    if let notePlace { json.add("note", [notePlace]) }
    if let pill { json.add("pill", pill) }
    json.add("headers", headers)
    json.list("matrices") { list in
      for matrix in matrices {
        list.object { object in
          object.add("box", matrix.box)
          object.add("columns", matrix.columns)
        }
      }
    }
  }
}

extension MapForm {
  fileprivate func write(to json: inout JSONBuffer) {
    json.add("form", "map")
    json.list("tiles") { list in
      for tile in tiles {
        list.object { object in
          object.add("points", [tile.origin])
          object.add("first", tile.first)
        }
      }
    }
    json.add("rows", rows)
    json.add("columns", columns)
    json.add("strides", [rowStride, columnStride])
    json.add("cell", [cellWidth, cellHeight])
    json.add("tones", tones.rawValue)
    if let key { json.add("key", [key]) }
    if let notePlace { json.add("note", [notePlace]) }
    json.add("scale", scale)
    json.add("headers", headers)
  }
}

extension TextForm {
  fileprivate func write(to json: inout JSONBuffer) {
    json.add("form", "text")
    json.add("points", [place])
    json.add("anchor", anchor.rawValue)
    json.add("text", content)
    json.add("fontSize", fontSize)
    json.add("ink", ink.name)
    if isBold { json.add("bold", true) }
    if isItalic { json.add("italic", true) }
  }
}

extension Ink {
  /// What the colour stands for, as a word.
  package var name: String {
    let number = Int(index)
    if number < Self.words.count { return Self.words[number] }
    let shade = number - Self.words.count - Self.shades
    if shade <= Self.shades { return "shade \(shade)" }
    let tone = number - Self.words.count - (2 * Self.shades + 1)
    return tone < HeatMap.levels ? "tone −\(tone)" : "tone \(tone - HeatMap.levels)"
  }

  private static let words = [
    "page", "ink", "soft", "value", "gradient", "local", "localFill", "gateFill", "gateLine", "activeFill",
    "activeLine", "frameFill", "frameLine", "finishedFill", "finishedLine", "pale", "grid", "fault", "onPale",
    "onMiddle", "onDeep",
  ]
}
