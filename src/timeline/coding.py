"""Coding one sentence, about any countries, to PLOVER: what happened, how, who did it to whom.

The same patterns as the article parser's, without its focus on Niger; for reuse, and for measuring against
public gold standards.
"""

from __future__ import annotations

from dataclasses import dataclass

from timeline.parsing.document import Analysed, analyse, detect_language
from timeline.parsing.lexicon import Frame, Hit, frames, load_lexicon
from timeline.parsing.modality import is_future, is_negated, is_reversed
from timeline.parsing.resources import LANGUAGES
from timeline.parsing.text import normalise
from timeline.parsing.tokens import split_sentences


@dataclass(frozen=True, slots=True)
class CodedAct:
    """An act in a sentence; ``start`` and ``end`` are offsets in the normalised sentence."""

    event_type: str
    mode: str | None
    act: str
    future: bool
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    start: int
    end: int


def code_sentence(text: str, lang: str | None = None) -> list[CodedAct]:
    """The acts that an English or French sentence tells of, the surest first; denied ones are left out.

    Parameters
    ----------
    text: the sentence (or a few of them).
    lang: ``en`` or ``fr``; seen from the words where it is not given.

    >>> [coded] = code_sentence("Germany recalled its ambassador to Chad for consultations.", "en")
    >>> coded.event_type, coded.mode, coded.actors, coded.recipients
    ('SANCTION', 'withdraw', ('DEU',), ('TCD',))
    """
    normal = normalise(text)
    language = lang if lang in LANGUAGES else detect_language(normal, default="en")
    lexicon = load_lexicon(language)
    known = frames()
    coded: dict[tuple[str, str | None], tuple[tuple[int, int], CodedAct]] = {}
    for sentence in split_sentences(normal, 0, len(normal)):
        analysed = analyse(sentence, language, None, lexicon)
        for hit in analysed.hits:
            frame = known[hit.frame]
            if is_negated(lexicon, analysed, hit) or (
                frame.orientation == "away" and is_reversed(lexicon, analysed, hit)
            ):
                continue
            act = _coded(analysed, hit, frame, future=is_future(lexicon, analysed, hit))
            key = act.event_type, act.mode
            rank = -frame.strength, hit.start
            if key not in coded or rank < coded[key][0]:
                coded[key] = rank, act
    ranked = sorted(coded.values(), key=lambda item: item[0])
    best = ranked[0][0][0] if ranked else 0
    return [act for rank, act in ranked if rank[0] <= best + 1 or rank[0] <= -3]


def _coded(analysed: Analysed, hit: Hit, frame: Frame, *, future: bool) -> CodedAct:
    event_type, mode, act = frame.type, frame.mode, frame.act
    if future and frame.future:
        event_type = str(frame.future.get("type", event_type))
        mode = frame.future.get("mode", mode)
        act = str(frame.future.get("act", act))
    actors: list[str] = []
    recipients: list[str] = []
    for mention in analysed.mentions:
        if not mention.code or mention.kind == "place":
            continue
        side = actors if mention.end <= hit.start + 1 else recipients
        if mention.code not in actors and mention.code not in recipients:
            side.append(mention.code)
    sentence = analysed.sentence
    return CodedAct(
        event_type, mode, act, future, tuple(actors), tuple(recipients),
        sentence.starts[hit.start], sentence.ends[hit.end - 1],
    )  # fmt: skip
