"""The lesson of further events: which of the other acts that an article tells of is an event of its own.

It learns from whole articles (``openings.of_stories``), each read up to its main event by the other weights: of each
act beside it whether the article was to give an event of its type, and one of its type and act, by logistic regression
(``linear``).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import product
from pathlib import Path
from typing import Any

from timeline.parsing import read_day
from timeline.parsing.assemble import main_event
from timeline.parsing.document import build_document
from timeline.parsing.event import Event
from timeline.parsing.further import FAINT, FURTHER_FILE, possible
from timeline.parsing.linear import Seen, lesson_of
from timeline.parsing.openings import Story, codes, of_stories
from timeline.parsing.text import normalise

COST = 0.04
LEAST_TIMES = 8


def examples(stories: Iterable[Story]) -> list[Seen]:
    """What is learned from stories, by the weights in use; those in which no event is found teach nothing."""
    beside: list[Seen] = []
    for story in stories:
        document = build_document(normalise(story.text), story.lang, read_day(story.published))
        reading = main_event(document)
        if reading.main is not None and story.events:
            others = _others(reading.main, story.events)
            for one in possible(document, reading.main, reading.found):
                said = frozenset(one.features)
                beside.append(Seen(said, any(one.type == kind for kind, _ in others)))
                beside.append(Seen(said, (one.type, one.act) in others))
    return beside


def _others(main: Event, events: Sequence[dict[str, Any]]) -> set[tuple[str, str]]:
    """Type and act of the expected events but for the one that was found."""
    told = max(events, key=lambda event: _likeness(main, event))
    return {
        pair
        for event in events
        if event is not told
        for pair in product(codes(event, "event_type"), codes(event, "act"))
    }


def _likeness(main: Event, event: dict[str, Any]) -> int:
    """How far an expected event is the one that was found."""
    return (
        (main.coding["type"] in codes(event, "event_type"))
        + (main.coding["act"] in codes(event, "act"))
        + (main.partners.keys() == event["partners"].keys())
    )


def dataset_examples(root: Path) -> list[Seen]:
    """The examples of a checkout."""
    return examples(of_stories(root))


LESSON = lesson_of(FURTHER_FILE, dataset_examples, COST, LEAST_TIMES, FAINT)
