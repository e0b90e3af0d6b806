import Testing

@testable import TraceModel

/// A valid file with one fault, and what the reader has to say of it.
struct DamagedFile: CustomTestStringConvertible {
  let name: String
  let line: Int
  let reason: TraceFormatError.Reason
  let damage: @Sendable (inout [String]) -> Void

  var testDescription: String { name }

  init(
    _ name: String, line: Int, _ reason: TraceFormatError.Reason,
    damage: @escaping @Sendable (inout [String]) -> Void
  ) {
    self.name = name
    self.line = line
    self.reason = reason
    self.damage = damage
  }

  /// A fault made by replacing a part of one line, the reader complaining about that line unless told otherwise.
  init(
    _ name: String, at line: Int, _ old: String, _ new: String, noticed: Int? = nil,
    _ reason: TraceFormatError.Reason
  ) {
    self.init(name, line: noticed ?? line, reason) { lines in
      let parts = lines[line - 1].split(separator: old, maxSplits: 1, omittingEmptySubsequences: false)
      lines[line - 1] = parts.joined(separator: new)
    }
  }

  /// The valid file: two passes of `f = w * x + 1` with a group, an update and a print.
  static let valid: [String] = [
    ##"{"kind":"header","format":"gradwalk-trace","version":2,"title":"t","digits":2,"gates":2,"groups":1,"passes":2,"nodes":5,"steps":9,"events":13}"##,
    ##"{"kind":"program","text":"f = w * x + 1"}"##,
    ##"{"kind":"gate","name":"multiply","symbol":"×","symbolWithConstantFirst":"×{c}","symbolWithConstantSecond":"×{c}","equation":"a * b","slopes":["b","a"]}"##,
    ##"{"kind":"gate","name":"add","symbol":"+","symbolWithConstantFirst":"+{c}","symbolWithConstantSecond":"+{c}","equation":"a + b","slopes":["1","1"]}"##,
    ##"{"kind":"group","id":0,"name":"g","nodes":{"first":2,"count":1},"line":1,"column":5,"endLine":1,"endColumn":9}"##,
    ##"{"kind":"pass","number":1,"steps":{"first":0,"count":7},"nodes":{"first":2,"count":2},"output":3,"outputValue":7.0,"updates":[{"node":0,"largestChange":1.0}],"printed":["p"]}"##,
    ##"{"kind":"pass","number":2,"steps":{"first":7,"count":2},"nodes":{"first":4,"count":1},"output":4,"updates":[],"printed":[]}"##,
    ##"{"kind":"node","id":0,"gate":"input","name":"w","inputs":[],"shape":[],"line":1,"column":1,"endLine":1,"endColumn":5}"##,
    ##"{"kind":"node","id":1,"gate":"input","name":"x","inputs":[],"shape":[],"line":1,"column":9,"endLine":1,"endColumn":13}"##,
    ##"{"kind":"node","id":2,"gate":"multiply","symbol":"×","name":null,"inputs":[0,1],"shape":[],"line":2,"column":7,"endLine":2,"endColumn":11}"##,
    ##"{"kind":"node","id":3,"gate":"add","symbol":"+1","name":"f","inputs":[2],"constants":[{"position":1,"value":1.0}],"shape":[],"line":2,"column":11,"endLine":2,"endColumn":15}"##,
    ##"{"kind":"node","id":4,"gate":"add","symbol":"+","name":"f","rebinding":1,"inputs":[0,1],"shape":[],"line":3,"column":1,"endLine":3,"endColumn":5}"##,
    ##"{"kind":"input","step":0,"node":0,"value":2.0}"##,
    ##"{"kind":"input","step":0,"node":1,"value":3.0}"##,
    ##"{"kind":"forward","step":1,"node":2,"value":6.0}"##,
    ##"{"kind":"forward","step":2,"node":3,"value":7.0}"##,
    ##"{"kind":"print","step":2,"text":"p"}"##,
    ##"{"kind":"seed","step":3,"node":3,"gradient":1.0}"##,
    ##"{"kind":"backward","step":4,"node":3,"input":0,"to":2,"upstream":1.0,"local":1.0,"downstream":1.0,"gradient":1.0}"##,
    ##"{"kind":"backward","step":5,"node":2,"input":0,"to":0,"upstream":1.0,"local":3.0,"downstream":3.0,"gradient":3.0}"##,
    ##"{"kind":"backward","step":5,"node":2,"input":1,"to":1,"upstream":1.0,"local":2.0,"downstream":2.0,"gradient":2.0}"##,
    ##"{"kind":"update","step":6,"node":0,"old":2.0,"change":1.0,"new":3.0,"statement":"w += 1","line":4,"column":3,"endLine":4,"endColumn":7}"##,
    ##"{"kind":"clear","step":6,"node":1}"##,
    ##"{"kind":"forward","step":7,"pass":2,"node":4,"value":6.0}"##,
    ##"{"kind":"seed","step":8,"pass":2,"node":4,"gradient":1.0}"##,
  ]
}
