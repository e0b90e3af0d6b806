import Language

/// The backward pass that the program writes out itself, as it goes on.
struct HandWatch {
  /// The statements that run the backward pass of a name, `f.backward()`.
  let backwardCalls: [BackwardCall]
  /// Whether what is computed belongs to such a pass.
  var isRunning = false
  /// What the pass has told so far.
  var pass = ByHandPass()
}
