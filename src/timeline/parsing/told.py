"""What the model says of how an article is told; ``model`` reads it, ``learned`` and the later steps use it."""

from __future__ import annotations

from dataclasses import dataclass, field
from math import exp

UNSEEN = -0.9
"""The margin of a class too rare to be learned: that of one that nothing speaks for."""


SURENESS = {"event_type": (2.05, 1.25), "act": (2.2, 1.35), "status": (1.8, 0.75)}
"""Level and slope of the logistic curve of how often a coding is right, by its margin: fitted to the main events of
1,806 whole articles, each read by weights that had not learned from it; ``make accuracy`` shows how far it holds."""


@dataclass(frozen=True, slots=True)
class Coding:
    """The act and event type, of those that the codebook allows together, that a text is told most like."""

    act: str
    event_type: str
    margin: float
    """The sum of their margins: 0 is between like and unlike."""

    @property
    def classes(self) -> tuple[str, str]:
        """The names of both among the classes that are learned."""
        return f"act:{self.act}", f"type:{self.event_type}"


@dataclass(frozen=True, slots=True)
class Told:
    """How far an article is told like those of each class; empty without a model."""

    margins: dict[str, float] = field(default_factory=dict[str, float])
    """``type:CONSULT``, ``act:visit`` …: above 0 like the class, below 0 unlike it."""
    coding: Coding | None = None
    """The likeliest coding of its head."""
    apart: tuple[Coding | None, ...] = ()
    """The likeliest coding of the title and of each of the first paragraphs by itself."""
    stale: tuple[float, ...] = ()
    """How far the title and each of the first paragraphs are told like background: above 0 like it."""

    def margin(self, name: str) -> float:
        """The margin of a class."""
        return self.margins.get(name, UNSEEN)

    def of(self, act: str, event_type: str) -> float:
        """The sum of the margins of an act and a type: 0 is between like and unlike."""
        return self.margin(f"act:{act}") + self.margin(f"type:{event_type}")

    def sureness(self, field: str, act: str, event_type: str) -> float:
        """How often ``event_type``, ``act`` or ``status`` was right where act and type were told so plainly, 0 to 1."""
        level, slope = SURENESS[field]
        return 1 / (1 + exp(-(level + slope * self.of(act, event_type))))
