"""Run every benchmark and print one table; ``--write`` puts it into README.md between its markers."""

from __future__ import annotations

import sys

from benchmarks import building, drawing, importing, loading, page, validating
from benchmarks.measure import Row, table
from timeline.pages.marked import write_block
from timeline.paths import project_root


def main(arguments: list[str]) -> None:
    """Measure, print, and write on demand."""
    rows: list[Row] = []
    for part in (importing, loading, building, validating, drawing, page):
        for row in part.rows():
            print(f"{row.what}: {row.ratio:.2f} ({row.aim})", file=sys.stderr, flush=True)
            rows.append(row)
    text = table(rows)
    print(text)
    if "--write" in arguments:
        write_block(project_root() / "README.md", "benchmarks", text)


if __name__ == "__main__":
    main(sys.argv[1:])
