"""Where the command line prints, and how long work shows itself."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from enum import StrEnum
from pathlib import Path
from typing import Annotated, TypeVar

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from timeline.findings import shown

out = Console(highlight=False, soft_wrap=True, markup=False)
errors = Console(stderr=True, highlight=False, soft_wrap=True, markup=False)


class Tongue(StrEnum):
    """A language in which a command speaks."""

    en = "en"
    fr = "fr"


def spoken() -> Tongue:
    """French where the environment's locale is French, else English."""
    locale = next((value for name in ("LC_ALL", "LC_MESSAGES", "LANG") if (value := os.environ.get(name))), "")
    return Tongue.fr if locale.lower().startswith("fr") else Tongue.en


Spoken = Annotated[
    Tongue,
    typer.Option("--lang", default_factory=spoken, show_default="the locale's, or en", help="Language of the answers."),
]

T = TypeVar("T")


_FEW = 24  # files that a line can name


def wrote(paths: Collection[Path]) -> str:
    """What a command wrote, and where, in a line: the files, or how many in which folders where they are many.

    >>> wrote([])
    'wrote: nothing: all files were up to date'
    >>> wrote([Path("reports") / f"{n}.png" for n in range(30)])
    'wrote: 30 files in reports'
    """
    if len(paths) <= _FEW:
        return "wrote: " + (", ".join(map(shown, paths)) or "nothing: all files were up to date")
    folders = Counter(shown(path.parent) for path in paths)
    return "wrote: " + ", ".join(f"{count} files in {folder}" for folder, count in folders.items())


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
