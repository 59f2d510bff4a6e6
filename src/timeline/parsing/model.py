"""Step 6c, the dataset as teacher: a linear model that knows how records tell of each type, act and domain.

Its weights are made from the records' own titles and summaries by ``timeline.parsing.training``. It reads the title
and the first paragraphs, with all names taken out, so that it learns how acts are told and not who mostly does them.
It does not code by itself: it says how far the words are like those of records of each class, and ``acts`` weighs
that with the patterns of the lexicon.
"""

from __future__ import annotations

import io
import lzma
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, lru_cache
from zlib import crc32

import numpy as np

from timeline.parsing.document import Document
from timeline.parsing.gazetteer import FOCAL
from timeline.paths import schemas_dir

BITS = 16
"""Features share 2 ** BITS rows of weights."""
HEAD_PARAGRAPHS = 2
"""The model reads the title and so many paragraphs, which is about what a record's summary holds."""
STEM = 6
"""A longer word also counts by its first letters, so that its forms help each other."""
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

    def values(self, features: set[str]) -> dict[str, float]:
        """For each class the margin of the features: above 0 is like the class, below 0 unlike it."""
        if not features:
            return {}
        index = hashed(features)
        total = self.rows[index].sum(axis=0, dtype=np.int32)
        margins = total * self.scale / np.float32(len(index) ** 0.5) + self.bias
        return dict(zip(self.classes, margins.tolist(), strict=True))


def features_of(document: Document) -> set[str]:
    """The words of an article's head, their beginnings and their pairs; names and numbers by their kind only.

    Those of the title count a second time as such, since a title names the act and leaves out the rest.

    >>> from timeline.parsing.document import build_document
    >>> sorted(features_of(build_document("Niger signs with Russia.", "en", None)))[:4]
    ['.', '<niger>', '<niger> signs', '<partner>']
    """
    found: set[str] = set()
    for analysed in document.sentences:
        if analysed.paragraph > HEAD_PARAGRAPHS:
            break
        keys, at = analysed.sentence.keys, analysed.at
        position, previous = 0, ""
        own: set[str] = set()
        while position < len(keys):
            mention = at.get(position)
            if mention is not None:
                named_niger = mention.code == FOCAL and mention.kind == "partner"
                word = "<niger>" if named_niger else f"<{mention.kind}>"
                position = max(mention.end, position + 1)
            else:
                word = keys[position]
                position += 1
                if word[:1].isdecimal():
                    word = "<digits>"
                elif len(word) > STEM:
                    own.add(word[:STEM] + "*")
            own.add(word)
            if previous:
                own.add(f"{previous} {word}")
            previous = word
        found |= own
        if analysed.paragraph == 0:
            found.update(map("title: ".__add__, own))
    return found


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


def _current() -> Weights | None:
    return _instead[-1] if _instead else shipped()


def loudness(keys: list[str], position: int, classes: tuple[str, ...]) -> float:
    """How much one word of a sentence, given by its folded words, speaks for some classes."""
    weights = _current()
    if weights is None:
        return 0.0
    word = keys[position]
    index = hashed({word, word[:STEM] + "*"} if len(word) > STEM else {word})
    columns = [weights.classes.index(name) for name in classes]
    return float((weights.rows[index][:, columns] * weights.scale[columns]).sum())


def margins(document: Document) -> dict[str, float]:
    """How far an article's head is like the records of each class; empty without weights."""
    weights = _current()
    return weights.values(features_of(document)) if weights else {}
