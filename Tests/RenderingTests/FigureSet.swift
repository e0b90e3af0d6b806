import Figures
import Foundation
import Lessons
import Script
import Testing
import TraceModel

@testable import Rendering

/// The figures of one trace, in one palette.
struct FigureSet: Sendable, CustomTestStringConvertible {
  var name: String
  var trace: Trace
  var palette: Palette
  var figures: [(name: String, svg: [UInt8])]

  var testDescription: String { "\(name) \(palette.name)" }

  /// The frames of steps, without the finished circuits, with the number of their step.
  var frames: [(step: Int, picture: Picture)] {
    figures.compactMap { figure in
      guard figure.name.hasPrefix("step-") else { return nil }
      return Int(figure.name.dropFirst(5).prefix { $0.isNumber }).map { ($0, Picture(figure.svg)) }
    }
  }

  /// What a check finds wrong in any figure.
  func faults(_ check: (Picture) -> [String]) -> [String] {
    figures.flatMap { figure in check(Picture(figure.svg)).map { "\(figure.name): \($0)" } }
  }

  /// The numbers of its frames that are not those of the trace.
  func falseNumbers() -> [String] {
    let states = States(trace.settled)
    return frames.flatMap { frame in
      FigureChecks.numbersTrue(frame.picture, states, at: frame.step).map { "step \(frame.step): \($0)" }
    }
  }

  /// What is wrong with the figures of the trace as a series.
  func faultsInSeries() -> [String] {
    guard let first = frames.first else { return [] }
    let pass = trace.pass(ofStep: first.step)
    let seed = trace.steps.first { $0.kind == .seed }?.number ?? .max
    return frames.filter { trace.pass(ofStep: $0.step) == pass }.flatMap { frame in
      let early = frame.step < seed ? FigureChecks.noGradients(frame.picture, palette: palette) : []
      return (FigureChecks.samePlaces(first.picture, frame.picture) + early).map {
        "step \(frame.step): \($0)"
      }
    }
  }

  /// The blocks of all lessons but those that train for so long that they say which passes to keep: without
  /// optimisation these take minutes.
  static let lessons: [FigureSet] = Palette.all.flatMap { palette in
    files.flatMap { file in (try? blocks(of: file, palette)) ?? [] }
  }

  static let files: [URL] = {
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

  private static func blocks(of file: URL, _ palette: Palette) throws -> [FigureSet] {
    let name = file.deletingPathExtension().lastPathComponent
    let lesson = try Lesson(Array(Data(contentsOf: file)), name: name)
    let files = try lesson.document(palette: palette).files
    return try files.filter { $0.path.hasSuffix("trace.jsonl") }.map { trace in
      let folder = trace.path.dropLast("trace.jsonl".count)
      let figures = files.filter { $0.path.hasPrefix(folder) && $0.path.hasSuffix(".svg") }
      return FigureSet(
        name: "\(name)/\(folder)", trace: try Trace(jsonLines: trace.content), palette: palette,
        figures: figures.map { (String($0.path.dropFirst(folder.count)), $0.content) })
    }
  }
}
