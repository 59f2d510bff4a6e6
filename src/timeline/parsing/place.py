"""Step 8e, place: where an act took place, by the surest sign that an article gives.

A city named with the act, "the Turkish capital", the date line, the seat of the body that voted, a city of the head
for what two sides did together, and last where whoever acted usually does such things.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from timeline.parsing.details import initiator_of
from timeline.parsing.document import Analysed, Document
from timeline.parsing.event import Event
from timeline.parsing.gazetteer import FOCAL, Mention
from timeline.parsing.modality import is_background
from timeline.parsing.people import locatives
from timeline.parsing.resources import reference

HEAD = 2
"""The title and so many paragraphs may name the place of a meeting for all that follows."""
_FROM_HOME = frozenset(
    ("statement", "recall", "embassy-closure", "denial", "letter", "suspension", "grant", "loan", "travel-ban")
)
"""Acts that a partner does from its own capital."""


@dataclass(frozen=True, slots=True)
class PlaceFound:
    """A place in the record's form, the words it was read from where there are any, and how sure it is."""

    name: str
    country: str
    span: tuple[int, int] | None
    confidence: float


def place_of(document: Document, event: Event, main: PlaceFound | None = None) -> PlaceFound | None:
    """Where an act took place; None where nothing says it, and for a call, which has no place.

    ``main`` is where the main event was: a further one is told of from there.
    """
    if event.coding["act"] == "call":
        return None
    signs = (_at_home, _of_announcement, _of_violence, _named, _capital, _labelled, _of_dateline, _of_seat, _in_head)
    for sign in signs:
        found = sign(document, event)
        if found is not None:
            return found
    return main or _of_actor(document, event)


def _at(analysed: Analysed, mention: Mention, confidence: float) -> PlaceFound:
    span = analysed.sentence.starts[mention.start], analysed.sentence.ends[mention.end - 1]
    return PlaceFound(mention.name.canonical, mention.code, span, confidence)


def _first_city(
    document: Document, event: Event, sentences: Iterable[Analysed], confidence: float
) -> PlaceFound | None:
    """The first city where something is said to happen, unless it is said by the way.

    In one sentence a city of those who take part comes before any other ("une tournée entamée à Bamako").
    """
    aside = document.lexicon.sets["aside"]
    for analysed in sentences:
        low = analysed.sentence.low
        cities = [
            mention
            for mention in locatives(document, analysed)
            if aside.isdisjoint(low[max(0, mention.start - 5) : mention.start])
        ]
        if cities:
            own = (mention for mention in cities if mention.code in (FOCAL, *event.partners))
            return _at(analysed, next(own, cities[0]), confidence)
    return None


def _at_home(_: Document, event: Event) -> PlaceFound | None:
    """An audience is given in Niamey, as the codebook has it; what is ratified there was signed elsewhere."""
    return PlaceFound("Niamey", FOCAL, None, 0.7) if event.coding["act"] in ("audience", "ratification") else None


def _of_violence(_: Document, event: Event) -> PlaceFound | None:
    """The town or region that is named with an attack ("in Niger's Dosso region")."""
    if event.coding["act"] != "attack":
        return None
    named = ((one, mention) for one in event.sentences for mention in one.mentions if mention.kind == "place")
    return next((_at(analysed, mention, 0.6) for analysed, mention in named if mention.code == FOCAL), None)


def _labelled(document: Document, _: Event) -> PlaceFound | None:
    """The place with which the title opens ("Niamey : des milliers de marcheurs")."""
    title = document.sentences[0]
    for mention in title.mentions[:1]:
        if mention.start == 0 and title.sentence.low[mention.end : mention.end + 1] == [":"]:
            return _at(title, mention, 0.6) if mention.kind == "place" or mention.name.form == "city" else None
    return None


def _of_announcement(document: Document, event: Event) -> PlaceFound | None:
    """What is only announced takes place, so far, where it is announced."""
    return _of_dateline(document, event) if event.main.future and event.coding["status"] == "announced" else None


def _named(document: Document, event: Event) -> PlaceFound | None:
    """A city in the event's sentences, the act's own first, or in those beside them in the paragraph."""
    own = sorted(event.sentences, key=lambda item: (item is not event.main.where, item.paragraph == 0, item.paragraph))
    near = {index for item in own if item.paragraph for index in (item.sentence.index - 1, item.sentence.index + 1)}
    paragraphs = {item.paragraph for item in own}
    beside = [
        other
        for other in document.sentences
        if other.sentence.index in near
        and other.paragraph in paragraphs
        and other not in event.sentences
        and not is_background(document, other)
    ]
    return _first_city(document, event, (*own, *beside), 0.8)


def _capital(_: Document, event: Event) -> PlaceFound | None:
    """The capital that is named as such ("the Turkish capital")."""
    for analysed in event.sentences:
        low = analysed.sentence.low
        for mention in analysed.mentions:
            near = " ".join(low[max(0, mention.start - 3) : mention.end + 1])
            if mention.kind == "partner" and mention.name.form in ("demonym", "name") and "capital" in near:
                city = reference("partners").get(mention.code, {}).get("capital")
                if city:
                    return PlaceFound(str(city), mention.code, None, 0.7)
    return None


def _of_dateline(document: Document, event: Event) -> PlaceFound | None:
    """The city of the date line, where it is that of somebody who takes part."""
    city = document.dateline_city
    if city is None:
        return None
    seats = {reference("partners").get(code, {}).get("seat") for code in event.partners}
    if city.code in (FOCAL, initiator_of(event), *event.partners) or city.name.canonical in seats:
        return PlaceFound(city.name.canonical, city.code, document.dateline_span, 0.7)
    return None


def _of_seat(_: Document, event: Event) -> PlaceFound | None:
    """The seat of the organisation that voted or judged."""
    if event.coding["act"] not in ("vote", "ruling"):
        return None
    for mention in (mention for analysed in event.sentences for mention in analysed.mentions):
        seat = reference("partners").get(mention.code, {}).get("seat")
        if seat and mention.name.form == "body":
            rows = (row for row in reference("places") if row["name"]["en"] == seat)
            return PlaceFound(str(seat), str(next(rows, {}).get("country", "")), None, 0.6)
    return None


def _in_head(document: Document, event: Event) -> PlaceFound | None:
    """A city of the title or the first paragraphs, for what both sides did together."""
    if not event.main.frame.joint and event.main.frame.group != "talk":
        return None
    head = (item for item in document.sentences if item.paragraph <= HEAD and not is_background(document, item))
    return _first_city(document, event, head, 0.5)


def _of_actor(_: Document, event: Event) -> PlaceFound | None:
    """Niamey for what Niger does, a partner's capital for what is done from there."""
    actor = initiator_of(event)
    if actor == FOCAL:
        return PlaceFound("Niamey", FOCAL, None, 0.5)
    if actor == "joint":
        people = (mention for analysed in event.sentences for mention in analysed.mentions if mention.kind == "person")
        return PlaceFound("Niamey", FOCAL, None, 0.4) if any(one.code == FOCAL for one in people) else None
    if event.coding["act"] not in _FROM_HOME:
        return None
    for analysed in event.sentences:
        for mention in analysed.mentions:
            if mention.code == actor and mention.name.form == "city":  # "The Hague freezes …"
                return _at(analysed, mention, 0.5)
    capital = reference("partners").get(actor, {}).get("capital")
    return PlaceFound(str(capital), actor, None, 0.4) if capital else None
