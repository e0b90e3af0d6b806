import Testing
import TraceModel

@testable import Figures
@testable import Rendering

struct `Arrays drawn as pictures` {
  private static let learning = """
    W = np.array([[0.5, -1.0, 0.25, 0.0], [1.0, 2.0, -3.0, 0.5]]); x = np.array([1.0, 2.0, 3.0, 4.0])
    K = np.ones((2, 2, 2)); V = np.ones((4, 3))
    for i in range(3):
      f = np.sum(W @ x) + np.sum(K) + np.sum(V)
      f.backward()
      W -= 0.1 * W.grad
    """

  private static func walk(_ images: [ImageRequest], _ palette: Palette = .board) throws -> WalkThrough {
    let trace = try Sample("tiles", learning).trace()
    return WalkThrough(trace, options: FigureOptions(palette: palette, images: images))
  }

  @Test func `are as good as the figures`() throws {
    for palette in Palette.all {
      let images = ["W", "x", "K", "V"].map { ImageRequest(name: $0, size: .init(height: 2, width: 2)) }
      var walk = try Self.walk(images, palette)
      #expect(try walk.tiles(of: walk.keptPasses[0]).count == 4)
      for (name, svg) in walk.figures() {
        let picture = Picture(svg)
        #expect(FigureChecks.selfContained(picture, svg) == [], "\(name)")
        #expect(FigureChecks.textsApart(picture) == [], "\(name)")
        #expect(FigureChecks.readable(picture) == [], "\(name)")
      }
    }
  }

  @Test func `show what a loop moves before and after, on one scale`() throws {
    var walk = try Self.walk([ImageRequest(name: "W", size: .init(height: 2, width: 2))])
    _ = try walk.tiles(of: walk.keptPasses[0])
    let texts = Picture(try #require(walk.figures().first).content).texts.map(\.content)
    #expect(texts.contains("before") && texts.contains("after") && texts.contains("−3.00 … 2.00"))
    #expect(texts.contains("row 1") && texts.contains("2 rows of 4 numbers, each as 2 × 2"))
  }

  @Test(
    arguments: [
      ([2, 4], TilePart.row, [4, 5, 6, 7]), ([4, 3], .column, [1, 4, 7, 10]),
      ([3, 2, 2], .matrix, [4, 5, 6, 7]), ([4], .whole, [4, 5, 6, 7]),
    ]) func `are found along the axis that holds them`(shape: [Int], part: TilePart, second: [Int])
    throws
  {
    let layout = try #require(TileLayout(shape, height: 2, width: 2))
    #expect(layout.part == part && layout.places(of: 1) == second)
  }

  @Test func `are refused where there are none`() throws {
    var walk = try Self.walk([ImageRequest(name: "W", size: .init(height: 3, width: 2))])
    #expect(throws: ImageProblem.unfitting(name: "W", .init(height: 3, width: 2), shape: [2, 4])) {
      try walk.tiles(of: walk.keptPasses[0])
    }
    var other = try Self.walk([ImageRequest(name: "Q", size: .init(height: 2, width: 2))])
    #expect(throws: ImageProblem.unknown("Q", names: ["W", "x", "K", "V"])) {
      try other.tiles(of: other.keptPasses[0])
    }
  }

  @Test func `are maps where no size of pictures is given, with every number counted in the key`() throws {
    let program =
      "h = np.array([[0.01 * i * j for i in range(50)] for j in range(40)])\nf = np.sum(h * 2)\nf.backward()"
    var walk = WalkThrough(
      try Sample("map", program).trace(), options: FigureOptions(images: [ImageRequest(name: "h")]))
    _ = try walk.tiles(of: walk.keptPasses[0])
    let svg = try #require(walk.figures().first).content
    let picture = Picture(svg)
    #expect(FigureChecks.selfContained(picture, svg) == [])
    #expect(FigureChecks.textsApart(picture) == [])
    #expect(FigureChecks.readable(picture) == [])
    let texts = picture.texts.map(\.content)
    #expect(
      texts.contains("40×50: 16 of 40 rows, 32 of 50 columns") && texts.contains("how many of the 2000"))
    #expect(texts.contains("19.11") && texts.contains("0.00"))
    let cells = String(decoding: svg, as: UTF8.self).split(separator: "class=\"cell\"").dropFirst()
    #expect(cells.map { $0.prefix { $0 != "/" }.count(where: { $0 == "M" }) }.reduce(0, +) == 16 * 32)
  }
}
