"""``import timeline`` against ``import pandas``, each in a fresh interpreter."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator

from benchmarks.measure import Row, compare, side_by_side


def _fresh(code: str) -> None:
    subprocess.run([sys.executable, "-c", code], check=True)


def rows() -> Iterator[Row]:
    """Whole processes, interpreter start included on both sides."""
    ours, theirs = side_by_side(lambda: _fresh("import pandas, timeline"), lambda: _fresh("import pandas"), rounds=9)
    yield compare("`import timeline`", "`import pandas`", ours, theirs, "≤ 1.15")
