"""Step 8d, details: the sentences that tell of an event, and its people."""

from __future__ import annotations

from timeline.parsing.document import Analysed, Document
from timeline.parsing.event import Event
from timeline.parsing.modality import is_background, opens_as_background
from timeline.parsing.people import PersonFound

MAX_PEOPLE = 8
PARAGRAPHS = 3
"""Who takes part is named in so many paragraphs, one more where talks, signatures and gifts are told at length."""
SPEAKING_WITHIN = 4
"""So near before a name stands the verb of who speaks, behind his office."""
FORMER_WITHIN = 7
"""So near before a name stands what makes it one that is only spoken of; nearer, whose case it is."""
FATE_WITHIN = 5
_TOLD_AT_LENGTH = frozenset(("talk", "accord", "money", "aid"))
_ABOUT_PERSONS = frozenset(("arrest", "release", "extradition", "ruling", "attack"))
"""Acts that are about the person whose case it is."""
_FORMER = ("renvers", "déch", "toppl", "oust", "overthr", "ancien", "former", "remov", "temps")
_DEPOSED = ("dépos", "depos", "renvers", "oust", "toppl", "déch", "overthr")
"""How a person is called who holds the office no longer."""


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
    """Those who take part: named in the event's sentences or in the first paragraphs, unless as background.

    Who speaks of it takes part, whatever else the sentence tells of.
    """
    wanted = {analysed.sentence.index for analysed in event.sentences}
    chosen: dict[str, PersonFound] = {}
    last = max((analysed.paragraph for analysed in event.sentences), default=1)
    if event.main.frame.group in _TOLD_AT_LENGTH:
        last = max(last, PARAGRAPHS + 1)
    for analysed in document.sentences:
        index = analysed.sentence.index
        if index not in wanted and analysed.paragraph > max(PARAGRAPHS, last):
            continue
        background = opens_as_background if analysed.paragraph <= 1 else is_background  # "who had flown in" is the news
        told = index in wanted or not background(document, analysed)
        for person in people.get(index, []):
            if (told or _speaks(document, analysed, person)) and not _incidental(document, event, analysed, person):
                chosen.setdefault(person.name, person)
    return list(chosen.values())[:MAX_PEOPLE]


def _speaks(document: Document, analysed: Analysed, person: PersonFound) -> bool:
    """Whether a person is who says it ("spokesman Matthew Miller said", "a déclaré le ministre Ali Badara")."""
    low = analysed.sentence.low
    near = (*low[max(0, person.start - SPEAKING_WITHIN) : person.start], *low[person.end : person.end + 3])
    return not document.lexicon.sets["speaking"].isdisjoint(near)


def _incidental(document: Document, event: Event, analysed: Analysed, person: PersonFound) -> bool:
    """Whether a person only is spoken of: the toppled president, the emir whose letter is brought, a case."""
    low = analysed.sentence.low
    sets = document.lexicon.sets
    before = low[max(0, person.start - FORMER_WITHIN) : person.start]
    if any(word == "ex" or word.startswith(_FORMER) for word in before):
        return True
    beside = (*before[-2:], *low[person.end : person.end + 3])
    if any(word.startswith(_DEPOSED) for word in beside):
        return True
    if event.coding["act"] not in _ABOUT_PERSONS and not sets["fates"].isdisjoint(before[-FATE_WITHIN:]):
        return True
    return event.coding["act"] != "letter" and not sets["sent_by"].isdisjoint(before)
