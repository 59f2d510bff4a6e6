"""Where the command line prints, and how long work shows itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TypeVar

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

out = Console(highlight=False, soft_wrap=True, markup=False)
errors = Console(stderr=True, highlight=False, soft_wrap=True, markup=False)


T = TypeVar("T")


def reading(files: Iterable[Path]) -> Iterable[Path]:
    """A progress bar over files, on a terminal only."""
    known = list(files)
    return following(known, len(known), "reading records")


def following(items: Iterable[T], total: int, what: str) -> Iterator[T]:
    """A progress bar over so many items as they come, on a terminal only."""
    if not errors.is_terminal:
        yield from items
        return
    columns = TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn()
    with Progress(*columns, console=errors, transient=True) as progress:
        yield from progress.track(items, total=total, description=what)
