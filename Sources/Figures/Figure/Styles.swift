/// How the outline of a gate looks.
struct GateStyle {
  let fill: Ink
  let line: Ink
  let width: Double
  let isDashed: Bool

  init(_ look: Face.Look) {
    let isActive = look.mark == .active
    width = isActive ? 2.6 : 1.5
    isDashed = look.progress == .frontier && !isActive
    if isActive {
      (fill, line) = (.activeFill, .activeLine)
      return
    }
    switch look.progress {
    case .finished: (fill, line) = (.finishedFill, .finishedLine)
    case .frontier: (fill, line) = (.gateFill, .gradient)
    case .toCome, .stale, .noPath: (fill, line) = (.gateFill, .pale)
    case .plain, .hidden: (fill, line) = (.gateFill, .gateLine)
    }
  }
}

/// How the line of a wire looks.
struct WireStyle {
  let ink: Ink
  let width: Double
  let dash: WeightLook.Dash

  init(_ look: Face.Look) {
    switch look.mark {
    case .upstream: (ink, width, dash) = (.gradient, 3.2, .none)
    case .active, .downstream, .arrow: (ink, width, dash) = (.activeLine, 3.2, .none)
    case nil:
      width = 1.3
      dash = look.progress == .stale ? .dashed : look.progress == .noPath ? .dotted : .none
      switch look.progress {
      case .toCome, .stale, .noPath, .hidden: ink = .pale
      case .finished: ink = .finishedLine
      case .plain, .frontier: ink = .ink
      }
    }
  }
}
