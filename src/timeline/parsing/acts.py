"""Step 6c, acts: which of the patterns found tell of an act.

A candidate is a pattern in its sentence with what the words around it say (``modality``), who stands in the sentence,
and how much weight its place in the article gives it.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from timeline.parsing.document import Analysed, Document
from timeline.parsing.gazetteer import FOCAL, Mention
from timeline.parsing.lexicon import Frame, Hit, frames
from timeline.parsing.modality import (
    NEAR_DAYS,
    QUOTES,
    date_distance,
    holds_phrase,
    implied_focal,
    is_circumstance,
    is_demanded,
    is_future,
    is_negated,
    is_opposed,
    is_past_perfect,
    is_quoted,
    is_regretted,
    is_reversed,
    is_subordinate,
    opens_as_background,
)

PLACE_IN_ARTICLE = (4.6, 3.6, 2.4, 1.8, 1.2, 0.6)
"""Weight of the title, the first paragraph and so on; 0 after the last."""
CIRCUMSTANCE = 2.5
"""What a visit or meeting weighs less where it only says when something else was done."""
ANY_NGO = "NGO"
"""The partner code of non-governmental organisations in general: a partner only of what is done to them."""
_DONE_ONLY = frozenset(("forces", "detention", "evacuation", "sanction", "border"))
"""Groups of acts that are no event while somebody only asks for them (the order to leave has its own frame)."""


@dataclass(slots=True, eq=False)
class Candidate:
    """A possible act in one sentence."""

    frame: Frame
    hit: Hit
    where: Analysed
    future: bool
    background: bool
    score: float
    partners: tuple[str, ...]
    focal: bool
    dated: bool
    """Whether the sentence names a day near the publication."""
    told: float = 0.0
    """What the model adds to the score."""
    paragraph: int = field(init=False)
    """The paragraph it stands in, 0 for the title."""

    def __post_init__(self) -> None:
        self.paragraph = self.where.paragraph


def codes_of(frame: Frame, *, future: bool) -> tuple[str, str]:
    """The act and the type of a frame, as it took place or as it is announced."""
    codes = (frame.future or {}) if future else {}
    return str(codes.get("act", frame.act)), str(codes.get("type", frame.type))


def far_headings(document: Document) -> set[int]:
    """The paragraphs that open with nothing but a day long past, as those of a chronology do ("26 juillet 2023.")."""
    if document.published is None:
        return set()
    return {
        analysed.paragraph
        for analysed in document.sentences
        if analysed.paragraph > 0
        and len(analysed.dates) == 1
        and len(analysed.sentence.low) - (analysed.dates[0].end - analysed.dates[0].start) <= 1
        and (document.published - analysed.dates[0].last).days > NEAR_DAYS
    }


def partner_codes(mentions: list[Mention], *, media: bool = False) -> list[str]:
    """The foreign partners named by mentions, each once, in order."""
    codes: list[str] = []
    for mention in mentions:
        if mention.kind == "place" or mention.code in ("", FOCAL, ANY_NGO):
            continue
        if mention.kind == "organisation" and mention.name.form == "media" and not media:
            continue
        if mention.code not in codes:
            codes.append(mention.code)
    return codes


def candidates(document: Document) -> list[Candidate]:
    """The acts that the article may tell of, in its order."""
    lexicon = document.lexicon
    known = frames()
    found: list[Candidate] = []
    dated_long_ago = far_headings(document)
    titles = (analysed for analysed in document.sentences if analysed.paragraph == 0)
    scrapped = any(hit.frame == "cancellation" for analysed in titles for hit in analysed.hits)
    for analysed in document.sentences:
        if not analysed.hits:
            continue
        opens = opens_as_background(document, analysed)
        codes = partner_codes(analysed.mentions)
        denials = [hit.start for hit in analysed.hits if hit.frame == "denial"]
        cancelled = any(hit.frame == "cancellation" for hit in analysed.hits)
        quotes = not QUOTES.isdisjoint(analysed.sentence.low)
        freed = any(hit.frame == "release" for hit in analysed.hits)
        focal = any(mention.code == FOCAL for mention in analysed.mentions)
        niger = 0.8 if focal else 0.3 if implied_focal(lexicon, analysed) else 0.0
        best: dict[str, Candidate] = {}
        for hit in analysed.hits:
            frame = known[hit.frame]
            if is_negated(lexicon, analysed, hit):
                document.denied.add(frame.group)
                continue
            if quotes and is_quoted(analysed, hit):
                continue
            if frame.id != "departure_order" and frame.group in _DONE_ONLY and is_demanded(lexicon, analysed, hit):
                continue
            if frame.orientation == "away" and frame.group != "word" and is_regretted(lexicon, analysed, hit):
                continue
            if frame.id == "force_threat" and is_opposed(lexicon, analysed, hit):
                continue
            if frame.orientation == "away" and is_reversed(lexicon, analysed, hit):
                continue
            if frame.id != "denial" and any(start < hit.start for start in denials):
                continue
            if (
                frame.group == "talk"
                and frame.id != "cancellation"
                and (cancelled or (scrapped and analysed.paragraph < 2))
            ):
                continue
            if frame.id in ("abduction", "arrest") and freed:  # "enlevés au Sahel, retrouvés sains et saufs"
                continue
            if (
                frame.id in ("commission", "meeting")
                and not codes
                and holds_phrase(document.lang, analysed, "own_meetings")
            ):
                continue
            near, far = date_distance(document, analysed, hit)
            title = analysed.paragraph == 0
            background = (
                ((opens or analysed.paragraph in dated_long_ago) and not near)
                or is_subordinate(lexicon, analysed, hit)
                or (is_past_perfect(lexicon, analysed, hit) and not near)
                or (far and not near and not title)
            )
            future = is_future(lexicon, analysed, hit)
            media = frame.id in ("media_ban", "lawsuit")
            mine = partner_codes(analysed.mentions, media=True) if media else codes
            place = PLACE_IN_ARTICLE[min(analysed.paragraph, len(PLACE_IN_ARTICLE) - 1)]
            if analysed.paragraph >= len(PLACE_IN_ARTICLE):
                place = 0.0
            score = (
                place
                + 1.1 * frame.strength
                + niger
                + (0.8 if mine else 0.0)
                + (0.6 if near else 0.0)
                - (4.5 if background else 0.0)
                - (0.5 if future else 0.0)
                - (CIRCUMSTANCE if frame.group == "talk" and is_circumstance(lexicon, analysed, hit) else 0.0)
                - 0.02 * hit.start
            )
            candidate = Candidate(frame, hit, analysed, future, background, score, tuple(mine or codes), focal, near)
            other = best.get(frame.id)
            if other is None or candidate.score > other.score:
                best[frame.id] = candidate
        planned = {candidate.frame.group for candidate in best.values() if candidate.future}
        for candidate in best.values():
            if candidate.frame.group in planned and candidate.frame.future and analysed.paragraph <= 1:
                candidate.future = True
        found.extend(best.values())
    return found
