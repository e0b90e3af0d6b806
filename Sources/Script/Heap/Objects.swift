import Autodiff
import Language
import TraceModel

/// The attributes of a class or of an instance, in the order in which they were set.
struct Attributes {
  private(set) var names: [String] = []
  private var values: [String: Value] = [:]

  subscript(name: String) -> Value? {
    get { values[name] }
    set {
      if let newValue {
        if values.updateValue(newValue, forKey: name) == nil { names.append(name) }
      } else if values.removeValue(forKey: name) != nil {
        names.removeAll { $0 == name }
      }
    }
  }
}

/// A class of the program.
typealias ClassValue = Handle<ClassContent>

struct ClassContent {
  let name: String
  var attributes = Attributes()
  /// The gate that its calls are on the tape, made when it is first needed.
  var gate: Gate?
}

extension ClassValue {
  var name: String { content.name }
  var attributes: Attributes {
    get { content.attributes }
    _modify { yield &content.attributes }
  }
  var gate: Gate? {
    get { content.gate }
    _modify { yield &content.gate }
  }

  func method(_ name: String) -> Function? {
    if case .function(let function)? = attributes[name] { function } else { nil }
  }
}

/// An instance of a class, or the context of a gate with static methods.
typealias Instance = Handle<InstanceContent>

struct InstanceContent {
  let type: ClassValue
  var attributes = Attributes()
  /// What it is called in the outermost scope, once its attributes have got their names.
  var name: String?
  /// Where it got that name.
  var range: SourceRange?
  /// The attributes that were set since its last forward step began, in order.
  var touched: [String] = []
  /// What `save_for_backward` has put aside in a context, with the text of each argument.
  var saved: [(String, Value)] = []
  /// Its last forward step as a gate.
  var lastCall: OwnCall?
}

extension Instance {
  var type: ClassValue { content.type }
  var attributes: Attributes {
    get { content.attributes }
    _modify { yield &content.attributes }
  }
  var name: String? {
    get { content.name }
    _modify { yield &content.name }
  }
  var range: SourceRange? {
    get { content.range }
    _modify { yield &content.range }
  }
  var touched: [String] {
    get { content.touched }
    _modify { yield &content.touched }
  }
  var saved: [(String, Value)] {
    get { content.saved }
    _modify { yield &content.saved }
  }
  var lastCall: OwnCall? {
    get { content.lastCall }
    _modify { yield &content.lastCall }
  }
}

/// A function of a class together with the instance that it was asked of.
struct BoundMethod {
  var instance: Instance
  var name: String
  var function: Function
}
