import DOT
import Graphviz
import Testing

struct `Frames of a series` {
  static let frames = (1...4).map { number in
    Frame(
      SampleCircuit.chain(4, gradient: "\(number % 3).00", highlighted: number),
      SVGDocument(
        title: "step \(number)", idPrefix: "p\(number)-",
        elementTitles: ["g1": "exp \(number)", "v0->g1": "e", "sum": "s"]))
  }

  @Test func `are the same whether drawn together or one by one`() throws {
    let layout = try Layout(of: Self.frames[0].graph)
    let together = try layout.svgs(of: Self.frames)
    #expect(together.count == 4)
    for (frame, svg) in zip(Self.frames, together) {
      #expect(try layout.svg(frame.graph, frame.document) == svg)
    }
  }

  @Test func `show what Graphviz draws of the whole graph`() throws {
    let layout = try Layout(of: Self.frames[0].graph)
    let svgs = try layout.svgs(of: Self.frames)
    #expect(svgs.count == Self.frames.count)
    for (frame, svg) in zip(Self.frames, svgs) {
      let ours = DrawnText(svg)
      let whole = DrawnText(SVGDocument(title: "").finish(try layout.draw(frame.graph)))
      #expect(ours.error == nil)
      #expect(ours.texts.sorted() == whole.texts.sorted())
      for name in ["path", "polygon", "ellipse", "text", "svg"] {
        func drawn(_ text: DrawnText) -> [String] {
          text.attributes(of: name).map { attributes in
            attributes.sorted { $0.key < $1.key }.filter { !["aria-labelledby", "id"].contains($0.key) }.map {
              "\($0)=\($1)"
            }
            .joined(separator: " ")
          }.sorted()
        }
        #expect(drawn(ours) == drawn(whole))
      }
    }
  }

  @Test func `have the caller's ids, classes and titles`() throws {
    let layout = try Layout(of: Self.frames[0].graph)
    let svg = String(decoding: try layout.svgs(of: Self.frames)[1], as: UTF8.self)
    #expect(svg.contains("<g id=\"p2-g1\" class=\"node gate\">\n<title>exp 2</title>\n<ellipse"))
    #expect(svg.contains("<g class=\"edge\">\n<title>e</title>\n<path"))
    #expect(svg.contains("<g class=\"cluster\">\n<title>s</title>\n<path"))
    #expect(!svg.contains("edge1") && !svg.contains("tail"))
  }

  @Test(
    arguments: [
      { text in .text(text) }, { text in .html(.text([.font(color: "#c81e1e", size: 20, [.plain(text)])])) },
    ] as [@Sendable (String) -> AttributeValue])
  func `have the graph's own label, each its own`(_ label: @Sendable (String) -> AttributeValue) throws {
    var frames = Self.frames
    for index in frames.indices {
      frames[index].graph.attributes.merge([
        "label": label("caption <\(index)>"), "labelloc": "t", "labeljust": "l", "fontname": "Helvetica",
        "fontsize": 11, "fontcolor": "#0a7d2c",
      ])
    }
    let layout = try Layout(of: frames[0].graph)
    for (index, svg) in try layout.svgs(of: frames).enumerated() {
      let ours = DrawnText(svg)
      let whole = DrawnText(SVGDocument(title: "").finish(try layout.draw(frames[index].graph)))
      let isCaption = { (text: String) in text == "caption <\(index)>" }
      #expect(ours.texts.filter(isCaption).count == 1)
      #expect(ours.texts.count { $0.hasPrefix("caption") } == 1)
      let (mine, theirs) = (
        try #require(ours.texts.firstIndex(where: isCaption)),
        try #require(whole.texts.firstIndex(where: isCaption))
      )
      for name in ["y", "font-size", "fill", "font-weight"] {
        #expect(ours.attributes(of: "text")[mine][name] == whole.attributes(of: "text")[theirs][name])
      }
    }
    let unlabelled = try Layout(of: Self.frames[0].graph)
    #expect(throws: GraphvizError.unplaced("label")) { try unlabelled.svgs(of: frames) }
  }

  @Test func `may differ in defaults and in what they leave out`() throws {
    let layout = try Layout(of: Self.frames[0].graph)
    var frames = Self.frames
    frames[1].graph.nodeDefaults["fontcolor"] = "#000001"
    frames[2].graph.elements.removeFirst(2)
    let svgs = try layout.svgs(of: frames)
    #expect(svgs.count == frames.count)
    for (frame, svg) in zip(frames, svgs) { #expect(try layout.svg(frame.graph, frame.document) == svg) }
    #expect(String(decoding: svgs[1], as: UTF8.self).contains("#000001"))
    #expect(try layout.svgs(of: []) == [])
  }
}
