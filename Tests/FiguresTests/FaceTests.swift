import Foundation
import Testing

@testable import Figures

struct `The faces of a figure` {
  private static let faces = (9...12).map(SigmoidNeuron.face)

  @Test func `are found again from their changes, both ways`() throws {
    let faces = try #require(Faces(Self.faces))
    var face = faces.first
    for (change, expected) in zip(faces.changes, Self.faces.dropFirst()) {
      face.advance(by: change)
      #expect(face == expected)
    }
    for (change, expected) in zip(faces.changes.reversed(), Self.faces.dropLast().reversed()) {
      face.retreat(by: change)
      #expect(face == expected)
    }
    #expect(faces.face(at: 11) == Self.faces[2])
  }

  @Test func `hold references and no digits`() throws {
    let text = String(decoding: SigmoidNeuron.figure.json(Faces(Self.faces)), as: UTF8.self)
    #expect(text.contains("\"shown\":\"local 10.0\""))
    #expect(!text.contains("0.37") && !text.contains("−0.53"))
  }

  /// JSON as dictionaries, so that a reader knows nothing of the writer.
  private static func read(_ bytes: [UInt8]) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any])
  }

  @Test func `have a JSON form from which every face follows, both ways`() throws {
    let figure = SigmoidNeuron.figure
    let json = try Self.read(figure.json(Faces(Self.faces)))
    let single = try Self.faces.map { face in
      try #require(Faces([face]).map { try Self.read(figure.json($0)) }?["first"] as? [String: Any])
    }
    var face = try #require(json["first"] as? [String: Any])
    let changes = try #require(json["changes"] as? [[String: Any]])
    for (change, expected) in zip(changes, single.dropFirst()) {
      Self.apply(change, 1, to: &face)
      #expect(face as NSDictionary == expected as NSDictionary)
    }
    for (change, expected) in zip(changes.reversed(), single.dropLast().reversed()) {
      Self.apply(change, 0, to: &face)
      #expect(face as NSDictionary == expected as NSDictionary)
    }
  }

  /// Does what the specification says of a change; `side` is 0 for the way back.
  private static func apply(_ change: [String: Any], _ side: Int, to face: inout [String: Any]) {
    face["step"] = (change["steps"] as? [Any])?[side]
    for part in ["slots", "looks"] {
      var all = face[part] as? [String: Any] ?? [:]
      for (id, pair) in change[part] as? [String: [Any]] ?? [:] {
        let isPlain =
          part == "looks" && (pair[side] as? NSDictionary) == ["progress": "plain"] as NSDictionary
        all[id] = pair[side] is NSNull || isPlain ? nil : pair[side]
      }
      face[part] = all
    }
  }

  @Test func `of every kind of shape and ink have a JSON form`() throws {
    var figure = Figure(FigureKey(["all"]), width: 10, height: 10)
    let (place, box) = (Point(1, 2), Box(left: 0, top: 0, width: 4, height: 4))
    let forms: [Form] = [
      .gate(GateForm(at: place, symbol: "\"\\\n")), .wire(WireForm([place, place])), .junction(place),
      .stub(StubForm(box, name: "a", isExit: true)), .frame(FrameForm(box, title: "f")),
      .grid(GridForm(matrices: [GridForm.Matrix(box: box, columns: [1, 2])], rows: 1, rowHeight: 14)),
      .map(
        MapForm(
          tiles: [MapForm.Tile(origin: place, first: 0)], rows: [0], columns: [0], rowStride: 1,
          columnStride: 1,
          cellWidth: 4, cellHeight: 4, tones: .range, scale: 0)),
      .neuron(NeuronForm(center: place, diameter: 3, scale: 0)),
      .weight(WeightForm(start: place, end: place, scale: 0)),
      .curve(CurveForm(pieces: [[place]], ink: .value, width: 1)),
      .rule(RuleForm(.area, from: place, to: place, ink: .shade(-3))), .text(TextForm("t", at: place)),
    ]
    for (index, form) in forms.enumerated() { figure.add(Shape(ShapeID(.rule, index), form)) }
    let shapes = try #require(try Self.read(figure.json())["shapes"] as? [[String: Any]])
    #expect(Set(shapes.compactMap { $0["form"] as? String }).count == forms.count)
    #expect(Set((0..<Ink.count).map { Ink($0).name }).count == Ink.count)
  }
}
