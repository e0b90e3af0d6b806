import Language
import TraceModel

/// The names of the program, of one call, or of one comprehension.
typealias Scope = Handle<ScopeContent>

struct ScopeContent {
  var names: [String: Value] = [:]
  /// Where names of a gate's body were assigned last.
  var assigned: [String: SourceRange] = [:]
  /// Of a call that gives gradients beside a value, which of its statements work out the gradients.
  var slice: GradientSlice?
  let parent: Scope?
  /// Of a call, how deep among the open groups its own is, with which its names end.
  var groupDepth: Int?
  /// Whether a function that stands in it keeps it when its call has ended.
  var isKept = false
  /// The names that belong to this scope alone, whether they have a value yet or not.
  let locals: Set<String>

  init(parent: Scope?, locals: Set<String>) {
    self.parent = parent
    self.locals = locals
  }
}

extension Scope {
  var parent: Scope? { content.parent }
  var locals: Set<String> { content.locals }
  var isOutermost: Bool { content.parent == nil }
  var names: [String: Value] {
    get { content.names }
    _modify { yield &content.names }
  }
  var assigned: [String: SourceRange] {
    get { content.assigned }
    _modify { yield &content.assigned }
  }
  var slice: GradientSlice? {
    get { content.slice }
    _modify { yield &content.slice }
  }
  var groupDepth: Int? {
    get { content.groupDepth }
    _modify { yield &content.groupDepth }
  }
  var isKept: Bool {
    get { content.isKept }
    _modify { yield &content.isKept }
  }
}

/// A `def` or `lambda` with the scope it was made in.
final class Function {
  let definition: FunctionDefinition
  let scope: Scope
  /// The values of the parameters' defaults, in the order of the parameters.
  let defaults: [Value?]

  init(_ definition: FunctionDefinition, scope: Scope, defaults: [Value?]) {
    self.definition = definition
    self.scope = scope
    self.defaults = defaults
  }
}
