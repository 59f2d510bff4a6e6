"""How the tables hang together: what tells their rows apart, and which columns name a row of another table."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

KEYS: Mapping[str, list[str]] = {
    "events": ["event_id"],
    "participants": ["event_id", "partner"],
    "sources": ["event_id", "position"],
    "spells": ["spell_id"],
    "partners": ["partner"],
    "places": ["name_en", "country"],
    "publishers": ["publisher"],
    "people": ["person"],
    "organisations": ["organisation"],
}


class Link(NamedTuple):
    """Columns whose values, where there are any, are a key of another table."""

    columns: tuple[str, ...]
    table: str
    keys: tuple[str, ...]


LINKS: Mapping[str, list[Link]] = {
    "events": [Link(("place_name", "place_country"), "places", ("name_en", "country"))],
    "participants": [Link(("event_id",), "events", ("event_id",)), Link(("partner",), "partners", ("partner",))],
    "sources": [
        Link(("event_id",), "events", ("event_id",)),
        Link(("publisher",), "publishers", ("publisher",)),
        Link(("agency",), "publishers", ("publisher",)),
    ],
    "spells": [
        Link(("partner",), "partners", ("partner",)),
        Link(("first_event",), "events", ("event_id",)),
        Link(("last_event",), "events", ("event_id",)),
    ],
    "places": [Link(("country",), "partners", ("partner",))],
    "publishers": [Link(("country",), "partners", ("partner",))],
    "people": [Link(("country",), "partners", ("partner",))],
    "organisations": [Link(("country",), "partners", ("partner",))],
}
