"""Writes python-formats.json: what Python makes of numbers and formats.

    python generate_python_formats.py
"""

import json
import random
import struct
from pathlib import Path

random.seed(231)
FLOATS = [0.0, -0.0, 0.1, 0.5, 1.5, 2.5, 0.125, 1.0, -1.0, 1e15, 1e16, 1.2345678901234568e16, 1e17, 123456789.0,
          1e22, 1e23, 1e-4, 1e-5, 0.00012345, 5e-324, 1.7976931348623157e308, 2.675, 1.005, 0.3, 100.0, 1234.5678,
          -0.5343947, 0.0003, 99.995, 999.9995, 9.5, 10.5, 1 / 3, 2 / 3, 9007199254740993.0]
FLOATS += [random.uniform(-10, 10) for _ in range(40)]
FLOATS += [struct.unpack("<d", random.randbytes(8))[0] for _ in range(120)]
FLOATS = [x for x in FLOATS if x == x and abs(x) != float("inf")]
SPECS = ["", ".2f", ".0f", ".3f", "8.3f", "+.4f", " .2f", "<10.2f", "^12.3f", "*>12.3f", "010.2f", ",.2f", "e", ".3e",
         ".0e", "g", ".3g", ".10g", "#.3g", "G", ".2%", "%", ".1", ".3", ".8", "12", "=+10.1f", ".17g", ".20f", "E"]
INTEGERS = [0, 1, -1, 7, 42, -255, 1000, 123456789, -1234567]
INTEGER_SPECS = ["", "d", "5d", "05d", "+d", ",", "<6", "^7d", "x", "#x", "b", "o", ".2f", "e", "X", "_d", ">8,d"]
TEXTS = ["", "a", "loss", "한글"]
TEXT_SPECS = ["", "s", "8", "<8", ">8", "^8", "*^9s", ".2", "6.2s"]
PERCENTS = ["%f", "%.2f", "%8.3f", "%-8.2f|", "%+.1f", "%08.2f", "%e", "%.3e", "%g", "%.10g", "%d", "%s", "%r", "%5d", "%05d"]


def rows():
    for number in FLOATS:
        for spec in (SPECS if number in FLOATS[:60] else SPECS[:13] + SPECS[15:18]):
            yield "float", repr(number), spec, format(number, spec)
    for number in INTEGERS:
        for spec in INTEGER_SPECS:
            yield "integer", repr(number), spec, format(number, spec)
    for text in TEXTS:
        for spec in TEXT_SPECS:
            yield "text", text, spec, format(text, spec)
    for number in FLOATS[:45]:
        for spec in PERCENTS:
            if "d" not in spec or abs(number) < 1e18:
                yield "percent", repr(number), spec, spec % number


if __name__ == "__main__":
    path = Path(__file__).parent.parent / "ScriptTests" / "Fixtures" / "python-formats.json"
    lines = ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows())
    path.write_text("[\n" + lines + "\n]\n", encoding="utf-8")
