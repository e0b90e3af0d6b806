import Autodiff
import Numbers
import TraceModel

/// NumPy's `ndarray`: shared by all names that stand for it.
///
/// Like a ``Number`` it is a plain constant, an input from its first gate on, or detached; or it is a gate's result.
typealias ArrayValue = Handle<ArrayContent>

struct ArrayContent {
  /// What the array holds now. Views must be brought up to date first: ``Interpreter/refresh(_:)``. However it changes, it
  /// keeps the number of its elements.
  var tensor: Tensor
  var kind: ElementKind
  var source: Source
  /// How often its elements were changed in place.
  var version = 0
  /// The axes in the order in which memory has them, where that is not the usual one; of a view its base tells.
  var memoryOrder: [Int]?
  /// Whether it only shows elements, as what `broadcast_to` gives does.
  var isReadOnly = false
  /// The origin whose gradient it is, as `x.grad` gives it.
  var gradientOf: Int?
  /// What it is a view of, as `a[0]` and `a.T` are of `a`.
  var view: View?

  enum Source {
    case plain(Number.Provenance)
    case node(Reference)
  }

  struct View {
    let base: ArrayValue
    /// Where its elements stand in the base.
    let positions: [Int]
    /// The base's version that its elements come from.
    var version: Int
    /// How a figure shows the way from the base, `[0, 1:3]`.
    let label: String
  }
}

extension ArrayValue {
  typealias Source = ArrayContent.Source
  typealias View = ArrayContent.View

  var tensor: Tensor {
    get { content.tensor }
    _modify { yield &content.tensor }
  }
  var kind: ElementKind {
    get { content.kind }
    _modify { yield &content.kind }
  }
  var source: Source {
    get { content.source }
    _modify { yield &content.source }
  }
  var version: Int {
    get { content.version }
    _modify { yield &content.version }
  }
  var memoryOrder: [Int]? {
    get { content.memoryOrder }
    _modify { yield &content.memoryOrder }
  }
  var isReadOnly: Bool {
    get { content.isReadOnly }
    _modify { yield &content.isReadOnly }
  }
  var gradientOf: Int? {
    get { content.gradientOf }
    _modify { yield &content.gradientOf }
  }
  var view: View? {
    get { content.view }
    _modify { yield &content.view }
  }

  var shape: [Int] { tensor.shape }

  /// How often its elements were changed, also through what it is a view of.
  var changes: Int { version + (view?.base.version ?? 0) }

  /// An element as a number of its own.
  func number(at position: Int) -> Amount { kind.amount(tensor.elements[position]) }

  var reference: Reference? {
    if case .node(let reference) = source { reference } else { nil }
  }

  var originID: Int? {
    if case .plain(.origin(let id, _)) = source { id } else { nil }
  }

  var isDetached: Bool {
    switch source {
    case .plain(.detached), .plain(.gradient): true
    case .plain, .node: false
    }
  }

  var isBool: Bool { kind == .bool }
}

extension ElementKind {
  func amount(_ element: Double) -> Amount {
    if self != .float, let whole = Int(exactly: element) { return .integer(whole) }
    return .float(element)
  }

  /// The kind of what two kinds make together.
  func joined(with other: ElementKind) -> ElementKind {
    self == .float || other == .float ? .float : self == .integer || other == .integer ? .integer : .bool
  }
}

extension Amount {
  var kind: ElementKind { isInteger ? .integer : .float }
}
