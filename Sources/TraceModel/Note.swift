/// What whoever has only the trace should know of the run: what was taken as output or gradient, and what was left out.
public struct Note: Equatable, Sendable {
  /// What a note is about.
  public enum Subject: String, CaseIterable, Sendable {
    /// The output is `name`, although `last` is computed later.
    case otherOutput
    /// The backward pass by hand starts from `name`, the gradient of `output`.
    case seed
    /// `name` is not the gradient of `output` with respect to `of`, while those of the inputs are right.
    case otherGradient
    /// `name` was the gradient of `output` with respect to `of` before it was changed.
    case changedGradient
    /// Nothing was differentiated: `name` is an array.
    case noGradient
    /// The statement `text`, which looks like an update of `of`, is a gate; `name` may be the gradient that it uses.
    case updateAsGate
    /// The call `text` was passed over.
    case leftOut
  }

  public var subject: Subject
  public var name: String?
  public var of: String?
  public var output: String?
  public var last: String?
  public var text: String?
  public var place: SourceRange

  public init(
    _ subject: Subject, name: String? = nil, of: String? = nil, output: String? = nil, last: String? = nil,
    text: String? = nil, place: SourceRange = .none
  ) {
    self.subject = subject
    self.name = name
    self.of = of
    self.output = output
    self.last = last
    self.text = text
    self.place = place
  }
}
