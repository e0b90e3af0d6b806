import Numbers

/// A frame of a series: a figure, what a step shows of it, and what is said of that.
package struct PlayedFrame {
  package var figure: Figure
  package var face: Face
  package var words: FigureWords

  package init(_ figure: Figure, _ face: Face, _ words: FigureWords) {
    (self.figure, self.face, self.words) = (figure, face, words)
  }
}

extension SVGWriter {
  /// One SVG that shows the frames of a series one after the other, by a style sheet alone.
  ///
  /// What all have is in it once, and what differs once for each way in which it is drawn. Where motion is not wanted,
  /// and in programs that know no animation, the last frame is seen and nothing moves.
  ///
  /// - Parameters:
  ///   - frames: Of one figure, whose texts may differ; the last one gives title and description. At least one.
  ///   - key: What the ids of the whole begin with.
  package static func played(
    _ frames: [PlayedFrame], numbers: Source, key: FigureKey, palette: Palette, page: FigurePage? = nil
  ) -> [UInt8] {
    let writers = frames.map { frame in
      var figure = frame.figure
      figure.key = key
      return SVGWriter(
        figure: figure, face: frame.face, presenter: Presenter(numbers, face: frame.face), palette: palette,
        page: page, out: SVGBuffer(palette))
    }
    guard let last = writers.last, let words = frames.last?.words else { return [] }
    var player = SVGPlayer(count: frames.count, prefix: key.word + "-")
    var whole = last
    whole.writePlayed(writers, frames, &player)
    whole.out.raw("</svg>\n")
    return whole.header(words) + player.style + whole.out.bytes
  }

  private mutating func writePlayed(
    _ writers: [SVGWriter], _ frames: [PlayedFrame], _ player: inout SVGPlayer
  ) {
    let captions = zip(writers, frames).map { writer, frame in
      var writer = writer
      writer.writeCaption(frame.words.caption)
      return writer
    }
    writeVersions(captions.map { ($0, $0.out.bytes) }, "<g class=\"", &player)
    // A wire with a mark lies on those without one, so wires are there once for each.
    let wires = figure.shapes.indices.filter {
      if case .wire = figure.shapes[$0].form { true } else { false }
    }
    let (start, end) = (wires.first ?? 0, (wires.last ?? -1) + 1)
    for index in 0..<start { write(index, in: writers, isMarked: nil, &player) }
    for isMarked in [false, true] {
      for index in start..<end {
        let isWire = if case .wire = figure.shapes[index].form { true } else { false }
        if isWire || !isMarked { write(index, in: writers, isMarked: isWire ? isMarked : nil, &player) }
      }
    }
    for index in figure.shapes.indices.dropFirst(end) { write(index, in: writers, isMarked: nil, &player) }
  }

  /// Writes a shape in each way in which it is drawn in the frames where it has a mark, or has none, or in all.
  private mutating func write(
    _ index: Int, in writers: [SVGWriter], isMarked: Bool?, _ player: inout SVGPlayer
  ) {
    let isFirst = player.named.insert(figure.shapes[index].id).inserted
    var versions: [(writer: SVGWriter, bytes: [UInt8])] = []
    for writer in writers {
      guard let look = writer.face?.looks[index],
        isMarked == nil || isMarked == (look.mark != nil)
      else {
        versions.append((writer, []))
        continue
      }
      var writer = writer
      writer.hasIDs = false
      writer.write(writer.figure.shapes[index], look: look)
      versions.append((writer, writer.out.bytes))
    }
    if !writeVersions(versions, "<g class=\"", &player, named: isFirst ? index : nil) {
      if isFirst { player.named.remove(figure.shapes[index].id) }
    }
  }

  /// Writes what differs once for each way in which it is drawn, with a class that says in which frames it is seen.
  ///
  /// - Parameters:
  ///   - versions: For each frame what draws it, and what that wrote; nothing where it is not drawn.
  ///   - start: What each begins with.
  ///   - named: The shape whose ids the first of them has.
  /// - Returns: Whether it is drawn in any frame.
  @discardableResult
  private mutating func writeVersions(
    _ versions: [(writer: SVGWriter, bytes: [UInt8])], _ start: String, _ player: inout SVGPlayer,
    named: Int? = nil
  ) -> Bool {
    var frames: [[UInt8]: [Int]] = [:]
    var order: [[UInt8]] = []
    for (frame, version) in versions.enumerated() where !version.bytes.isEmpty {
      if frames[version.bytes] == nil { order.append(version.bytes) }
      frames[version.bytes, default: []].append(frame)
    }
    for (place, bytes) in order.enumerated() {
      let seen = frames[bytes] ?? []
      var writer = versions[seen[0]].writer
      var written = bytes
      if place == 0, let named {
        writer.out = SVGBuffer(palette)
        writer.hasIDs = true
        writer.write(writer.figure.shapes[named], look: writer.face?.looks[named])
        written = writer.out.bytes
      }
      if let name = player.name(ofFrames: seen) { written = Self.adding(name, to: written) }
      out.append(written)
      out.mergeColors(of: writer.out)
    }
    return !order.isEmpty
  }

  /// Adds a class to those of the first tag, which has some.
  private static func adding(_ name: String, to markup: [UInt8]) -> [UInt8] {
    let start = Array(" class=\"".utf8)
    guard let place = markup.firstRange(of: start)?.upperBound else { return markup }
    return Array(markup[..<place]) + name.utf8 + " ".utf8 + markup[place...]
  }
}

/// Which frames of a series show what, as classes and their style sheet.
struct SVGPlayer {
  /// How long each frame is seen, and the last one, in seconds.
  private static let (pause, lastPause) = (2.0, 4.0)

  let count: Int
  let prefix: String
  /// The shapes whose ids are written.
  var named: Set<ShapeID> = []
  /// In which frames what a class stands for is seen. The class is known by its place.
  private var classes: [[Int]] = []
  private var places: [[Int]: Int] = [:]

  init(count: Int, prefix: String) {
    (self.count, self.prefix) = (count, prefix)
  }

  /// The class of what is seen in some frames; nil where it is in all.
  mutating func name(ofFrames frames: [Int]) -> String? {
    if frames.count == count { return nil }
    if let place = places[frames] { return "a\(place)" }
    places[frames] = classes.count
    classes.append(frames)
    return "a\(classes.count - 1)"
  }

  /// The style sheet that shows and hides.
  var style: [UInt8] {
    guard !classes.isEmpty else { return [] }
    var still: [String] = []
    var moving: [String] = []
    let length = Double(count - 1) * Self.pause + Self.lastPause
    for (place, frames) in classes.enumerated() {
      let selector = "#\(prefix)figure .a\(place)"
      if frames.last != count - 1 { still.append(selector) }
      moving.append(
        "\(selector){animation:\(prefix)a\(place) \(length.nearText(decimals: 3))s step-end infinite}")
      moving.append("@keyframes \(prefix)a\(place){\(keyframes(frames, of: length))}")
    }
    let hidden = still.isEmpty ? "" : still.joined(separator: ",") + "{visibility:hidden}\n"
    let rules = moving.joined(separator: "\n")
    return Array(
      "<style>\(hidden)@media screen and (prefers-reduced-motion: no-preference) {\n\(rules)\n}</style>\n"
        .utf8)
  }

  /// When what is in some frames appears and disappears.
  private func keyframes(_ frames: [Int], of length: Double) -> String {
    var changes: [(frame: Int, isSeen: Bool)] = frames.first == 0 ? [] : [(0, false)]
    for frame in frames {
      if let last = changes.last, !last.isSeen, last.frame == frame, frame > 0 {
        changes.removeLast()
      } else {
        changes.append((frame, true))
      }
      changes.append((frame + 1, false))
    }
    return changes.filter { $0.frame < count }.map { change in
      let share = Double(change.frame) * Self.pause / length * 100
      return "\(share.nearText(decimals: 3))%{visibility:\(change.isSeen ? "visible" : "hidden")}"
    }.joined()
  }
}
