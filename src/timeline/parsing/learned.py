"""Step 6e, coding by likeness: the candidates weighed by what the model knows, and what it would code by itself."""

from __future__ import annotations

from collections.abc import Iterator

from timeline.codebook import load_codebook
from timeline.parsing.acts import Candidate, codes_of, partner_codes
from timeline.parsing.document import Analysed, Document
from timeline.parsing.features import features_of, stems
from timeline.parsing.gazetteer import FOCAL
from timeline.parsing.lexicon import Frame, Hit, frames
from timeline.parsing.modality import is_background, is_beside
from timeline.parsing.model import NO_ACT, PLACE_WEIGHTS, current, hashed

PRIOR_WEIGHT = 5.0
"""How much the model's word counts beside the lexicon's; chosen by cross-validation (``make accuracy``)."""
LEARNED_MIN = -1.9
"""The model speaks where its margins for act and type add up to this."""
LEAD_MARGIN = 0.4
"""… and by so much more where the title names no partner."""
LEARNED_SCORE = 6.5
"""What a coding by the model alone weighs, before its margin."""
NOTHING_MIN = -0.2
"""An article tells of no act where the margin of that class is so high …"""
NOTHING_MAX = -1.5
"""… and the margins of the likeliest act and type add up to no more than this."""
FURTHER_MIN = 0.0
"""A paragraph by itself tells of a further event where its margins add up to this."""
UNSEEN = -0.9
"""The margin of an act too rare to be learned: that of a class that nothing speaks for."""


def weigh(document: Document, found: list[Candidate]) -> None:
    """Reads the head of an article by the model, and adds to each candidate's score what it says of its coding."""
    weights = current()
    if weights is None:
        return
    features = features_of(document, found)
    document.told = weights.values(features)
    document.told_apart = [weights.values([part]) for part in features]
    for candidate in found:
        candidate.told = PRIOR_WEIGHT * _likeness(*codes_of(candidate.frame, future=candidate.future), document.told)
        candidate.score += candidate.told


def tells_of_nothing(document: Document) -> bool:
    """Whether the head of an article is told as articles are that report no act, and as none that does."""
    told = document.told
    return told.get(NO_ACT, UNSEEN) >= NOTHING_MIN and likeliest(told)[0] <= NOTHING_MAX


def _likeness(act: str, kind: str, told: dict[str, float]) -> float:
    """How far the article's head is told like the records of an act and type; 0 where nothing speaks for them."""
    return 0.5 * (told.get(f"act:{act}", UNSEEN) + told.get(f"type:{kind}", UNSEEN)) - UNSEEN


def _parties(document: Document, analysed: Analysed) -> list[str]:
    return partner_codes([one for one in analysed.mentions if not is_beside(document.lexicon, analysed, one)])


def likeliest(told: dict[str, float]) -> tuple[float, str, str]:
    """The margin, the act and the type that the codebook allows together and that the model finds likeliest."""
    return max(
        (
            (told[f"act:{act}"] + told[f"type:{kind}"], act, kind)
            for act, term in load_codebook()["act"].items()
            for kind in term.extra["event_types"]
            if f"act:{act}" in told and f"type:{kind}" in told
        ),
        default=(float("-inf"), "", ""),
    )


def _frame_for(act: str, kind: str, told: dict[str, float]) -> tuple[Frame, bool]:
    """A frame that is coded so, and whether it is then still to come; one of its own where the lexicon has none."""
    for future in (False, True):
        for frame in frames().values():
            if codes_of(frame, future=future) == (act, kind):
                return frame, future
    against = str(load_codebook()["event_type"][kind].extra["quad_class"]).endswith("conflict")
    unlikely = "toward" if against else "away"
    ways = {way: told.get(f"orientation:{way}", UNSEEN) for way in load_codebook()["orientation"] if way != unlikely}
    return Frame(
        id="learned",
        act=act,
        type=kind,
        mode=None,
        orientation=max(ways, key=lambda way: ways[way]),
        status="announced" if kind == "AGREE" else "completed",
        strength=1,
        group="word",
        joint=False,
        future=None,
    ), False


def learned_candidate(document: Document, found: list[Candidate]) -> Candidate | None:
    """What the model would code, where it is sure and the head of the article names a partner."""
    head = [one for one in document.sentences if one.paragraph < len(PLACE_WEIGHTS)]
    where = next(
        (one for one in head if _parties(document, one) and not (one.paragraph > 1 and is_background(document, one))),
        None,
    )
    margin, _, _ = likeliest(document.told)
    if where is None or margin < LEARNED_MIN + (LEAD_MARGIN if where.paragraph else 0.0):
        return None
    return _candidate(document, document.told, where, found)


def told_further(document: Document, found: list[Candidate]) -> Iterator[Candidate]:
    """What the model would code in each paragraph after the title by itself, where it is sure."""
    for number, told in enumerate(document.told_apart):
        if number == 0 or likeliest(told)[0] < FURTHER_MIN:
            continue
        story = [one for one in document.sentences if one.paragraph == number and not is_background(document, one)]
        where = next((one for one in story if _parties(document, one)), story[0] if story else None)
        candidate = _candidate(document, told, where, found) if where else None
        if candidate is not None:
            yield candidate


def _candidate(document: Document, told: dict[str, float], where: Analysed, found: list[Candidate]) -> Candidate | None:
    """The likeliest coding as a candidate: its words are those of a sentence that speak loudest for it.

    None for what the article only denies, whose words are those of the act all the same.
    """
    _, act, kind = likeliest(told)
    frame, future = _frame_for(act, kind, told)
    if frame.group in document.denied and all(one.frame.group != frame.group for one in found):
        return None
    anchor = _loudest(where, (f"act:{act}", f"type:{kind}"))
    focal = any(mention.code == FOCAL for mention in where.mentions)
    added = PRIOR_WEIGHT * _likeness(act, kind, told)
    hit = Hit("learned", anchor, anchor + 1, (anchor,))
    partners = tuple(_parties(document, where))
    return Candidate(frame, hit, where, future, False, LEARNED_SCORE + added, partners, focal, False, added)


def _loudest(where: Analysed, classes: tuple[str, ...]) -> int:
    """The word of a sentence that speaks most for some classes."""
    weights, keys = current(), where.sentence.keys
    words = [index for index, key in enumerate(keys) if len(key) > 3 and key.isalpha()] or range(len(keys))
    if weights is None:
        return words[0]
    columns = [weights.classes.index(name) for name in classes]

    def loudness(index: int) -> float:
        rows = weights.rows[hashed({keys[index], *stems(keys[index])})][:, columns]
        return float((rows * weights.scale[columns]).sum())

    return max(words, key=loudness)
