"""How times are taken: both sides in turn, in one process, best of several rounds."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """One comparison: ours against theirs, as a ratio, with what was aimed at."""

    what: str
    against: str
    ours: float
    theirs: float
    ratio: float
    aim: str


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


def compare(what: str, against: str, ours: float, theirs: float, aim: str, *, inverse: bool = False) -> Row:
    """A row from two times; ``inverse`` gives how many times faster ours is, instead of how much slower."""
    return Row(what, against, ours, theirs, theirs / ours if inverse else ours / theirs, aim)


def table(rows: Sequence[Row]) -> str:
    """The rows as a Markdown table."""
    lines = ["| what | against | ours | theirs | ratio | aim |", "|---|---|---|---|---|---|"]
    lines += [
        f"| {r.what} | {r.against} | {_seconds(r.ours)} | {_seconds(r.theirs)} | **{r.ratio:.2f}** | {r.aim} |"
        for r in rows
    ]
    return "\n".join(lines)


def _seconds(value: float) -> str:
    return f"{value * 1000:.1f} ms" if value < 1 else f"{value:.2f} s"
