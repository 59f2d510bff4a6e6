"""Where the command line prints, and how long work shows itself."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

out = Console(highlight=False, soft_wrap=True, markup=False)
errors = Console(stderr=True, highlight=False, soft_wrap=True, markup=False)


def reading(files: Iterable[Path]) -> Iterable[Path]:
    """A progress bar over files, on a terminal only."""
    known = list(files)
    if not errors.is_terminal:
        yield from known
        return
    columns = TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn()
    with Progress(*columns, console=errors, transient=True) as progress:
        yield from progress.track(known, description="reading records")
