"""Step 8d, details: the sentences that tell of an event, its people, its place, and who acted."""

from __future__ import annotations

from timeline.parsing.acts import is_background
from timeline.parsing.document import Analysed, Document
from timeline.parsing.event import Event
from timeline.parsing.gazetteer import FOCAL, Mention
from timeline.parsing.people import PersonFound, locatives
from timeline.parsing.resources import reference

MAX_PEOPLE = 8


_STATE_ACTS = frozenset(("media-ban", "nationalisation", "permit-withdrawal", "permit-grant"))
"""Acts over which only the state of the Niger has power."""


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
        near = analysed.paragraph <= max(2, last) and not is_background(document, analysed)
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


def place_of(document: Document, event: Event) -> tuple[dict[str, str] | None, tuple[int, int] | None, float]:
    """Where it happened: named with the act, else by who acts, else by the date line."""
    if event.coding["act"] == "call":
        return None, None, 0.5
    around = {
        index for own in event.sentences if own.paragraph for index in (own.sentence.index - 1, own.sentence.index + 1)
    }
    beside = [
        other
        for other in document.sentences
        if other.sentence.index in around
        and other.paragraph in {own.paragraph for own in event.sentences}
        and other not in event.sentences
        and not is_background(document, other)
    ]
    ranked = sorted(
        event.sentences, key=lambda item: (item is not event.main.where, item.paragraph == 0, item.paragraph)
    )
    for analysed in (*ranked, *beside):
        for mention in locatives(document, analysed):
            record = _place_record(mention)
            low = analysed.sentence.low
            if any(word in document.lexicon.sets["aside"] for word in low[max(0, mention.start - 5) : mention.start]):
                continue
            span = (analysed.sentence.starts[mention.start], analysed.sentence.ends[mention.end - 1])
            return record, span, 0.8
    for analysed in event.sentences:
        for mention in analysed.mentions:
            low = analysed.sentence.low
            if (
                mention.name.form in ("demonym", "name")
                and mention.kind == "partner"
                and "capital" in " ".join(low[max(0, mention.start - 3) : mention.end + 1])
            ):
                city = reference("partners").get(mention.code, {}).get("capital")
                if city:
                    return {"name": str(city), "country": mention.code}, None, 0.7
    city = document.dateline_city
    actor = initiator_of(event)
    if city is not None and (
        city.code == FOCAL or city.code in event.partners or city.code == actor or _is_seat(city, event)
    ):
        return _place_record(city), document.dateline_span, 0.7
    if event.coding["act"] == "vote":
        for mention in (mention for analysed in event.sentences for mention in analysed.mentions):
            seat = reference("partners").get(mention.code, {}).get("seat")
            if seat and mention.name.form == "body":
                country = next(
                    (str(row.get("country")) for row in reference("places") if row["name"]["en"] == seat), ""
                )
                return {"name": str(seat), "country": country}, None, 0.6
    if actor == FOCAL:
        return {"name": "Niamey", "country": FOCAL}, None, 0.5
    capital = reference("partners").get(actor, {}).get("capital") if actor not in ("joint", "non-state") else None
    if capital and event.coding["act"] in (
        "statement",
        "recall",
        "embassy-closure",
        "denial",
        "letter",
        "suspension",
        "grant",
        "loan",
    ):
        return {"name": str(capital), "country": actor}, None, 0.4
    return None, None, 0.0


def _is_seat(city: Mention, event: Event) -> bool:
    """Whether a city is the seat of an organisation that takes part."""
    return any(reference("partners").get(code, {}).get("seat") == city.name.canonical for code in event.partners)


def _place_record(mention: Mention) -> dict[str, str]:
    return {"name": mention.name.canonical, "country": mention.code}


def initiator_of(event: Event) -> str:
    """Who acts: Niger, a partner, both, by who stands before the verb."""
    if event.main.frame.joint:
        return "joint"
    if event.coding["act"] in _STATE_ACTS:
        return FOCAL
    order = sorted(event.members, key=lambda item: (item.paragraph == 0, item is not event.main, item.paragraph))
    for candidate in order:
        before = [
            mention
            for mention in candidate.where.mentions
            if mention.end <= candidate.hit.start + 1 and mention.kind != "place"
        ]
        for mention in before:
            if mention.code == FOCAL or mention.code in event.partners:
                return mention.code
    return FOCAL if event.main.focal else next(iter(event.partners), FOCAL)
