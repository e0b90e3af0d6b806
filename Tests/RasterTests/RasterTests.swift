import Foundation
import Testing

@testable import Raster

struct `An SVG as PNG or PDF` {
  /// Red at the left, green at the right, nothing below.
  static func picture(_ width: String, _ height: String, viewBox: String = "0 0 4 3") -> [UInt8] {
    Array(
      """
      <svg xmlns="http://www.w3.org/2000/svg" width="\(width)" height="\(height)" viewBox="\(viewBox)">
      <style>@media (prefers-color-scheme: dark) { [fill='#ff0000'] { fill: #000000 } }</style>
      <rect width="2" height="2" fill="#ff0000"/><rect x="2" width="2" height="2" fill="#00ff00"/>
      </svg>

      """.utf8)
  }

  @Test(
    arguments: [
      ("pixels", "4", "3", 1, 4, 3), ("points", "3pt", "2.25pt", 1, 4, 3), ("twice", "4", "3", 2, 8, 6),
      ("a scale with a fraction", "4", "3", 1.5, 6, 5), ("a size with a fraction", "39.2", "29.4", 1, 40, 30),
      ("ten times", "40", "30", 10, 400, 300),
    ] as [(String, String, String, Double, Int, Int)])
  func `has the size of the SVG times the scale`(
    _ name: String, _ width: String, _ height: String, _ scale: Double, _ across: Int, _ down: Int
  ) throws {
    let png = try #require(PNG(RasterFormat.png.draw(Self.picture(width, height), scale: scale)))
    #expect(png.width == across && png.height == down)
    #expect(png[0, 0] == [255, 0, 0, 255])
    #expect(png[across - 1, 0] == [0, 255, 0, 255])
    #expect(png[0, down - 1].last ?? 0 < 255)
  }

  @Test func `has the SVG's pixels, and is transparent where it is`() throws {
    let png = try #require(PNG(RasterFormat.png.draw(Self.picture("4", "3"))))
    let (red, green, nothing) = ([255, 0, 0, 255], [0, 255, 0, 255], [0, 0, 0, 0])
    let rows = (0..<3).map { y in (0..<4).map { x in png[x, y].map(Int.init) } }
    #expect(
      rows == [[red, red, green, green], [red, red, green, green], [nothing, nothing, nothing, nothing]])
  }

  @Test func `is a page of the SVG's size in points, with text as text and no date`() throws {
    let svg = Array(
      "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"400\" height=\"200\"><text y=\"20\">−0.53 &lt;</text></svg>"
        .utf8)
    let pdf = try RasterFormat.pdf.draw(svg)
    let text = String(decoding: pdf, as: UTF8.self)
    #expect(text.hasPrefix("%PDF-1."))
    #expect(text.contains("/MediaBox [ 0 0 300 150 ]") && text.contains("/FontDescriptor"))
    #expect(!text.contains("CreationDate"))
    // Dates count seconds.
    Thread.sleep(forTimeInterval: 1.1)
    #expect(try RasterFormat.pdf.draw(svg) == pdf)
    #expect(try RasterFormat.pdf.draw(svg, scale: 3) == pdf)
  }

  @Test func `may be drawn from longer lines than parsers take from strangers`() throws {
    var svg = Self.picture("4", "3")
    let start = try #require(svg.firstIndex(of: UInt8(ascii: ">"))) + 1
    let blanks = [UInt8](repeating: UInt8(ascii: " "), count: 11_000_000)
    svg.insert(contentsOf: Array("<path d=\"M0,0".utf8) + blanks + Array("\"/>".utf8), at: start)
    #expect(try RasterFormat.png.draw(svg) == RasterFormat.png.draw(Self.picture("4", "3")))
  }

  @Test func `is the same from many tasks at once`() async throws {
    let svg = Self.picture("40", "30")
    let expected = try RasterFormat.allCases.map { format in try format.draw(svg) }
    let drawn = await withTaskGroup(of: [[UInt8]]?.self) { group in
      for _ in 0..<16 {
        group.addTask { try? RasterFormat.allCases.map { format in try format.draw(svg) } }
      }
      return await group.reduce(into: []) { $0.append($1) }
    }
    #expect(drawn == Array(repeating: expected, count: 16))
  }
}

struct `An SVG that can't be drawn` {
  @Test(
    arguments: [
      ("nothing", ""), ("no SVG", "digraph { a -> b }"), ("another document", "<html></html>"),
      ("one that is cut off", "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"4\" height=\"3\"><g><rect"),
      (
        "one that ends too early",
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"4\" height=\"3\"><g></svg>"
      ),
      (
        "a forbidden character",
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"4\" height=\"3\">\u{1}</svg>"
      ),
    ])
  func `is an error that says why`(_ name: String, _ svg: String) {
    for format in RasterFormat.allCases {
      let error = #expect(throws: RasterError.self) { try format.draw(Array(svg.utf8)) }
      #expect(error?.description.hasPrefix("librsvg can't read the picture: ") ?? false)
      #expect(!(error?.description.contains("\n") ?? true))
    }
  }

  @Test(arguments: [("0", "3"), ("4", "-1"), ("100%", "3")])
  func `may have no size`(_ width: String, _ height: String) {
    let svg = `An SVG as PNG or PDF`.picture(width, height)
    let error = #expect(throws: RasterError.self) { try RasterFormat.png.draw(svg) }
    #expect(error == .noSize || (error?.description.hasPrefix("librsvg can't read") ?? false))
  }

  @Test(
    arguments: [
      (
        .png, 32_768, 10, 1,
        "PNG: 32768 × 10 px, and a PNG has at most 32767 px along a side and 100 million in all",
        "write .svg, which has no limit, or draw functions as one gate each (--collapse)"
      ),
      (
        .png, 10_001, 10_000, 1,
        "PNG: 10001 × 10000 px, and a PNG has at most 32767 px along a side and 100 million in all",
        "write .svg, which has no limit, or draw functions as one gate each (--collapse)"
      ),
      (
        .png, 4000, 3000, 3,
        "PNG: 12000 × 9000 px, and a PNG has at most 32767 px along a side and 100 million in all",
        "give at most --scale 2, or write .svg, which has no limit"
      ),
      (
        .pdf, 10, 19_201, 1, "PDF: 8 × 14401 pt, and a page has at most 14400 pt along a side",
        "write .svg, which has no limit, or draw functions as one gate each (--collapse)"
      ),
    ] as [(RasterFormat, Int, Int, Double, String, String)])
  func `may be too large for the format`(
    _ format: RasterFormat, _ width: Int, _ height: Int, _ scale: Double, _ message: String, _ hint: String
  ) {
    let svg = `An SVG as PNG or PDF`.picture("\(width)", "\(height)")
    let error = #expect(throws: RasterError.self) { try format.draw(svg, scale: scale) }
    #expect(error?.description == "the drawing is too large for " + message)
    #expect(error?.hint == hint)
  }

  @Test(arguments: [(RasterFormat.png, 32_767, 100), (.png, 100, 32_767), (.pdf, 19_200, 10)])
  func `is no error up to the limit`(_ format: RasterFormat, _ width: Int, _ height: Int) throws {
    let file = try format.draw(`An SVG as PNG or PDF`.picture("\(width)", "\(height)"))
    guard format == .png else { return }
    let sides = [file[16..<20], file[20..<24]].map { $0.reduce(0) { $0 << 8 | Int($1) } }
    #expect(sides == [width, height])
  }
}

struct `A machine without librsvg` {
  @Test func `is told what to install`() {
    let error = #expect(throws: RasterError.self) {
      try RasterLibrary(named: ["libnone.so", "none/libnone.so"])
    }
    let text = error?.description ?? ""
    #expect(text.hasPrefix("PNG and PDF are drawn by librsvg (2.52 or later), which can't be loaded: "))
    #expect(text.contains("libnone.so"))
    #expect(
      error?.hint == "install librsvg2-2 (apt) or librsvg (brew), or write .svg, which needs no library")
  }

  #if os(Linux)
    @Test func `is one whose library lacks a function, too`() {
      let error = #expect(throws: RasterError.self) { try RasterLibrary(named: ["libm.so.6"]) }
      #expect(error == .noLibrary(reason: "libm.so.6 has no g_error_free"))
    }
  #endif
}
