"""What the model reads of an article: the words of its head, and the patterns of the lexicon that were found there.

All names are taken out, so that the model learns how acts are told and not who mostly does them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from timeline.parsing.acts import Candidate, codes_of
from timeline.parsing.document import Analysed, Document
from timeline.parsing.gazetteer import FOCAL

PARAGRAPHS = 5
"""The title and the paragraphs after it that are read, each by itself."""
STEMS = (4, 6, 8)
"""A longer word also counts by so many first letters, so that its forms help each other."""


@dataclass(frozen=True, slots=True)
class Features:
    """What is known of how a paragraph, or some of them together, is told."""

    words: set[str]
    """Words; names and numbers by their kind."""
    signs: set[str]
    """Patterns of the lexicon, with what the words around say of them."""

    def __or__(self, other: Features) -> Features:
        """Both together."""
        return Features(self.words | other.words, self.signs | other.signs)


def features_of(document: Document, found: Sequence[Candidate]) -> list[Features]:
    """The features of the title and of each of the first paragraphs; ``found`` are the possible acts of the article.

    Those of a paragraph without sentences are empty.

    >>> from timeline.parsing.acts import candidates
    >>> from timeline.parsing.document import build_document
    >>> document = build_document("Niger signs an accord with Russia.", "en", None)
    >>> [title] = features_of(document, candidates(document))
    >>> sorted(title.words)[:4], "act treaty" in title.signs
    (['.', '<niger>', '<partner>', 'accord'], True)
    """
    told: list[Features] = []
    for analysed in document.sentences:
        if analysed.paragraph >= PARAGRAPHS:
            continue
        while len(told) <= analysed.paragraph:
            told.append(Features(set(), set()))
        told[analysed.paragraph].words.update(words_of(analysed))
    for number, features in enumerate(told):
        features.signs.update(_signs([one for one in found if one.paragraph == number]))
    return told


def stems(word: str) -> list[str]:
    """The beginnings that a word counts by.

    >>> stems("signature"), stems("the")
    (['sign*', 'signat*', 'signatur*'], [])
    """
    return [word[:size] + "*" for size in STEMS if len(word) > size]


def words_of(analysed: Analysed) -> list[str]:
    """The words of a sentence in order, without accents; names and numbers by their kind."""
    if analysed.words is None:
        plain = ["<digits>" if key[:1].isdecimal() else key for key in analysed.sentence.keys]
        analysed.words = list(_kinds(analysed, plain)) if analysed.at else plain
    return analysed.words


def word_at(analysed: Analysed, position: int) -> str:
    """A word of a sentence; names and numbers by their kind, the ends of the sentence by a sign."""
    low = analysed.sentence.low
    if not 0 <= position < len(low):
        return "^" if position < 0 else "$"
    kind = next((one.kind for one in analysed.mentions if one.start <= position < one.end), None)
    return f"<{kind}>" if kind else "<digits>" if low[position][0].isdecimal() else low[position]


def _kinds(analysed: Analysed, plain: list[str]) -> Iterator[str]:
    """The words with each name as its kind."""
    after = 0
    for start, mention in sorted(analysed.at.items()):
        if start < after:
            continue
        yield from plain[after:start]
        yield "<niger>" if mention.code == FOCAL and mention.kind == "partner" else f"<{mention.kind}>"
        after = max(mention.end, start + 1)
    yield from plain[after:]


def _signs(found: Sequence[Candidate]) -> set[str]:
    signs: set[str] = set()
    for one in found:
        later = " later" if one.future else ""
        signs.add(f"frame {one.frame.id}{later}{' before' if one.background else ''}")
        signs.update((f"group {one.frame.group}", f"act {one.frame.act}{later}"))
    news = [one for one in found if not one.background]
    if news:
        best = max(news, key=lambda one: one.score)
        later = " later" if best.future else ""
        _, kind = codes_of(best.frame, future=best.future)
        signs.update((f"best {best.frame.id}{later}", f"best act {best.frame.act}", f"best type {kind}"))
    return signs
