@testable import TraceModel

// Records that are well formed each by itself and contradict others.

extension DamagedFile {
  private static func unquoted(_ word: String, _ meant: String) -> DamagedFile {
    DamagedFile("\(word) without quotes", at: 15, "6.0", word, .notJSON(column: 45, expected: .quoted(meant)))
  }

  static let unquoted = [
    unquoted("NaN", "NaN"), unquoted("Infinity", "Infinity"), unquoted("-Infinity", "-Infinity"),
    unquoted("nan", "NaN"), unquoted("-inf", "-Infinity"), unquoted("-nan", "NaN"),
  ]

  static let formulas = [
    DamagedFile(
      "an equation that is no formula", at: 4, "\"a + b\"", "\"a +\"", .noFormula(key: "equation", "a +")),
    DamagedFile("a slope that is no formula", at: 3, "[\"b\"", "[\"b)\"", .noFormula(key: "slopes", "b)")),
    DamagedFile(
      "a rule that is no formula", at: 3, "\"slopes\"", "\"rules\":[\"u v\"],\"slopes\"",
      .noFormula(key: "rules", "u v")),
    DamagedFile(
      "a 'compute' that is no formula", at: 3, "\"slopes\"", "\"compute\":\"\",\"slopes\"",
      .noFormula(key: "compute", "")),
    DamagedFile(
      "a 'pull' that is no formula", at: 3, "\"slopes\"", "\"pull\":[\"u\",\"*\"],\"slopes\"",
      .noFormula(key: "pull", "*")),
    DamagedFile(
      "a slope too many", at: 3, "[\"b\",\"a\"]", "[\"b\",\"a\",\"1\"]", noticed: 10,
      .unfittingFormulas(key: "slopes", found: 3, node: 2, operands: 2)),
    DamagedFile(
      "a slope too few", at: 3, "[\"b\",\"a\"]", "[\"b\"]", noticed: 10,
      .unfittingFormulas(key: "slopes", found: 1, node: 2, operands: 2)),
    DamagedFile(
      "a 'pull' too many", at: 3, "\"slopes\"", "\"pull\":[\"u\",\"u\",\"u\"],\"slopes\"", noticed: 10,
      .unfittingFormulas(key: "pull", found: 3, node: 2, operands: 2)),
    DamagedFile(
      "a rule too many", at: 4, "\"slopes\":[\"1\",\"1\"]", "\"slopes\":[],\"rules\":[\"u\",\"u\",\"u\"]",
      noticed: 11, .unfittingFormulas(key: "rules", found: 3, node: 3, operands: 2)),
  ]

  /// Another group behind the first, which has other keys.
  private static func groups(
    _ name: String, _ first: String, _ second: String, line: Int = 6, _ reason: TraceFormatError.Reason
  ) -> DamagedFile {
    DamagedFile(name, line: line, reason) { lines in
      lines[0] = lines[0].replacing("\"groups\":1", with: "\"groups\":2")
      lines[4] = "{\"kind\":\"group\",\"id\":0,\"name\":\"i\",\(first)}"
      lines.insert("{\"kind\":\"group\",\"id\":1,\"name\":\"i\",\(second)}", at: 5)
    }
  }

  private static func nodes(_ first: Int, _ count: Int) -> String {
    "\"nodes\":{\"first\":\(first),\"count\":\(count)}"
  }

  private static func turn(_ turn: Int) -> String { "\"groupKind\":\"loop\",\"loop\":0,\"turn\":\(turn)," }

  static let groups = [
    DamagedFile(
      "a group of an input", at: 5, "\"first\":2", "\"first\":1", .inputInGroup(group: 0, node: 1)),
    groups(
      "a group that is larger than its parent", nodes(2, 1), "\"parent\":0," + nodes(2, 2),
      .groupOutside(group: 1, parent: 0)),
    groups(
      "a group before its parent", nodes(3, 1), "\"parent\":0," + nodes(2, 1),
      .groupOutside(group: 1, parent: 0)),
    groups(
      "a group that begins before another ends", nodes(2, 2), nodes(3, 1), .groupsOverlap(group: 1, before: 0)
    ),
    groups(
      "groups that stand the wrong way round", nodes(3, 1), nodes(2, 1), .groupsOverlap(group: 1, before: 0)),
    groups(
      "the same turn twice", turn(1) + nodes(2, 1), turn(1) + nodes(3, 1),
      .turnOutOfOrder(loop: 0, turn: 1, after: 1)),
    groups(
      "a turn after the next", turn(2) + nodes(2, 1), turn(1) + nodes(3, 1),
      .turnOutOfOrder(loop: 0, turn: 1, after: 2)),
  ]

  static let passRecords = [
    DamagedFile(
      "an output that is not where the steps start", at: 6, "\"output\":3", "\"output\":2",
      .otherOutput(pass: 1, found: 2, expected: 3)),
    DamagedFile(
      "an output that is missing", at: 6, "\"output\":3,", "", .otherOutput(pass: 1, found: nil, expected: 3)),
    DamagedFile(
      "an output of a pass without a seed", line: 7, .otherOutput(pass: 2, found: 4, expected: nil)
    ) { lines in
      lines[0] = lines[0].replacing("\"steps\":9,\"events\":13", with: "\"steps\":8,\"events\":12")
      lines[6] = lines[6].replacing("\"count\":2", with: "\"count\":1")
      lines.removeLast()
    },
    DamagedFile(
      "an output whose value has another shape", at: 6, "\"outputValue\":7.0", "\"outputValue\":[7.0]",
      .unexpectedShape(key: "outputValue", expected: [], found: [1])),
    DamagedFile(
      "a pass with too few gates", at: 6, nodes(2, 2), nodes(2, 1), .otherGates(pass: 1, found: 2..<3)),
    DamagedFile(
      "a pass with the gates of another", at: 7, nodes(4, 1), nodes(3, 1), .otherGates(pass: 2, found: 3..<4)),
    DamagedFile("a pass with an input", at: 6, nodes(2, 2), nodes(1, 3), .otherGates(pass: 1, found: 1..<4)),
    DamagedFile("a pass without its gates", at: 6, nodes(2, 2) + ",", "", .missingKey("nodes")),
    DamagedFile(
      "a pass without its steps", at: 7, "\"steps\":{\"first\":7,\"count\":2},", "", .missingKey("steps")),
    DamagedFile(
      "a step between two passes", at: 7, "\"first\":7,\"count\":2", "\"first\":8,\"count\":1",
      .unexpectedNumber(key: "first", expected: 7, found: 8)),
    DamagedFile("steps behind the last pass", line: 7, .outOfRange(key: "steps", found: 9, allowed: 10...10))
    {
      lines in
      lines[0] = lines[0].replacing("\"steps\":9,\"events\":13", with: "\"steps\":10,\"events\":14")
      lines.append(#"{"kind":"clear","step":9,"pass":2,"node":1}"#)
    },
    DamagedFile(
      "a printed line too many", at: 6, "[\"p\"]", "[\"p\",\"q\"]",
      .otherPrints(pass: 1, found: 2, expected: 1)),
    DamagedFile(
      "a printed line too few", at: 6, "[\"p\"]", "[]", .otherPrints(pass: 1, found: 0, expected: 1)),
    DamagedFile(
      "another printed line", at: 6, "[\"p\"]", "[\"q\"]", .otherPrints(pass: 1, found: 1, expected: 1)),
    DamagedFile(
      "a line printed in another pass", line: 6, .otherPrints(pass: 1, found: 0, expected: 1)
    ) { lines in
      lines[5] = lines[5].replacing("[\"p\"]", with: "[]")
      lines[6] = lines[6].replacing("\"printed\":[]", with: "\"printed\":[\"p\"]")
    },
    DamagedFile(
      "an update that its pass does not have", at: 6, #"{"node":0,"largestChange":1.0}"#, "",
      .otherUpdates(pass: 1, node: 0)),
  ]

  /// An event in place of the printed line about the gate of the next pass.
  private static func early(_ name: String, _ record: String) -> DamagedFile {
    DamagedFile(name, line: 17, .noValue(node: 4)) { $0[16] = record }
  }

  static let missingValues = [
    early(
      "a numeric gradient of a later node",
      #"{"kind":"check","step":2,"node":4,"numeric":1.0,"relativeError":0.0}"#),
    early("a seed at a later node", #"{"kind":"seed","step":3,"node":4,"gradient":1.0}"#),
    early(
      "a backward step of a later node",
      #"{"kind":"backward","step":3,"node":4,"input":0,"to":0,"upstream":1.0,"local":1.0,"downstream":1.0,"gradient":1.0}"#
    ),
    DamagedFile("a value from a later one", line: 13, .noValue(node: 0)) { lines in
      lines[0] = lines[0].replacing("\"steps\":9", with: "\"steps\":10")
      lines.insert(#"{"kind":"forward","step":0,"node":4,"value":6.0}"#, at: 12)
    },
    DamagedFile("an update of an input without a value", line: 13, .noValue(node: 0)) { lines in
      lines.insert(#"{"kind":"clear","step":0,"node":0}"#, at: 12)
    },
  ]
}
