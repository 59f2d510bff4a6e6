"""Step 8e, place: where an act took place, by the surest sign that an article gives.

A city named with the act, "the Turkish capital", the date line, the seat of the body that voted, a city of the head
for what two sides did together, and last where whoever acted usually does such things.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from timeline.parsing.document import Analysed, Document
from timeline.parsing.event import Event
from timeline.parsing.gazetteer import FOCAL, Mention
from timeline.parsing.hosts import initiator_of
from timeline.parsing.modality import holds_phrase, is_background
from timeline.parsing.people import locatives
from timeline.parsing.resources import reference

HEAD = 2
"""The title and so many paragraphs may name the place of a meeting for all that follows."""
_FROM_HOME = frozenset(
    (
        "statement",
        "recall",
        "denial",
        "letter",
        "suspension",
        "grant",
        "loan",
        "travel-ban",
        "threat",
        "refusal",
        "sanction-lifted",
        "termination",
        "cancellation",
        "appointment",
        "summons",
        "vote",
        "ruling",
        "exit",
        "embargo",
        "border-closure",
        "border-reopening",
        "membership",
    )
)
"""Acts that a partner does from its own capital or seat."""
_AT_HOME_ONLY = frozenset(
    (
        "recall",
        "denial",
        "cancellation",
        "threat",
        "suspension",
        "sanction",
        "termination",
        "expulsion",
        "travel-ban",
        "summons",
        "refusal",
    )
)
"""Acts that whoever does them decides at home, whatever city is named with them ("rappelle son ambassadeur à …")."""
_ON_THE_SPOT = frozenset(
    (
        "accreditation",
        "delivery",
        "inauguration",
        "embassy-opening",
        "embassy-closure",
        "restoration",
        "withdrawal",
        "deployment",
        "evacuation",
        "construction",
        "training",
    )
)
"""Acts of a partner that are done in Niger."""
_DECIDED = frozenset(("deployment", "withdrawal", "restoration", "evacuation", "delivery", "training"))
"""Acts that are decided at the partner's before they are done in Niger."""
_GIVEN_TO = frozenset(("loan", "grant", "payment"))
"""Acts whose receiver is named by his city."""
_SIGNED = frozenset(
    ("treaty", "mou", "contract", "loan", "grant", "creation", "restoration", "accreditation", "delivery")
)
"""Acts that are done together in Niamey, where nothing says otherwise."""
_ENVOYS = frozenset(("embassy", "ambassade", "ambassadeur", "ambassadrice", "ambassador", "consulat", "consulate"))
"""What stands in a city without anything being done there ("the embassy in Ouagadougou said")."""
ASIDE_WITHIN = 5
"""So near before a city stands what makes it one that is named by the way."""
_ASSEMBLY = frozenset(("assembly", "assemblée"))


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
    for sign in _SIGNS:
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
    aside = document.lexicon.sets["aside"] | _ENVOYS
    actor = initiator_of(document, event)
    for analysed in sentences:
        low = analysed.sentence.low
        cities = [
            mention
            for mention in locatives(document, analysed)
            if aside.isdisjoint(low[max(0, mention.start - ASIDE_WITHIN) : mention.start])
            and _may_be(document, event, actor, analysed, mention)
        ]
        if cities:
            own = [mention for mention in cities if mention.code in (FOCAL, *event.partners)] or cities
            best = _where_received(event, own) if event.coding["act"] == "visit" else own[0]
            return _at(analysed, best, confidence) if best else PlaceFound("Niamey", FOCAL, None, confidence)
    return None


def _where_received(event: Event, cities: list[Mention]) -> Mention | None:
    """The city of the talks, not one that was only toured; None for Niamey, where someone in office there is met."""
    if cities[0].code != FOCAL or cities[0].name.canonical == "Niamey":
        return cities[0]
    met = any(one.kind == "person" and one.code == FOCAL for item in event.sentences for one in item.mentions)
    return None if met else cities[0]


def _may_be(document: Document, event: Event, actor: str, analysed: Analysed, mention: Mention) -> bool:
    """Whether an act of that kind may have been done in a city: a visitor's at the host's, a recall at home."""
    act = event.coding["act"]
    if act == "visit":
        return (mention.code == FOCAL) == (actor != FOCAL)
    if analysed.sentence.low[mention.start - 1] == "to" and act in _GIVEN_TO:
        return False  # "released 40 million dollars to Niamey"
    if act in _AT_HOME_ONLY and actor == FOCAL:
        return mention.name.canonical == "Niamey"
    if act in _AT_HOME_ONLY:
        return mention.code == actor or mention.name.canonical == reference("partners").get(actor, {}).get("seat")
    if act == "statement" and actor == FOCAL:
        return mention.name.canonical == "Niamey" or mention.code not in (FOCAL, *event.partners)
    if act == "statement" and mention.code == FOCAL:  # what happened in Niamey is spoken of from afar
        return holds_phrase(document.lang, analysed, "residents")
    return True


def _at_home(document: Document, event: Event) -> PlaceFound | None:
    """An audience is given in Niamey, as the codebook has it, and letters are presented there; what is ratified there
    was signed elsewhere."""
    given = event.coding["act"] in ("audience", "ratification") or (
        event.coding["act"] == "accreditation" and initiator_of(document, event) != FOCAL
    )
    return PlaceFound("Niamey", FOCAL, None, 0.7) if given else None


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
    actor = initiator_of(document, event)
    act = event.coding["act"]
    if act == "visit" and (city.code == FOCAL) == (actor == FOCAL):
        return None  # told from where the guest came
    if city.code in event.partners and (
        (act in _ON_THE_SPOT - {"restoration"} and actor != FOCAL and not _is_decided(event))
        or (actor == FOCAL and act in ("statement", "letter", *_AT_HOME_ONLY))
    ):
        return None  # "DOHA – Qatar delivered …": an agency tells of it at home
    if city.code in (FOCAL, actor, *event.partners) or city.name.canonical in seats:
        return PlaceFound(city.name.canonical, city.code, document.dateline_span, 0.7)
    return None


def _of_seat(_: Document, event: Event) -> PlaceFound | None:
    """The seat of the organisation that voted or judged."""
    if event.coding["act"] not in ("vote", "ruling"):
        return None
    for mention in (mention for analysed in event.sentences for mention in analysed.mentions):
        seat = reference("partners").get(mention.code, {}).get("seat")
        if seat and mention.name.form == "body":
            return _seat(str(seat), 0.6)
    return None


def _of_assembly(_: Document, event: Event) -> PlaceFound | None:
    """The seat of the United Nations, for what is said before their assembly."""
    if event.coding["act"] != "statement":
        return None
    for analysed in event.sentences:
        if not _ASSEMBLY.isdisjoint(analysed.sentence.low) and any(one.code == "UN" for one in analysed.mentions):
            return _home("UN", 0.6)
    return None


def _in_head(document: Document, event: Event) -> PlaceFound | None:
    """A city of the title or the first paragraphs, for what both sides did together."""
    if initiator_of(document, event) != "joint" and event.main.frame.group != "talk":
        return None
    head = (item for item in document.sentences if item.paragraph <= HEAD and not is_background(document, item))
    return _first_city(document, event, head, 0.5)


def _of_actor(document: Document, event: Event) -> PlaceFound | None:
    """Niamey for what Niger does, is done to it there or is signed with it, a partner's capital for the rest."""
    act, actor = event.coding["act"], initiator_of(document, event)
    if act in ("visit", "embassy-opening", "accreditation") and actor == FOCAL:
        return _home(next(iter(event.partners), ""), 0.5)
    if actor == FOCAL or (actor == "joint" and act in _SIGNED):
        return PlaceFound("Niamey", FOCAL, None, 0.5)
    decided = _is_decided(event)
    if (act in ("visit", *_ON_THE_SPOT) and not decided) or event.main.frame.id == "staff_agreement":
        return PlaceFound("Niamey", FOCAL, None, 0.5)
    if actor == "joint":
        people = (mention for analysed in event.sentences for mention in analysed.mentions if mention.kind == "person")
        return PlaceFound("Niamey", FOCAL, None, 0.4) if any(one.code == FOCAL for one in people) else None
    if act not in _FROM_HOME and not decided:
        return None
    for analysed in event.sentences:
        for mention in analysed.mentions:
            if mention.code == actor and mention.name.form == "city":  # "The Hague freezes …"
                return _at(analysed, mention, 0.5)
    return _home(actor, 0.4)


def _is_decided(event: Event) -> bool:
    """Whether an act was so far only decided, at the partner's."""
    return event.coding["act"] in _DECIDED and event.coding["status"] in ("announced", "in_force")


def _home(code: str, confidence: float) -> PlaceFound | None:
    """Where a partner's government speaks from ("Cotonou"), or the seat of an organisation."""
    row = reference("partners").get(code, {})
    if row.get("capital"):
        names = (str(name) for name in (row.get("metonyms") or {}).get("en", ()))
        towns = {place["name"]["en"] for place in reference("places") if place["country"] == code}
        return PlaceFound(next((name for name in names if name in towns), str(row["capital"])), code, None, confidence)
    return _seat(str(row["seat"]), confidence) if row.get("seat") else None


def _seat(name: str, confidence: float) -> PlaceFound:
    """A city where an organisation sits, with the country that it lies in."""
    rows = (row for row in reference("places") if row["name"]["en"] == name)
    return PlaceFound(name, str(next(rows, {}).get("country", "")), None, confidence)


_SIGNS = (
    _at_home,
    _of_announcement,
    _of_violence,
    _of_assembly,
    _named,
    _capital,
    _labelled,
    _of_dateline,
    _of_seat,
    _in_head,
)
"""What may say where an act took place, the surest first."""
