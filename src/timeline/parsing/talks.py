"""Step 8b, talks: whether two sides that met did so on a visit, at an audience or at a meeting.

The codebook's line: an audience is a resident envoy or a delegation received by a Nigerien office-holder in Niamey; a
visit is a trip abroad made for the purpose, in either direction; what happens on the margins of something else, or
between colleagues of an alliance, is a meeting.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from timeline.parsing.acts import phrase_starts
from timeline.parsing.document import Analysed, Document
from timeline.parsing.event import Event
from timeline.parsing.gazetteer import FOCAL, Mention

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
    if event.main.frame.id != "visit" and any(_has(document, analysed, "on_the_margins") for analysed in own):
        return {"act": "meeting", "mode": None}
    away = [place for place in _places(document, event) if place.code != FOCAL]
    resident = any(_has(document, analysed, "residents") for analysed in own if analysed.paragraph <= HEAD)
    if away and not any(place.code in event.partners for place in away):
        return {"act": "meeting", "mode": None} if act == "audience" else {}
    if away:
        return {"act": "meeting", "mode": None} if resident and act != "visit" else VISIT
    if resident and act in ("audience", "meeting", "letter", "negotiation"):
        return {"act": "audience", "mode": None}
    if act in ("audience", "meeting", "letter") and travelled:
        return VISIT
    return {}


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


def _has(document: Document, analysed: Analysed, table: str) -> bool:
    keys = analysed.sentence.keys
    starts = phrase_starts(document.lang, table)
    return any(
        tuple(keys[index : index + len(words)]) == words
        for index, key in enumerate(keys)
        for words in starts.get(key, ())
    )
