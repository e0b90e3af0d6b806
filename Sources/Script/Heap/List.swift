import TraceModel

/// Python's `list`: shared by all names that stand for it.
typealias List = Handle<ListContent>

struct ListContent {
  var elements: [Value]
  /// Whether its numbers have got their names.
  var isIntroduced = false
  /// Where it was bound to its name in the outermost scope.
  var place: SourcePlace?
  /// Whether it still has the elements that it was bound with.
  var isUntouched = true
  /// The input that it is as a whole, if the program uses it as an array.
  var array: ArrayValue?

  init(_ elements: [Value]) { self.elements = elements }
}

extension List {
  var elements: [Value] {
    get { content.elements }
    _modify { yield &content.elements }
  }
  var isIntroduced: Bool {
    get { content.isIntroduced }
    _modify { yield &content.isIntroduced }
  }
  var place: SourcePlace? {
    get { content.place }
    _modify { yield &content.place }
  }
  var isUntouched: Bool {
    get { content.isUntouched }
    _modify { yield &content.isUntouched }
  }
  var array: ArrayValue? {
    get { content.array }
    _modify { yield &content.array }
  }
}
