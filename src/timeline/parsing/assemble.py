"""Step 8, assembling: candidates become events, the main one first, and events become draft records.

Candidates that tell of one act with one partner are gathered. The heaviest is the main event; which of the others
are events too is said by ``further``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from timeline.parsing.acts import Candidate, candidates
from timeline.parsing.dating import date_event
from timeline.parsing.details import supporting_sentences
from timeline.parsing.document import Document
from timeline.parsing.event import Event, coding_of
from timeline.parsing.further import IN_TITLE_TOO, Possible, current, possible
from timeline.parsing.gazetteer import FOCAL
from timeline.parsing.learned import learned_candidate, point_out, tells_of_nothing, weigh
from timeline.parsing.modality import holds_phrase, implied_focal, is_background, is_compared
from timeline.parsing.partners import choose_partners, head_codes, ways_of
from timeline.parsing.resources import reference
from timeline.parsing.status import settle_status
from timeline.parsing.talks import TALKS, talk_form
from timeline.parsing.told import Told

REPORTED_MIN = 4.6
"""What weighs less is too uncertain to be the main event."""
MAX_FURTHER = 2
FURTHER_MIN = -40
"""A further event is taken from these log odds on, in ``STEP``s …"""
SECOND_FURTHER = 200
"""… and a second one from so many more."""
SURE = 500
"""The odds of what rules say is an event."""
MAIN_WITHIN = 5
"""What an article tells first after so many paragraphs is not what it reports."""
HEAD = 2
"""The title and so many paragraphs say what an article is about."""


def is_sport(document: Document) -> bool:
    """Whether the article is a match report."""
    words = document.lexicon.sets["sport"]
    head = f" {' '.join(word for analysed in document.sentences[:12] for word in analysed.sentence.low)} "
    return sum(word in head and f" {word} " in head for word in words) >= 4


def is_niger_state(document: Document) -> bool:
    """Whether Niger is the state of Nigeria: one of its towns or offices is named, and nothing of the Republic."""
    head = [analysed for analysed in document.sentences if analysed.paragraph <= HEAD]
    mentions = (mention for analysed in head for mention in analysed.mentions if mention.code == FOCAL)
    if any(
        mention.kind != "partner" or mention.name.form != "name" or mention.end - mention.start > 1
        for mention in mentions
    ):
        return False
    return any(holds_phrase(document.lang, analysed, "niger_state_words") for analysed in head)


def focal_in_story(document: Document) -> bool:
    """Whether the date line, the title or the first paragraphs speak of Niger, not only compare with it."""
    if document.assumed or (document.dateline_city is not None and document.dateline_city.code == FOCAL):
        return True
    if is_niger_state(document):
        return False
    lead = [analysed for analysed in document.sentences if analysed.paragraph <= 1]
    near = (one for one in document.sentences if one.paragraph <= HEAD + 1)
    officials = any(mention.code == FOCAL and mention.kind == "person" for one in near for mention in one.mentions)
    if officials and any(implied_focal(document.lexicon, analysed) for analysed in lead):
        return True  # a paper of Niger need not name it
    return any(
        (mention.code == FOCAL or "niger" in analysed.sentence.keys[mention.start : mention.end])  # "EUCAP Sahel Niger"
        and not is_compared(document.lexicon, analysed, mention)
        for analysed in document.sentences
        if analysed.paragraph <= HEAD
        for mention in analysed.mentions
    )


@dataclass(frozen=True, slots=True)
class Reading:
    """What an article tells of: its possible acts and the main event of them; where there is none, why."""

    main: Event | None = None
    found: Sequence[Candidate] = ()
    usable: Sequence[Candidate] = ()
    """Those that can be an act between Niger and a partner, the heaviest first."""
    why: str = ""


def main_event(document: Document) -> Reading:
    """The main event of an article, dated."""
    if not document.sentences:
        return Reading(why="the article is empty")
    if document.opinion:
        return Reading(why="the article is an opinion piece")
    if is_sport(document):
        return Reading(why="the article reports on sport")
    if not focal_in_story(document):
        return Reading(why="neither the title nor the first paragraphs speak of Niger")
    found = candidates(document)
    weigh(document, found)
    if tells_of_nothing(document):
        return Reading(why="it is told like articles that report no act")
    usable = [candidate for candidate in found if _usable(document, candidate)]
    learned = learned_candidate(document, found)
    usable += [learned] if learned else []
    if not usable:
        return Reading(why="no act between Niger and a foreign partner was found")
    usable.sort(key=lambda candidate: -candidate.score)
    main = gather(document, usable[0], usable)
    if not main.partners:
        return Reading(why="no foreign partner takes part in what is reported")
    if not _reported(main.main) or not _leads(main.main):
        return Reading(why="what is reported is background or too uncertain")
    date_event(document, main, None)
    return Reading(main, found, usable)


def find_events(document: Document) -> tuple[list[Event], str]:
    """The events of an article, the main one first; and, where there is none, why."""
    reading = main_event(document)
    if reading.main is None:
        return [], reading.why
    events = [reading.main, *_further(document, reading, reading.main)]
    whole = Told() if len(events) > 1 else document.told  # of one act, not of two at once
    for event in events:
        event.ways = ways_of(event, whole)
        supporting_sentences(document, event)
    return events, ""


def _reported(candidate: Candidate) -> bool:
    """Whether a candidate is news, and told plainly enough to be drafted."""
    return not candidate.background and candidate.score - min(candidate.told, 0.0) >= REPORTED_MIN


def _leads(candidate: Candidate) -> bool:
    """Whether a candidate stands where the main event of an article is told: late, only with a party or a day."""
    if candidate.paragraph > MAIN_WITHIN:
        return False
    return candidate.paragraph < HEAD or bool(candidate.partners) or candidate.focal or candidate.dated


def _usable(document: Document, candidate: Candidate) -> bool:
    """Whether a candidate can be an act between Niger and a partner at all."""
    head = head_codes(document)
    # "Arrivé mardi à la tête d'une délégation, le ministre …", "Before leaving they signed …"
    late = (candidate.frame.id == "visit" and candidate.dated) or candidate.frame.group == "accord"
    last = HEAD + 1 if late and candidate.frame.strength == 3 else HEAD
    if not candidate.partners or candidate.focal:
        return bool(candidate.partners) or candidate.paragraph <= last
    strangers = [code for code in candidate.partners if code not in head]
    if not head:
        return candidate.paragraph <= HEAD + 1  # the owner of what was closed may be named late
    if candidate.paragraph > 1 and strangers and len(strangers) == len(candidate.partners):
        return False
    return candidate.paragraph <= 1 or len(candidate.partners) < 2 or candidate.partners[0] in head


_KIN = {
    frozenset(pair)
    for pair in (
        ("accord", "money"),
        ("accord", "aid"),
        ("money", "aid"),
        ("forces", "aid"),
        ("works", "creation"),
        ("relations", "exit"),
        ("expulsion", "envoy"),
        ("aid", "trade"),
        ("permit", "seizure"),
        ("sanction", "border"),
        ("restriction", "media"),
        ("relations", "media"),
        ("relations", "restriction"),
        ("forces", "relations"),
    )
}


def _same_story(candidate: Candidate, other: Candidate) -> bool:
    if candidate.frame.group == other.frame.group and candidate.frame.orientation == other.frame.orientation:
        return True
    if candidate.where is other.where and frozenset((candidate.frame.group, other.frame.group)) in _KIN:
        return True
    return candidate.frame.group == other.frame.group == "word" and candidate.frame.type == other.frame.type


def _sharper(main: Candidate, pool: Sequence[Candidate]) -> Candidate:
    """An agreement that lends or gives money is told as that loan or gift, a visit to mediate as mediation.

    What ratifies a loan is a ratification.
    """
    if main.frame.group == "talk":
        lent = next((one for one in pool if one.frame.group == "money" and one.where is main.where), None)
        if lent is not None and not lent.background and main.partners and all(map(_is_lender, main.partners)):
            return lent  # the mission that came to agree on it
        mediations = (one for one in pool if one.frame.id == "mediation" and not (one.background or one.future))
        return next((one for one in mediations if one.paragraph <= main.paragraph <= 1 and one.partners), main)
    if main.frame.id == "expulsion" and main.paragraph == 0:  # "turns back 200 Nigeriens"
        lead = [one for one in pool if one.paragraph == 1 and one.frame.group == "expulsion" and not one.background]
        if lead and all(one.frame.id == "deportation" for one in lead):
            return lead[0]
    if main.frame.id == "grant" and not any(amount.money for amount in main.where.amounts):
        handed = (one for one in pool if one.frame.id == "delivery" and not (one.background or one.future))
        main = next((one for one in handed if one.paragraph == main.paragraph == 1), main)  # a gift in kind
    if main.frame.group in ("accord", "money", "aid"):
        ratified = next((one for one in pool if one.frame.id == "ratification" and one.where is main.where), None)
        if ratified is not None and not ratified.background:
            return ratified
    if main.frame.group != "accord":
        return main
    for other in pool:
        if (
            other.frame.group in ("money", "aid")
            and other.frame.strength == 3
            and not other.background
            and other.paragraph <= 1
            and main.paragraph <= 1
            and other.where.amounts
            and (other.where is main.where or other.frame.group == "money")
        ):
            return other
    return main


def _in_full(main: Candidate, pool: Sequence[Candidate]) -> Candidate:
    """The lead's words for what a title tells, where only the lead names the party ("Affaire Wapco : … en liberté")."""
    if main.paragraph or not main.partners:
        return main
    told = [one for one in pool if one.frame is main.frame and one.paragraph == 1 and not one.background]
    if any(not one.partners or set(one.partners) & set(main.partners) for one in told):
        return main
    return next((one for one in told if one.focal), main)


def gather(
    document: Document, main: Candidate, pool: Sequence[Candidate], beside: Event | None = None, *, learned: bool = True
) -> Event:
    """The event that a candidate tells of, with what else the pool tells of it: the main one, or one ``beside`` that.

    Its partners are chosen by what was ``learned``, or by their strength alone.
    """
    main = _in_full(_sharper(main, pool), pool)
    members = [candidate for candidate in pool if candidate is main or _same_story(candidate, main)]
    shared = set(main.partners)
    if main.paragraph <= 2:  # "le même jour": another act of the same kind
        members = [
            candidate
            for candidate in members
            if candidate.paragraph <= main.paragraph
            or not any(found.kind == "event" for found in candidate.where.dates)
        ]
    members = [
        candidate
        for candidate in members
        if candidate is main or not candidate.partners or not shared or shared & set(candidate.partners)
    ]
    lead = [one for one in members if one.paragraph == 1 and one.frame.group == main.frame.group and not one.background]
    toward = main.frame.orientation == "toward"
    if main.paragraph == 0 and toward and main.frame.future and lead and all(one.future for one in lead):
        main.future = True  # a title is terse: what the lead says is to come is to come
    event = Event(main, members, coding=coding_of(main))
    event.partners = choose_partners(document, event, beside, learned=learned)
    _refine(document, event)
    settle_status(document, event)
    return event


def _is_lender(code: str) -> bool:
    return reference("partners").get(code, {}).get("kind") == "lender"


def _refine(document: Document, event: Event) -> None:
    """What the frame alone cannot say: a deal with a company is a contract, an audience is given in Niamey."""
    coding = event.coding
    mentions = [mention for candidate in event.members for mention in candidate.where.mentions]
    companies = [
        m for m in mentions if m.kind == "organisation" and m.code in event.partners and m.name.form != "media"
    ]
    if (
        coding["act"] == "treaty"
        and coding["type"] == "SUPPORT"
        and companies
        and not any(
            m.kind == "partner" and m.code in event.partners and m.name.form in ("name", "metonym")
            for m in event.main.where.mentions
        )
    ):
        coding |= {"act": "contract", "type": "COOPERATE"}
    if coding["act"] in ("inauguration", "delivery") and coding["status"] != "announced":
        coding["type"] = _given_or_paid(document, event) or coding["type"]
    lent = any(_is_lender(code) for code in event.partners)  # what comes from a lender is no payment by Niger
    if event.main.frame.id == "disbursement" and coding["type"] == "AID" and not lent and _pays(event.main):
        coding["type"] = "COOPERATE"
    if coding["act"] == "grant" and lent:
        coding["act"] = "loan"
    if coding["type"] == "CONSULT" and coding["act"] in TALKS and event.main.frame.id != "commission":
        coding |= talk_form(document, event)


def _pays(candidate: Candidate) -> bool:
    """Whether Niger is who pays: the first that the sentence names, before the payment."""
    first = next((mention for mention in candidate.where.mentions if mention.code), None)
    return first is not None and first.code == FOCAL and first.start < candidate.hit.start


def _given_or_paid(document: Document, event: Event) -> str | None:
    """Whether what was handed over or opened was a gift, or paid for; None where nothing says it."""
    sets = document.lexicon.sets
    if any(not sets["gift_words"].isdisjoint(candidate.where.sentence.low) for candidate in event.members):
        return "AID"
    head = (analysed for analysed in document.sentences if analysed.paragraph <= HEAD + 1)
    if any(not sets["paid_words"].isdisjoint(one.sentence.low) and not is_background(document, one) for one in head):
        return "COOPERATE"
    return None


def _is_surely(one: Possible, main: Event) -> bool:
    """Whether an act is an event by rule: news of another party in title and story."""
    candidate = one.candidate
    if not candidate.partners or not main.partners.keys().isdisjoint(candidate.partners):
        return False
    return {IN_TITLE_TOO, "other in title"} <= one.features and not candidate.background and not candidate.future


def _is_same(event: Event, other: Event) -> bool:
    """Whether an event would give the same record as another: one that is told twice, not done again "the same day"."""
    if any(day.kind == "event" for day in event.main.where.dates):
        return False
    coded = all(event.coding[name] == other.coding[name] for name in ("act", "type"))
    return coded and event.edtf == other.edtf and event.partners.keys() == other.partners.keys()


def _further(document: Document, reading: Reading, main: Event) -> list[Event]:
    """The events beside the main one: of the acts told, those likeliest to be events by what stories have taught."""
    taught = current()
    if taught is None:
        return []
    odds: list[tuple[int, Possible]] = []
    for one in possible(document, main, reading.found):
        if one.candidate is reading.usable[0]:
            continue  # the main event, told in other words by a sharper one
        odds.append((SURE if _is_surely(one, main) else taught.value(one.features), one))
    events: list[Event] = []
    for value, one in sorted(odds, key=lambda pair: -pair[0]):
        if len(events) == MAX_FURTHER or value < FURTHER_MIN + len(events) * SECOND_FURTHER:
            break
        if any(one.type == other.coding["type"] for other in events):
            continue
        point_out(one.candidate)
        known = [candidate for event in (main, *events) for candidate in event.members]
        beside = [candidate for candidate in reading.usable if not any(candidate is other for other in known)]
        event = gather(document, one.candidate, [one.candidate, *beside], main)
        event.partners = event.partners or dict(main.partners)
        event.odds = value
        date_event(document, event, main)
        if not any(_is_same(event, other) for other in (main, *events)):
            events.append(event)
    return events
