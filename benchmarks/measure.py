"""How times are taken: both sides in turn, in one process, best of several rounds."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from timeline.pages.measured import Table, Text


@dataclass(frozen=True)
class Row:
    """One comparison: ours against theirs, as a ratio, with what was aimed at; texts in English and French."""

    what: Text
    against: Text
    ours: float
    theirs: float
    ratio: float
    aim: str
    unit: str = "s"


def side_by_side(ours: Callable[[], object], theirs: Callable[[], object], rounds: int = 5) -> tuple[float, float]:
    """Best seconds of each side; rounds alternate, so that both meet the same machine."""
    best = [float("inf"), float("inf")]
    for _ in range(rounds):
        for index, work in enumerate((ours, theirs)):
            gc.collect()
            start = time.perf_counter()
            work()
            best[index] = min(best[index], time.perf_counter() - start)
    return best[0], best[1]


def compare(
    what: Text, against: Text, ours: float, theirs: float, aim: str, *, inverse: bool = False, unit: str = "s"
) -> Row:
    """A row from two times, or sizes in ``MB``; ``inverse``: how many times less ours is, instead of more."""
    return Row(what, against, ours, theirs, theirs / ours if inverse else ours / theirs, aim, unit)


def table(rows: Sequence[Row]) -> Table:
    """The rows as a table for the pages."""
    head: list[Text] = [["what", "quoi"], ["against", "face à"], ["ours", "nous"], ["theirs", "eux"],
                        ["ratio", "rapport"], ["aim", "but"]]  # fmt: skip
    return {
        "head": head,
        "rows": [
            [r.what, r.against, _shown(r.ours, r.unit), _shown(r.theirs, r.unit), f"**{r.ratio:.2f}**", r.aim]
            for r in rows
        ],
    }


def _shown(value: float, unit: str) -> str:
    if unit != "s":
        return f"{value:.1f} {unit}"
    return f"{value * 1000:.1f} ms" if value < 1 else f"{value:.2f} s"
