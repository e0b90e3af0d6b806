import Figures
import Foundation
import Numbers
import TraceModel

@testable import Rendering

/// What holds for every figure; each check gives what is wrong, in words.
enum FigureChecks {
  /// Text lies on no other text and inside the picture.
  static func textsApart(_ picture: Picture) -> [String] {
    var faults: [String] = []
    let texts = picture.texts.filter { $0.content != "" }
    for (index, text) in texts.enumerated() {
      if !picture.viewBox.holds(text.box) { faults.append("'\(text.content)' leaves the picture") }
      for other in texts[(index + 1)...] where text.box.overlaps(other.box) {
        faults.append("'\(text.content)' and '\(other.content)' overlap")
      }
    }
    return faults
  }

  /// Text crosses no gate's outline: that of a gate lies inside it, all other outside.
  static func outlinesClear(_ picture: Picture) -> [String] {
    picture.gates.flatMap { gate in
      picture.texts.compactMap { text in
        if text.group == gate.group {
          return gate.shape.box.holds(text.box) ? nil : "'\(text.content)' is too wide for its gate"
        }
        return crosses(text.box, gate.shape) ? "'\(text.content)' lies on a gate" : nil
      }
    }
  }

  private static func crosses(_ box: Picture.Box, _ gate: Picture.Shape) -> Bool {
    guard gate.kind == "ellipse" else { return box.overlaps(gate.box) }
    let (x, y) = gate.points[0]
    let (dx, dy) = (min(max(x, box.left), box.right) - x, min(max(y, box.top), box.bottom) - y)
    return (dx * dx + dy * dy).squareRoot() < gate.box.width / 2 - 0.5
  }

  /// Text that lies on a line, but for local gradients, which have a ground of their own.
  static func textsOnLines(_ picture: Picture) -> [String] {
    let points = picture.linePoints
    return picture.texts.filter { text in
      !picture.isOnGround(text) && points.contains { text.box.holds($0.x, $0.y) }
    }.map(\.content)
  }

  /// All text can be read, on a light and on a dark page and where a dark picture lies on a light one: the picture
  /// brings its background along.
  static func readable(_ picture: Picture) -> [String] {
    let dark = picture.darkColors
    return picture.texts.flatMap { text in
      let behind = picture.background(of: text)
      let ratios = [
        contrast(text.fill, behind ?? picture.page),
        contrast(dark[text.fill] ?? text.fill, dark[behind ?? picture.page] ?? "#0d1117"),
      ]
      return ratios.filter { $0 < 4.5 }.map { "'\(text.content)' has a contrast of \($0)" }
    }
  }

  /// The picture is an SVG that stands alone and says what it shows.
  static func selfContained(_ picture: Picture, _ svg: [UInt8]) -> [String] {
    var faults: [String] = []
    if let error = picture.error { faults.append("not XML: \(error)") }
    if picture.title.isEmpty { faults.append("no title") }
    if picture.description.isEmpty { faults.append("no description of '\(picture.title)'") }
    let forbidden = ["comment", "script", "href", "xlink:href", "src", "image", "use", "foreignObject"]
    faults += forbidden.filter(picture.words.contains).map { "has \($0)" }
    let text = String(decoding: svg, as: UTF8.self).replacing("http://www.w3.org/2000/svg", with: "")
    return faults + ["url(", "@import", "<!", "<?", "http"].filter(text.contains).map { "has \($0)" }
  }

  /// No gradient before the backward pass: only the sign of one that is pending, or of one that never comes.
  static func noGradients(_ picture: Picture, palette: Palette) -> [String] {
    picture.texts.filter { $0.fill == palette[.gradient].light && !["◦", "—", ""].contains($0.content) }
      .map { "the gradient \($0.content) shows too early" }
  }

  /// The single numbers of a frame are those of its trace after its step: values, gradients of which all has come, and
  /// what came down a branch.
  static func numbersTrue(_ picture: Picture, _ states: States, at step: Int) -> [String] {
    let format = NumberFormat(for: states.trace)
    return picture.texts.compactMap { text in
      guard let parts = text.slot?.split(separator: "-"), parts.count == 2 else { return nil }
      let numbers = parts[0].dropFirst().split(separator: ".").compactMap { Int($0) }
      guard let node = numbers.first, node < states.trace.nodeCount else { return nil }
      let known: Double?
      switch (parts[0].first, parts[1]) {
      case ("v", "value"): known = states.value(of: node, at: step)?.scalar
      case ("v", "gradient"):
        guard case .final(let gradient) = states.gradient(of: node, at: step) else { return nil }
        known = gradient.scalar
      case ("b", "downstream"):
        let gates = members(ofBox: node, picture, states.trace)
        let isWhole = !picture.texts.contains { $0.slot?.hasPrefix("b\(node).1-") ?? false }
        known = downstream(
          to: numbers.last ?? 0, of: gates, isWhole: isWhole || gates.count > 1, states, at: step)
      default: return nil
      }
      guard let known, text.content != "—", !text.content.contains("≠") else { return nil }
      // An update shows the new number behind an arrow, and a number that is not finite where it came from.
      var shown = text.content.trimmingPrefix("→ ")
      if !known.isFinite { shown = shown.prefix { $0 != "(" } }
      return shown.trimmingCharacters(in: .whitespaces) == format.text(known)
        ? nil : "\(text.slot ?? "") shows \(text.content), and the trace has \(format.text(known))"
    }
  }

  /// The gates of what is drawn as one: those of the largest group that ends with a node and has no gate of its own in
  /// the picture.
  private static func members(ofBox node: Int, _ picture: Picture, _ trace: Trace) -> Range<Int> {
    let drawn = Set(picture.gates.compactMap { picture.groups[$0.group].id.flatMap { Int($0.dropFirst()) } })
    let closed = trace.groups.first { group in
      group.nodes.last == node && !group.nodes.dropLast().contains(where: drawn.contains)
    }
    return closed?.nodes ?? node..<(node + 1)
  }

  /// What came down to one of the nodes that gates read from outside, in the order in which they do.
  ///
  /// - Parameter isWhole: Whether several uses of one node are one wire.
  private static func downstream(
    to part: Int, of gates: Range<Int>, isWhole: Bool, _ states: States, at step: Int
  ) -> Double? {
    var read = gates.flatMap { states.trace.node($0).inputs }.filter { !gates.contains($0) }
    if isWhole { read = read.indices.filter { read.firstIndex(of: read[$0]) == $0 }.map { read[$0] } }
    guard read.indices.contains(part) else { return nil }
    let arrived = states.contributions(to: read[part], at: step).filter {
      gates.contains($0.gate) && (isWhole || $0.input == part)
    }
    let numbers = arrived.compactMap(\.downstream.scalar)
    return numbers.isEmpty ? nil : numbers.reduce(0, +)
  }

  /// Between two frames only numbers, colours, arrows, captions and local gradients differ.
  static func samePlaces(_ first: Picture, _ second: Picture) -> [String] {
    guard first.viewBox == second.viewBox else { return ["the pictures differ in size"] }
    let (before, after) = (first.places, second.places)
    return before.keys.sorted().compactMap { id in
      // The numbers of an array come one by one.
      guard let place = after[id], let earlier = before[id], place.count == earlier.count else { return nil }
      return place == earlier ? nil : "\(id) moves"
    }
  }

  /// Each number of an array is inside a pair of brackets of one height.
  static func bracketsFit(_ picture: Picture) -> [String] {
    picture.groups.indices.flatMap { index -> [String] in
      let brackets = picture.groups[index].shapes.filter { $0.kind == "polyline" }.map(\.box)
      return picture.texts.filter { $0.group == index && $0.isInColumn }.compactMap { text in
        let left = brackets.contains { left in
          left.left <= text.box.left && left.top <= text.box.top && text.box.bottom <= left.bottom
            && brackets.contains {
              $0.top == left.top && $0.bottom == left.bottom && text.box.right <= $0.right
            }
        }
        return left ? nil : "'\(text.content)' is outside its brackets"
      }
    }
  }

  /// The numbers of arrays come one by one, flush right; what is in a column in both frames ends at the same place.
  static func sameColumns(_ first: Picture, _ second: Picture) -> [String] {
    first.groups.filter { $0.classes.contains("grid") }.compactMap(\.id).flatMap { id -> [String] in
      let (before, after) = (columns(of: id, first), columns(of: id, second))
      return before.keys.sorted().filter { color in
        guard let later = after[color], let earlier = before[color] else { return false }
        return earlier.count == later.count && zip(earlier, later).contains { abs($0 - $1) > 0.05 }
      }.map { "a column in \($0) moves" }
    }
  }

  private static func columns(of id: String, _ picture: Picture) -> [String: [Double]] {
    let texts = picture.texts.filter { picture.groups[$0.group].id == id && $0.isInColumn }
    return Dictionary(grouping: texts, by: \.fill).mapValues { $0.map(\.box.right).sorted() }
  }

  /// Decimal points of the numbers of a column are above each other: the numbers end at one place, with equally many
  /// characters behind the point.
  static func pointsAligned(_ picture: Picture) -> [String] {
    let numbers = picture.texts.filter(\.isInColumn)
    let columns = Dictionary(grouping: numbers) { text in
      "\(text.group) \(text.fill) \((text.box.right * 10).rounded())"
    }
    return columns.sorted { $0.key < $1.key }.compactMap { _, column in
      let decimals = Set(
        column.map(\.content).filter { !$0.contains("e") }.map {
          $0.split(separator: ".").dropFirst().joined().count
        })
      return decimals.count > 1 ? "\(column.map(\.content)) have different decimals" : nil
    }
  }

  /// The branches that run into each gate do so in the order of its operands, from top to bottom or left to right.
  static func operandsInOrder(_ pictures: CircuitPictures) -> [String] {
    let isDown = pictures.direction == .down
    var ends: [Int: [(operand: Int, place: Double)]] = [:]
    for entry in pictures.entries {
      ends[entry.gate, default: []].append((entry.operand, isDown ? entry.from.x : entry.from.y))
    }
    return ends.sorted { $0.key < $1.key }.compactMap { gate, entries in
      let places = entries.sorted { $0.operand < $1.operand }.map(\.place)
      let isInOrder = zip(places, places.dropFirst()).allSatisfy { $0 <= $1 + 0.5 }
      return isInOrder ? nil : "the operands of gate \(gate) change places"
    }
  }
}
