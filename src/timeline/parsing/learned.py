"""Step 6e, coding by likeness: the candidates weighed by what the model knows, and what it would code by itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from timeline.codebook import load_codebook
from timeline.parsing.acts import Candidate, codes_of, far_headings, partner_codes
from timeline.parsing.document import Analysed, Document
from timeline.parsing.features import features_of
from timeline.parsing.gazetteer import FOCAL
from timeline.parsing.lexicon import LEARNED, Frame, Hit, frames
from timeline.parsing.modality import is_background, is_beside
from timeline.parsing.model import NO_ACT, PLACE_WEIGHTS, current
from timeline.parsing.told import UNSEEN, Coding

PRIOR_WEIGHT = 6.0
"""How much the model's word counts beside the lexicon's; chosen by cross-validation (``make accuracy``)."""
LEARNED_MIN = -1.9
"""The model speaks where its margins for act and type add up to this."""
LEARNED_SCORE = 8.0
"""What a coding by the model alone weighs, before its margin."""
NOTHING_MIN = 0.2
"""An article tells of no act where the margin of that class, less half of the likeliest coding's, is so high."""


def weigh(document: Document, found: list[Candidate]) -> None:
    """Reads the head of an article by the model, and adds to each candidate's score what it says of its coding."""
    weights = current()
    if weights is None:
        return
    document.told = told = weights.read(features_of(document, found))
    for candidate in found:
        act, kind = codes_of(candidate.frame, future=candidate.future)
        candidate.told = PRIOR_WEIGHT * _likeness(told.of(act, kind))
        candidate.score += candidate.told


def _likeness(margin: float) -> float:
    """How much speaks for an act and type together; 0 where nothing does."""
    return 0.5 * margin - UNSEEN


def tells_of_nothing(document: Document) -> bool:
    """Whether the head of an article is told as articles are that report no act, rather than as any that does."""
    coding = document.told.coding
    if coding is None:
        return False
    return document.told.margin(NO_ACT) - 0.5 * coding.margin >= NOTHING_MIN


def _parties(document: Document, analysed: Analysed) -> list[str]:
    return partner_codes([one for one in analysed.mentions if not is_beside(document.lexicon, analysed, one)])


@cache
def _frame_for(act: str, kind: str) -> tuple[Frame, bool] | None:
    """A frame that is coded so, and whether it is then still to come; None where the lexicon has none."""
    for future in (False, True):
        for frame in frames().values():
            if codes_of(frame, future=future) == (act, kind):
                return frame, future
    return None


def _frame_of_its_own(document: Document, coding: Coding) -> Frame:
    """A frame for a coding that the lexicon has no words for; orientation and status are the likeliest that fit."""
    codebook = load_codebook()
    against = str(codebook["event_type"][coding.event_type].extra["quad_class"]).endswith("conflict")
    fitting = (way for way in codebook["orientation"] if way != ("toward" if against else "away"))
    return Frame(
        id=LEARNED,
        act=coding.act,
        type=coding.event_type,
        mode=None,
        orientation=max(fitting, key=lambda way: document.told.margin(f"orientation:{way}")),
        status="announced"
        if coding.event_type == "AGREE"
        else max(codebook["status"], key=lambda status: document.told.margin(f"status:{status}")),
        strength=1,
        group="word",
        joint=False,
        future=None,
    )


def learned_candidate(document: Document, found: list[Candidate]) -> Candidate | None:
    """What the model would code, where it is sure and the head of the article names a partner."""
    coding = document.told.coding
    if coding is None or coding.margin < LEARNED_MIN:
        return None
    if coding.event_type == "REJECT" and any(one.frame.id == "denial" and one.paragraph <= 1 for one in found):
        coding = replace(coding, act="denial")  # what is rejected is what was said, not what was asked
    head = (one for one in document.sentences if one.paragraph < len(PLACE_WEIGHTS) and _parties(document, one))
    past = far_headings(document)
    news = (one for one in head if one.paragraph not in past)
    where = next((one for one in news if one.paragraph <= 1 or not is_background(document, one)), None)
    if where is None:
        return None
    candidate = _candidate(document, coding, where, found)
    if candidate is not None:
        point_out(candidate)
    return candidate


def told_apart(document: Document, found: Sequence[Candidate], first: int = 0) -> Iterator[Candidate]:
    """What the title and each of the first paragraphs, from ``first`` on, tells of by itself, as the model reads it.

    Which of its words tell of it is left open, for ``point_out`` to say of those that become events.
    """
    for number, coding in enumerate(document.told.apart[first:], first):
        story = [one for one in document.sentences if one.paragraph == number]
        if number:
            story = [one for one in story if not is_background(document, one)]
        where = next((one for one in story if _parties(document, one)), story[0] if story else None)
        candidate = _candidate(document, coding, where, found) if where and coding else None
        if candidate is not None:
            yield candidate


def _candidate(document: Document, coding: Coding, where: Analysed, found: Sequence[Candidate]) -> Candidate | None:
    """A coding as a candidate; None for what the article only denies, whose words are those of the act all the same."""
    frame, future = _frame_for(coding.act, coding.event_type) or (_frame_of_its_own(document, coding), False)
    if frame.group in document.denied and all(one.frame.group != frame.group for one in found):
        return None
    focal = any(mention.code == FOCAL for mention in where.mentions)
    added = PRIOR_WEIGHT * _likeness(coding.margin)
    partners = tuple(_parties(document, where))
    return Candidate(
        frame, Hit(LEARNED, 0, 1, (0,)), where, future, False, LEARNED_SCORE + added, partners, focal, False, added
    )


def point_out(candidate: Candidate) -> None:
    """Says which word of its sentence tells of what the model has coded: the one that speaks loudest for it."""
    weights = current()
    if weights is None or candidate.hit.frame != LEARNED:
        return
    keys = candidate.where.sentence.keys
    words = [index for index, key in enumerate(keys) if len(key) > 3 and key.isalpha()] or [*range(len(keys))]
    act, kind = codes_of(candidate.frame, future=candidate.future)
    anchor = words[weights.loudest([keys[index] for index in words], Coding(act, kind, 0.0))]
    candidate.hit = Hit(LEARNED, anchor, anchor + 1, (anchor,))
