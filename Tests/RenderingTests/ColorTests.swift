import Foundation
import Testing
import TraceModel

@testable import Rendering

struct `The colours of a palette` {
  /// What text stands on.
  private static func grounds(_ palette: Palette) -> [Palette.Color] {
    [palette.page, palette.gateFill, palette.activeFill, palette.frameFill].compactMap(\.self)
  }

  @Test(arguments: Palette.all) func `can be read on everything that they stand on`(_ palette: Palette) {
    for ground in Self.grounds(palette) {
      for text in [palette.ink, palette.value, palette.gradient] {
        #expect(contrast(text.light, ground.light) >= 4.5, "\(text.light) on \(ground.light)")
        #expect(contrast(text.dark, ground.dark) >= 4.5, "\(text.dark) on \(ground.dark)")
      }
    }
  }

  @Test(arguments: Palette.all) func `are seen as lines`(_ palette: Palette) throws {
    let page = try #require(palette.page)
    for line in [palette.ink, palette.gateLine, palette.activeLine, palette.gradient, palette.frameLine] {
      #expect(contrast(line.light, page.light) >= 3 && contrast(line.dark, page.dark) >= 3)
    }
  }

  @Test(arguments: Palette.all) func `can be read inside the circles of a net`(_ palette: Palette) {
    for shade in [nil] + (-NetworkScale.shades...NetworkScale.shades).map(Optional.some) {
      let (text, fill) = (palette.text(onShade: shade), palette.color(ofShade: shade))
      #expect(contrast(text.light, fill.light) >= 4.5 && contrast(text.dark, fill.dark) >= 4.5)
    }
  }

  @Test(arguments: Palette.all) func `are told apart by how they are on a light page`(_ palette: Palette) {
    for more in [Palette.tones, Palette.networkColors] {
      let light = (palette.colors + more).map(\.light)
      #expect(Set(light).count == light.count)
    }
  }
}

struct `Figures in one page` {
  private static func figures() throws -> [Picture] {
    let trace = try Sample("", "x = 2.0; y = 3.0\nf = x * y + x\nf.backward()").trace()
    return try ["first", "second", "한국어", "한글"].flatMap { name in
      let options = FigureOptions(key: FigureKey(["a lesson", name]))
      var walk = WalkThrough(trace, options: options)
      _ = try walk.steps(of: trace.passes[0], .all)
      _ = try walk.circuit(of: trace.passes[0])
      return try walk.figures().map { Picture($0.content) }
    }
  }

  @Test func `share no id, and style nothing but themselves`() throws {
    let figures = try Self.figures()
    let ids = figures.flatMap(\.ids)
    #expect(figures.count == 28)
    #expect(Set(ids).count == ids.count)
    for figure in figures {
      let root = try #require(figure.ids.first)
      #expect(
        root.hasSuffix("-figure")
          && root.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") })
      #expect(root.first?.isLetter ?? false)
      let rules = figure.styleSheet.split(whereSeparator: \.isNewline).dropFirst().dropLast()
      #expect(!rules.isEmpty && rules.allSatisfy { $0.components(separatedBy: "#\(root) [").count == 3 })
    }
  }

  @Test func `lie on a background of their own unless they are to be transparent`() throws {
    let trace = try Sample("", "x = 2.0\nf = x * x").trace()
    for palette in Palette.all {
      for (palette, page) in [(palette, "#ffffff"), (palette.transparent, "")] {
        var walk = WalkThrough(trace, options: FigureOptions(palette: palette))
        _ = try walk.circuit(of: trace.passes[0])
        let picture = Picture(try walk.figures()[0].content)
        #expect(picture.page == page)
        #expect(picture.darkColors["#ffffff"] == (page.isEmpty ? nil : "#0d1117"))
        #expect(try walk.dot()?.contains("bgcolor=\(page.isEmpty ? "transparent" : "\"#ffffff\"")") ?? false)
      }
    }
  }

  @Test func `have keys that are words`() {
    #expect(FigureKey([]).word == "figure")
    #expect(FigureKey(["two-layer-net", "", "one-glyph"]).word == "two-layer-net-one-glyph")
    #expect(FigureKey(["01-intro"]).word == "f01-intro")
    #expect(FigureKey(["a b"]).word != FigureKey(["a_b"]).word)
    #expect(FigureKey(ofProgram: "f = (x + y) * z").word != FigureKey(ofProgram: "f = (x * y) + z").word)
  }
}
