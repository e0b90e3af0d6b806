// The least that a Swift process does: start and end.
