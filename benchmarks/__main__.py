"""Run every benchmark and print one table; ``--write`` keeps it for README and puts it there."""

from __future__ import annotations

import sys

from benchmarks import building, drawing, importing, loading, page, validating
from benchmarks.measure import Row, table
from timeline.pages import write_pages
from timeline.pages.measured import Part, printed, write_results
from timeline.paths import project_root


def main(arguments: list[str]) -> None:
    """Measure, print, and write on demand."""
    rows: list[Row] = []
    for part in (importing, loading, building, validating, drawing, page):
        for row in part.rows():
            print(f"{printed([row.what], 'en')}: {row.ratio:.2f}", file=sys.stderr, flush=True)
            rows.append(row)
    results: list[Part] = [table(rows)]
    print(printed(results, "en"))
    if "--write" in arguments:
        write_results(project_root(), "benchmarks", results)
        write_pages(project_root())


if __name__ == "__main__":
    main(sys.argv[1:])
