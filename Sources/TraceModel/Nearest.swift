/// The candidate that a misspelt name most likely means, or nil if none is near.
///
/// Near is a Damerau–Levenshtein distance (insertions, deletions, substitutions, neighbours swapped) of at
/// most a
/// third of the name's length; letters in the wrong case cost nothing. Of equally near ones the first wins.
public func nearest(_ name: String, among candidates: some Sequence<String>) -> String? {
  let letters = Array(name.lowercased().unicodeScalars)
  guard letters.count <= 64 else { return nil }
  var best: String?
  var bound = max(1, (letters.count + 1) / 3)
  if letters.count == 1 { bound = 0 }
  for candidate in candidates where candidate != name {
    let others = Array(candidate.lowercased().unicodeScalars)
    guard abs(others.count - letters.count) <= bound else { continue }
    let distance = editDistance(letters, others)
    if distance < bound || (distance == bound && best == nil) {
      best = candidate
      bound = distance
    }
  }
  return best
}

/// The Damerau–Levenshtein distance in its restricted form: no swapped pair is edited again.
private func editDistance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Int {
  var beforePrevious: [Int] = []
  var previous = Array(0...right.count)
  for i in left.indices {
    var row = [i + 1]
    for j in right.indices {
      let substitution = previous[j] + (left[i] == right[j] ? 0 : 1)
      var cost = min(substitution, previous[j + 1] + 1, row[j] + 1)
      if i > 0, j > 0, left[i] == right[j - 1], left[i - 1] == right[j] {
        cost = min(cost, beforePrevious[j - 1] + 1)
      }
      row.append(cost)
    }
    (beforePrevious, previous) = (previous, row)
  }
  return previous[right.count]
}
