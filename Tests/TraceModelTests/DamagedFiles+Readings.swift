@testable import TraceModel

extension DamagedFile {
  /// A comparison in place of the printed line, with one fault; without it the file is a trace.
  private static func branch(
    _ name: String, _ old: String, _ new: String, _ reason: TraceFormatError.Reason
  ) -> DamagedFile {
    let record =
      ##"{"kind":"branch","step":2,"operator":"<","left":{"node":2},"right":{"value":1.0,"from":"item"},"outcome":0.0,"line":1,"column":2}"##
    return DamagedFile(name, line: 17, reason) { lines in
      lines[16] = record.replacing(old, with: new)
    }
  }

  /// An update with a formula.
  private static func formula(
    _ name: String, _ old: String, _ new: String, _ reason: TraceFormatError.Reason
  ) -> DamagedFile {
    let keys = ##""statement":"w += 1","compute":"a + 1","operands":[{"node":0},{"gradient":0}]"##
    return DamagedFile(name, line: 22, reason) { lines in
      lines[21] = lines[21].replacing("\"statement\":\"w += 1\"", with: keys.replacing(old, with: new))
    }
  }

  /// A bound name in place of the printed line.
  private static func binding(
    _ name: String, _ old: String, _ new: String, _ reason: TraceFormatError.Reason
  ) -> DamagedFile {
    let record = ##"{"kind":"binding","step":2,"name":"f","group":0,"node":2}"##
    return DamagedFile(name, line: 17, reason) { lines in lines[16] = record.replacing(old, with: new) }
  }

  static let readings = [
    DamagedFile(
      "an input that is not replayable for no reason", at: 8, "\"shape\":[]",
      "\"shape\":[],\"replayable\":false",
      .missingKey("obstacle")),
    DamagedFile(
      "an obstacle that there is not", at: 8, "\"shape\":[]",
      "\"shape\":[],\"replayable\":false,\"obstacle\":\"whim\"", .unknownWord(key: "obstacle", "whim")),
    DamagedFile(
      "an input that is perhaps replayable", at: 8, "\"shape\":[]", "\"shape\":[],\"replayable\":1",
      .wrongType(key: "replayable", expected: .boolean)),
    binding("a binding without a name", "\"name\":\"f\",", "", .missingKey("name")),
    binding("a binding in an unknown call", "\"group\":0", "\"group\":1", .noGroup(1)),
    binding("a binding to nothing", ",\"node\":2", "", .missingKey("value")),
    binding("a binding to no node", "\"node\":2", "\"node\":5", .unknownNode(5)),
    binding(
      "a binding to two things", "\"node\":2", "\"node\":2,\"value\":6.0", .keysTogether("node", "value")),
    binding(
      "a binding to a node and a text", "\"node\":2", "\"node\":2,\"text\":\"6\"",
      .keysTogether("node", "text")),
    binding("a binding to a later node", "\"node\":2", "\"node\":4", .noValue(node: 4)),
    binding(
      "a binding to a large array", "\"node\":2",
      "\"value\":[\([String](repeating: "1.0", count: 65).joined(separator: ","))]",
      .tooManyElements(key: "value", found: 65, limit: 64)),
    DamagedFile("a binding in a turn of a loop", line: 17, .notACall(group: 0)) { lines in
      lines[4] = lines[4].replacing("\"id\":0", with: #""id":0,"groupKind":"loop","loop":0,"turn":1"#)
      lines[16] = #"{"kind":"binding","step":2,"name":"f","group":0,"node":2}"#
    },
    binding("a binding to no text", "\"node\":2", "\"text\":5", .wrongType(key: "text", expected: .text)),
    binding("a binding to no number", "\"node\":2", "\"value\":{}", .missingKey("shape")),
    branch("a comparison without its operator", "\"operator\":\"<\",", "", .missingKey("operator")),
    branch("an unknown comparison", "\"<\"", "\"<>\"", .unknownWord(key: "operator", "<>")),
    branch("a comparison with one side", "\"right\"", "\"rest\"", .missingKey("right")),
    branch("a side that is no object", "{\"node\":2}", "2", .wrongType(key: "left", expected: .object)),
    branch("a side of nothing", "{\"node\":2}", "{}", .missingKey("value")),
    branch("a side that is no node", "\"node\":2", "\"node\":5", .unknownNode(5)),
    branch(
      "a side that is no number", "\"value\":1.0", "\"value\":\"x\"",
      .wrongType(key: "value", expected: .tensor)),
    branch("a reason that there is not", "\"item\"", "\"whim\"", .unknownWord(key: "from", "whim")),
    branch("a comparison without its outcome", "\"outcome\":0.0,", "", .missingKey("outcome")),
    branch("an outcome beside true and false", "\"outcome\":0.0", "\"outcome\":0.5", .noOutcome),
    branch("a comparison of constants", "{\"node\":2}", "{\"value\":2.0}", .noNodeCompared),
    branch("a comparison of a later node", "\"node\":2", "\"node\":4", .noValue(node: 4)),
    branch("a comparison of a later gradient", "{\"node\":2}", "{\"gradient\":4}", .noValue(node: 4)),
    branch(
      "a side of two kinds", "{\"node\":2}", "{\"node\":2,\"gradient\":2}", .keysTogether("node", "gradient")),
    branch(
      "an outcome of another shape", "\"outcome\":0.0", "\"outcome\":[0.0]",
      .unexpectedShape(key: "outcome", expected: [], found: [1])),
    branch(
      "an outcome for one of two", "\"value\":1.0", "\"value\":[1.0,2.0]",
      .unexpectedShape(key: "outcome", expected: [2], found: [])),
    branch("a comparison in no column", ",\"column\":2", "", .missingKey("column")),
    DamagedFile(
      "a constant with an unknown reason", at: 11, "\"value\":1.0", "\"value\":1.0,\"from\":\"whim\"",
      .unknownWord(key: "from", "whim")),
    formula("a formula that reads nothing", "\"operands\"", "\"rest\"", .missingKey("operands")),
    formula("a formula that is no text", "\"a + 1\"", "1", .wrongType(key: "compute", expected: .text)),
    formula(
      "operands that are no list", "[{\"node\":0},{\"gradient\":0}]", "1",
      .wrongType(key: "operands", expected: .list)),
    formula("a formula that is none", "\"a + 1\"", "\"a +\"", .noFormula(key: "compute", "a +")),
    formula("an operand without a value", "\"gradient\":0", "\"gradient\":4", .noValue(node: 4)),
    formula(
      "an operand of two kinds", "{\"node\":0}", "{\"node\":0,\"value\":1.0}", .keysTogether("node", "value")),
    formula("an operand that is no node", "\"gradient\":0", "\"gradient\":9", .unknownNode(9)),
    formula(
      "an operand that is no object", "{\"node\":0}", "0", .wrongType(key: "operands", expected: .object)),
  ]
}
