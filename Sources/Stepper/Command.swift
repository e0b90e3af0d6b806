/// What a reader can ask of the stepper, by a key or by a word.
///
/// ``CommandEntry/all`` lists them with their words and keys.
public enum Command: Equatable, Sendable {
  // Moving
  case next(Int)
  case previous(Int)
  case first
  case last
  case goTo(Int)
  case forward
  case backward
  case touch(String?)
  case touchBack(String?)
  case run
  case runBack
  case pass(String?)
  case previousPass
  case block(String?)
  // Choosing
  case down(Int)
  case up(Int)
  case select(String)
  case search(String)
  case match
  case previousMatch
  // Breaks
  case stop(String?)
  case stops
  case clearStops
  // Asking
  case print(String?)
  case why(String?)
  case matrix(String?)
  case wires
  case circuit
  case program
  case step
  // Looking
  case group(String?)
  /// Moves the circuit under its window.
  case pan(columns: Int, rows: Int)
  case fewerDigits(Int)
  case moreDigits(Int)
  case digits(Int)
  case prompt
  case close
  // The quiz
  case quiz
  case answer(String)
  case reveal
  // Around
  case help(String?)
  case quit
}
