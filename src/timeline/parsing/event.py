"""Step 7, an event on its way to a draft: its candidates, coding, partners and day, as the later steps fill them in."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from timeline.parsing.acts import Candidate
from timeline.parsing.dates import DateFound
from timeline.parsing.document import Analysed


@dataclass(slots=True)
class Evidence:
    """Which words a field was read from, as offsets in the normalised text."""

    field: str
    start: int
    end: int


@dataclass(slots=True)
class Event:
    """An event on its way to a draft."""

    main: Candidate
    members: list[Candidate]
    partners: dict[str, float] = field(default_factory=dict[str, float])
    sureness: float | None = None
    """How sure the partners are, 0 to 1; None where they were not chosen by what was learned."""
    odds: int | None = None
    """Of an event beside the main one: the log odds that it is one, in ``linear.STEP``s."""
    ways: dict[str, str] = field(default_factory=dict[str, str])
    """The orientation towards each partner, once partners and coding are settled."""
    mentions: dict[str, tuple[int, int]] = field(default_factory=dict[str, tuple[int, int]])
    date: DateFound | None = None
    edtf: str = ""
    date_span: tuple[int, int] | None = None
    date_confidence: float = 0.0
    coding: dict[str, Any] = field(default_factory=dict[str, Any])
    sentences: list[Analysed] = field(default_factory=list[Analysed])

    @property
    def orientation(self) -> str:
        """What the act does between the pair."""
        return str(self.coding["orientation"])


def coding_of(candidate: Candidate) -> dict[str, Any]:
    """The codes of a candidate, as it took place or as it is announced."""
    frame = candidate.frame
    codes: dict[str, Any] = {
        "act": frame.act,
        "type": frame.type,
        "mode": frame.mode,
        "orientation": frame.orientation,
        "status": frame.status,
    }
    if candidate.future and frame.future:
        codes |= frame.future
    return codes
