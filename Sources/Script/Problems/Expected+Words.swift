import Language
import Numbers

extension ValueKind {
  var words: String {
    switch self {
    case .none: "None"
    case .truth: "a truth value"
    case .number: "a number"
    case .constant: "a constant"
    case .array(let shape): "an array of shape \(shape)"
    case .mask: "a mask"
    case .ellipsis: "'...'"
    case .text: "text"
    case .list: "a list"
    case .tuple: "a tuple"
    case .dictionary: "a dictionary"
    case .dictionaryOfNumbers: "a dictionary of such"
    case .range: "a range"
    case .function(let name): "the function '\(name)'"
    case .module(let module): "the module '\(module.rawValue)'"
    case .type(let name): "the class '\(name)'"
    case .instance(let type): "an instance of '\(type)'"
    case .context: "the context"
    case .method(let name): "the method '\(name)'"
    }
  }
}

extension Expected {
  var words: String {
    switch self {
    case .number: "a number"
    case .numberOrArray: "a number or an array"
    case .wholeNumber: "a whole number"
    case .wholeNumberUpTo(let highest): "a whole number from 0 to \(highest)"
    case .wholeNumberOrArray: "a whole number or an array"
    case .atLeast(let least): "\(least) or more"
    case .size: "a size from 0 up"
    case .array: "an array"
    case .arrayOfWholeNumbers: "of whole numbers"
    case .listOrArray: "a list or an array"
    case .listOrRange: "a list or a range"
    case .listOfNumbers: "a list of numbers"
    case .text: "text"
    case .input: "an input"
    case .numberType: "a type of numbers"
    case .knownType: "'int', 'float' or 'bool'"
    }
  }
}

extension Found {
  var words: String {
    switch self {
    case .kind(let kind): kind.words
    case .integer(let number): "\(number)"
    case .number(let number): NumberText.shortest(number)
    case .shown(let text): text
    case .typeName(let name): "'\(name)'"
    case .elements(let kind): kind.dtype
    }
  }
}

extension Role {
  var words: String {
    switch self {
    case .argument(let function): "an argument of '\(function)'"
    case .part(let function): "a part of '\(function)'"
    case .gateArgument(let name, let gate): "the argument '\(name)' of the gate '\(gate)'"
    case .gradient(let parameter): "the gradient of '\(parameter)'"
    case .givenByMethod(let name): "what \(name) gives"
    case .givenByForward(let gate): "what forward of '\(gate)' gives"
    case .element: "an element of an array"
    case .index: "an index"
    case .indexOfList: "the index of a list"
    case .indices: "an array of indices"
    case .bound: "a bound"
    case .boundOfRange: "a bound of a range"
    case .boundOfSlice: "a bound of a slice"
    case .axis: "an axis"
    case .axisLength: "the length of an axis"
    case .size: "the size"
    case .count: "how many numbers"
    case .decimals: "the number of decimals"
    case .start: "the start"
    case .shift: "the shift"
    case .repetitions: "how often"
    case .normOrder: "the order of the norm"
    case .freedom: "ddof"
    case .dtype: "dtype"
    case .probabilities: "the probabilities"
    case .seed: "a seed"
    case .filler: "the number around"
    case .border: "the width of the border"
    case .stride: "the stride"
    case .padding: "the padding"
    case .window: "the size of the windows"
    case .permuted: "what is put in order"
    case .shuffled: "what is shuffled"
    case .joined: "a part to join"
    case .arrayData: "what becomes an array"
    case .moved: "what .data moves"
    case .newValue: "the new value"
    case .upstream: "the gradient to start from"
    case .goneThrough: "what is gone through"
    }
  }
}

extension DrawProblem {
  var words: String {
    switch self {
    case .emptyRange(let low, let high): "there is no whole number from \(low) up to, but without, \(high)"
    case .emptyPopulation: "there is nothing to choose from"
    case .sampleTooLarge(let count, let population):
      "\(count) different ones cannot be chosen from \(population)"
    case .probabilityCount(let count, let population): "\(count) probabilities for \(population) items"
    case .notAProbability(let number): "\(number) is no probability"
    case .probabilitySum(let sum): "the probabilities sum to \(sum), not to 1"
    case .tooFewPossible(let possible, let count):
      "\(count) different ones cannot be chosen, since only \(possible) have a probability above 0"
    }
  }
}

extension FormatProblem {
  var words: String {
    switch self {
    case .noPrecision(let text): "the format '\(text)' lacks a precision"
    case .noFormat(let text): "'\(text)' is not a format"
    case .tooWide(let text): "the format '\(text)' is wider than \(FormatSpecification.widest)"
    case .character: "the format type 'c' is outside the lesson language"
    case .typeOfText(let type): "the format type '\(type.map(String.init) ?? "")' does not fit text"
    case .typeOfNumber(let type): "the format type '\(type)' does not fit a number"
    case .endsAfterPercent: "the format ends after '%'"
    case .singleBrace(let brace): "a single '\(brace)' in a format; write it twice"
    case .fieldWithoutValue(let field): "the format has a field '{\(field)}' without a value"
    case .unfitting(let format, let kind): "the format '\(format)' does not fit \(kind.words)"
    case .needsNumber(let kind, let found): "'%\(kind)' needs a number, not \(found.words)"
    }
  }
}
