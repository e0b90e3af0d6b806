import Language
import Numbers

/// All values of a run that have an identity: lists, dictionaries, arrays, objects, classes, and the scopes of names.
///
/// What is tried silently is undone by putting back a copy of the contents.
final class Heap {
  /// The contents of all values, by their places.
  struct Contents {
    fileprivate var lists: [ListContent] = []
    fileprivate var dictionaries: [DictionaryContent] = []
    fileprivate var arrays: [ArrayContent] = []
    fileprivate var instances: [InstanceContent] = []
    fileprivate var classes: [ClassContent] = []
    fileprivate var scopes: [ScopeContent] = []
  }

  let live: LiveElements
  private let lists: Pool<ListContent>
  private let dictionaries: Pool<DictionaryContent>
  private let arrays: Pool<ArrayContent>
  private let instances: Pool<InstanceContent>
  private let classes: Pool<ClassContent>
  private let scopes: Pool<ScopeContent>
  /// The class that contexts of gates have instead of one of their own.
  private let classOfContexts: ClassValue

  init() {
    live = LiveElements()
    lists = Pool(empty: ListContent([]), live: live)
    dictionaries = Pool(empty: DictionaryContent(), live: live)
    arrays = Pool(empty: ArrayContent(tensor: Tensor(0), kind: .float, source: .plain(.plain)), live: live)
    classes = Pool(empty: ClassContent(name: ""), live: live)
    scopes = Pool(empty: ScopeContent(parent: nil, locals: []), live: live)
    classOfContexts = classes.add(ClassContent(name: "ctx"))
    instances = Pool(empty: InstanceContent(type: classOfContexts), live: live)
  }

  var contents: Contents {
    get {
      Contents(
        lists: lists.contents, dictionaries: dictionaries.contents, arrays: arrays.contents,
        instances: instances.contents, classes: classes.contents, scopes: scopes.contents)
    }
    set {
      lists.contents = newValue.lists
      dictionaries.contents = newValue.dictionaries
      arrays.contents = newValue.arrays
      instances.contents = newValue.instances
      classes.contents = newValue.classes
      scopes.contents = newValue.scopes
    }
  }

  /// How many elements all arrays that names or values lead to hold.
  var liveElements: Int {
    settle()
    return live.count
  }

  /// Lets go of everything; contents and handles hold each other.
  func clear() { contents = Contents() }

  /// Lets go of what no handle leads to any more.
  func settle() {
    while lists.hasLeft || dictionaries.hasLeft || arrays.hasLeft || instances.hasLeft || classes.hasLeft
      || scopes.hasLeft
    {
      lists.settle()
      dictionaries.settle()
      arrays.settle()
      instances.settle()
      classes.settle()
      scopes.settle()
    }
  }

  // MARK: Making values

  func list(_ elements: [Value]) -> List {
    settle()
    return lists.add(ListContent(elements))
  }

  func dictionary(_ content: DictionaryContent = DictionaryContent()) -> Dictionary {
    settle()
    return dictionaries.add(content)
  }

  func array(_ tensor: Tensor, _ kind: ElementKind, _ source: ArrayValue.Source = .plain(.plain))
    -> ArrayValue
  {
    settle()
    let content = ArrayContent(tensor: tensor, kind: kind, source: source)
    return arrays.add(content, size: tensor.elements.count + Size.object)
  }

  func instance(of type: ClassValue) -> Instance {
    settle()
    return instances.add(InstanceContent(type: type))
  }

  /// The context of one call of a gate with static methods.
  func context() -> Instance { instance(of: classOfContexts) }

  func type(_ name: String) -> ClassValue {
    settle()
    return classes.add(ClassContent(name: name))
  }

  func scope(in parent: Scope?, locals: Set<String> = []) -> Scope {
    settle()
    return scopes.add(ScopeContent(parent: parent, locals: locals))
  }
}
