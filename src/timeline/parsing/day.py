"""Step 8e, a day that may be that of an act, and the act whose day is sought; ``days`` and ``spans`` fill them in."""

from __future__ import annotations

from dataclasses import dataclass, field

from timeline.parsing.dates import DateFound
from timeline.parsing.document import Analysed
from timeline.parsing.lexicon import Hit

LASTING = frozenset(("visit", "meeting", "summit", "negotiation", "mediation", "exercise", "training"))
"""Acts that go on for days."""


@dataclass(frozen=True, slots=True)
class Done:
    """The act whose day is sought: its codes, and where its words stand if the lexicon found them."""

    act: str
    announced: bool
    where: Analysed | None = None
    hit: Hit | None = None
    members: frozenset[int] = frozenset()
    """The sentences that tell of it, by their numbers."""
    parties: frozenset[str] = frozenset()
    """The partners, so far as they are known."""
    beside: str = ""
    """Of an event beside the main one: the day of that, in EDTF."""


@dataclass(slots=True)
class Day:
    """A day that may be that of the act, and what is said of it."""

    edtf: str
    found: DateFound | None = None
    """Where it is named; None for the day of the date line or of the publication."""
    where: Analysed | None = None
    features: set[str] = field(default_factory=set[str])
