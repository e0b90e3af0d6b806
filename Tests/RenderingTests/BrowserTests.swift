import Foundation
import Testing

@testable import Figures
@testable import Rendering

/// Whether text has its room in a browser: our measure of text is one of Helvetica, and readers have other fonts.
@Suite(.enabled(if: Browser.isInstalled, "Chromium is not installed"))
struct `In a browser` {
  @Test(arguments: ["Liberation Sans", "DejaVu Sans", "Noto Sans CJK KR"])
  func `the texts of every figure keep their distance`(_ font: String) throws {
    let figures = try Self.output() + Self.samples()
    try #require(figures.count > 200)
    let found = try Browser.run(Self.page(figures, font: font))
    #expect(found.first.flatMap { Int($0) } ?? 0 > 5_000)
    #expect(found.dropFirst() == [])
  }

  @Test func `text that is on other text is found`() throws {
    let svg =
      "<svg xmlns='http://www.w3.org/2000/svg' width='90' height='40' viewBox='0 0 90 40'><text x='5' y='20' font-size='13'>one</text><text x='15' y='22' font-size='13'>two</text><text x='80' y='20' font-size='13'>three</text></svg>"
    let found = try Browser.run(Self.page([("a", Array(svg.utf8))], font: "Liberation Sans"))
    #expect(found == ["3", "a: 'three' leaves the picture", "a: 'one' and 'two' overlap"])
  }

  /// The figures of the repository's documents.
  private static func output() throws -> [(name: String, svg: [UInt8])] {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../output")
      .standardizedFileURL
    let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)?.allObjects ?? []
    return try files.compactMap { $0 as? URL }.filter { $0.pathExtension == "svg" }
      .sorted { $0.path < $1.path }.map { ($0.path, Array(try Data(contentsOf: $0))) }
  }

  /// Circuits that are hard to draw, finished and at the step in the middle.
  private static func samples() throws -> [(name: String, svg: [UInt8])] {
    try Sample.figures.flatMap { sample in
      let pictures = try sample.pictures()
      let step = pictures.moves[pictures.moves.count / 2].steps.upperBound
      return [(sample.testDescription, pictures.svg()), ("\(sample), step \(step)", pictures.svg(at: step))]
    }
  }

  /// A page with all figures below each other that says how many texts they have, and which are on others or outside.
  /// Of the height of a line three quarters of the font's size are taken by its digits and letters.
  private static func page(_ figures: [(name: String, svg: [UInt8])], font: String) -> String {
    let parts = figures.map { "<div data-file=\"\($0)\">\(String(decoding: $1, as: UTF8.self))</div>" }
    return """
      <!doctype html><meta charset="utf-8">
      <style>body { margin: 0 } svg { display: block } svg text { font-family: "\(font)" !important }</style>
      \(parts.joined(separator: "\n"))
      <pre id="result"></pre>
      <script>
      const faults = [];
      for (const div of document.querySelectorAll("div[data-file]")) {
        const svg = div.querySelector("svg"), page = svg.getBoundingClientRect();
        const scale = page.width / svg.viewBox.baseVal.width;
        const texts = [...svg.querySelectorAll("text")].filter(text => text.textContent.trim()).map(text => {
          const box = text.getBoundingClientRect();
          const cut = (box.height - 0.75 * scale * (parseFloat(text.getAttribute("font-size")) || 13)) / 2;
          return { text: text.textContent, left: box.left, right: box.right, top: box.top + cut,
            bottom: box.bottom - cut };
        });
        for (const one of texts) {
          if (one.left < page.left - 0.5 || one.right > page.right + 0.5 || one.top < page.top - 0.5
            || one.bottom > page.bottom + 0.5) faults.push(`${div.dataset.file}: '${one.text}' leaves the picture`);
        }
        texts.forEach((one, index) => texts.slice(index + 1).forEach(other => {
          const across = Math.min(one.right, other.right) - Math.max(one.left, other.left);
          const down = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
          if (across > 1 && down > 1) faults.push(`${div.dataset.file}: '${one.text}' and '${other.text}' overlap`);
        }));
      }
      document.getElementById("result").textContent =
        [document.querySelectorAll("svg text").length, ...faults].join("\\n");
      </script>
      """
  }
}

/// Chromium without a window.
private enum Browser {
  private static let program = ["chromium", "chromium-browser", "google-chrome"].first { name in
    (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").contains {
      FileManager.default.isExecutableFile(atPath: "\($0)/\(name)")
    }
  }

  static var isInstalled: Bool { program != nil }

  /// The lines that a page writes into the element `result`.
  static func run(_ page: String) throws -> [String] {
    let folder = FileManager.default.temporaryDirectory.appending(path: "gradwalk-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appending(path: "page.html")
    try Data(page.utf8).write(to: file)
    let process = Process()
    let output = Pipe()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments =
      [
        program ?? "", "--headless", "--no-sandbox", "--disable-gpu",
        "--user-data-dir=\(folder.path)/profile",
      ]
      + ["--dump-dom", file.absoluteString]
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let text = String(decoding: try output.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
    process.waitUntilExit()
    let found = try #require(text.firstMatch(of: /<pre id="result">([^<]*)<\/pre>/))
    return found.1.replacing("&amp;", with: "&").split(separator: "\n").map(String.init)
  }
}
