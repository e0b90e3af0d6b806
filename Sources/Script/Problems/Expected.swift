/// What a function, an index or a statement takes.
enum Expected: Equatable {
  case number
  case numberOrArray
  case wholeNumber
  /// From 0 up to a number.
  case wholeNumberUpTo(UInt)
  case wholeNumberOrArray
  case atLeast(Int)
  case size
  case array
  case arrayOfWholeNumbers
  case listOrArray
  case listOrRange
  case listOfNumbers
  case text
  case input
  /// A type of numbers, and the ones that there are.
  case numberType
  case knownType
}

/// What was there in its place.
enum Found: Equatable {
  case kind(ValueKind)
  case integer(Int)
  /// A number in its shortest form.
  case number(Double)
  /// As the program would show it.
  case shown(String)
  /// The name of a type of numbers, as it stands in the program.
  case typeName(String)
  /// The elements of an array.
  case elements(ElementKind)
}

/// What a value is to the construct that takes it.
enum Role: Equatable {
  case argument(of: String)
  case part(of: String)
  case gateArgument(String, gate: String)
  case gradient(of: String)
  case givenByMethod(String)
  case givenByForward(gate: String)
  case element, index, indexOfList, indices
  case bound, boundOfRange, boundOfSlice
  case axis, axisLength, size, count, decimals, start, shift, repetitions
  case normOrder, freedom, dtype, probabilities, seed
  case filler, border, stride, padding, window
  case permuted, shuffled, joined, arrayData
  case moved, newValue, upstream, goneThrough
}
