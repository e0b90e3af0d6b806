import Foundation
import Testing
import TraceModel

@testable import Figures
@testable import Rendering

struct `The colours of a palette` {
  /// What text stands on.
  private static let grounds: [Ink] = [.page, .gateFill, .activeFill, .frameFill]

  @Test(arguments: Palette.all) func `can be read on everything that they stand on`(_ palette: Palette) {
    for ground in Self.grounds + [.finishedFill] {
      for text in [Ink.ink, .value, .gradient] {
        Self.expect(text, on: ground, palette, ratio: 4.5)
      }
    }
    for ground in [Ink.page, .frameFill] { Self.expect(.soft, on: ground, palette, ratio: 4.5) }
    for ground in [Ink.page, .localFill] { Self.expect(.local, on: ground, palette, ratio: 4.5) }
  }

  private static func expect(_ text: Ink, on ground: Ink, _ palette: Palette, ratio: Double) {
    let (text, ground) = (palette[text], palette[ground])
    #expect(contrast(text.light, ground.light) >= ratio, "\(text.light) on \(ground.light)")
    #expect(contrast(text.dark, ground.dark) >= ratio, "\(text.dark) on \(ground.dark)")
  }

  @Test(arguments: Palette.all) func `are seen as lines`(_ palette: Palette) {
    for line in [Ink.ink, .gateLine, .activeLine, .gradient, .frameLine, .finishedLine, .local] {
      Self.expect(line, on: .page, palette, ratio: 3)
    }
    Self.expect(.pale, on: .page, palette, ratio: 2.3)
  }

  @Test(arguments: Palette.all) func `can be read inside the circles of a net`(_ palette: Palette) {
    Self.expect(.onDeep, on: .fault, palette, ratio: 4.5)
    for shade in -Ink.shades...Ink.shades {
      Self.expect(.text(onShade: shade), on: .shade(shade), palette, ratio: 4.5)
    }
  }

  @Test(arguments: Palette.all) func `are told apart by how they are on a light page`(_ palette: Palette) {
    let light = (0..<Ink.count).map { palette[Ink($0)].light }
    #expect(Set(light).count == light.count)
  }
}

struct `Figures in one page` {
  private static func figures() throws -> [Picture] {
    let trace = try Sample("", "x = 2.0; y = 3.0\nf = x * y + x\nf.backward()").trace()
    return ["first", "second", "한국어", "한글"].flatMap { name in
      let options = FigureOptions(key: FigureKey(["a lesson", name]))
      var walk = WalkThrough(trace, options: options)
      _ = walk.steps(of: trace.passes[0], .all)
      _ = walk.circuit(of: trace.passes[0])
      return walk.figures().map { Picture($0.content) }
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
        _ = walk.circuit(of: trace.passes[0])
        let picture = Picture(walk.figures()[0].content)
        #expect(picture.page == page)
        #expect(picture.darkColors["#ffffff"] == (page.isEmpty ? nil : "#0d1117"))
        #expect(walk.dot()?.contains("bgcolor=\(page.isEmpty ? "transparent" : "\"#ffffff\"")") ?? false)
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
