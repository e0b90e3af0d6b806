import Foundation
import Recomputation
import TraceModel

/// The text of a trace with one number of one of its events changed, and where that has to be found.
struct ChangedNumber: CustomStringConvertible {
  var text: String
  var description: String
  private var kind: String
  private var step: Int
  private var nodes: [Int]

  private static let keys = [
    "forward": ["value"], "input": ["value"], "seed": ["gradient"],
    "backward": ["upstream", "local", "downstream", "gradient"], "update": ["old", "change", "new", "rate"],
  ]

  /// - Parameters:
  ///   - factor: What the number is multiplied with.
  ///   - spared: Kinds of events that are left alone.
  init?(_ whole: String, by random: inout Randomness, factor: Double, sparing spared: Set<String> = []) {
    var records = whole.split(separator: "\n").map(String.init)
    let kinds = Self.keys.keys.filter { !spared.contains($0) }.sorted()
    let events = records.indices.filter { index in
      kinds.contains { records[index].hasPrefix("{\"kind\":\"\($0)\"") }
    }
    guard let line = events.randomElement(using: &random) else { return nil }
    let record = records[line]
    guard let kind = kinds.first(where: { record.hasPrefix("{\"kind\":\"\($0)\"") }),
      let key = Self.keys[kind]?.filter({ record.contains("\"\($0)\":") }).randomElement(using: &random),
      let start = record.range(of: "\"\(key)\":")?.upperBound
    else { return nil }
    let end = record[start...].range(of: ",\"")?.lowerBound ?? record.index(before: record.endIndex)
    let numbers = record[start..<end].matches(of: #/-?[0-9]+\.[0-9]+(e-?[0-9]+)?/#)
    guard let match = numbers.randomElement(using: &random), let number = Double(match.output.0) else {
      return nil
    }
    records[line].replaceSubrange(match.range, with: "\(number == 0 ? 0.5 : number * factor)")
    text = records.joined(separator: "\n") + "\n"
    description = "\(record.prefix(300)) with another \(number) in \(key)"
    self.kind = kind
    func counts(_ name: String) -> [Int] {
      record.matches(of: #/"([a-z]+)":([0-9]+)[,}]/#).filter { $0.output.1 == name }.compactMap {
        Int($0.output.2)
      }
    }
    step = counts("step").first ?? -1
    nodes = counts("node")
  }

  /// Whether a mistake is where the number was changed. An input has no formula: it shows at a gate that reads it, or
  /// where it is updated.
  func isAt(_ mistake: Recomputation.Mistake) -> Bool {
    if kind == "input" { return true }
    return mistake.step == step && nodes.contains(mistake.node)
  }
}
