"""Step 8b, status: how far an act has come, where its frame alone does not say it.

A loan or gift that is told with a signature is signed; a measure that takes effect is in force. Which of the acts that
took place are measures, the model knows from the records.
"""

from __future__ import annotations

from collections.abc import Iterator

from timeline.parsing.document import Analysed, Document
from timeline.parsing.event import Event
from timeline.parsing.modality import holds_phrase, is_background

HEAD = 2
"""The title and so many paragraphs say how far an act has come."""
SURER = 0.4
"""The model's word counts where its margin is so much higher than that of the status read."""
SIGNABLE = frozenset(("loan", "grant", "creation"))
"""Acts that may be done by a signature, and without one."""
MEASURES = frozenset(
    (
        "border-closure",
        "border-reopening",
        "deployment",
        "embargo",
        "embassy-closure",
        "expulsion",
        "grant",
        "law",
        "membership",
        "permit-grant",
        "permit-withdrawal",
        "suspension",
        "termination",
        "travel-ban",
        "withdrawal",
    )
)
"""Decisions and measures, which take effect."""


def settle_status(document: Document, event: Event) -> None:
    """Sharpens the status of an event, and the type of what turns out to be an agreement."""
    coding = event.coding
    if coding["act"] in SIGNABLE and coding["status"] in ("completed", "signed", "in_force"):
        if _is_signed(document, event):
            coding["status"] = "signed"
        elif _is_told(document, event, "boards"):
            coding |= {"status": "completed", "type": "AID"}  # what a board approves is given, and not yet signed
        elif coding["status"] == "completed":
            coding["status"] = _by_records(document, str(coding["act"]), "completed")
    elif (
        coding["act"] in MEASURES
        and coding["status"] in ("completed", "announced")
        and _is_told(document, event, "taking_effect")
    ):
        coding["status"] = "in_force"
    else:
        coding["status"] = _by_records(document, str(coding["act"]), str(coding["status"]))
    if coding["status"] == "signed" and coding["type"] == "AID":
        coding["type"] = "SUPPORT"  # "a financing agreement signed is SUPPORT"


def _telling(document: Document, event: Event) -> Iterator[Analysed]:
    """The act's own sentences, and those of the first paragraphs."""
    own = {candidate.where.sentence.index for candidate in event.members if not candidate.background}
    for analysed in document.sentences:
        near = analysed.sentence.index in own or 0 < analysed.paragraph <= HEAD
        if near and not is_background(document, analysed):
            yield analysed


def _is_signed(document: Document, event: Event) -> bool:
    """Whether a signature is told with the act."""
    words = document.lexicon.sets["signing"]
    return any(not words.isdisjoint(analysed.sentence.low) for analysed in _telling(document, event))


def _is_told(document: Document, event: Event, phrases: str) -> bool:
    """Whether one of the phrases of a list is told with the act."""
    return any(holds_phrase(document.lang, analysed, phrases) for analysed in _telling(document, event))


def _by_records(document: Document, act: str, status: str) -> str:
    """What the records have for acts that are told so, where the model is surer of it than of the status read."""
    may_be = {"reported"} if status == "completed" else set[str]()
    if status == "completed" and act in SIGNABLE:
        may_be.add("signed")
    if status in ("completed", "announced") and act in MEASURES:
        may_be.add("in_force")
    margins = document.told.margins
    told = {code: margins[f"status:{code}"] for code in (*may_be, status) if f"status:{code}" in margins}
    likeliest = max(told, key=lambda code: told[code], default=status)
    return likeliest if told.get(likeliest, 0.0) - told.get(status, 0.0) > SURER else status
