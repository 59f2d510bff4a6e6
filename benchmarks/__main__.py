"""Run every benchmark and print one table; ``--write`` puts it into README.md between its markers."""

from __future__ import annotations

import sys
from pathlib import Path

from benchmarks import building, importing, loading, validating
from benchmarks.measure import Row, table

MARKERS = "<!-- benchmarks: written by `make bench`, do not edit -->", "<!-- end of benchmarks -->"


def main(arguments: list[str]) -> None:
    """Measure, print, and write on demand."""
    rows: list[Row] = []
    for part in (importing, loading, building, validating):
        for row in part.rows():
            print(f"{row.what}: {row.ratio:.2f} ({row.aim})", file=sys.stderr, flush=True)
            rows.append(row)
    text = table(rows)
    print(text)
    if "--write" in arguments:
        readme = Path(__file__).parents[1] / "README.md"
        head, rest = readme.read_text("utf-8").split(MARKERS[0])
        _, tail = rest.split(MARKERS[1])
        readme.write_text(f"{head}{MARKERS[0]}\n{text}\n{MARKERS[1]}{tail}", "utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
