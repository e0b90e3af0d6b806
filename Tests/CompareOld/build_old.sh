#!/usr/bin/env bash
# Builds the executable of an earlier commit in a work tree of its own, which git ignores, and prints where it is.
set -euo pipefail
cd "$(dirname "$0")/../.."
commit=$(git rev-parse --verify --quiet "$1^{commit}") || { echo "OLD=$1: no such commit" >&2; exit 64; }
tree=.build-old/$commit
[ -d "$tree" ] || git worktree add --quiet --detach "$tree" "$commit" >&2
make -C "$tree" --no-print-directory build >&2
echo "$tree/.build/release/gradwalk"
