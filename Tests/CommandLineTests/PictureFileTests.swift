import Foundation
import Testing

struct `Pictures in other formats` {
  private static let drawn = ["draw", "f = (x + y) * z", "x=-2", "y=5", "z=-4"]

  /// The width and height that a PNG says it has.
  private func size(of file: String, in workspace: Workspace) throws -> [Int] {
    let bytes = [UInt8](try #require(FileManager.default.contents(atPath: workspace.path + "/" + file)))
    try #require(bytes.starts(with: [0x89, 0x50, 0x4E, 0x47]))
    return [bytes[16..<20], bytes[20..<24]].map { $0.reduce(0) { $0 << 8 | Int($1) } }
  }

  @Test func `are as large as the SVG in a browser, times the scale`() throws {
    let workspace = try Workspace()
    let svg = try workspace.run(Self.drawn).output
    let side = /width="([\d.]+)" height="([\d.]+)"/
    let found = try #require(try side.firstMatch(in: svg))
    let pixels = try [#require(Double(found.1)), #require(Double(found.2))]
    for scale in [1.0, 2, 2.5] {
      #expect(try workspace.run(Self.drawn + ["-o", "f.png", "--scale", "\(scale)"]).errors == "")
      #expect(
        try size(of: "f.png", in: workspace) == pixels.map { Int(($0 * scale).rounded(.up)) })
    }
  }

  @Test func `have a 16 to 9 page for a hall`() throws {
    let workspace = try Workspace()
    for file in ["f.svg", "f.png", "f.pdf"] {
      #expect(try workspace.run(Self.drawn + ["--slide", "-o", file]).errors == "")
    }
    #expect(workspace.read("f.svg")?.contains(" width=\"1280\" height=\"720\" viewBox=\"-") ?? false)
    #expect(try size(of: "f.png", in: workspace) == [1280, 720])
    let pdf = FileManager.default.contents(atPath: workspace.path + "/f.pdf") ?? Data()
    #expect(String(decoding: pdf, as: UTF8.self).contains("/MediaBox [ 0 0 960 540 ]"))
    #expect(try workspace.run(Self.drawn + ["--slide", "--scale", "1.5", "-o", "f.png"]).errors == "")
    #expect(try size(of: "f.png", in: workspace) == [1920, 1080])
    #expect(try workspace.run(Self.drawn + ["--slide", "--all-steps", "steps"]).errors == "")
    #expect(workspace.files(in: "steps").count == 6)
    #expect(
      workspace.files(in: "steps").allSatisfy {
        workspace.read("steps/\($0)")?.contains(" width=\"1280\" height=\"720\"") ?? false
      })
  }

  @Test func `play their steps in one file`() throws {
    let workspace = try Workspace()
    let run = try workspace.run(Self.drawn + ["--animate", "-o", "f.svg"])
    #expect(run == Finished(status: 0, output: "", errors: ""))
    let svg = workspace.read("f.svg") ?? ""
    #expect(svg.contains("@keyframes") && svg.contains(">Step 5 · backward through +<"))
    #expect(try workspace.run(Self.drawn + ["--animate"]).output == svg)
    #expect(try workspace.run(Self.drawn + ["--animate", "--all-steps", "steps"]).output == svg)
    let slide = try workspace.run(Self.drawn + ["--animate", "--slide"]).output
    #expect(slide.contains(" width=\"1280\" height=\"720\"") && slide.contains("@keyframes"))
  }

  @Test func `are told of when a slide's type is too small for a hall`() throws {
    let workspace = try Workspace()
    let chain = "h = " + String(repeating: "tanh(", count: 60) + "x" + String(repeating: ")", count: 60)
    let run = try workspace.run(["draw", chain, "x=1", "--slide", "-o", "f.png"])
    #expect(run.status == 0)
    #expect(run.errors.hasPrefix("note: the smallest type of the slide is "))
    #expect(try workspace.run(["draw", chain, "x=1", "-o", "f.png"]).errors == "")
  }

  @Test func `of a difference are made the same way`() throws {
    let workspace = try Workspace()
    try workspace.write("x = 2.0\nf = x * 3\n", to: "a.py")
    try workspace.write("x = 4.0\nf = x * 3\n", to: "b.py")
    let run = try workspace.run(["diff", "a.py", "b.py", "-o", "d.png", "--slide", "--scale", "2"])
    #expect(run.status == 1 && run.errors == "")
    #expect(try size(of: "d.png", in: workspace) == [2560, 1440])
  }

  #if os(Linux)
    @Test func `need librsvg, and say so where it is missing`() throws {
      let workspace = try Workspace()
      // What can't be loaded is not looked for further on.
      try workspace.write("no library", to: "libraries/librsvg-2.so.2")
      let environment = ["LD_LIBRARY_PATH": workspace.path + "/libraries"]
      for file in ["f.png", "f.pdf"] {
        let run = try workspace.run(Self.drawn + ["-o", file], environment: environment)
        #expect(run.status == 1 && run.output == "")
        #expect(
          run.errors.hasPrefix(
            "error: PNG and PDF are drawn by librsvg (2.52 or later), which can't be loaded: "))
        #expect(
          run.errors.hasSuffix(
            "\n  hint: install librsvg2-2 (apt) or librsvg (brew), or write .svg, which needs no library\n"))
        #expect(!workspace.exists(file))
      }
      #expect(try workspace.run(Self.drawn + ["-o", "f.svg"], environment: environment).status == 0)
    }

    @Test func `load librsvg and its fonts, and Graphviz, only where these are asked for`() throws {
      let workspace = try Workspace()
      let rasters = ["librsvg", "libcairo", "libpango", "libfontconfig"]
      let graphviz = ["libgvc", "libcgraph", "libgvplugin_dot_layout"]
      for (options, loaded) in [
        (["-o", "f.svg"], []), (["-o", "f.dot"], []), (["-o", "f.png"], rasters),
        (["-o", "f.svg", "--layout", "dot"], graphviz),
      ] {
        let log = try workspace.run(Self.drawn + options, environment: ["LD_DEBUG": "files"]).errors
        try #require(log.contains("libc.so"))
        #expect((rasters + graphviz).filter(log.contains) == loaded, "\(options)")
      }
    }

    @Test func `need Graphviz where it is to place the gates, and say so where it is missing`() throws {
      let workspace = try Workspace()
      for library in ["libgvc.so.6", "libgvc.so.7", "libgvc.so"] {
        try workspace.write("no library", to: "libraries/\(library)")
      }
      let environment = ["LD_LIBRARY_PATH": workspace.path + "/libraries"]
      let run = try workspace.run(
        Self.drawn + ["--layout", "dot", "-o", "f.svg"], environment: environment)
      #expect(run.status == 1 && run.output == "" && !workspace.exists("f.svg"))
      #expect(
        run.errors.hasPrefix(
          "error: --layout dot: circuits are placed by Graphviz, which can't be loaded: "))
      #expect(run.errors.contains("\n  hint: install libgraphviz-dev (apt) or graphviz (brew)"))
      #expect(try workspace.run(Self.drawn + ["-o", "f.svg"], environment: environment).status == 0)
    }
  #endif
}
