"""What the parser made of each set of articles when it first read them, before anything was mended.

    python -m benchmarks.parsing.unseen sealed    reads a set for the first time, and keeps the scores for good

What is read unseen is nearest to what a user should expect, and a set is unseen once only:
``benchmarks/results/unseen.json`` holds its scores and the commit that read it.
"""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import asdict, dataclass
from pathlib import Path

from benchmarks.parsing.accuracy import measure
from benchmarks.parsing.articles import ARTICLES, ROOT, cases
from timeline.errors import TimelineError
from timeline.storage import write_atomic

FILE = ROOT / "benchmarks" / "results" / "unseen.json"


class ReadBeforeError(TimelineError):
    """A set of articles is unseen only once."""


@dataclass(frozen=True, slots=True)
class Reading:
    """The first reading of a set: its size, the commit of the parser where it is known, and the share right a field."""

    name: str
    articles: int
    commit: str | None
    scores: dict[str, float]


def readings(file: Path = FILE) -> list[Reading]:
    """The first readings that were kept, the oldest first."""
    return [Reading(**row) for row in json.loads(file.read_text("utf-8"))] if file.is_file() else []


def keep(reading: Reading, file: Path = FILE) -> None:
    """Keeps a first reading.

    Raises ReadBeforeError for a set that was read before.
    """
    known = readings(file)
    if any(reading.name == other.name for other in known):
        raise ReadBeforeError(
            f"the articles of {reading.name} were read before", remedy="write further articles to read unseen"
        )
    write_atomic(file, json.dumps([asdict(one) for one in (*known, reading)], ensure_ascii=False, indent=1) + "\n")


def first_reading(name: str, folder: Path) -> Reading:
    """Reads a set with weights that were trained without the events that it may tell of."""
    from benchmarks.parsing import learning

    articles = cases(folder)
    with learning.without(articles):
        scores = measure(articles).scores()
    commit = subprocess.run(["git", "rev-parse", "HEAD"], cwd=ROOT, capture_output=True, text=True, check=True)
    return Reading(
        name, len(articles), commit.stdout.strip(), {field: round(share, 3) for field, share in scores.items()}
    )


def main(arguments: list[str]) -> None:
    """Keeps the first reading of a set."""
    [name] = arguments
    if any(name == other.name for other in readings()):
        raise ReadBeforeError(f"the articles of {name} were read before", remedy="write further articles")
    reading = first_reading(name, ARTICLES / name)
    keep(reading)
    print(reading)


if __name__ == "__main__":
    main(sys.argv[1:])
