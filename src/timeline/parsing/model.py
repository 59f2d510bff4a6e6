"""Step 6d, the dataset as teacher: a linear model that knows how each type, act and domain is told.

Its weights are made by ``training`` from the records and their openings. What it reads is said in
``features``: the words of an article's head, and the patterns of the lexicon that were found there, so that it learns
how far each pattern is to be trusted beside which words. ``learned`` codes by it.
"""

from __future__ import annotations

import io
import lzma
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import chain
from zlib import crc32

import numpy as np

from timeline.codebook import load_codebook
from timeline.parsing.features import Features, stems
from timeline.parsing.taught import Taught
from timeline.parsing.told import UNSEEN, Coding, Told
from timeline.paths import schemas_dir

BITS = 16
"""Features share 2 ** BITS rows of weights."""
SIGN_WEIGHT = 1.5
"""A pattern of the lexicon counts so many times a word."""
PLACE_WEIGHTS = (1.0, 1.0, 0.7, 0.5)
"""What the title and each of the first paragraphs weigh, each read by itself …"""
TOGETHER = (2, 3)
"""… and so many of them are read together besides, with the weight of a title."""
NO_ACT = "none"
"""The class of articles that tell of no act between Niger and a foreign partner."""
BACKGROUND = "background"
"""The class of paragraphs that report nothing new."""
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

    def only(self, classes: Sequence[str]) -> Weights:
        """Those of some classes."""
        columns = [self.classes.index(name) for name in classes]
        return replace(
            self, classes=tuple(classes), rows=self.rows[:, columns], scale=self.scale[columns], bias=self.bias[columns]
        )

    def read(self, parts: Sequence[Features]) -> Told:
        """How far an article is like each class, of which ``parts`` are the title and the first paragraphs.

        The margin of a class is the weighted mean of those of the parts and of the first of them together.
        """
        told = [(set(_all_rows(part.words)), set(map(_row, part.signs))) for part in parts]
        alone = [number for number, (words, _) in enumerate(told) if words]
        if not alone:
            return Told()
        together = [size for size in TOGETHER if len(parts) >= size]
        windows = [told[number] for number in alone]
        windows += [_together(told[:size]) for size in together]
        margins = self._margins(windows)
        own = dict(zip(alone, margins, strict=False))
        apart = tuple(self._likeliest(own[number]) if number in own else None for number in range(len(parts)))
        stale = tuple(self._stale(own[number]) if number in own else UNSEEN for number in range(len(parts)))
        head = dict(enumerate(PLACE_WEIGHTS))
        weights = [*(head.get(number, 0.0) for number in alone), *(1.0 for _ in together)]
        mean = np.average(margins, axis=0, weights=weights).astype(np.float32)
        return Told(dict(zip(self.classes, mean.tolist(), strict=True)), self._likeliest(mean), apart, stale)

    def _margins(self, windows: Sequence[tuple[set[int], set[int]]]) -> np.ndarray:
        """The margins of some texts, each the rows of its words and of its signs: texts x classes."""
        every = sorted({row for window in windows for rows in window for row in rows})
        column = {row: number for number, row in enumerate(every)}
        held = np.zeros((len(windows), len(every)), np.float32)
        for line, (words, signs) in zip(held, windows, strict=True):
            line[[column[row] for row in words]] = 1
            line[[column[row] for row in signs]] += np.float32(SIGN_WEIGHT)
        sums = held @ self.rows[every].astype(np.float32)  # exact: sums of small whole numbers and halves
        sizes = np.array([[len(words)] for words, _ in windows], np.float32)
        return sums * self.scale / np.sqrt(sizes) + self.bias

    def _stale(self, margins: np.ndarray) -> float:
        return float(margins[self.classes.index(BACKGROUND)]) if BACKGROUND in self.classes else UNSEEN

    def _likeliest(self, margins: np.ndarray) -> Coding | None:
        pairs, acts, types = _pairs(self.classes)
        if not pairs:
            return None
        sums = margins[acts] + margins[types]
        best = int(sums.argmax())
        return Coding(*pairs[best], float(sums[best]))

    def loudest(self, words: Sequence[str], coding: Coding) -> int:
        """Which of some words speaks most for a coding: its position."""
        found = [_rows_of(word) for word in words]
        index = np.fromiter(chain.from_iterable(found), np.intp)
        spoken = sum(
            (self.rows[index, column] * self.scale[column] for column in map(self.classes.index, coding.classes)),
            np.zeros(len(index)),
        )
        return int(np.add.reduceat(spoken, np.cumsum([0, *map(len, found[:-1])])).argmax())


@lru_cache(maxsize=16)
def _pairs(classes: tuple[str, ...]) -> tuple[list[tuple[str, str]], np.ndarray, np.ndarray]:
    """The acts and types that the codebook allows together and the classes hold, and where these stand."""
    column = {name: number for number, name in enumerate(classes)}
    pairs = [
        (act, kind)
        for act, term in load_codebook()["act"].items()
        for kind in term.extra["event_types"]
        if f"act:{act}" in column and f"type:{kind}" in column
    ]
    acts = np.array([column[f"act:{act}"] for act, _ in pairs], dtype=np.intp)
    types = np.array([column[f"type:{kind}"] for _, kind in pairs], dtype=np.intp)
    return pairs, acts, types


def _together(parts: Sequence[tuple[set[int], set[int]]]) -> tuple[set[int], set[int]]:
    """The rows of the words and of the signs of some texts."""
    return {row for words, _ in parts for row in words}, {row for _, signs in parts for row in signs}


def word_rows(words: Iterable[str]) -> np.ndarray:
    """The rows of weights that words and their beginnings fall on, each once, in order."""
    return np.array(sorted(set(_all_rows(words))), dtype=np.intp)


def sign_rows(signs: Iterable[str]) -> np.ndarray:
    """The rows of weights that patterns of the lexicon fall on, each once, in order."""
    return np.array(sorted(set(map(_row, signs))), dtype=np.intp)


def _all_rows(words: Iterable[str]) -> Iterable[int]:
    return chain.from_iterable(map(_rows_of, words))


@lru_cache(maxsize=65536)
def _rows_of(word: str) -> tuple[int, ...]:
    return tuple(map(_row, (word, *stems(word))))


@lru_cache(maxsize=65536)
def _row(feature: str) -> int:
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


def _read() -> Weights | None:
    path = schemas_dir() / "lexicon" / WEIGHTS_FILE
    return loads(path.read_bytes()) if path.is_file() else None


_taught = Taught(_read)
shipped, using, current, forget = _taught.shipped, _taught.using, _taught.current, _taught.forget
