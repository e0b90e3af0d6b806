/// The version of the command; the topmost of CHANGELOG.md.
let gradwalkVersion = "0.3.0"
