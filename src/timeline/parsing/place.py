"""Step 8g, place: where an act took place, by what the stories have taught.

What may be the place are the towns that the first paragraphs name, the date line's, Niamey, and the capital or seat of
each partner. Of each, and of no place at all, short texts say how it is named and what kind of act is sought, so that
the weights that are learned for them (``places.json``, by ``detail_training``) can be read; the likeliest is taken.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, partial
from math import exp

from timeline.parsing.document import Analysed, Document
from timeline.parsing.event import Event
from timeline.parsing.features import word_at
from timeline.parsing.gazetteer import FOCAL, Mention
from timeline.parsing.hosts import initiator_of
from timeline.parsing.linear import STEP, taught_from
from timeline.parsing.modality import is_background
from timeline.parsing.people import locatives
from timeline.parsing.resources import reference
from timeline.parsing.taught import Taught

PLACES_FILE = "places.json"
WITHIN = 5
"""Places are sought in the title and so many paragraphs."""
_CAPITALS = frozenset(("capital", "capitale"))
_AT_HOME = frozenset(
    (
        "recall", "denial", "cancellation", "threat", "suspension", "sanction", "termination", "expulsion",
        "travel-ban", "summons", "refusal", "law", "vote", "ruling", "membership", "exit", "embargo",
    )
)  # fmt: skip
"""Acts that are decided at home, whatever town is named with them ("rappelle son ambassadeur à …")."""
_ON_THE_SPOT = frozenset(
    (
        "accreditation", "delivery", "inauguration", "embassy-opening", "embassy-closure", "withdrawal", "deployment",
        "evacuation", "construction", "training", "attack", "arrest", "exercise", "audience", "visit",
    )
)  # fmt: skip
"""Acts that are done where their object or their host is."""
_ENVOYS = frozenset(("embassy", "ambassade", "ambassadeur", "ambassadrice", "ambassador", "consulat", "consulate"))
"""What stands in a town without anything being done there ("the embassy in Ouagadougou said")."""
ENVOY_WITHIN = 5
_STEPS = ((3, "at act"), (8, "near act"), (16, "off act"))
_FAR = 3
"""A town stands beside a day or a person that is so few words away."""


@dataclass(frozen=True, slots=True)
class PlaceFound:
    """A place in the record's form, the words it was read from where there are any, and how sure it is."""

    name: str
    country: str
    span: tuple[int, int] | None
    confidence: float


@dataclass(slots=True)
class Spot:
    """What may be the place of an act, and what is said of it; without a name for no place at all."""

    name: str
    country: str
    span: tuple[int, int] | None = None
    features: set[str] = field(default_factory=set[str])
    seat: bool = False
    """Whether it is the seat of a body that is named with the act."""


def spots_of(document: Document, event: Event, main: PlaceFound | None = None) -> list[Spot]:
    """What may be the place of an event, whose sentences and partners are known; ``main`` is where the main one was."""
    actor = initiator_of(document, event)
    spots = {"": Spot("", "")}
    for name, country in (("Niamey", FOCAL), *filter(None, map(home_of, event.partners))):
        spots.setdefault(name, Spot(name, country))
    telling = (event.main.where, *event.sentences)
    for mention in (mention for one in telling for mention in one.mentions):  # "before the UN General Assembly"
        seat = None if reference("partners").get(mention.code, {}).get("capital") else home_of(mention.code)
        if seat is not None:
            spots.setdefault(seat[0], Spot(*seat)).seat = True
    order = 0
    for analysed in document.sentences:
        if analysed.paragraph > WITHIN:
            break
        there = locatives(document, analysed)
        for mention in analysed.mentions:
            town = _town(analysed, mention)
            if town is None:
                continue
            order += 1
            span = analysed.sentence.starts[mention.start], analysed.sentence.ends[mention.end - 1]
            spot = spots.setdefault(town[0], Spot(*town))
            spot.span = spot.span or span
            spot.features.update(_of_mention(document, event, analysed, mention, inside=mention in there))
            spot.features.add(f"number {min(order, 4)}")
    line = document.dateline_city
    if line is not None:
        spot = spots.setdefault(line.name.canonical, Spot(line.name.canonical, line.code))
        spot.span = spot.span or document.dateline_span
        spot.features.add("dateline")
    if main is not None:
        spots.setdefault(main.name, Spot(main.name, main.country)).features.add("place of main")
    named = sum(bool(spot.features) for spot in spots.values())
    for spot in spots.values():
        spot.features = set(_in_all(event, spot, actor, named))
    return list(spots.values())


def _town(analysed: Analysed, mention: Mention) -> tuple[str, str] | None:
    """A town that is named, or the capital that is named as such ("the Turkish capital")."""
    if mention.kind == "place" or (mention.kind == "partner" and mention.name.form == "city"):
        return mention.name.canonical, mention.code
    if mention.kind == "partner" and mention.code != FOCAL and mention.name.form in ("demonym", "name"):
        near = analysed.sentence.low[max(0, mention.start - 3) : mention.end + 1]
        return None if _CAPITALS.isdisjoint(near) else home_of(mention.code)
    return None


@cache
def home_of(code: str) -> tuple[str, str] | None:
    """Where a partner's government speaks from ("Cotonou"), or the seat of an organisation; None where it has none."""
    row = reference("partners").get(code, {})
    places = reference("places")
    if row.get("capital"):
        names = (str(name) for name in (row.get("metonyms") or {}).get("en", ()))
        towns = {place["name"]["en"] for place in places if place["country"] == code}
        return next((name for name in names if name in towns), str(row["capital"])), code
    seat = row.get("seat")
    return (str(seat), next((str(one["country"]) for one in places if one["name"]["en"] == seat), "")) if seat else None


def _of_mention(
    document: Document, event: Event, analysed: Analysed, mention: Mention, *, inside: bool
) -> Iterator[str]:
    """What is said of a town where it is named; ``inside`` where something is said to happen in it."""
    low, act = analysed.sentence.low, event.coding["act"]
    before, after = word_at(analysed, mention.start - 1), word_at(analysed, mention.end)
    way = "inside" if inside else "named"
    form = mention.name.form if mention.kind == "partner" else mention.kind
    sort = _sort(act)
    yield from (
        way,
        f"{way} {form}",
        f"{way} {act}",
        f"{way} {sort}",
        f"paragraph {analysed.paragraph}",
        f"{way} {analysed.paragraph}",
    )
    yield from (f"behind {before}", f"before {after}", f"behind {before} {act}")
    yield from (f"behind {before} {sort}", f"behind {before} {event.main.frame.group}")
    if not _ENVOYS.isdisjoint(low[max(0, mention.start - ENVOY_WITHIN) : mention.start]):
        yield from ("of an envoy", f"of an envoy {act}", f"of an envoy {sort}")
    yield f"behind two {word_at(analysed, mention.start - 2)} {before}"
    if mention.start == 0:
        yield "opens as label" if after == ":" else "opens"
    if is_background(document, analysed):
        yield from ("background", f"background {way}")
    if any(analysed is one for one in event.sentences):
        yield from ("with event", f"with event {way}", f"with event {way} {act}")
    if analysed is event.main.where:
        hit = event.main.hit
        between = min(abs(mention.start - hit.start), abs(mention.start - hit.end))
        far = next((name for most, name in _STEPS if between <= most), "far from act")
        yield from ("with act", f"with act {way}", f"with act {way} {act}", f"with act {way} {sort}")
        yield from (far, f"{far} {way}")
    elif analysed.paragraph == event.main.paragraph:
        yield from ("paragraph of act", f"paragraph of act {way}")
    if event.date is not None and event.date_span is not None:
        first, last = event.date_span
        start, end = analysed.sentence.starts[mention.start], analysed.sentence.ends[mention.end - 1]
        if analysed.sentence.start <= first <= analysed.sentence.end:
            yield from ("with the day", f"with the day {way}")
            words = document.text[min(end, last) : max(start, first)].split()
            if len(words) <= _FAR:
                yield from ("beside the day", f"beside the day {way}")
    people = (one for one in analysed.mentions if one.kind == "person")
    if any(abs(one.start - mention.end) <= _FAR or abs(mention.start - one.end) <= _FAR for one in people):
        yield "beside a person"


def _in_all(event: Event, spot: Spot, actor: str, named: int) -> Iterator[str]:
    """What is said of a spot, alone and as the place of such an act by such an actor."""
    act, kind, status = (str(event.coding[name]) for name in ("act", "type", "status"))
    role = _role(event, spot)
    who = actor if actor in ("joint", "non-state") else "Niger" if actor == FOCAL else "partner"
    if home_of(actor) == (spot.name, spot.country):
        role = f"{role} of actor"
    yield from spot.features
    yield from (f"{role}: {feature}" for feature in spot.features)
    if spot.seat:
        yield from ("seat of a body named", f"seat of a body named {act}", f"{role}, seat of a body named")
    seen = "dateline" if spot.features == {"dateline"} else "named" if spot.features else "not named"
    others = f"others {min(2, named - bool(spot.features))}"
    for said in (role, f"{role} {seen}", f"{role} {seen} {others}"):
        yield from (said, f"{said} {act}", f"{said} {kind}", f"{said} {who}", f"{said} {who} {act}", f"{said} {status}")
        yield from (f"{said} {act} {status}", f"{said} {event.main.frame.group}", f"{said} {_sort(act)}")
        yield f"{said} {who} {_sort(act)}"


def _sort(act: str) -> str:
    """Where acts of a kind are mostly done."""
    return "done at home" if act in _AT_HOME else "done on the spot" if act in _ON_THE_SPOT else "done anywhere"


def _role(event: Event, spot: Spot) -> str:
    """Whose town it is."""
    if not spot.name:
        return "nowhere"
    if spot.country == FOCAL:
        return "Niamey" if spot.name == "Niamey" else "town of Niger"
    homes = {home_of(code): reference("partners").get(code, {}).get("kind", "state") for code in event.partners}
    kind = homes.get((spot.name, spot.country))
    if kind is not None:
        return "capital" if kind == "state" else "seat"
    return "town of a partner" if spot.country in event.partners else "elsewhere"


def place_of(document: Document, event: Event, main: PlaceFound | None = None) -> PlaceFound | None:
    """Where an act took place; None where nothing says it, or it has no place, as a call.

    ``main`` is where the main event was, for another one.
    """
    taught = current()
    if taught is None:
        return None
    spots = spots_of(document, event, main)
    odds = [taught.value(spot.features) for spot in spots]
    best = max(range(len(spots)), key=odds.__getitem__)
    spot, shares = spots[best], [exp(STEP * value) for value in odds]
    return PlaceFound(spot.name, spot.country, spot.span, round(shares[best] / sum(shares), 2)) if spot.name else None


_taught = Taught(partial(taught_from, PLACES_FILE))
shipped, placing, current, forget = _taught.shipped, _taught.using, _taught.current, _taught.forget
