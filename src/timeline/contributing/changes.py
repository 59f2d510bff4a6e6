"""Which files differ from another state of the repository, and what stood in them there: asked of git."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from timeline.errors import TimelineError

RECORDS = "data/events/"
#: A change below these folders alone is a contribution of records.
CONTRIBUTED = (RECORDS, "data/reference/")


class NoRepositoryError(TimelineError):
    """Git does not answer: no repository, or no such state."""


@dataclass(frozen=True, slots=True)
class Change:
    """A file that differs; ``before`` is its content then, ``after`` now, None where it was or is not there."""

    path: str
    before: bytes | None
    after: bytes | None

    @property
    def is_record(self) -> bool:
        """Whether the file is an event's."""
        return self.path.startswith(RECORDS) and self.path.endswith(".yaml")

    @property
    def event_id(self) -> str:
        """The id of the event that the file holds."""
        return PurePosixPath(self.path).stem


def changes(root: Path, base: str) -> list[Change]:
    """Every file of the checkout, committed or not, that differs from where it parted from ``base``.

    Raises NoRepositoryError where git cannot tell."""
    if base.startswith("-"):
        raise NoRepositoryError(f"{base!r} is no state of the repository", remedy="give a branch, tag or commit")
    start = _git(root, "merge-base", base, "HEAD").decode().strip()
    named = _git(root, "diff", "--name-only", "--no-renames", "--relative", "-z", start)
    new = _git(root, "ls-files", "--others", "--exclude-standard", "-z")
    paths = sorted({name.decode("utf-8", "surrogateescape") for name in (named + new).split(b"\0") if name})
    then = dict(_contents(root, start, paths))
    return [Change(path, then[path], _now(root / path)) for path in paths]


def count_records(root: Path, base: str) -> int:
    """How many event files there were where the checkout parted from ``base``."""
    start = _git(root, "merge-base", base, "HEAD").decode().strip()
    names = _git(root, "ls-tree", "-r", "--name-only", "-z", start, "--", RECORDS).split(b"\0")
    return sum(name.endswith(b".yaml") for name in names)


def only_contributed(found: Sequence[Change]) -> bool:
    """Whether a change touches records and reference rows and nothing else."""
    return bool(found) and all(change.path.startswith(CONTRIBUTED) for change in found)


def _now(path: Path) -> bytes | None:
    try:
        return path.read_bytes() if path.is_file() else None
    except OSError:
        return None


def _contents(root: Path, start: str, paths: Sequence[str]) -> Iterator[tuple[str, bytes | None]]:
    for path in paths:
        asked = subprocess.run(
            ["git", "-C", str(root), "cat-file", "blob", f"{start}:./{path}"], capture_output=True, check=False
        )
        yield path, asked.stdout if asked.returncode == 0 else None


def _git(root: Path, *arguments: str) -> bytes:
    try:
        return subprocess.run(["git", "-C", str(root), *arguments], capture_output=True, check=True).stdout
    except FileNotFoundError:
        raise NoRepositoryError("git is not installed", remedy="install git") from None
    except subprocess.CalledProcessError as error:
        said = error.stderr.decode("utf-8", "replace").strip().splitlines() or ["no answer"]
        raise NoRepositoryError(
            f"git says: {said[0]}", remedy="give --base a branch, tag or commit that is here"
        ) from None
