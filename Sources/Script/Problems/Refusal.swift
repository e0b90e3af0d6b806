/// What the language does not do with values that are of the right kind.
enum Refusal: Equatable {
  case clearingNoGradient
  case settingGradient
  case infiniteRangeOfDraws
  case draw(DrawProblem)
  case stepOfRange, stepOfSlice
  case boundsOfRange
  /// A function of a number that gives no whole number in reach.
  case noWholeNumber(function: String, of: Double)
  case axisTwice(Int, shape: [Int])
  case axisOfLength(Int, shape: [Int])
  case orderOfAxes([Int], shape: [Int])
  case borderWidths
  case windows(size: Int, shape: [Int])
  case callOfColumns
  case dotOfManyAxes
  case orderOfNorm(Int)
  case padding(mode: String)
  case wholeNumbersOfArray
  case negativePower
  case floats(binary: String, into: ElementKind)
  case tooManyParts
  case itemOfTuple
  case sliceAlone
  case shapeOfInput
  case chainOfArrays
  case manyTies(Int)
  case readOnly
  case key(ValueKind)
  case undecided
  /// A gate that works on arrays gave a number.
  case numberForArray
}

extension Refusal {
  var words: String {
    switch self {
    case .clearingNoGradient: "only a gradient can be cleared: w.grad.zero_()"
    case .settingGradient: "a gradient can only be set to 0 or None"
    case .infiniteRangeOfDraws: "the range of random numbers is infinite"
    case .draw(let problem): problem.words
    case .stepOfRange: "the step of a range is 0"
    case .stepOfSlice: "the step of a slice is 0"
    case .boundsOfRange: "the bounds of this range are no numbers"
    case .noWholeNumber(let function, let number):
      "\(function) of \(Found.number(number).words) is no whole number that the language has"
    case .axisTwice(let axis, let shape): "axis \(axis) of the shape \(shape) is given twice"
    case .axisOfLength(let axis, let shape):
      "axis \(axis) of the shape \(shape) has the length \(shape[axis]), not 1"
    case .orderOfAxes(let order, let shape): "the axes \(order) are no order of the axes of \(shape)"
    case .borderWidths: "the width of the border must be a number, a pair, or a pair for each axis"
    case .windows(let size, let shape): "windows of \(size) × \(size) do not fit into the shape \(shape)"
    case .callOfColumns: "'c_' is written with brackets: np.c_[a, b]"
    case .dotOfManyAxes:
      "'dot' with more than two axes on the right is outside the lesson language; write '@'"
    case .orderOfNorm(let order): "the norm of order \(order) is outside the lesson language"
    case .padding(let mode): "pad with mode='\(mode)' is outside the lesson language"
    case .wholeNumbersOfArray:
      "whole numbers in an array go up to 9007199254740992; make this one an array of floats"
    case .negativePower: "an array of whole numbers has no negative powers; make it one of floats"
    case .floats(let binary, let kind):
      "'\(binary)=' makes floats, which this array of dtype \(kind.dtype) cannot hold"
    case .tooManyParts: "the program's arrays have more shapes or parts than the 65535 that can be told"
    case .itemOfTuple: "the items of a tuple cannot be assigned"
    case .sliceAlone: "a slice stands only in an index"
    case .shapeOfInput: "the shape of an input cannot be set once a gate has read it"
    case .chainOfArrays: "a chain of comparisons does not work on arrays"
    case .manyTies(let most): "more than \(most) equal numbers share a gradient; write np.max"
    case .readOnly: "what 'broadcast_to' gives can only be read; make a copy to change it"
    case .key(let kind): "\(kind.words) cannot be a key"
    case .undecided: "the inputs and constants of this program could not be told apart"
    case .numberForArray: "an array was expected"
    }
  }
}
