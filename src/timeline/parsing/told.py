"""What the model says of how an article is told; ``model`` reads it, ``learned`` and the later steps use it."""

from __future__ import annotations

from dataclasses import dataclass, field

UNSEEN = -0.9
"""The margin of a class too rare to be learned: that of one that nothing speaks for."""


@dataclass(frozen=True, slots=True)
class Coding:
    """The act and event type, of those that the codebook allows together, that a text is told most like."""

    act: str
    event_type: str
    margin: float
    """The sum of their margins: 0 is between like and unlike."""


@dataclass(frozen=True, slots=True)
class Told:
    """How far an article is told like those of each class; empty without a model."""

    margins: dict[str, float] = field(default_factory=dict[str, float])
    """``type:CONSULT``, ``act:visit`` …: above 0 like the class, below 0 unlike it."""
    coding: Coding | None = None
    """The likeliest coding of its head."""
    apart: tuple[Coding | None, ...] = ()
    """The likeliest coding of the title and of each of the first paragraphs by itself."""

    def margin(self, name: str) -> float:
        """The margin of a class."""
        return self.margins.get(name, UNSEEN)
