"""What training has in common: examples of a checkout become weights in a file, which must be those of its examples.

The modules ``training`` (how acts are told), ``partner_training``, ``day_training`` and ``further_training`` hold a
lesson each, ``detail_training`` three; ``teaching`` gives them all.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, Protocol, TypeVar

from timeline.findings import shown
from timeline.storage import write_atomic


class Weights(Protocol):
    """What training makes."""

    @property
    def learned_from(self) -> str:
        """SHA-256 of the examples."""
        ...


E = TypeVar("E")
W = TypeVar("W", bound=Weights)


@dataclass(frozen=True, slots=True)
class Lesson(Generic[E, W]):
    """How one file of weights is made from a checkout."""

    file: str
    """Its name, in ``schemas/lexicon``."""
    examples: Callable[[Path], list[E]]
    train: Callable[[Sequence[E]], W]
    digest: Callable[[Sequence[E]], str]
    """SHA-256 of everything that training sees, its settings among it."""
    dumps: Callable[[W], bytes]
    loads: Callable[[bytes], W]
    is_of: Callable[[W, Sequence[E]], bool]
    """Whether weights are what training on some examples gives, up to the rounding of processors."""

    def path(self, root: Path) -> Path:
        """Where a checkout keeps the weights."""
        return root / "schemas" / "lexicon" / self.file

    def up_to_date(self, root: Path) -> bool:
        """Whether the committed weights are what training on the checkout gives now."""
        path = self.path(root)
        return path.is_file() and self.is_of(self.loads(path.read_bytes()), self.examples(root))

    def write(self, root: Path) -> str:
        """Trains and writes the weights; what was written, empty where they are there already for these examples."""
        path = self.path(root)
        learned = self.examples(root)
        if path.is_file() and self.loads(path.read_bytes()).learned_from == self.digest(learned):
            return ""
        write_atomic(path, self.dumps(self.train(learned)))
        return f"{shown(path)}: {len(learned)} examples, {path.stat().st_size / 1024:.0f} kB"


def digest(settings: Iterable[object], examples: Iterable[object]) -> str:
    """The SHA-256 of settings and examples, as they print.

    >>> digest([1, 0.5], ["a"]) == digest([1, 0.5], ["a"]), digest([1], ["a"]) == digest([2], ["a"])
    (True, False)
    """
    found = hashlib.sha256(" ".join(map(str, settings)).encode())
    for one in examples:
        found.update(f"\n{one}".encode())
    return found.hexdigest()
