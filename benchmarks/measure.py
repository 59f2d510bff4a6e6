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
    what: str, against: str, ours: float, theirs: float, aim: str, *, inverse: bool = False, unit: str = "s"
) -> Row:
    """A row from two times, or sizes in ``MB``; ``inverse``: how many times less ours is, instead of more."""
    return Row(what, against, ours, theirs, theirs / ours if inverse else ours / theirs, aim, unit)


def table(rows: Sequence[Row]) -> str:
    """The rows as a Markdown table."""
    lines = ["| what | against | ours | theirs | ratio | aim |", "|---|---|---|---|---|---|"]
    for r in rows:
        ours, theirs = _shown(r.ours, r.unit), _shown(r.theirs, r.unit)
        lines.append(f"| {r.what} | {r.against} | {ours} | {theirs} | **{r.ratio:.2f}** | {r.aim} |")
    return "\n".join(lines)


def _shown(value: float, unit: str) -> str:
    if unit != "s":
        return f"{value:.1f} {unit}"
    return f"{value * 1000:.1f} ms" if value < 1 else f"{value:.2f} s"
