import Numbers

extension JSONObject {
  /// A sample of a large array: `{"shape":[…],"indices":[[…],[…]],"sample":[[…],[…]],"min":…,"max":…,"mean":…,"finite":…}`.
  func sample() throws(Reason) -> Tensor {
    let whole = WholeArray(
      shape: try shape(.shape), indices: try indices(), least: try number(.min), largest: try number(.max),
      mean: try number(.mean), isFinite: try truth(.finite))
    try check(whole)
    let sample = try tensor(.sample)
    let expected = whole.indices.map(\.count)
    guard sample.shape == expected else {
      throw .unexpectedShape(key: Key.sample.word, expected: expected, found: sample.shape)
    }
    try check(whole, beside: sample.elements)
    return Tensor(filling: sample.shape, with: sample.elements, of: whole)
  }

  private func truth(_ key: Key) throws(Reason) -> Bool {
    _ = try slot(key)
    return try boolean(key)
  }

  private func indices() throws(Reason) -> [[Int]] {
    var indices: [[Int]] = []
    try forEach(.indices) { (slot) throws(Reason) in
      var axis: [Int] = []
      try forEach(slot, of: .indices) { (slot) throws(Reason) in axis.append(try whole(slot, of: .indices)) }
      indices.append(axis)
    }
    return indices
  }

  /// Checks that the indices are some of the array's, and not all.
  private func check(_ whole: WholeArray) throws(Reason) {
    let fits =
      whole.indices.count == whole.shape.count
      && zip(whole.indices, whole.shape).allSatisfy { indices, length in
        !indices.isEmpty && indices[0] >= 0 && indices[indices.count - 1] < length
          && zip(indices, indices.dropFirst()).allSatisfy { $0 < $1 }
      }
    guard fits, whole.indices.map(\.count) != whole.shape else {
      throw .wrongType(key: Key.indices.word, expected: .indices)
    }
  }
}

extension JSONObject {
  /// Checks that what is said of all elements holds of those of the sample.
  private func check(_ whole: WholeArray, beside elements: [Double]) throws(Reason) {
    let finite = elements.filter(\.isFinite)
    if whole.isFinite, finite.count < elements.count { throw .unfittingSample(key: Key.finite.word) }
    // Of an array without finite elements all three are NaN.
    if whole.least.isNaN, whole.largest.isNaN, whole.mean.isNaN, finite.isEmpty, !whole.isFinite { return }
    guard finite.allSatisfy({ whole.least <= $0 }), whole.least <= whole.largest else {
      throw .unfittingSample(key: Key.min.word)
    }
    guard finite.allSatisfy({ $0 <= whole.largest }) else { throw .unfittingSample(key: Key.max.word) }
    // A mean is rounded; in a short type it may be infinite.
    let slack = max(whole.least.magnitude, whole.largest.magnitude) * 0x1p-7
    guard
      whole.mean.isInfinite || (whole.least - slack <= whole.mean && whole.mean <= whole.largest + slack)
    else { throw .unfittingSample(key: Key.mean.word) }
  }
}

extension TraceReader {
  /// A tensor that has the shape of a node; a sample if that of the node's value is one.
  func tensor(_ key: Key, of node: Int) throws(Reason) -> Tensor {
    try fitting(object.tensor(object.slot(key), of: key), to: node, key)
  }

  func fitting(_ tensor: Tensor, to node: Int, _ key: Key) throws(Reason) -> Tensor {
    switch (tensor.whole, builder.trace.details[node]?.whole) {
    case (nil, nil): break
    case (let found?, let expected?):
      guard found.hasSample(like: expected) else { throw .otherSample(key: key.word, node: node) }
    default: throw .otherSample(key: key.word, node: node)
    }
    let expected = shape(of: node)
    guard tensor.shape == expected else {
      throw .unexpectedShape(key: key.word, expected: expected, found: tensor.shape)
    }
    return tensor
  }

  /// Gives a node its first value, an array or a sample of one.
  mutating func giveTensor(to node: Int) throws(Reason) {
    let value = try object.tensor(object.slot(.value), of: .value)
    let expected = shape(of: node)
    let found = value.whole?.shape ?? value.shape
    guard found == expected else {
      throw .unexpectedShape(key: Key.value.word, expected: expected, found: found)
    }
    guard builder.hasRoom(for: value.shape) else {
      throw .outOfRange(key: Key.sample.word, found: builder.trace.shapes.count, allowed: 0...Int(UInt16.max))
    }
    builder.give(value, to: node)
  }
}
