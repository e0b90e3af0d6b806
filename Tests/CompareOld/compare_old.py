"""Compares what two executables make of the same inputs, and says what differs and is not approved.

    python3 compare_old.py OLD NEW [--only PATTERN] [--show N] [--jobs N]

OLD and NEW are built `gradwalk`s; `make compare-old OLD=<commit>` builds them and calls this. Inputs are the lessons, the programs
of the tests, right and wrong, random programs, command lines that are wrong, and the cases beside the repository. Compared are exit status, printed text, errors,
traces as version 1 has them, accounts as text, and the texts of each picture. `approved.json` lists what may differ and
why: `input` and `command` are patterns as for file names, `old` and `new` regular expressions that a line must match which
only that side has. An approval that nothing needs is reported too.
"""

import argparse
import fnmatch
import json
import re
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import inputs
import sides

APPROVED = Path(__file__).with_name("approved.json")


class Approval:
    def __init__(self, row):
        self.row, self.used = row, False
        self.old, self.new = (re.compile(row[side]) if side in row else None for side in ("old", "new"))

    def covers(self, name, command, side, line):
        pattern = getattr(self, side)
        fits = (
            pattern and pattern.search(line)
            and fnmatch.fnmatchcase(name, self.row.get("input", "*"))
            and fnmatch.fnmatchcase(command, self.row.get("command", "*")))
        self.used |= bool(fits)
        return fits


def compared(old, new, one):
    before, after = sides.outcomes(old, one), sides.outcomes(new, one)
    return [(one.name, command, *sides.difference(before[command], after[command])) for command in after]


def compared_commands(old, new):
    """The wrong command lines, in a folder with the lessons."""
    for name, words, given in inputs.commands():
        answers = []
        for executable in (old, new):
            with tempfile.TemporaryDirectory() as folder:
                (Path(folder) / "lessons").symlink_to(inputs.ROOT / "lessons")
                answers.append(sides.answer(executable, words, folder, given))
        yield name, "command", *sides.difference(*answers)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("old", type=lambda path: str(Path(path).resolve()))
    parser.add_argument("new", type=lambda path: str(Path(path).resolve()))
    parser.add_argument("--only", default="*", help="the inputs whose names match")
    parser.add_argument("--show", type=int, default=40, help="how many differences to print")
    parser.add_argument("--jobs", type=int, default=2)
    arguments = parser.parse_args()

    chosen = [one for one in inputs.all_inputs() if fnmatch.fnmatchcase(one.name, arguments.only)]
    approvals = [Approval(row) for row in json.loads(APPROVED.read_text("utf-8"))]
    with ThreadPoolExecutor(arguments.jobs) as pool:
        rows = [row for rows in pool.map(lambda one: compared(arguments.old, arguments.new, one), chosen) for row in rows]
    if arguments.only == "*":
        rows += compared_commands(arguments.old, arguments.new)

    open_rows = []
    for name, command, gone, come in rows:
        gone = [line for line in gone if not any(one.covers(name, command, "old", line) for one in approvals)]
        come = [line for line in come if not any(one.covers(name, command, "new", line) for one in approvals)]
        if gone or come:
            open_rows.append((name, command, gone, come))
    for name, command, gone, come in open_rows[:arguments.show]:
        print(f"{name} · {command}")
        for sign, lines in (("-", gone), ("+", come)):
            for line in lines[:4]:
                print(f"  {sign} {line[:300]}")
            if len(lines) > 4:
                print(f"  {sign} … and {len(lines) - 4} more")
    stale = [one for one in approvals if not one.used] if arguments.only == "*" else []
    for one in stale:
        print(f"approved, but nothing differs so: {json.dumps(one.row, ensure_ascii=False)}")
    print(f"{len(chosen)} inputs, {len(rows)} comparisons, {len(open_rows)} differ without approval")
    return 1 if open_rows or stale else 0


if __name__ == "__main__":
    sys.exit(main())
