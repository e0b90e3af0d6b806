import Foundation
import Lessons
import Rendering
import Script
import Testing
import TraceModel

@testable import Stepper

/// The circuit of one pass of a program with its moves.
struct PictureSample: Sendable, CustomTestStringConvertible {
  var name: String
  var narrator: Narrator
  var moves: [Move]

  var testDescription: String { name }
  var picture: CircuitPicture { CircuitPicture(narrator) }

  init(_ name: String, _ trace: Trace, pass: Int = 0, collapsing collapsed: Set<String> = []) {
    self.name = name
    let circuit = Circuit(trace, pass: trace.passes[pass], collapsing: collapsed)
    narrator = Narrator(States(trace), circuit: circuit)
    moves = circuit.moves(in: trace)
  }

  init(_ name: String, program: String, collapsing collapsed: Set<String> = []) throws {
    self.init(name, try Program(program).run(RunOptions(title: name)).trace, collapsing: collapsed)
  }

  /// The first passes of all programs of all lessons but those that train for so long that they say what to keep.
  static let lessons: [PictureSample] = files.flatMap { file in (try? blocks(of: file)) ?? [] }

  private static let files: [URL] = {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "../../lessons")
    let found = try? FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
    return (found ?? []).filter { $0.pathExtension == "md" && !trainsForLong($0) }.sorted {
      $0.path < $1.path
    }
  }()

  private static func trainsForLong(_ file: URL) -> Bool {
    let text = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
    return text.split(separator: "\n").contains { $0.hasPrefix("```") && $0.contains(" steps=") }
  }

  private static func blocks(of file: URL) throws -> [PictureSample] {
    let name = file.deletingPathExtension().lastPathComponent
    let lesson = try Lesson(Array(Data(contentsOf: file)), name: name)
    return zip(lesson.blocks, try lesson.run(limits: [:])).flatMap { block, outcome in
      let title = block.name == name ? name : "\(name) \(block.name)"
      let open = PictureSample(title, outcome.trace)
      if block.options.collapse.isEmpty { return [open] }
      return [open, PictureSample(title + " closed", outcome.trace, collapsing: Set(block.options.collapse))]
    }
  }
}
