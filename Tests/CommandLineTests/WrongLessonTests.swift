import Foundation
import Testing

struct `A lesson that is wrong` {
  private static let good = Courses.neuron

  @Test func `is told of in one clear way, and leaves the output alone`() throws {
    let workspace = try Workspace()
    try workspace.write(Self.good, to: "lessons/good.md")
    #expect(try workspace.run(["build"]).status == 0)
    let contents = workspace.contents(of: "output")
    let times = try workspace.times(of: "output")
    var found: [(name: String, text: String)] = []
    for lesson in WrongLesson.all {
      try workspace.write(lesson.bytes, to: "lessons/wrong.md")
      let finished = try workspace.run(["build"])
      #expect(finished.status == 1, "\(lesson.name)")
      #expect(finished.output.isEmpty, "\(lesson.name)")
      #expect(finished.errors.hasPrefix("lessons/wrong.md:"), "\(lesson.name): \(finished.errors)")
      #expect(workspace.contents(of: "output") == contents, "\(lesson.name)")
      #expect(try workspace.times(of: "output") == times, "\(lesson.name)")
      found.append((lesson.name, finished.errors))
    }
    try Recording("wrong-lessons.txt").expect(found)
  }
}
