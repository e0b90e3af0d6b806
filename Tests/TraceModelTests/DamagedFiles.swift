@testable import TraceModel

extension DamagedFile {
  static let all =
    framing + json + cached + header + added + readings + records + nodes + steps + details + samples
    + unquoted + formulas + groups + passRecords + missingValues

  private static let framing = [
    DamagedFile("an empty file", line: 1, .noHeader) { $0 = [] },
    DamagedFile("white space only", line: 2, .noHeader) { $0 = ["", "  "] },
    DamagedFile("another kind of file", line: 1, .notJSON(column: 1, expected: .object)) { $0 = ["<svg>"] },
    DamagedFile("no header", line: 1, .noHeader) { $0.removeFirst() },
    DamagedFile("cut off in a key", line: 25, .notJSON(column: 36, expected: .endOfText)) { lines in
      lines[24] = String(lines[24].prefix(35))
    },
    DamagedFile("cut off after a comma", line: 25, .notJSON(column: 16, expected: .key)) { lines in
      lines[24] = String(lines[24].prefix(15))
    },
    DamagedFile("cut off after a line", line: 24, .fewer(key: "events", promised: 13, found: 12)) {
      $0.removeLast()
    },
    DamagedFile("cut off among the nodes", line: 10, .fewer(key: "nodes", promised: 5, found: 3)) {
      $0.removeSubrange(10...)
    },
  ]

  private static let json = [
    DamagedFile("a comma too many", at: 3, "]}", "],}", .notJSON(column: 155, expected: .key)),
    DamagedFile(
      "a colon that is missing", at: 2, "\"text\":", "\"text\"", .notJSON(column: 25, expected: .colon)),
    DamagedFile("two objects in a line", at: 2, "}", "} {}", .notJSON(column: 43, expected: .endOfLine)),
    DamagedFile("an unknown word", at: 15, "6.0", "none", .notJSON(column: 45, expected: .value)),
    DamagedFile(
      "a number with a leading zero", at: 15, "6.0", "06.0", .notJSON(column: 46, expected: .commaOrBrace)),
    DamagedFile(
      "a number that ends with its point", at: 15, "6.0", "6.", .notJSON(column: 47, expected: .digit)),
    DamagedFile(
      "a number past all numbers", at: 15, "6.0", "6e999", .notJSON(column: 45, expected: .smallerNumber)),
    DamagedFile(
      "a number of a thousand digits", at: 15, "6.0", String(repeating: "6", count: 1000),
      .notJSON(column: 45, expected: .smallerNumber)),
    DamagedFile(
      "half a surrogate pair", at: 17, "\"p\"", #""\ud83d""#, .notJSON(column: 35, expected: .escape)),
    DamagedFile("an unknown escape", at: 17, "\"p\"", #""\x""#, .notJSON(column: 35, expected: .escape)),
    DamagedFile(
      "a raw control character", at: 17, "\"p\"", "\"\t\"", .notJSON(column: 34, expected: .endOfText)),
    DamagedFile(
      "lists nested too deep", at: 15, "6.0", String(repeating: "[", count: 100_000),
      .nestedTooDeep(limit: 64)),
    DamagedFile(
      "objects nested too deep in a key that is ignored", at: 15, "6.0",
      "6.0,\"later\":" + String(repeating: "{\"a\":", count: 100_000), .nestedTooDeep(limit: 64)),
    DamagedFile("a key twice", at: 15, "\"step\":1", "\"step\":1,\"step\":1", .duplicateKey("step")),
    DamagedFile(
      "a key twice, once escaped", at: 15, "\"step\":1", #""step":1,"st\u0065p":1"#, .duplicateKey("step")),
  ]

  private static let cached = [
    DamagedFile(
      "a cache that is no list", at: 15, "\"value\":6.0", "\"value\":6.0,\"cached\":1",
      .wrongType(key: "cached", expected: .list)),
    DamagedFile(
      "something cached that is no object", at: 15, "\"value\":6.0", "\"value\":6.0,\"cached\":[1]",
      .wrongType(key: "cached", expected: .object)),
    DamagedFile(
      "something cached without a name", at: 15, "\"value\":6.0",
      "\"value\":6.0,\"cached\":[{\"value\":1.0}]", .missingKey("name")),
    DamagedFile(
      "something cached without its value", at: 15, "\"value\":6.0",
      "\"value\":6.0,\"cached\":[{\"name\":\"x\"}]", .missingKey("value")),
  ]

  private static let header = [
    DamagedFile("another format", at: 1, "gradwalk-trace", "torch-trace", .noHeader),
    DamagedFile("a newer version", at: 1, "\"version\":2", "\"version\":3", .newerVersion(3)),
    DamagedFile(
      "a version before the first", at: 1, "\"version\":2", "\"version\":0",
      .outOfRange(key: "version", found: 0, allowed: 1...2)),
    DamagedFile("a title that is no text", at: 1, "\"t\"", "7", .wrongType(key: "title", expected: .text)),
    DamagedFile(
      "more decimals than any number has", at: 1, "\"digits\":2", "\"digits\":1000000000",
      .outOfRange(key: "digits", found: 1_000_000_000, allowed: 0...100)),
    DamagedFile(
      "a second header", line: 2, .outOfPlace(kind: "header")
    ) { $0.insert($0[0], at: 1) },
    DamagedFile(
      "more nodes promised", at: 1, "\"nodes\":5", "\"nodes\":6", noticed: 13,
      .fewer(key: "nodes", promised: 6, found: 5)),
    DamagedFile(
      "fewer nodes promised", at: 1, "\"nodes\":5", "\"nodes\":4", noticed: 7,
      .outOfRange(key: "count", found: 1, allowed: 0...0)),
    DamagedFile(
      "fewer events promised", at: 1, "\"events\":13", "\"events\":12", noticed: 25,
      .more(key: "events", promised: 12)),
    DamagedFile(
      "more steps promised", at: 1, "\"steps\":9", "\"steps\":10", noticed: 25,
      .fewer(key: "steps", promised: 10, found: 9)),
    DamagedFile("a header without a count", at: 1, ",\"steps\":9", "", .missingKey("steps")),
  ]

  /// What version 2 has and the first has not.
  private static let added = [
    DamagedFile(
      "a note that is missing", at: 1, "\"groups\":1", "\"notes\":1,\"groups\":1", noticed: 3,
      .fewer(key: "notes", promised: 1, found: 0)),
    DamagedFile("a note too many", line: 3, .more(key: "notes", promised: 0)) { lines in
      lines.insert(#"{"kind":"note","about":"seed","name":"dout"}"#, at: 2)
    },
    DamagedFile("a note about nothing known", line: 3, .unknownNote("weather")) { lines in
      lines[0] = lines[0].replacing("\"groups\"", with: "\"notes\":1,\"groups\"")
      lines.insert(#"{"kind":"note","about":"weather"}"#, at: 2)
    },
    DamagedFile("a note after the gates", line: 5, .outOfPlace(kind: "note")) { lines in
      lines.insert(#"{"kind":"note","about":"seed"}"#, at: 4)
    },
    DamagedFile(
      "a group of an unknown kind", at: 5, "\"id\":0", #""id":0,"groupKind":"crowd""#,
      .wrongType(key: "groupKind", expected: .groupKind)),
    DamagedFile(
      "a turn of no loop", at: 5, "\"id\":0", #""id":0,"groupKind":"loop","turn":1"#, .missingKey("loop")),
    DamagedFile(
      "a turn before the first", at: 5, "\"id\":0", #""id":0,"groupKind":"loop","loop":0,"turn":0"#,
      .outOfRange(key: "turn", found: 0, allowed: 1...4_294_967_295)),
  ]

  private static let records = [
    DamagedFile("an unknown kind", at: 5, "\"group\"", "\"crowd\"", .unknownKind("crowd")),
    DamagedFile("a kind that is no text", at: 5, "\"group\"", "4", .wrongType(key: "kind", expected: .text)),
    DamagedFile("no kind", at: 5, "\"kind\"", "\"sort\"", .missingKey("kind")),
    DamagedFile("a gate after the nodes", line: 14, .outOfPlace(kind: "gate")) { lines in
      lines.insert(lines[2], at: 13)
    },
    DamagedFile(
      "slopes that are no list", at: 3, "[\"b\",\"a\"]", "\"b\"", .wrongType(key: "slopes", expected: .list)),
    DamagedFile(
      "groups out of order", at: 5, "\"id\":0", "\"id\":1",
      .unexpectedNumber(key: "id", expected: 0, found: 1)),
    DamagedFile("a group inside itself", at: 5, "\"id\":0", "\"id\":0,\"parent\":0", .unknownGroup(0)),
    DamagedFile(
      "a group past the last node", at: 5, "\"count\":1", "\"count\":4",
      .outOfRange(key: "count", found: 4, allowed: 0...3)),
    DamagedFile(
      "passes out of order", at: 7, "\"number\":2", "\"number\":1",
      .unexpectedNumber(key: "number", expected: 2, found: 1)),
    DamagedFile(
      "passes that overlap", at: 7, "\"first\":7", "\"first\":6",
      .unexpectedNumber(key: "first", expected: 7, found: 6)),
    DamagedFile("an output that is no node", at: 6, "\"output\":3", "\"output\":5", .unknownNode(5)),
    DamagedFile(
      "a held gradient of another shape", at: 7, "\"printed\":[]",
      #""printed":[],"held":[{"node":0,"gradient":[1]}]"#,
      noticed: 25, .unexpectedShape(key: "held", expected: [], found: [1])),
  ]

  private static let nodes = [
    DamagedFile(
      "a node that reads a later one", at: 10, "[0,1]", "[0,3]", .readsLaterNode(node: 2, reads: 3)),
    DamagedFile("a node that reads itself", at: 10, "[0,1]", "[0,2]", .readsLaterNode(node: 2, reads: 2)),
    DamagedFile("a node that reads a negative one", at: 10, "[0,1]", "[0,-1]", .unknownNode(-1)),
    DamagedFile(
      "an unknown mistake", at: 1, "\"digits\"", "\"mistake\":\"sloth\",\"digits\"", .unknownMistake("sloth")),
    DamagedFile(
      "an unknown pattern", at: 3, "\"equation\"", "\"pattern\":\"swaps\",\"equation\"",
      .unknownWord(key: "pattern", "swaps")),
    DamagedFile(
      "an unknown sentence", at: 3, "\"equation\"", "\"sentence\":\"times\",\"equation\"",
      .unknownWord(key: "sentence", "times")),
    DamagedFile("a node with an unknown gate", at: 10, "multiply", "multiplied", .unknownGate("multiplied")),
    DamagedFile("an input that reads", at: 9, "\"inputs\":[]", "\"inputs\":[0]", .notAGate(node: 1)),
    DamagedFile("nodes out of order", line: 10, .unexpectedNumber(key: "id", expected: 2, found: 3)) {
      $0.swapAt(9, 10)
    },
    DamagedFile(
      "a node number with a fraction", at: 10, "[0,1]", "[0,1.0]",
      .wrongType(key: "inputs", expected: .wholeNumber)),
    DamagedFile(
      "a constant at a place that is not there", at: 11, "\"position\":1", "\"position\":2",
      .outOfRange(key: "position", found: 2, allowed: 0...1)),
    DamagedFile(
      "a shape of more elements than can be counted", at: 10, "\"shape\":[]",
      "\"shape\":[4294967296,4294967296,4294967296]", .wrongType(key: "shape", expected: .shape)),
    DamagedFile(
      "a negative length", at: 10, "\"shape\":[]", "\"shape\":[-1]",
      .wrongType(key: "shape", expected: .shape)),
    DamagedFile(
      "a value that does not fill its shape", at: 10, "\"shape\":[]", "\"shape\":[1000000,1000000]",
      noticed: 15,
      .unexpectedShape(key: "value", expected: [1_000_000, 1_000_000], found: [])),
    DamagedFile(
      "rows of different lengths", at: 15, "6.0", "[[1,2],[3]]", .wrongType(key: "value", expected: .tensor)),
    DamagedFile(
      "numbers beside lists", at: 15, "6.0", "[1,[2]]", .wrongType(key: "value", expected: .tensor)),
    DamagedFile(
      "a place before the first line", at: 10, "\"line\":2", "\"line\":-2",
      .outOfRange(key: "line", found: -2, allowed: 1...4_294_967_295)),
    DamagedFile(
      "line 0 in version 2", at: 10, "\"line\":2", "\"line\":0",
      .outOfRange(key: "line", found: 0, allowed: 1...4_294_967_295)),
    DamagedFile(
      "column 0 in version 2", at: 10, "\"column\":7", "\"column\":0",
      .outOfRange(key: "column", found: 0, allowed: 1...65535)),
  ]

  private static let steps = [
    DamagedFile("the first step missing", line: 13, .stepOutOfOrder(step: 1, after: nil)) {
      $0.removeSubrange(12...13)
    },
    DamagedFile("a step left out", line: 16, .stepOutOfOrder(step: 3, after: 1)) {
      $0.removeSubrange(15...16)
    },
    DamagedFile(
      "a step that goes back", at: 17, "\"step\":2", "\"step\":1", .stepOutOfOrder(step: 1, after: 2)),
    DamagedFile(
      "a number of a step past counting", at: 17, "\"step\":2", "\"step\":99999999999999999999",
      .wrongType(key: "step", expected: .wholeNumber)),
    DamagedFile(
      "an event about a node that is not there", at: 15, "\"node\":2", "\"node\":5", .unknownNode(5)),
    DamagedFile("a forward step of an input", at: 15, "\"node\":2", "\"node\":1", .notAGate(node: 1)),
    DamagedFile("a second value", at: 16, "\"node\":3", "\"node\":2", .secondValue(node: 2)),
    DamagedFile(
      "a value that is missing", at: 15, "\"node\":2", "\"node\":4", noticed: 16, .noValue(node: 2)),
    DamagedFile("a value of no type", at: 15, "6.0", "true", .wrongType(key: "value", expected: .tensor)),
    DamagedFile("an event without its value", at: 15, ",\"value\":6.0", "", .missingKey("value")),
    DamagedFile(
      "two moves in a step", at: 16, "\"step\":2", "\"step\":1", .notPartOfStep(step: 1, kind: "forward")),
    DamagedFile("a step that begins with a print", line: 17, .stepWithoutMove(step: 3, kind: "print")) {
      lines in
      lines[16] = #"{"kind":"print","step":3,"text":"p"}"#
    },
    DamagedFile("a branch left out", line: 21, .incompleteBackward(node: 2, expected: 2, found: 1)) {
      $0.remove(at: 20)
    },
    DamagedFile("a branch twice", line: 20, .incompleteBackward(node: 3, expected: 1, found: 2)) { lines in
      lines.insert(lines[18], at: 19)
    },
    DamagedFile(
      "a branch to another node", at: 21, "\"to\":1", "\"to\":0",
      .unexpectedNumber(key: "to", expected: 1, found: 0)),
    DamagedFile("branches out of order", line: 20, .unexpectedNumber(key: "input", expected: 0, found: 1)) {
      $0.swapAt(19, 20)
    },
    DamagedFile(
      "a gradient of another shape", at: 19, "\"gradient\":1.0", "\"gradient\":[1.0]",
      .unexpectedShape(key: "gradient", expected: [], found: [1])),
    DamagedFile(
      "a local gradient of no kind", at: 19, "\"local\":1.0", "\"local\":{}",
      .wrongType(key: "local", expected: .local)),
    DamagedFile(
      "a local gradient of two kinds", at: 19, "\"local\":1.0", #""local":{"rule":"u","diagonal":1.0}"#,
      .keysTogether("diagonal", "rule")),
    DamagedFile(
      "an update in no column", at: 22, ",\"column\":3", "", .missingKey("column")),
    DamagedFile(
      "an update in a column too far right", at: 22, "\"column\":3", "\"column\":65536",
      .outOfRange(key: "column", found: 65536, allowed: 1...65535)),
    DamagedFile(
      "an update that ends before it begins", at: 22, "\"endLine\":4", "\"endLine\":3",
      .outOfRange(key: "endLine", found: 3, allowed: 4...4_294_967_295)),
    DamagedFile(
      "an update that ends left of its beginning", at: 22, "\"endColumn\":7", "\"endColumn\":2",
      .outOfRange(key: "endColumn", found: 2, allowed: 3...65535)),
    DamagedFile("an update with half an end", at: 22, "\"endLine\":4,", "", .missingKey("endLine")),
    DamagedFile("an update of a gate", at: 22, "\"node\":0", "\"node\":2", .notAnInput(node: 2)),
    DamagedFile(
      "a pass that the event does not say", at: 24, ",\"pass\":2", "",
      .unexpectedNumber(key: "pass", expected: 2, found: 1)),
  ]
}
