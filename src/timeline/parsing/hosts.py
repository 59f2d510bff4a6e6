"""Step 8d, hosts: which side received the other, and so who acted, by what is said and by the kind of act.

Who travels acts, and so does the envoy who is received; what two sides sign they do together; aid, troops and
sanctions come from the partner, however the Nigerien minister stands first in the sentence that tells of them.
"""

from __future__ import annotations

from collections.abc import Iterator

from timeline.parsing.document import Analysed, Document
from timeline.parsing.event import Event
from timeline.parsing.gazetteer import FOCAL
from timeline.parsing.modality import is_background
from timeline.parsing.people import locatives
from timeline.parsing.resources import reference

HEAD = 2
"""The title and so many paragraphs say who received whom."""
BY_WITHIN = 8
"""So near after "received" stands the "by" of whoever did."""
NEAR = 5
"""So near before a country stands the word that says that somebody went there."""
THERE, GONE, WITHIN, RECEIVED, DATELINE = 2.0, 3.0, 1.0, 2.5, 1.5
"""What it weighs that a city is named as the place, a country as the goal or as where something is, a host as such,
and the city of the date line."""

_BY = frozenset(("by", "par", "chez"))
_HAVING = frozenset(("a", "ont", "avait", "avaient", "ayant"))
_BEING = frozenset(("was", "were", "been", "being", "be", "is", "are", "later"))
"""What stands before "received" where somebody is the guest, not the host."""

STATE_ACTS = frozenset(("media-ban", "nationalisation", "permit-withdrawal", "permit-grant", "honour"))
"""Acts over which only the state of the Niger has power, or that it does to others."""
POWERS = frozenset(("expulsion", "arrest", "deportation", "summons", "seizure", "investigation", "border-closure"))
"""Acts of a state's power, which no organisation has."""
NON_STATE_ACTS = frozenset(("attack", "protest"))
PARTNER_ACTS = frozenset(
    (
        "audience",
        "accreditation",
        "delivery",
        "grant",
        "loan",
        "deployment",
        "withdrawal",
        "inauguration",
        "construction",
        "training",
        "restoration",
        "evacuation",
        "mediation",
        "sanction",
        "sanction-lifted",
        "embassy-closure",
    )
)
"""Acts that a partner does, whoever stands first: the aid that Niger receives, the troops that leave it."""


def initiator_of(document: Document, event: Event) -> str:
    """Who acts: Niger, a partner, both or none of them, by the kind of act, or by who stands before the verb."""
    act, status = event.coding["act"], event.coding["status"]
    first = next(iter(event.partners), FOCAL)
    if act == "visit":
        host = host_of(document, event)
        return _first_named(event) if host is None else first if host == FOCAL else FOCAL
    if act in NON_STATE_ACTS:
        return "non-state"
    if act in STATE_ACTS:
        return FOCAL
    if act == "accreditation":
        if len(event.partners) > 1:
            return "joint"
        return FOCAL if host_of(document, event) in event.partners else first
    if event.main.frame.joint or status == "signed":
        return "joint"
    if act == "delivery" and host_of(document, event, dateline=False) in event.partners:
        return FOCAL  # "le carburant nigérien est arrivé à Bamako"
    if act in PARTNER_ACTS:
        return first
    named = _first_named(event)
    return FOCAL if act in POWERS and reference("partners").get(named, {}).get("kind") != "state" else named


def _first_named(event: Event) -> str:
    """Who stands first before the verb, in the sentence that tells it best."""
    order = sorted(event.members, key=lambda item: (item.paragraph == 0, item is not event.main, item.paragraph))
    for candidate in order:
        before = [one for one in candidate.where.mentions if one.end <= candidate.hit.start + 1 and one.kind != "place"]
        low = candidate.where.sentence.low[: candidate.hit.start]
        label = 2 if ":" in low[:2] else 0  # "Niger : la Russie appelle au calme"
        for mention in (*(one for one in before if one.start >= label), *before):
            if mention.code == FOCAL or mention.code in event.partners:
                return mention.code
    return FOCAL if event.main.focal else next(iter(event.partners), FOCAL)


def host_of(document: Document, event: Event, *, dateline: bool = True) -> str | None:
    """The side where somebody was received: Niger, a partner, or None where nothing says it.

    ``dateline`` says whether the city of the date line counts.
    """
    parties = (FOCAL, *event.partners)
    votes = dict.fromkeys(parties, 0.0)
    own = {analysed.sentence.index for analysed in event.sentences}
    for analysed in document.sentences:
        if analysed.sentence.index not in own and (analysed.paragraph > HEAD or is_background(document, analysed)):
            continue
        for code, weight in (*_gone_to(document, analysed), *_receiving(document, analysed, parties)):
            if code in votes:
                votes[code] += weight * (1.0 if analysed.paragraph <= HEAD else 0.5)
    if dateline and document.dateline_city is not None and document.dateline_city.code in votes:
        votes[document.dateline_city.code] += DATELINE
    best = max(parties, key=lambda code: votes[code])
    return best if votes[best] else None


def _gone_to(document: Document, analysed: Analysed) -> Iterator[tuple[str, float]]:
    """The sides whose city is named as the place, or whose country as where somebody went."""
    low = analysed.sentence.low
    going = document.lexicon.sets["going"]
    there = locatives(document, analysed)
    for mention in analysed.mentions:
        if mention.kind not in ("partner", "place") or not mention.code:
            continue
        near = low[max(0, mention.start - NEAR) : mention.start]
        if mention in there:
            yield mention.code, THERE
        elif not going.isdisjoint(near[-1:] if mention.name.form == "city" else near) and (
            mention.name.form in ("city", "name")
        ):
            yield mention.code, GONE  # "visits Niamey", "en visite au Niger"
        elif mention.name.form == "name" and near[-1:] in (["in"], ["en"], ["au"], ["aux"]):
            yield mention.code, WITHIN
        elif mention.name.form == "demonym" and {"capital", "capitale"}.intersection(
            (*near[-1:], *low[mention.end : mention.end + 1])
        ):
            yield mention.code, THERE


def _receiving(document: Document, analysed: Analysed, parties: tuple[str, ...]) -> Iterator[tuple[str, float]]:
    """The sides that are said to receive the other ("reçu par l'émir", "the president granted an audience")."""
    low = analysed.sentence.low
    sets = document.lexicon.sets
    named = [mention for mention in analysed.mentions if mention.kind != "place" and mention.code in parties]
    for index, word in enumerate(low):
        if word == "chez" or word in sets["hosted"]:
            active = word != "chez" and (
                low[index - 1] in _HAVING if document.lang == "fr" else low[index - 1] not in _BEING
            )
            by = next((at for at in range(index, min(len(low), index + BY_WITHIN)) if low[at] in _BY), None)
        elif word in sets["hosting"] or (word in sets["giving"] and "audience" in low[index + 1 : index + 4]):
            active, by = True, None
        else:
            continue
        if by is not None:
            hosts = [one for one in named if one.start > by][:1]
        else:
            hosts = [one for one in named if one.end <= index][-1:] if active else []
        if hosts:
            yield hosts[0].code, RECEIVED
        elif active and by is None and any(one.code != FOCAL for one in named):
            yield FOCAL, RECEIVED  # "Le chef de l'État a reçu l'envoyé turc": a paper of Niger need not name it
