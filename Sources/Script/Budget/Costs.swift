/// What things cost in operations, of which one is about a multiplication and an addition in the product of two matrices.
///
/// The costs are measured times, rounded up: the defaults of all limits together end a program within a minute.
enum Cost {
  /// A statement that is carried out, beside its expressions.
  static let statement = 5_000
  /// An expression that is worked out.
  static let expression = 1_000
  /// A value of a list, a tuple or a dictionary that is copied or moved.
  static let item = 100
  /// Two values that are compared, and a value that is looked up, shown or made a part of an array.
  static let comparison = 1_000
  /// 16 bytes of text that are copied or compared.
  static let text = 100
  /// A character that is found or counted in text.
  static let character = 500
  /// An element of an array that is read or written outside of the products.
  static let element = 10
  /// An element of an array whose place is worked out, as for an index.
  static let place = 100
}

/// What things take up in elements, of which each is at most some hundred bytes.
enum Size {
  /// A list, tuple, dictionary or array inside of another.
  static let nested = 4
  /// A name or a key with its value.
  static let entry = 4
  /// A number that is bound in the outermost scope, where it may become an input.
  static let origin = 2
  /// A function that is made, an instance, or an array.
  static let object = 8
  /// A printed line.
  static let line = 4
  /// So many bytes of text are one.
  static let bytesOfText = 16
  /// Text of so many bytes is short.
  static let shortText = 10_000
}
