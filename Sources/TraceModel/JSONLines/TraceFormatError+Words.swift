import Numbers

extension TraceFormatError: CustomStringConvertible {
  public var description: String { "line \(line): \(reason)" }
}

extension TraceFormatError.Reason: CustomStringConvertible {
  public var description: String {
    switch self {
    case .notUTF8: "the text is not UTF-8"
    case .notJSON(let column, let expected): "expected \(expected.words) at byte \(column)"
    case .nestedTooDeep(let limit): "arrays and objects are nested more than \(limit) deep"
    case .fileTooLarge: "the file is larger than 4 GB"
    case .noHeader: "expected the header of a trace, {\"kind\":\"header\",\"format\":\"gradwalk-trace\",…"
    case .newerVersion(let version):
      "the file has version \(version) of the format, and this reader knows those up to \(TraceFormat.version); use a newer gradwalk"
    case .unknownKind(let kind): "unknown kind \(Self.quoted(kind))"
    case .outOfPlace(let kind): "a record of kind '\(kind)' can't stand here"
    case .missingKey(let key): "the key '\(key)' is missing"
    case .duplicateKey(let key): "the key '\(key)' stands twice"
    case .wrongType(let key, let expected): "'\(key)' has to be \(expected.words)"
    case .outOfRange(let key, let found, let allowed):
      "'\(key)' is \(found); it has to be from \(allowed.lowerBound) to \(allowed.upperBound)"
    case .unexpectedNumber(let key, let expected, let found): "'\(key)' is \(found); expected \(expected)"
    case .unexpectedShape(let key, let expected, let found):
      "'\(key)' has the shape \(found); expected \(expected)"
    case .unknownGate(let gate): "no gate \(Self.quoted(gate)) was described"
    case .unknownWord(let key, let word): "no \(key) is called \(Self.quoted(word))"
    case .unknownMistake(let mistake): "no mistake is called \(Self.quoted(mistake))"
    case .unknownNote(let word): "no note is about \(Self.quoted(word))"
    case .noOutcome: "'outcome' has to be made of 0 and 1"
    case .noNodeCompared: "one side of a branch has to be a node or its gradient"
    case .unfittingSides(let left, let right):
      "the sides have the shapes \(left) and \(right), which do not fit"
    case .noFormula(let key, let text): "\(Self.quoted(text)) in '\(key)' is no formula"
    case .unfittingFormulas(let key, let found, let node, let operands):
      "the gate of node \(node) has \(found) formulas in '\(key)', and the node has \(operands) operands"
    case .keysTogether(let first, let second): "'\(first)' and '\(second)' can't stand together"
    case .tooManyElements(let key, let found, let limit):
      "'\(key)' has \(found) elements; it has to have at most \(limit)"
    case .unfittingSample(let key): "'\(key)' does not fit the elements of the sample"
    case .groupOutside(let group, let parent):
      "group \(group) has nodes that its parent, group \(parent), has not"
    case .groupsOverlap(let group, let before): "group \(group) begins before group \(before) ends"
    case .inputInGroup(let group, let node): "group \(group) has node \(node), which is not a gate"
    case .turnOutOfOrder(let loop, let turn, let after):
      "turn \(turn) of loop \(loop) comes after turn \(after)"
    case .notACall(let group): "group \(group) is not the call of a function"
    case .otherOutput(let pass, let found, let expected):
      "'output' of pass \(pass) is \(Self.node(found)), and its steps start from \(Self.node(expected))"
    case .otherGates(let pass, let found):
      "'nodes' of pass \(pass) are \(found.lowerBound)..<\(found.upperBound), which are not the gates that its steps compute"
    case .otherPrints(let pass, let found, let expected):
      found == expected
        ? "'printed' of pass \(pass) has other lines than its steps"
        : "'printed' of pass \(pass) has \(found) lines, and its steps print \(expected)"
    case .otherUpdates(let pass, let node):
      "'updates' of pass \(pass) lacks node \(node), which its steps move"
    case .unknownNode(let node): "there is no node \(node)"
    case .noGroup(let group): "there is no group \(group)"
    case .unknownGroup(let group): "no group \(group) comes before this one"
    case .unfittingSymbol(let node, let symbol, let expected):
      "the symbol of node \(node) is \(Self.quoted(symbol)); its gate makes \(Self.quoted(expected)) there"
    case .unfittingPicture(let node, let row):
      row.map { "'image' does not fit node \(node), whose rows have \($0) elements" }
        ?? "'image' can't stand at node \(node), which is a single number"
    case .otherSample(let key, let node):
      "'\(key)' has other elements of the array than the value of node \(node)"
    case .readsLaterNode(let node, let reads):
      "node \(node) reads node \(reads), which does not come before it"
    case .notAnInput(let node): "node \(node) is not an input"
    case .notAGate(let node): "node \(node) is not a gate"
    case .secondValue(let node): "node \(node) has a value already"
    case .noValue(let node): "node \(node) has no value"
    case .stepOutOfOrder(let step, let after):
      after.map { "step \(step) does not follow step \($0)" } ?? "the first step is \(step); expected 0"
    case .stepWithoutMove(let step, let kind): "step \(step) begins with '\(kind)', which is not a move"
    case .notPartOfStep(let step, let kind): "'\(kind)' is not part of step \(step)"
    case .incompleteBackward(let node, let expected, let found):
      "the backward step of node \(node) has \(found) of \(expected) inputs"
    case .fewer(let key, let promised, let found): "the header says \(promised) \(key); there are \(found)"
    case .more(let key, let promised): "the header says \(promised) \(key); here is one more"
    }
  }
}

extension TraceFormatError.Reason {
  private static func node(_ node: Int?) -> String { node.map { "node \($0)" } ?? "none" }

  /// A word of the file as it can be printed; what is long is cut off.
  private static func quoted(_ word: String) -> String {
    "'\(String(word.prefix(40)).visibleLine)\(word.count > 40 ? "…" : "")'"
  }
}

extension TraceFormatError.Expectation {
  fileprivate var words: String {
    switch self {
    case .object: "an object"
    case .key: "a key in quotes"
    case .colon: "a colon"
    case .commaOrBrace: "a comma or a closing brace"
    case .commaOrBracket: "a comma or a closing bracket"
    case .value: "a value"
    case .digit: "a digit"
    case .escape: "an escape sequence"
    case .endOfText: "the closing quote of a text"
    case .endOfLine: "the end of the line"
    case .smallerNumber: "a number that 64 bits can hold"
    case .quoted(let word): "\"\(word)\" in quotes, as a text,"
    }
  }
}

extension TraceFormatError.ValueType {
  fileprivate var words: String {
    switch self {
    case .wholeNumber: "a whole number"
    case .number: "a number, \"NaN\", \"Infinity\" or \"-Infinity\""
    case .text: "a text"
    case .boolean: "true or false"
    case .list: "a list"
    case .object: "an object"
    case .tensor: "a number or nested lists of numbers of equal length"
    case .shape: "a list of lengths"
    case .local: "a number or an object with 'diagonal', 'matrix' or 'rule'"
    case .indices: "for each axis a list of ascending indices, fewer than the array has elements"
    case .image: "height and width, and perhaps the number of channels, each at least 1"
    case .groupKind: "\"call\", \"loop\" or \"module\""
    case .move: "\"inputs\", \"backward\" or \"update\""
    }
  }
}
