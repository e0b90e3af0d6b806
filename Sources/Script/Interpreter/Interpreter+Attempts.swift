import Autodiff

// What is only tried: afterwards all is as it was.

extension Interpreter {
  /// All that running a part of the program changes, apart from what it finds out and the time that it takes.
  private struct Moment {
    var heap: Heap.Contents
    var scope: Scope
    var course: Course
    var tape: Tape
    var ownGates: GateWatch
    var hand: HandWatch
    var notices: Notices
    var randomness: Randomness
    var budget: Budget
  }

  private var moment: Moment {
    get {
      Moment(
        heap: heap.contents, scope: scope, course: course, tape: tape, ownGates: ownGates, hand: hand,
        notices: notices, randomness: randomness, budget: budget)
    }
    set {
      (heap.contents, scope, course) = (newValue.heap, newValue.scope, newValue.course)
      (tape, ownGates, hand) = (newValue.tape, newValue.ownGates, newValue.hand)
      (notices, randomness) = (newValue.notices, newValue.randomness)
      budget.restore(newValue.budget)
    }
  }

  /// Does a piece of work only to look at what comes of it. Nil if it fails.
  func attempt<Result>(_ work: () throws(RunFailure) -> Result) throws(RunFailure) -> Result? {
    let kept = moment
    defer { moment = kept }
    do throws(RunFailure) {
      return try work()
    } catch {
      if case .restart = error { throw error }
      return nil
    }
  }

  /// Runs a gate's functions only to look at what they give. Nil if they fail.
  func silently<Result>(_ work: () throws(RunFailure) -> Result) throws(RunFailure) -> Result? {
    try attempt { () throws(RunFailure) in
      course.isSilent = true
      course.gateDepth += 1
      return try work()
    }
  }
}
