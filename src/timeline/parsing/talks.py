"""Step 8b, talks: whether two sides that met did so on a visit, at an audience or at a meeting.

The codebook's line: an audience is a resident envoy or a delegation received by a Nigerien office-holder in Niamey; a
visit is a trip abroad made for the purpose, in either direction; what happens on the margins of something else, or
between colleagues of an alliance, is a meeting.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from timeline.parsing.acts import Candidate
from timeline.parsing.document import Document
from timeline.parsing.event import Event
from timeline.parsing.gazetteer import FOCAL, Mention
from timeline.parsing.modality import holds_phrase, phrase_starts

TALKS = frozenset(("visit", "audience", "meeting", "negotiation", "letter"))
HEAD = 2
"""The title and so many paragraphs say who met whom, and where."""
VISIT = {"act": "visit", "mode": "visit"}


def talk_form(document: Document, event: Event) -> dict[str, Any]:
    """The act, and the mode of a visit, of talks between Niger and a partner; empty where the frame's own hold."""
    if event.coding["status"] == "announced":
        return {}
    act = event.coding["act"]
    own = [candidate.where for candidate in event.members if not candidate.background]
    travelled = any(
        candidate.frame.id in ("visit", "abroad", "message") and not candidate.background and not candidate.future
        for candidate in event.members
        if candidate.paragraph <= HEAD + 1
    )
    only_there = event.main.frame.id == "abroad" and all(one.frame.id != "visit" for one in event.members)
    if event.main.frame.id != "visit" and any(
        holds_phrase(document.lang, analysed, "on_the_margins") for analysed in own
    ):
        return {"act": "meeting", "mode": None}
    if len(event.partners) > 1 and act in ("audience", "visit") and event.main.frame.id != "visit":
        return {"act": "meeting", "mode": None}
    away = [place for place in _places(document, event) if place.code != FOCAL]
    resident = any(holds_phrase(document.lang, analysed, "residents") for analysed in own if analysed.paragraph <= HEAD)
    if away and not any(place.code in event.partners for place in away):
        return {"act": "meeting", "mode": None} if act == "audience" else {}
    if away:
        return {"act": "meeting", "mode": None} if resident and act != "visit" else VISIT
    if resident and (act in ("audience", "meeting", "letter", "negotiation") or only_there):
        return {"act": "audience", "mode": None}
    if act in ("audience", "meeting", "letter") and travelled:
        return VISIT
    if act == "audience" and _is_guest(event):
        return VISIT
    if act in ("audience", "meeting") and any(_has_come(document, event, candidate) for candidate in event.members):
        return VISIT
    return {}


def _is_guest(event: Event) -> bool:
    """Whether it is the partner who receives somebody from Niger ("reçu par l'émir")."""
    where, hit = event.main.where, event.main.hit
    low = where.sentence.low
    named = [mention for mention in where.mentions if mention.kind in ("partner", "person") and mention.code]
    by = next((index for index in range(hit.start, min(len(low), hit.end + 3)) if low[index] in ("par", "by")), None)
    hosts = [one for one in named if (one.start > by if by is not None else one.end <= hit.start)]
    host = (hosts[0] if by is not None else hosts[-1]) if hosts else None
    return (
        host is not None
        and host.code in event.partners
        and any(one.code == FOCAL for one in named)
        and (by is not None or any(one.code == FOCAL and one.start > hit.start for one in named))
    )


def _has_come(document: Document, event: Event, candidate: Candidate) -> bool:
    """Whether somebody who holds an office abroad is met in Niger ("le ministre turc … à Niamey")."""
    if candidate.background or candidate.paragraph > HEAD:
        return False
    analysed = candidate.where
    if event.coding["act"] == "meeting" and not any(place.code == FOCAL for place in _places(document, event)):
        return False
    starts = phrase_starts(document.lang, "travellers")
    keys = analysed.sentence.keys
    for mention in analysed.mentions:
        if mention.code in event.partners and mention.kind == "partner" and mention.name.form != "city":
            near = [
                *range(max(0, mention.start - 4), mention.start),
                *range(mention.end, min(len(keys), mention.end + 3)),
            ]
            if any(
                tuple(keys[index : index + len(words)]) == words
                for index in near
                for words in starts.get(keys[index], ())
            ):
                return True
    return False


def _places(document: Document, event: Event) -> Iterator[Mention]:
    """The cities where the head of the article sets the act."""
    if document.dateline_city is not None:
        yield document.dateline_city
    for candidate in event.members:
        if candidate.background or candidate.paragraph > HEAD:
            continue
        low = candidate.where.sentence.low
        for mention in candidate.where.mentions:
            before = low[mention.start - 1] if mention.start else ""
            if (mention.name.form == "city" or mention.kind == "place") and before in ("à", "in", "at", "to"):
                yield mention
