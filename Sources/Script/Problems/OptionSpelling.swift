import Language

/// How options of a program are written where it comes from: on the fence of a lesson's block, or on the command line for
/// a bare program.
public enum OptionSpelling: Equatable, Sendable {
  case fence
  case commandLine

  /// What the command line calls an option of a fence.
  public static func commandLineName(of option: String) -> String {
    option == "output" ? "gradient-of" : option
  }

  /// An option with its value, as in `inputs=x` or `--inputs x`.
  func written(_ option: String, _ value: String) -> String {
    switch self {
    case .fence: "\(option)=\(value)"
    case .commandLine: "--\(Self.commandLineName(of: option)) \(value)"
    }
  }

  /// The same as part of a sentence.
  func said(_ option: String, _ value: String) -> String {
    written(option, value) + (self == .fence ? " on the fence" : "")
  }
}
