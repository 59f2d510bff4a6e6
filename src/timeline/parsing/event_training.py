"""What the lessons of places and figures have in common: events of openings and stories, read at their own words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import msgspec

from timeline.parsing import read_day
from timeline.parsing.acts import candidates
from timeline.parsing.assemble import gather
from timeline.parsing.dating import date_event
from timeline.parsing.details import supporting_sentences
from timeline.parsing.document import Document, build_document
from timeline.parsing.event import Event
from timeline.parsing.openings import Opening, Story, codes
from timeline.parsing.partner_training import likeliest_act
from timeline.parsing.text import normalise
from timeline.records.model import Record

STORY_TIMES = 3
"""A whole article counts so many times an opening."""


@dataclass(frozen=True, slots=True)
class Read:
    """An event as the parser reads it, coded as it should be, and what else it should be."""

    document: Document
    event: Event
    told: Mapping[str, Any]
    """The expected event."""
    main: Mapping[str, Any] | None
    """The expected main event, where it is another one."""
    times: int
    """How much it counts."""


def events_read(
    records: Iterable[tuple[str, Record]], openings: Iterable[Opening], stories: Iterable[Story]
) -> Iterator[Read]:
    """The events of openings of these records and of stories; those told in no words of the lexicon teach nothing."""
    known = dict(records)
    for one in openings:
        record = known.get(one.event_id or "")
        if record is not None:
            told = msgspec.to_builtins(record)
            yield from _read(one.lang, one.text, one.published, told, None, 1)
    for story in stories:
        for number, event in enumerate(story.events):
            main = story.events[0] if number else None
            yield from _read(story.lang, story.text, story.published, event, main, STORY_TIMES)


def _read(
    lang: str, text: str, published: str | None, told: Mapping[str, Any], main: Mapping[str, Any] | None, times: int
) -> Iterator[Read]:
    document = build_document(normalise(text), lang, read_day(published))
    act, kind, status = (codes(dict(told), name)[0] for name in ("act", "event_type", "status"))
    found = candidates(document)
    best = likeliest_act(found, act, kind)
    if best is None:
        return
    event = gather(document, best, found, learned=False)
    event.partners = dict.fromkeys(told["partners"], 1.0)
    event.coding |= {"act": act, "type": kind, "status": status}
    supporting_sentences(document, event)
    date_event(document, event, None)
    yield Read(document, event, told, main, times)
