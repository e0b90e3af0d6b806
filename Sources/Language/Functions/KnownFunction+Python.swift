extension KnownFunction {
  /// Python's own functions of single values.
  static let python: [KnownFunction] = [
    KnownFunction("print", ["*values", "sep=", "end="], doing: .moves, "prints its arguments"),
    KnownFunction("int", ["x"], "the number without its fraction; of text, the number it spells"),
    KnownFunction("float", ["x"], doing: .gates, "the number as a float; of text, the number it spells"),
    KnownFunction("str", ["x="], "the value as text"),
    KnownFunction("repr", ["x"], "the value as Python would write it"),
    KnownFunction("format", ["x", "format="], "the value in a format such as '.2f'"),
    KnownFunction("bool", ["x="], "whether the value counts as true"),
    KnownFunction(
      "round", ["x", "digits="], "the number rounded to so many decimals, half to even; a constant"),
    KnownFunction("floor", ["x"], in: .math, "the largest whole number not above x; a constant"),
    KnownFunction("ceil", ["x"], in: .math, "the smallest whole number not below x; a constant"),
    KnownFunction("isnan", ["x"], in: [.numpy, .math], "whether the number is NaN"),
    KnownFunction("isinf", ["x"], in: [.numpy, .math], "whether the number is infinite"),
    KnownFunction("isfinite", ["x"], in: [.numpy, .math], "whether the number is neither NaN nor infinite"),
    KnownFunction(
      "isclose", ["a", "b", "rel_tol=", "abs_tol="], in: .math, "whether two numbers are nearly the same"),
    KnownFunction(
      "isclose", ["a", "b", "rtol=", "atol="], in: .numpy,
      "whether two numbers, or elements, are nearly the same"),
  ]

  /// Python's functions of lists and ranges.
  static let sequences: [KnownFunction] = [
    KnownFunction("len", ["x"], doing: .moves, "how many elements the value has"),
    KnownFunction(
      "range", ["start", "stop=", "step="], doing: .moves,
      "the whole numbers from start up to, but without, stop"),
    KnownFunction(
      "sum", ["values", "start="], doing: .gates,
      "the sum of a list: one add gate for each further number; of an array: one gate"),
    KnownFunction("zip", ["*lists"], doing: .moves, "the tuples of the elements at the same places"),
    KnownFunction("enumerate", ["values", "start="], doing: .moves, "the elements with their numbers"),
    KnownFunction("reversed", ["values"], doing: .moves, "the elements from the last to the first"),
    KnownFunction("sorted", ["values", "key=", "reverse="], "the elements in order, as a new list"),
    KnownFunction("list", ["values="], doing: .moves, "a new list of the elements"),
    KnownFunction("tuple", ["values="], doing: .moves, "a tuple of the elements"),
    KnownFunction("dict", ["pairs="], doing: .moves, "a new dictionary of the pairs"),
    KnownFunction("any", ["values"], "whether one of the elements counts as true"),
    KnownFunction("all", ["values"], "whether all of the elements count as true"),
    KnownFunction("map", ["function", "values"], "the results of a function for each element"),
  ]

  /// What text has after a dot.
  static let texts: [KnownFunction] = [
    KnownFunction("join", ["text", "parts"], in: .method, "the parts with the text between them"),
    KnownFunction("upper", ["text"], in: .method, "the text in capitals"),
    KnownFunction("lower", ["text"], in: .method, "the text in small letters"),
    KnownFunction("strip", ["text"], in: .method, "the text without white space around it"),
    KnownFunction("split", ["text", "separator="], in: .method, "the parts between separators"),
    KnownFunction("format", ["text", "*values"], in: .method, "the text with values in its braces"),
  ]

  /// What lists and dictionaries have after a dot.
  static let listMethods: [KnownFunction] = [
    KnownFunction("append", ["list", "x"], in: .method, doing: .moves, "adds an element at the end"),
    KnownFunction(
      "extend", ["list", "values"], in: .method, doing: .moves, "adds the elements of another list at the end"
    ),
    KnownFunction(
      "insert", ["list", "index", "x"], in: .method, doing: .moves, "puts an element at a place"),
    KnownFunction(
      "pop", ["list", "index=", "default="], in: .method, doing: .moves, "takes an element out and gives it"),
    KnownFunction("index", ["list", "x"], in: .method, "the place of an element"),
    KnownFunction("reverse", ["list"], in: .method, doing: .moves, "turns the list around"),
    KnownFunction("sort", ["list", "key=", "reverse="], in: .method, "puts the list in order"),
    KnownFunction(
      "copy", ["x"], in: [.bare, .numpy], doing: .moves,
      "a new list, dictionary or array with the same elements"),
    KnownFunction(
      "copy", ["x"], in: .method, doing: .moves, "a new list, dictionary or array with the same elements"),
    KnownFunction("keys", ["dictionary"], in: .method, doing: .moves, "the keys"),
    KnownFunction("values", ["dictionary"], in: .method, doing: .moves, "the values"),
    KnownFunction("items", ["dictionary"], in: .method, doing: .moves, "the pairs of keys and values"),
    KnownFunction(
      "get", ["dictionary", "key", "default="], in: .method, doing: .moves,
      "the value of a key, or the default"),
  ]

  /// What values on the tape have after a dot.
  static let gradientMethods: [KnownFunction] = [
    KnownFunction(
      "backward", ["f", "gradient="], in: .method, doing: .moves, "runs the backward pass from this value"),
    KnownFunction("item", ["x"], in: .method, "the number alone, without its history"),
    KnownFunction("detach", ["x"], in: .method, "the number or array alone, without its history"),
    KnownFunction("zero_", ["x"], in: .method, doing: .moves, "clears a gradient, as in w.grad.zero_()"),
  ]
}
