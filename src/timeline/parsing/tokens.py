"""Step 3, tokens and sentences: paragraphs become lists of words with their offsets.

Apostrophes and hyphens part words and are dropped (``l'Ukraine`` is ``l`` + ``ukraine``, ``États-Unis`` is two
words), so that names and patterns match however a paper writes them. Other punctuation stays as tokens.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from operator import add

from timeline.parsing.text import fold

_TOKEN = re.compile(r"(?:[A-Z]\.){2,6}|[^\W\d_]+|\d+(?:[.,]\d+)*|[^\w\s'\-]|(?<= )-{1,2}(?= )")
_ENDERS = frozenset(".!?…")
_OPENERS = frozenset('«"([—–-•>/')
_CLOSERS = frozenset('»")]')
_ABBREVIATIONS = frozenset(
    [
        "m",
        "mm",
        "mme",
        "mlle",
        "dr",
        "pr",
        "me",
        "st",
        "ste",
        "mgr",
        "gen",
        "gal",
        "col",
        "lt",
        "cdt",
        "cap",
        "capt",
        "cne",
        "sgt",
        "adj",
        "mr",
        "mrs",
        "ms",
        "jr",
        "sr",
        "sen",
        "rep",
        "gov",
        "hon",
        "prof",
        "jan",
        "janv",
        "feb",
        "fev",
        "fevr",
        "mar",
        "apr",
        "avr",
        "jun",
        "jul",
        "juil",
        "aug",
        "sept",
        "sep",
        "oct",
        "nov",
        "dec",
        "no",
        "nos",
        "art",
        "vol",
        "p",
        "pp",
        "al",
        "env",
        "etc",
        "cf",
        "inc",
        "ltd",
        "co",
        "corp",
        "vs",
        "amb",
        "min",
        "brig",
        "eng",
        "ing",
        "maj",
        "lieut",
    ]
)


@dataclass(slots=True)
class Sentence:
    """A sentence as parallel lists: words as printed, in lower case, folded, and their offsets in the text."""

    words: list[str] = field(default_factory=list[str])
    low: list[str] = field(default_factory=list[str])
    keys: list[str] = field(default_factory=list[str])
    starts: list[int] = field(default_factory=list[int])
    ends: list[int] = field(default_factory=list[int])
    paragraph: int = 0
    """0 is the title, 1 the first paragraph of the body, and so on."""
    index: int = 0
    """Position among all sentences of the article."""

    def __len__(self) -> int:
        return len(self.words)

    @property
    def start(self) -> int:
        """Offset of the first character."""
        return self.starts[0]

    @property
    def end(self) -> int:
        """Offset after the last character."""
        return self.ends[-1]


def split_sentences(text: str, start: int, end: int, paragraph: int = 0) -> list[Sentence]:
    """The sentences of ``text[start:end]``, one paragraph.

    >>> [" ".join(s.words) for s in split_sentences("M. Mody est à Paris. L'U.E. attend.", 0, 35)]
    ['M . Mody est à Paris .', 'L U.E. attend .']
    """
    matches = list(_TOKEN.finditer(text, start, end))
    words = [match[0] for match in matches]
    low, keys = [word.lower() for word in words], list(map(fold, words))
    starts = [match.start() for match in matches]
    ends = list(map(add, starts, map(len, words)))
    bounds = [0, *_openings(text, words, ends, end), len(words)]
    return [
        Sentence(words[first:last], low[first:last], keys[first:last], starts[first:last], ends[first:last], paragraph)
        for first, last in pairwise(bounds)
        if first < last
    ]


def _openings(text: str, words: list[str], ends: list[int], end: int) -> Iterator[int]:
    """The words with which a further sentence opens."""
    size = len(words)
    for position, word in enumerate(words):
        if word not in _ENDERS or (word == "." and _abbreviated(text, words, position, ends[position], end)):
            continue
        following = position + 1
        while following < size and words[following] in _CLOSERS:
            following += 1
        if following < size:
            first = words[following][0]
            if first not in _ENDERS and (first.isupper() or first.isdecimal() or first in _OPENERS):
                yield following


def _abbreviated(text: str, words: list[str], position: int, after: int, end: int) -> bool:
    """Whether a full stop belongs to an abbreviation or stands inside a word."""
    if after < end and not text[after].isspace():
        return text[after] not in '»")]'
    before = words[position - 1] if position else ""
    return fold(before) in _ABBREVIATIONS or (len(before) == 1 and before.isupper())
