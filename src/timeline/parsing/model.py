"""Step 6d, the dataset as teacher: a linear model that knows how each type, act and domain is told.

Its weights are made by ``timeline.parsing.training`` from the records and their openings. What it reads is said in
``features``: the words of an article's head, and the patterns of the lexicon that were found there, so that it learns
how far each pattern is to be trusted beside which words. ``learned`` codes by it.
"""

from __future__ import annotations

import io
import lzma
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, lru_cache
from zlib import crc32

import numpy as np

from timeline.parsing.features import Features
from timeline.paths import schemas_dir

BITS = 16
"""Features share 2 ** BITS rows of weights."""
SIGN_WEIGHT = 1.5
"""A pattern of the lexicon counts so many times a word."""
PLACE_WEIGHTS = (1.0, 1.0, 0.7, 0.5)
"""What the title and each of the first paragraphs weigh."""
NO_ACT = "none"
"""The class of articles that tell of no act between Niger and a foreign partner."""
WEIGHTS_FILE = "weights.bin"


@dataclass(frozen=True, slots=True)
class Weights:
    """What was learned: for each row of hashed features and each class, how far the feature speaks for the class."""

    classes: tuple[str, ...]
    """``type:CONSULT``, ``act:visit``, ``domain:security``, ``orientation:away`` …"""
    rows: np.ndarray
    """int8, features x classes."""
    scale: np.ndarray
    """float32, what one unit of a class's column is worth."""
    bias: np.ndarray
    """float32, the value of a class before any word is read."""
    learned_from: str
    """SHA-256 of what it was trained on."""

    def values(self, told: Sequence[Features]) -> dict[str, float]:
        """For each class how far an article is like it: above 0 like it, below 0 unlike it.

        ``told`` are the features of its title and of its first paragraphs; the margin is the mean of theirs, by
        ``PLACE_WEIGHTS``.
        """
        placed = [(weight, part) for weight, part in zip(PLACE_WEIGHTS, told, strict=False) if part.words]
        if not placed:
            return {}
        total = np.zeros(len(self.classes), dtype=np.float32)
        for weight, features in placed:
            index = hashed(features.words)
            sums = self.rows[index].sum(axis=0, dtype=np.int32).astype(np.float32)
            if features.signs:
                sums += SIGN_WEIGHT * self.rows[hashed(features.signs)].sum(axis=0, dtype=np.int32)
            total += weight * (sums * self.scale / np.float32(len(index) ** 0.5) + self.bias)
        return dict(zip(self.classes, (total / sum(weight for weight, _ in placed)).tolist(), strict=True))


def hashed(features: set[str]) -> np.ndarray:
    """The rows of weights that features fall on, each once, in order."""
    return np.array(sorted(set(map(_row, features))), dtype=np.intp)


@lru_cache(maxsize=65536)
def _row(feature: str) -> int:
    """The row of weights that a feature falls on."""
    return crc32(feature.encode()) & ((1 << BITS) - 1)


def dumps(weights: Weights) -> bytes:
    """Weights as a compact file."""
    stream = io.BytesIO()
    np.savez(
        stream, classes=np.array(weights.classes), rows=np.ascontiguousarray(weights.rows.T), scale=weights.scale,
        bias=weights.bias, learned_from=np.array(weights.learned_from),
    )  # fmt: skip
    return lzma.compress(stream.getvalue(), preset=6)


def loads(content: bytes) -> Weights:
    """Weights from a file that ``dumps`` made."""
    with np.load(io.BytesIO(lzma.decompress(content))) as data:
        return Weights(
            tuple(str(name) for name in data["classes"]),
            np.ascontiguousarray(data["rows"].T),
            data["scale"],
            data["bias"],
            str(data["learned_from"]),
        )


@cache
def shipped() -> Weights | None:
    """The weights that the checkout or the wheel holds; None before the first build."""
    path = schemas_dir() / "lexicon" / WEIGHTS_FILE
    return loads(path.read_bytes()) if path.is_file() else None


_instead: list[Weights | None] = []


@contextmanager
def using(weights: Weights | None) -> Iterator[None]:
    """Reads with other weights, or with none: for measuring what they are worth."""
    _instead.append(weights)
    try:
        yield
    finally:
        _instead.pop()


def current() -> Weights | None:
    """The weights in use; None where there are none."""
    return _instead[-1] if _instead else shipped()
