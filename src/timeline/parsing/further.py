"""Step 8f, further events: which other act that an article tells of is an event of its own.

An agreement signed on a visit gives two events; what was spoken of at a meeting, what was before and the same act told
in other words give none. Of each possible one short texts say how and where it is told; the whole articles have taught
how far each speaks for an event (``further.json``, by ``further_training``).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial

from timeline.parsing.acts import Candidate, codes_of
from timeline.parsing.dates import DateFound
from timeline.parsing.days import gap_of
from timeline.parsing.document import Analysed, Document
from timeline.parsing.event import Event
from timeline.parsing.features import words_of
from timeline.parsing.learned import told_apart
from timeline.parsing.lexicon import LEARNED
from timeline.parsing.linear import taught_from
from timeline.parsing.partners import head_codes, title_codes
from timeline.parsing.taught import Taught

FURTHER_FILE = "further.json"
WITHIN = 4
"""Further events are sought in the title and so many paragraphs."""
HEAD = 1
"""The title and so many paragraphs are the head of an article."""
IN_TITLE_TOO = "told in the title too"
OPENING_WORDS = 2
WORD = "word "
FAINT = (WORD, *(f"{number}: " for number in range(WITHIN + 1)))
"""How the features open of which there are many: words, and what is said once more of the acts of one paragraph."""
NEWS_DAYS = 8
"""What was done within so many days before the publication is news."""
_SCORES = (0, 2, 4, 6, 8, 10)
_APART = (-1, -0.5, 0, 0.5, 1, 1.5, 2, 3)
_STALE = (-2, -1, -0.5, 0, 0.2, 0.5)


@dataclass(slots=True)
class Possible:
    """An act beside the main one, and what is said of it."""

    candidate: Candidate
    act: str
    type: str
    features: set[str] = field(default_factory=set[str])


def possible(document: Document, main: Event, found: Sequence[Candidate]) -> list[Possible]:
    """The acts beside the main one: of the lexicon's patterns, and of the paragraphs as the model reads each alone."""
    others: list[Possible] = []
    # title and lead tell of one thing, however they may be read
    first = HEAD + 1 if main.main.paragraph <= HEAD else 0
    own = (main.coding["act"], main.coding["type"])
    entitled = {codes_of(one.frame, future=one.future) for one in found if one.paragraph == 0 and not one.background}
    for candidate in (*found, *told_apart(document, found, first)):
        act, kind = codes_of(candidate.frame, future=candidate.future)
        if candidate.where is main.main.where and (act, kind) == own:
            continue  # the main event's own words
        if candidate.paragraph > WITHIN or _is_said_in_talks(main, candidate):
            continue
        one = Possible(candidate, act, kind)
        said = {*_of_coding(main, one), *_of_place(document, main, one), *_of_model(document, main, one)}
        if (act, kind) in entitled - {own}:
            said.update(_of_title(candidate, both=own in entitled))
        one.features |= said | {f"{candidate.paragraph}: {text}" for text in said}
        one.features.update(_of_words(document, candidate))
        others.append(one)
    return others


def _of_title(candidate: Candidate, *, both: bool) -> Iterator[str]:
    """What is said of an act that the title tells of too; ``both`` where it tells of the main one as well."""
    yield IN_TITLE_TOO if candidate.paragraph else "told in the title"
    if both:
        yield f"title tells of both, strength {candidate.frame.strength}"


def _is_said_in_talks(main: Event, candidate: Candidate) -> bool:
    """Whether an act is only what one side said to the other when they spoke, and no promise."""
    said = candidate.frame.group == "word" and codes_of(candidate.frame, future=candidate.future)[1] != "AGREE"
    shared = not candidate.partners or not main.partners.keys().isdisjoint(candidate.partners)
    return main.main.frame.group == "talk" and said and shared


def _of_coding(main: Event, one: Possible) -> Iterator[str]:
    """What the codes of both say."""
    act, kind = main.coding["act"], main.coding["type"]
    yield from (f"type {one.type}", f"act {one.act}", f"main {kind}", f"main act {act}")
    yield from (f"{kind} + {one.type}", f"{act} + {one.act}")
    if kind == one.type:
        yield "same type"
    if act == one.act:
        yield "same act"
    if main.main.frame.group == one.candidate.frame.group:
        yield "same group"
    yield f"{main.main.frame.group} + {one.candidate.frame.group} of patterns"
    yield f"{main.orientation} + {one.candidate.frame.orientation}"
    if (act, kind) == (one.act, one.type):
        yield f"same coding {'dated' if one.candidate.dated else 'not dated'}"


def _of_place(document: Document, main: Event, one: Possible) -> Iterator[str]:
    """How and where it is told."""
    candidate = one.candidate
    paragraph = candidate.paragraph
    way = "model" if candidate.hit.frame == LEARNED else "pattern"
    yield from (way, f"paragraph {paragraph}", f"{way} {paragraph}")
    if way == "pattern":
        yield from (f"strength {candidate.frame.strength}", f"score {_step(candidate.score, _SCORES)}")
    if candidate.background:
        yield "background"
    if candidate.future and way == "pattern":
        yield "to come"
    if candidate.where is main.main.where:
        yield "sentence of main"
    if paragraph == main.main.paragraph:
        yield "paragraph of main"
    if candidate.dated:
        yield "dated"
    if candidate.focal:
        yield "niger"
    if any(candidate is other for other in main.members):
        yield "told with main"
    yield from _of_parties(document, main, candidate)
    yield from _of_days(document, main, candidate)
    if paragraph == document.sentences[-1].paragraph:
        yield "last paragraph"
    if candidate.where is _opening(document, paragraph):
        yield "opens paragraph"


def _of_words(document: Document, candidate: Candidate) -> Iterator[str]:
    """The words of its sentence, and those that open its paragraph."""
    opening = words_of(_opening(document, candidate.paragraph))[:OPENING_WORDS]
    yield f"paragraph opens {' '.join(opening)}"
    yield from (f"{WORD}{word}" for word in words_of(candidate.where))


def _opening(document: Document, paragraph: int) -> Analysed:
    """The first sentence of a paragraph."""
    return next(one for one in document.sentences if one.paragraph == paragraph)


def _of_parties(document: Document, main: Event, candidate: Candidate) -> Iterator[str]:
    """What is said of those that its sentence names."""
    parties, theirs = set(candidate.partners), main.partners.keys()
    if not parties:
        yield "no party"
        return
    shared = "same parties" if parties & theirs else "other parties"
    yield shared
    if parties == theirs:
        yield "all parties of main"
    elif parties & theirs:
        yield "some parties of main"
    else:
        if parties & set(title_codes(document)):
            yield "other in title"
        if parties & head_codes(document):
            yield "other in head"
    if candidate.focal:
        yield from ("niger and party", f"niger and {shared}")


def _of_days(document: Document, main: Event, candidate: Candidate) -> Iterator[str]:
    """What is said of the days of its paragraph and of its sentence."""
    near = [day for said in document.sentences if said.paragraph == candidate.paragraph for day in said.dates]
    if any(day.edtf == main.edtf for day in near):
        yield "same day"
    if any(day.edtf != main.edtf and _is_news(document, day) for day in near):
        yield "other day"
    own = candidate.where.dates
    if not own:
        yield "no day of its own"
    for day in own:
        if day.kind == "event":
            yield "day told from main"
        else:
            yield f"its own day: {'since ' if day.distant else ''}{gap_of(document, day)}"
            if day.edtf == main.edtf:
                yield "its own day: that of main"
            elif _is_news(document, day):
                yield "its own day: news"


def _is_news(document: Document, day: DateFound) -> bool:
    if document.published is None or day.kind == "event" or not day.exact:
        return False
    return 0 <= (document.published - day.last).days <= NEWS_DAYS


def _of_model(document: Document, main: Event, one: Possible) -> Iterator[str]:
    """What the model says of its paragraph and of the whole."""
    told, paragraph = document.told, one.candidate.paragraph
    coding = told.apart[paragraph] if paragraph < len(told.apart) else None
    if coding is not None:
        alike = (coding.act, coding.event_type) == (one.act, one.type)
        yield f"paragraph {'like it' if alike else 'unlike it'} {_step(coding.margin, _APART)}"
        if coding.event_type == one.type:
            yield "paragraph of its type"
        if (coding.act, coding.event_type) == (main.coding["act"], main.coding["type"]):
            yield from ("paragraph like main", f"paragraph like main {_step(coding.margin, _APART)}")
    if paragraph < len(told.stale):
        yield f"stale {_step(told.stale[paragraph], _STALE)}"


def _step(value: float, steps: Sequence[float]) -> int:
    """How many of the steps a value reaches."""
    return sum(value >= step for step in steps)


_taught = Taught(partial(taught_from, FURTHER_FILE))
shipped, adding, current, forget = _taught.shipped, _taught.using, _taught.current, _taught.forget
