"""The lessons of details: where an act took place, who took part, and which amounts are its own.

They learn from whole articles and from records told as newspapers might open the story (``event_training``), of each
town, person and amount that may be the event's whether the record has it, by logistic regression (``linear``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path

from timeline.parsing import linear
from timeline.parsing.event_training import Read, events_read
from timeline.parsing.figures import FIGURES_FILE, figures_of, is_among
from timeline.parsing.linear import Linear, Seen, lesson_of
from timeline.parsing.openings import of_records, of_stories
from timeline.parsing.persons import PERSONS_FILE, people_in, persons_of
from timeline.parsing.place import PLACES_FILE, PlaceFound, spots_of
from timeline.records.reader import read_records

LEAST_TIMES = 8


def _places(one: Read) -> Iterator[Seen]:
    """Of each town, and of none, whether it is the place."""
    place = (one.told.get("place") or {}).get("name", "")
    main = (one.main or {}).get("place")
    beside = PlaceFound(main["name"], main["country"], None, 1.0) if main and main.get("name") else None
    for spot in spots_of(one.document, one.event, beside):
        yield Seen(frozenset(spot.features), spot.name == place, one.times)


def _figures(one: Read) -> Iterator[Seen]:
    """Of each amount, whether it is one of the act."""
    for figure in figures_of(one.document, one.event):
        yield Seen(frozenset(figure.features), is_among(figure.record, one.told.get("amounts") or ()), one.times)


def _persons(one: Read) -> Iterator[Seen]:
    """Of each person, whether they took part."""
    for person in persons_of(one.document, one.event, people_in(one.document)):
        yield Seen(frozenset(person.features), person.name in (one.told.get("people") or ()), one.times)


def _dataset_examples(said: Callable[[Read], Iterator[Seen]], root: Path) -> list[Seen]:
    entries = read_records([root / "data" / "events"]).entries
    records = ((entry.event_id, entry.record) for entry in entries)
    return [seen for one in events_read(records, of_records(root), of_stories(root)) for seen in said(one)]


DETAILS: dict[str, tuple[Callable[[Read], Iterator[Seen]], float]] = {
    PLACES_FILE: (_places, 0.04),
    FIGURES_FILE: (_figures, 0.3),
    PERSONS_FILE: (_persons, 0.05),
}
"""What is seen of an event for each file of weights, and what learning it costs; chosen by cross-validation."""
PLACES, FIGURES, PERSONS = (
    lesson_of(file, partial(_dataset_examples, said), cost, LEAST_TIMES) for file, (said, cost) in DETAILS.items()
)


def taught_by(read: Iterable[Read]) -> dict[str, Linear]:
    """The weights that events teach, by the name of the file that would hold them."""
    known = list(read)
    return {
        file: linear.train([seen for one in known for seen in said(one)], cost, LEAST_TIMES)
        for file, (said, cost) in DETAILS.items()
    }
