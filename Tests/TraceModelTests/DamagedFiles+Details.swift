@testable import TraceModel

extension DamagedFile {
  /// Faults in what few traces and nodes have.
  static let details = [
    DamagedFile(
      "a producer that is no object", at: 1, "\"digits\":2", "\"digits\":2,\"producer\":\"torch\"",
      .wrongType(key: "producer", expected: .object)),
    DamagedFile(
      "a producer without a name", at: 1, "\"digits\":2", "\"digits\":2,\"producer\":{\"version\":\"2\"}",
      .missingKey("name")),
    DamagedFile(
      "a version of a producer that is a number", at: 1, "\"digits\":2",
      "\"digits\":2,\"producer\":{\"name\":\"jax\",\"version\":2}",
      .wrongType(key: "version", expected: .text)),
    DamagedFile(
      "numbers of an unknown type", at: 1, "\"digits\":2", "\"digits\":2,\"dtype\":\"float8\"",
      .unknownWord(key: "dtype", "float8")),
    DamagedFile(
      "a node with numbers of an unknown type", at: 8, "\"shape\":[]", "\"shape\":[],\"dtype\":\"int\"",
      .unknownWord(key: "dtype", "int")),
    DamagedFile(
      "a literal without an end", at: 8, "\"shape\":[]", "\"shape\":[],\"literal\":{\"line\":1,\"column\":3}",
      .missingKey("endLine")),
    DamagedFile(
      "a literal of a gate", at: 10, "\"shape\":[]",
      "\"shape\":[],\"literal\":{\"line\":1,\"column\":3,\"endLine\":1,\"endColumn\":4}", .notAnInput(node: 2)
    ),
    DamagedFile(
      "pictures of no height", at: 8, "\"shape\":[]", "\"shape\":[2,6],\"image\":[0,6]",
      .wrongType(key: "image", expected: .image)),
    DamagedFile(
      "pictures of one length", at: 8, "\"shape\":[]", "\"shape\":[2,6],\"image\":[6]",
      .wrongType(key: "image", expected: .image)),
    DamagedFile(
      "pictures that are larger than the rows", at: 8, "\"shape\":[]", "\"shape\":[2,6],\"image\":[2,2]",
      .unfittingPicture(node: 0, row: 6)),
    DamagedFile(
      "pictures past counting", at: 8, "\"shape\":[]",
      "\"shape\":[2,6],\"image\":[4294967296,4294967296,6]", .unfittingPicture(node: 0, row: 6)),
    DamagedFile(
      "a picture of one number", at: 8, "\"shape\":[]", "\"shape\":[],\"image\":[1,1]",
      .unfittingPicture(node: 0, row: nil)),
    DamagedFile(
      "another gate's symbol", at: 10, "\"symbol\":\"×\"", "\"symbol\":\"+\"",
      .unfittingSymbol(node: 2, "+", expected: "×")),
    DamagedFile(
      "a symbol without its sign", at: 11, "\"symbol\":\"+1\"", "\"symbol\":\"1\"",
      .unfittingSymbol(node: 3, "1", expected: "+1")),
    DamagedFile(
      "a symbol with another constant", at: 11, "\"symbol\":\"+1\"", "\"symbol\":\"+1.5\"",
      .unfittingSymbol(node: 3, "+1.5", expected: "+1")),
    DamagedFile(
      "a symbol with a constant that has no digits", at: 11, "\"symbol\":\"+1\"", "\"symbol\":\"+0e9\"",
      .unfittingSymbol(node: 3, "+0e9", expected: "+1")),
    DamagedFile(
      "a symbol of an input", at: 8, "\"name\":\"w\"", "\"name\":\"w\",\"symbol\":\"+\"",
      .unfittingSymbol(node: 0, "+", expected: "")),
  ]

  private static func sample(_ name: String, _ sample: String, _ reason: TraceFormatError.Reason)
    -> DamagedFile
  {
    DamagedFile(name, line: 13, reason) { lines in
      lines[7] = lines[7].replacing("\"shape\":[]", with: "\"shape\":[9,2]")
      lines[12] = lines[12].replacing("2.0", with: sample)
    }
  }

  private static let summary = #","min":0.0,"max":1.0,"mean":0.5,"finite":true}"#

  /// Faults in samples of large arrays.
  static let samples = [
    sample(
      "a sample of another array", #"{"shape":[2,9],"indices":[[0],[0]],"sample":[[1.0]]"# + summary,
      .unexpectedShape(key: "value", expected: [9, 2], found: [2, 9])),
    sample(
      "a sample without one axis", #"{"shape":[9,2],"indices":[[0]],"sample":[[1.0]]"# + summary,
      .wrongType(key: "indices", expected: .indices)),
    sample(
      "a sample of the same row twice",
      #"{"shape":[9,2],"indices":[[3,3],[0]],"sample":[[1.0],[1.0]]"# + summary,
      .wrongType(key: "indices", expected: .indices)),
    sample(
      "a sample of a row behind the last", #"{"shape":[9,2],"indices":[[9],[0]],"sample":[[1.0]]"# + summary,
      .wrongType(key: "indices", expected: .indices)),
    sample(
      "a sample that is the whole",
      #"{"shape":[1,2],"indices":[[0],[0,1]],"sample":[[1.0,1.0]]"# + summary,
      .wrongType(key: "indices", expected: .indices)),
    sample(
      "a sample with too few elements", #"{"shape":[9,2],"indices":[[0,8],[0]],"sample":[[1.0]]"# + summary,
      .unexpectedShape(key: "sample", expected: [2, 1], found: [1, 1])),
    sample(
      "a sample without its mean",
      #"{"shape":[9,2],"indices":[[0],[0]],"sample":[[1.0]],"min":0.0,"max":1.0,"finite":true}"#,
      .missingKey("mean")),
    sample(
      "a sample that does not say whether all is finite",
      #"{"shape":[9,2],"indices":[[0],[0]],"sample":[[1.0]],"min":0.0,"max":1.0,"mean":1.0}"#,
      .missingKey("finite")),
    sample(
      "a sample with an element above all", #"{"shape":[9,2],"indices":[[0],[0]],"sample":[[1.5]]"# + summary,
      .unfittingSample(key: "max")),
    sample(
      "a sample with an element below all",
      #"{"shape":[9,2],"indices":[[0],[0]],"sample":[[-1.0]]"# + summary,
      .unfittingSample(key: "min")),
    sample(
      "a sample of an array that is said to be finite",
      #"{"shape":[9,2],"indices":[[0],[0]],"sample":[["NaN"]]"# + summary, .unfittingSample(key: "finite")),
    sample(
      "a sample whose least element is larger than the largest",
      #"{"shape":[9,2],"indices":[[0],[0]],"sample":[["NaN"]],"min":2.0,"max":1.0,"mean":1.5,"finite":false}"#,
      .unfittingSample(key: "min")),
    sample(
      "a sample whose mean is outside",
      #"{"shape":[9,2],"indices":[[0],[0]],"sample":[[1.0]],"min":0.0,"max":1.0,"mean":1.5,"finite":true}"#,
      .unfittingSample(key: "mean")),
    sample(
      "a sample of numbers of which none is finite",
      #"{"shape":[9,2],"indices":[[0],[0]],"sample":[[1.0]],"min":"NaN","max":"NaN","mean":"NaN","finite":false}"#,
      .unfittingSample(key: "min")),
    DamagedFile(
      "a gradient told whole of an array that is a sample", line: 20, .otherSample(key: "downstream", node: 0)
    ) {
      lines in
      lines[7] = lines[7].replacing("\"shape\":[]", with: "\"shape\":[9,2]")
      lines[12] = lines[12].replacing(
        "2.0", with: #"{"shape":[9,2],"indices":[[0],[0]],"sample":[[1.0]]"# + summary)
    },
    DamagedFile(
      "a seed that is a sample", at: 18, "1.0", #"{"shape":[9],"indices":[[0]],"sample":[1.0]"# + summary,
      .wrongType(key: "gradient", expected: .tensor)),
    DamagedFile(
      "a sample at a node that is whole", at: 20, "\"downstream\":3.0",
      #""downstream":{"shape":[9],"indices":[[0]],"sample":[1.0]"# + summary,
      .otherSample(key: "downstream", node: 0)),
  ]
}
