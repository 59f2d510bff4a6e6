"""Step 3c, digests: pages that tell of several things one after the other, and which paragraphs tell of one.

A digest ("Niger / Qatar. …", "Mali : …"), the decisions of a council, a page written hour by hour: each item is a short
article of its own, of which only those of Niger are read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from timeline.parsing.gazetteer import FOCAL, find, names
from timeline.parsing.resources import lexicon_data
from timeline.parsing.text import fold
from timeline.parsing.tokens import split_sentences

LABEL_WORDS = 4
"""An item of a digest opens with a label of at most so many words …"""
HEADING_WORDS = 7
"""… or, once it is known to be one, with a heading of at most so many."""
LEAST_DECISIONS = 2
"""A list of decisions has at least so many paragraphs."""
LEAST_LABELS = 3
"""So many countries as labels make a digest, whatever its title says."""
_LABEL = re.compile(r"[^\W\d_][^.:–—\n]{1,50}(?:[.:]|\s[–—])")
"""The country or countries with which an item of a digest opens ("Niger / IMF.", "Mali :")."""
_BESIDE_NAMES = frozenset(("i", "ii", "iii", "iv", "and", "et", "the", "le", "la", "l"))
"""What stands beside the names in a label."""
_LETTERS = re.compile(r"[^\W\d_]+|\d+")
_TIME = re.compile(r"\d{1,2}[:hH.]\d{2}\b")

Row = tuple[int, int, int]
"""First and last offset of a paragraph, and its number: 0 for the title."""


def items_of(text: str, lang: str, story: Sequence[Row]) -> list[list[Row]]:
    """The items of a page that may be about Niger, each as rows of its own; none where it tells of one thing.

    The heading of an item is its title.

    >>> text = "Sahel digest\\nNiger / Qatar. A visit.\\nMali. Rain."
    >>> lines = [(0, 12, 0), (13, 36, 1), (37, 47, 2)]
    >>> [[text[start:end] for start, end, _ in item] for item in items_of(text, "en", lines)]
    [['Niger / Qatar. A visit.']]
    """
    data = lexicon_data(lang)
    title = _folded(text[slice(*story[0][:2])])

    def entitled(table: str) -> bool:
        return any(f" {_folded(phrase)} " in f" {title} " for phrase in data[table])

    if entitled("list_titles") and len(story) > LEAST_DECISIONS:
        return [[(start, end, 1)] for start, end, _ in story[1:]]
    if entitled("live_titles") and any(_TIME.match(text, start, end) for start, end, _ in story[1:]):
        return list(_stamped(text, story[1:]))
    labels = [_label(text, lang, row) for row in story[1:]]
    countries = [frozenset(codes) for _, codes in labels if codes]
    if (entitled("digest_titles") and countries) or len(set(countries)) >= LEAST_LABELS:
        return list(_labelled(story[1:], labels))
    return []


def _folded(text: str) -> str:
    return " ".join(map(fold, _LETTERS.findall(text)))


def _label(text: str, lang: str, row: Row) -> tuple[int, list[str]]:
    """Where the label or heading of a paragraph ends, its start where it has none; the partners that a label lists."""
    start, end, _ = row
    label = _LABEL.match(text, start, min(end, start + 60))
    words = len(_LETTERS.findall(label[0])) if label else 0
    if label is None or words > HEADING_WORDS:
        return start, []
    sentence = split_sentences(text, start, label.end(), 0)[0]
    about = [mention for mention in find(sentence, names(lang)) if mention.kind == "partner"]
    named = {index for mention in about for index in range(mention.start, mention.end)}
    others = [word for index, word in enumerate(sentence.low) if index not in named and word.isalpha()]
    listed = words <= LABEL_WORDS and _BESIDE_NAMES.issuperset(others)
    return label.end(), [mention.code for mention in about] if listed else []


def _labelled(story: Sequence[Row], labels: Sequence[tuple[int, list[str]]]) -> Iterator[list[Row]]:
    """The items of Niger in a digest; where none is labelled so, those under a heading of no country may be."""
    named = any(FOCAL in codes for _, codes in labels)
    starts = [number for number, (stop, codes) in enumerate(labels) if codes or (not named and stop > story[number][0])]
    for first, last in pairwise([*starts, len(story)]):
        stop, codes = labels[first]
        if codes and FOCAL not in codes:
            continue
        start, end, _ = story[first]
        rows = [(start, end, 1)] if codes or stop == end else [(start, stop, 0), (stop, end, 1)]
        yield rows + [(*row[:2], number) for number, row in enumerate(story[first + 1 : last], 2)]


def _stamped(text: str, story: Sequence[Row]) -> Iterator[list[Row]]:
    """The items of a live page: what follows a time of day."""
    rows: list[Row] = []
    for start, end, _ in story:
        if _TIME.match(text, start, end):
            if rows:
                yield rows
            rows = []
            continue
        rows.append((start, end, len(rows) + 1))
    if rows:
        yield rows
