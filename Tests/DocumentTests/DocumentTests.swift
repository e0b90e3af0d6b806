import Foundation
import Testing

@Suite(.serialized) struct DocumentTests {
  @Test(arguments: formulaRegions + lessonLanguageRegions + readmeRegions + stepperRegions)
  func `what a document shows as generated is what the program gives`(_ region: GeneratedRegion) throws {
    try region.check()
  }

  @Test(arguments: [
    "README.md", "docs/lesson-language.md", "docs/trace-format.md", "docs/formulas.md", "docs/stepper.md",
    "CHANGELOG.md",
  ])
  func `the files that a document links to are there`(_ document: String) throws {
    let url = GeneratedRegion.root.appending(path: document)
    let text = try String(contentsOf: url, encoding: .utf8)
    let links = text.matches(of: /\]\((?!https?:)([^)#\s]+)\)/).map { String($0.1) }
    if document == "README.md" { #expect(links.count > 5) }
    for link in links {
      let target = url.deletingLastPathComponent().appending(path: link)
      #expect(FileManager.default.fileExists(atPath: target.path), "\(document) links to \(link)")
    }
  }
}
