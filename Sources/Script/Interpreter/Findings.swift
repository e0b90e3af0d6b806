import Autodiff
import Language
import TraceModel

/// What was found out about the bindings of a program, by the places of the names that they bind.
struct Knowledge: Equatable {
  /// Bindings that are constants by their use.
  var constants: Set<SourcePlace> = []
  /// Bindings that ask to be inputs; if there are any, all others are constants.
  var requests: Set<SourcePlace> = []
  /// Lists of numbers that are arrays by their use.
  var arrays: Set<SourcePlace> = []
  var byHand = ByHandKnowledge()
}

/// What a run finds out about the program's bindings, beside what earlier runs have found.
struct Findings {
  /// What earlier runs of the same program have found out.
  let knowledge: Knowledge
  /// Whether a constant that is found out late ends the run at once, so that the next one can begin.
  let restartsAtOnce: Bool
  /// What this run has found out about backward passes that are written by hand.
  var byHand = ByHandKnowledge()
  private(set) var requests: Set<SourcePlace> = []
  private(set) var arrays: Set<SourcePlace> = []
  private(set) var constants: Set<SourcePlace> = []
  /// Whether a run that goes on has taken constants for inputs: what it finds out besides may be wrong.
  private(set) var isOutdated = false
  /// Origins whose values took part in what is computed from gradients, and the nodes of which that is known.
  private(set) var readByUpdates: Set<Int> = []
  private var readers: Set<Reference> = []

  init(_ knowledge: Knowledge, restartsAtOnce: Bool) {
    (self.knowledge, self.restartsAtOnce) = (knowledge, restartsAtOnce)
  }

  mutating func request(_ place: SourcePlace) { requests.insert(place) }

  mutating func useAsConstant(_ place: SourcePlace) { constants.insert(place) }

  /// A list is one input as a whole.
  mutating func useAsArray(_ place: SourcePlace) -> RunFailure {
    arrays.insert(place)
    return .restart
  }

  /// Inputs turn out to be constants after gates have read them.
  mutating func restart(withConstants places: [SourcePlace]) throws(RunFailure) {
    let new = Set(places).subtracting(knowledge.constants)
    if new.isEmpty { return }
    constants.formUnion(new)
    isOutdated = true
    if restartsAtOnce { throw .restart }
  }

  /// Ends the run if it has found out more of its passes by hand than was known.
  func startAgain() throws(RunFailure) {
    var learnt = knowledge.byHand
    learnt.formUnion(byHand)
    if learnt != knowledge.byHand, restartsAtOnce { throw .restart }
  }

  /// An origin takes part in what is computed from gradients.
  mutating func read(_ origin: Int) { readByUpdates.insert(origin) }

  /// Whether a node is new among those that take part in what is computed from gradients.
  mutating func isNew(_ reader: Reference) -> Bool { readers.insert(reader).inserted }
}
