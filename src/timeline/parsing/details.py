"""Step 8d, details: the sentences that tell of an event, and its people."""

from __future__ import annotations

from timeline.parsing.document import Analysed, Document
from timeline.parsing.event import Event
from timeline.parsing.modality import is_background
from timeline.parsing.people import PersonFound

MAX_PEOPLE = 8


def supporting_sentences(document: Document, event: Event) -> None:
    """The sentences that tell of an event: its own, their continuation in the paragraph, not the background."""
    own = {
        candidate.where.sentence.index
        for candidate in event.members
        if not candidate.background or candidate is event.main
    }
    for analysed in document.sentences:
        if analysed.sentence.index in own:
            event.sentences.append(analysed)


def people_of(document: Document, event: Event, people: dict[int, list[PersonFound]]) -> list[PersonFound]:
    """Those who take part: named in the event's sentences or in the first paragraphs, unless as background."""
    wanted = {analysed.sentence.index for analysed in event.sentences}
    chosen: dict[str, PersonFound] = {}
    last = max((analysed.paragraph for analysed in event.sentences), default=1)
    if event.main.frame.group in ("talk", "accord"):
        last = max(last, 4)
    for analysed in document.sentences:
        index = analysed.sentence.index
        near = analysed.paragraph <= max(3, last) and not is_background(document, analysed)
        if index not in wanted and not near:
            continue
        for person in people.get(index, []):
            if not _incidental(analysed, person):
                chosen.setdefault(person.name, person)
    return list(chosen.values())[:MAX_PEOPLE]


def _incidental(analysed: Analysed, person: PersonFound) -> bool:
    """Whether a person is only part of the background: the toppled president, the former minister."""
    low = analysed.sentence.low
    window = low[max(0, person.start - 7) : person.start]
    return any(
        word == "ex"
        or word.startswith(
            ("renvers", "déch", "toppl", "oust", "overthr", "ancien", "former", "dépos", "remov", "temps")
        )
        for word in window
    )
