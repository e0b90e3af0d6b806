import Autodiff
import Language
import Numbers
import TraceModel

extension Builtin {
  /// What values on the tape have after a dot.
  static let gradientMethods: [Builtin] = [
    Builtin("backward") {
      interpreter, arguments throws(RunFailure) in
      try interpreter.backward(from: arguments.required(0), seed: arguments[1], at: arguments.range)
      return .none
    },
    Builtin("item") {
      interpreter, arguments throws(RunFailure) in
      try interpreter.item(arguments)
    },
    Builtin("detach") {
      interpreter, arguments throws(RunFailure) in
      if let array = try interpreter.array(arguments.required(0), at: arguments.range) {
        let isGradient = if case .plain(.gradient) = array.source { true } else { false }
        return try interpreter.makeValue(
          array.tensor, array.kind, isGradient ? .gradient : .detached(.detached), at: arguments.range)
      }
      _ = try interpreter.number(arguments, 0)
      return interpreter.detached(arguments.required(0), .detached)
    },
    Builtin("zero_") {
      interpreter, arguments throws(RunFailure) in
      guard case .array(let gradient) = arguments.required(0), gradient.gradientOf != nil else {
        throw interpreter.fail(.refused(.clearingNoGradient), at: arguments.range)
      }
      gradient.tensor = gradient.tensor.filled(with: 0)
      interpreter.noteWrite(to: gradient)
      return .none
    },
  ]

  /// What lists and dictionaries have after a dot.
  static let listMethods: [Builtin] = [
    Builtin("append") {
      interpreter, arguments throws(RunFailure) in
      try interpreter.budget.useItems(1, at: arguments.range)
      try interpreter.budget.useNested([arguments.required(1)], at: arguments.range)
      try interpreter.list(arguments).elements.append(arguments.required(1))
      return .none
    },
    Builtin("extend") {
      interpreter, arguments throws(RunFailure) in
      let values = try interpreter.allElements(of: arguments.required(1), at: arguments.range)
      try interpreter.list(arguments).elements += values
      return .none
    },
    Builtin("insert") {
      interpreter, arguments throws(RunFailure) in
      let list = try interpreter.list(arguments)
      let index = try interpreter.wholeNumber(arguments.required(1), .index, at: arguments.range)
      let count = list.elements.count
      try interpreter.budget.use(.elements, at: arguments.range)
      try interpreter.budget.useNested([arguments.required(2)], at: arguments.range)
      try interpreter.budget.use(.operations, count, times: Cost.item, at: arguments.range)
      list.elements.insert(arguments.required(2), at: min(max(index < 0 ? index + count : index, 0), count))
      return .none
    },
    Builtin("pop") {
      interpreter, arguments throws(RunFailure) in
      try interpreter.pop(arguments)
    },
    Builtin("index") {
      interpreter, arguments throws(RunFailure) in
      let list = try interpreter.list(arguments)
      let found = try interpreter.placed(at: arguments.range) { () throws(RunFailure) in
        for (index, value) in list.elements.enumerated()
        where try interpreter.areEqual(value, arguments.required(1)) { return index as Int? }
        return nil
      }
      if let found { return .integer(found) }
      let words = try interpreter.representation(of: arguments.required(1), at: arguments.range)
      throw interpreter.fail(.notFound(words), at: arguments.range)
    },
    Builtin("reverse") {
      interpreter, arguments throws(RunFailure) in
      let list = try interpreter.list(arguments)
      try interpreter.budget.use(.operations, list.elements.count, times: Cost.item, at: arguments.range)
      list.elements.reverse()
      return .none
    },
    Builtin("sort") {
      interpreter, arguments throws(RunFailure) in
      let list = try interpreter.list(arguments)
      list.elements = try interpreter.sorted(list.elements, in: arguments)
      return .none
    },
    copier(.bare, keepsMemoryOrder: true), copier(.method, keepsMemoryOrder: false),
    Builtin("keys") {
      interpreter, arguments throws(RunFailure) in
      try interpreter.makeList(interpreter.dictionaryReceiver(arguments).keys, at: arguments.range)
    },
    Builtin("values") {
      interpreter, arguments throws(RunFailure) in
      try interpreter.makeList(interpreter.dictionaryReceiver(arguments).values, at: arguments.range)
    },
    Builtin("items") {
      interpreter, arguments throws(RunFailure) in
      let dictionary = try interpreter.dictionaryReceiver(arguments)
      try interpreter.budget.useItems(dictionary.count, at: arguments.range)
      let pairs = zip(dictionary.keys, dictionary.values).map { Value.tuple([$0, $1]) }
      return try interpreter.makeList(pairs, at: arguments.range)
    },
    Builtin("get") {
      interpreter, arguments throws(RunFailure) in
      let key = try interpreter.key(arguments.required(1), at: arguments.range)
      return try interpreter.dictionaryReceiver(arguments)[key] ?? arguments[2] ?? .none
    },
  ]
}

extension Builtin {
  /// `np.copy(x)` lays the elements out as they were, `x.copy()` in the usual order.
  private static func copier(_ home: KnownFunction.Homes, keepsMemoryOrder: Bool) -> Builtin {
    Builtin("copy", in: home) {
      interpreter, arguments throws(RunFailure) in
      switch arguments.required(0) {
      case .array(let array):
        let copy = try interpreter.copy(array, at: arguments.range)
        if keepsMemoryOrder {
          interpreter.keepMemoryOrder(.array(copy), of: [.array(array)])
        } else {
          copy.memoryOrder = nil
        }
        return .array(copy)
      case .list(let list): return try interpreter.makeList(list.elements, at: arguments.range)
      case .dictionary: return try interpreter.dictionary(arguments)
      case let value: return value
      }
    }
  }
}

extension Interpreter {
  /// `x.item()`: the number that a value or the only element of an array is.
  func item(_ arguments: Arguments) throws(RunFailure) -> Value {
    var value = arguments.required(0)
    if case .array(let array) = value {
      try refresh(array, at: arguments.range)
      if array.tensor.elements.count == 1 {
        let isGradient = if case .plain(.gradient) = array.source { true } else { false }
        let number = Number(array.number(at: 0), isGradient ? .gradient : .detached(.item))
        value = array.isBool ? .bool(array.tensor.elements[0] != 0) : .number(number)
      }
    }
    if value.isTruth { return value.asNumPy(false) }
    guard amount(of: value) != nil else {
      throw fail(
        .expected(.number, found: .kind(value.form), role: .argument(of: "item")), at: arguments.range)
    }
    return detached(value, .item)
  }

  /// The list that a method belongs to.
  func list(_ arguments: Arguments) throws(RunFailure) -> List {
    guard case .list(let list) = arguments.required(0) else {
      throw unknownAttribute(arguments.function, of: arguments.required(0), at: arguments.range)
    }
    if list.array != nil {
      throw fail(.listAsArray, at: arguments.range)
    }
    list.isUntouched = false
    return list
  }

  func dictionaryReceiver(_ arguments: Arguments) throws(RunFailure) -> Dictionary {
    guard case .dictionary(let dictionary) = arguments.required(0) else {
      throw unknownAttribute(arguments.function, of: arguments.required(0), at: arguments.range)
    }
    return dictionary
  }

  func pop(_ arguments: Arguments) throws(RunFailure) -> Value {
    if case .dictionary(let dictionary) = arguments.required(0) {
      try budget.use(.operations, dictionary.count, times: Cost.comparison, at: arguments.range)
      let key = try key(arguments.required(1), at: arguments.range)
      if let value = dictionary.remove(key) ?? arguments[2] { return value }
      let words = try representation(of: arguments.required(1), at: arguments.range)
      throw fail(.missingKey(words), at: arguments.range)
    }
    let list = try list(arguments)
    if arguments[1] != nil {
      try budget.use(.operations, list.elements.count, times: Cost.item, at: arguments.range)
    }
    let given =
      try arguments[1].map { (value) throws(RunFailure) in
        try wholeNumber(value, .index, at: arguments.range)
      } ?? -1
    let index = given < 0 ? given + list.elements.count : given
    guard list.elements.indices.contains(index) else {
      throw fail(.indexOutOfRange(given, count: list.elements.count), at: arguments.range)
    }
    return list.elements.remove(at: index)
  }
}
