import Foundation
import Gradwalk

/// Finds what the relative links of a lesson lead to.
struct LinkFolder: Sendable {
  /// A larger file is not copied.
  private static let mostBytes = 20_000_000

  /// The folder of the lesson.
  private let folder: String
  /// The lessons that are built together, by the paths of their files.
  private let course: [String: String]

  init(ofLesson path: String, course paths: [String]) {
    folder = path == "-" ? "." : Files.folder(of: path)
    course = Dictionary(paths.map { (Self.whole($0), Files.stem($0)) }) { first, _ in first }
  }

  /// What a path from the lesson's folder leads to.
  func target(_ path: String) -> LinkTarget {
    let place = folder.isEmpty ? path : "\(folder)/\(path)"
    let whole = Self.whole(place)
    let root = Self.whole(folder.isEmpty ? "." : folder)
    guard Files.exists(place) else { return .missing(suggestion: suggestion(for: path)) }
    if let name = course[whole] { return .lesson(name) }
    guard whole.hasPrefix(root == "/" ? root : root + "/") else { return .outside }
    let attributes = try? FileManager.default.attributesOfItem(atPath: whole)
    switch attributes?[.type] as? FileAttributeType {
    case .typeDirectory?: return .folder
    case .typeRegular?: break
    default: return .unreadable
    }
    if Self.isLesson(path) { return .lesson(Files.stem(path)) }
    guard (attributes?[.size] as? Int ?? 0) <= Self.mostBytes else { return .tooLarge(most: Self.mostBytes) }
    return FileManager.default.contents(atPath: whole).map { .file(Array($0)) } ?? .unreadable
  }

  /// Whether a build of the whole folder takes a file of it for a lesson.
  private static func isLesson(_ path: String) -> Bool {
    path.hasSuffix(".md") && !path.contains("/") && !path.hasPrefix(".") && Files.stem(path) != "README"
  }

  /// A path from the root, links followed.
  private static func whole(_ path: String) -> String {
    URL(fileURLWithPath: path).resolvingSymlinksInPath().standardizedFileURL.path
  }

  /// A file beside the missing one whose name is nearly the same.
  private func suggestion(for path: String) -> String? {
    let parts = path.split(separator: "/").map(String.init)
    let inner = parts.dropLast().joined(separator: "/")
    let place = [folder.isEmpty ? "." : folder, inner].filter { !$0.isEmpty }.joined(separator: "/")
    let names = ((try? FileManager.default.contentsOfDirectory(atPath: place)) ?? []).sorted()
    return nearest(parts.last ?? "", among: names).map { inner.isEmpty ? $0 : "\(inner)/\($0)" }
  }
}
