"""Step 8, assembling: candidates become events, the main one first, and events become draft records.

Candidates that tell of one act with one partner are gathered. The heaviest is the main event. A further one is
kept only when it is another story: another partner, another direction, another day, or an agreement beside a visit.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from timeline.parsing.acts import (
    ANY_NGO,
    NEAR_DAYS,
    Candidate,
    candidates,
    is_beside,
    learned_candidate,
    opens_as_background,
    partner_codes,
    phrase_starts,
)
from timeline.parsing.dates import DateFound
from timeline.parsing.document import Analysed, Document
from timeline.parsing.gazetteer import FOCAL, Mention
from timeline.parsing.model import margins
from timeline.parsing.people import PersonFound, locatives
from timeline.parsing.resources import reference
from timeline.parsing.talks import TALKS, talk_form

SECOND_EVENT_MIN = 4.6
MAX_EVENTS = 3
MAX_PEOPLE = 8
_ALLIANCE = "AES"
_MEMBERS = ("MLI", "BFA")
_STATE_ACTS = frozenset(("media-ban", "nationalisation", "permit-withdrawal", "permit-grant"))
"""Acts over which only the state of the Niger has power."""
_LOCATIVE = frozenset(("à", "in", "at", "from", "depuis", "near", "via", "through", "vers"))
_ASIDE = frozenset(
    [
        "après",
        "depuis",
        "avant",
        "comme",
        "contrairement",
        "outre",
        "suite",
        "malgré",
        "like",
        "since",
        "after",
        "before",
        "unlike",
        "besides",
        "amid",
        "than",
        "ancien",
        "ancienne",
        "former",
    ]
)


@dataclass(slots=True)
class Evidence:
    """Which words a field was read from, as offsets in the normalised text."""

    field: str
    start: int
    end: int


@dataclass(slots=True)
class Event:
    """An event on its way to a draft."""

    main: Candidate
    members: list[Candidate]
    partners: dict[str, float] = field(default_factory=dict[str, float])
    mentions: dict[str, tuple[int, int]] = field(default_factory=dict[str, tuple[int, int]])
    date: DateFound | None = None
    edtf: str = ""
    date_span: tuple[int, int] | None = None
    date_confidence: float = 0.0
    coding: dict[str, Any] = field(default_factory=dict[str, Any])
    sentences: list[Analysed] = field(default_factory=list[Analysed])

    @property
    def orientation(self) -> str:
        """What the act does between the pair."""
        return str(self.coding["orientation"])


def coding_of(candidate: Candidate) -> dict[str, Any]:
    """The codes of a candidate, as it took place or as it is announced."""
    frame = candidate.frame
    codes: dict[str, Any] = {
        "act": frame.act,
        "type": frame.type,
        "mode": frame.mode,
        "orientation": frame.orientation,
        "status": frame.status,
    }
    if candidate.future and frame.future:
        codes |= frame.future
    return codes


def is_sport(document: Document) -> bool:
    """Whether the article is a match report."""
    words = document.lexicon.sets["sport"]
    head = [word for analysed in document.sentences[:12] for word in analysed.sentence.low]
    joined = " ".join(head)
    return sum(1 for word in words if f" {word} " in f" {joined} ") >= 4


def focal_in_story(document: Document) -> bool:
    """Whether Niger is named in the title or the first paragraphs."""
    return any(
        mention.code == FOCAL
        for analysed in document.sentences
        if analysed.paragraph <= 2
        for mention in analysed.mentions
    )


def find_events(document: Document) -> tuple[list[Event], str]:
    """The events of an article, the main one first; and, where there is none, why."""
    if not document.sentences:
        return [], "the article is empty"
    if document.opinion:
        return [], "the article is an opinion piece"
    if is_sport(document):
        return [], "the article reports on sport"
    if not focal_in_story(document):
        return [], "neither the title nor the first paragraphs speak of Niger"
    told = margins(document)
    usable = [candidate for candidate in candidates(document, told) if _usable(document, candidate)]
    if not any(_reported(candidate) for candidate in usable):
        learned = learned_candidate(document, told)
        usable += [learned] if learned else []
    if not usable:
        return [], "no act between Niger and a foreign partner was found"
    usable.sort(key=lambda candidate: -candidate.score)
    events = [_gather(document, usable[0], usable)]
    if not events[0].partners:
        return [], "no foreign partner takes part in what is reported"
    if not _reported(events[0].main):
        return [], "what is reported is background or too uncertain"
    _date(document, events[0], None)
    for candidate in usable[1:]:
        if len(events) >= MAX_EVENTS:
            break
        if any(candidate in event.members for event in events):
            continue
        further = _further(document, candidate, events, usable)
        if further:
            events.append(further)
    for event in events:
        _supporting(document, event)
    return events, ""


def _reported(candidate: Candidate) -> bool:
    """Whether a candidate is news, and told plainly enough to be drafted."""
    return not candidate.background and candidate.score - min(candidate.told, 0.0) >= SECOND_EVENT_MIN


def _title_codes(document: Document) -> list[str]:
    return [
        code
        for analysed in document.sentences
        if analysed.paragraph == 0
        for code in partner_codes(analysed.mentions, media=True)
    ]


def _head_codes(document: Document) -> set[str]:
    if document.head_codes is None:
        document.head_codes = {
            code
            for analysed in document.sentences
            if analysed.paragraph <= 1
            for code in partner_codes(analysed.mentions, media=True)
        }
    return document.head_codes


def _first_codes(document: Document) -> list[str]:
    """The partners of the first sentence after the lead that names any: an article may name the owner late."""
    for analysed in document.sentences:
        if 1 < analysed.paragraph <= 3 and not opens_as_background(document, analysed):
            codes = partner_codes(analysed.mentions)
            if codes:
                return codes
    return []


def _usable(document: Document, candidate: Candidate) -> bool:
    """Whether a candidate can be an act between Niger and a partner at all."""
    head = _head_codes(document)
    if candidate.focal:
        return bool(candidate.partners) or candidate.paragraph <= 2
    if not candidate.partners:
        return candidate.paragraph <= 2
    strangers = [code for code in candidate.partners if code not in head]
    if candidate.paragraph > 1 and strangers and len(strangers) == len(candidate.partners):
        return False
    return not (candidate.paragraph > 1 and len(candidate.partners) >= 2 and strangers)


def _weights(document: Document, event: Event) -> dict[str, float]:
    """How strongly each foreign partner is tied to an event, from the sentences that tell of it."""
    weights: dict[str, float] = {}
    used: set[int] = set()
    for candidate in event.members:
        if candidate.background and candidate is not event.main:
            continue
        analysed = candidate.where
        if analysed.sentence.index in used:
            continue
        used.add(analysed.sentence.index)
        share = 1.6 if analysed.paragraph == 0 else 1.2 if analysed.paragraph == 1 else 0.6
        if candidate is event.main:
            share += 1.0
        for mention in analysed.mentions:
            weight = _mention_weight(analysed, mention, candidate)
            if weight and candidate.frame.group != "border" and is_beside(document.lexicon, analysed, mention):
                weight *= 0.3
            if weight:
                weights[mention.code] = weights.get(mention.code, 0.0) + share * weight
                start = analysed.sentence.starts[mention.start]
                event.mentions.setdefault(mention.code, (start, analysed.sentence.ends[mention.end - 1]))
    return weights


def _mention_weight(analysed: Analysed, mention: Mention, candidate: Candidate) -> float:
    name = mention.name
    if name.kind == "place" or not name.code or name.code == FOCAL:
        return 0.0
    low = analysed.sentence.low
    if name.code == ANY_NGO and candidate.frame.group not in ("restriction", "permit", "relations"):
        return 0.0
    if name.kind == "organisation" and name.form == "media" and candidate.frame.id not in ("media_ban", "lawsuit"):
        return 0.0
    weight = {"city": 0.7, "demonym": 0.9, "metonym": 1.0}.get(name.form, 1.0)
    if name.kind == "person":
        weight = 0.8
    before = low[mention.start - 1] if mention.start else ""
    if name.form == "city" and before in _LOCATIVE:
        weight = 0.75 if candidate.frame.group == "talk" and candidate.frame.id in ("visit", "abroad") else 0.15
    for index in range(mention.start - 1, max(-1, mention.start - 8), -1):
        if low[index] in (",", ";", ":", "(", ")", "–", "—"):
            break
        if low[index] in _ASIDE:
            weight *= 0.25
            break
    distance = min(abs(mention.start - candidate.hit.start), abs(mention.start - candidate.hit.end))
    return weight * max(0.45, 1.0 - 0.025 * distance)


def _lists(analysed: Analysed) -> list[list[str]]:
    """The rows of countries that a sentence joins by commas and "and": ``le Niger, le Mali et le Burkina Faso``."""
    rows: list[list[str]] = []
    previous: Mention | None = None
    fillers = {"le", "la", "l", "les", "du", "de", "d", "des", "the", "and", "et", ",", "au", "aux", "en"}
    for mention in analysed.mentions:
        if not mention.code:
            continue
        between = analysed.sentence.low[previous.end : mention.start] if previous else []
        if (
            previous
            and 0 < len(between) <= 4
            and all(word in fillers for word in between)
            and {",", "et", "and"} & set(between)
        ):
            rows[-1].append(mention.code)
        else:
            rows.append([mention.code])
        previous = mention
    return [row for row in rows if len(row) > 1]


def _choose_partners(document: Document, event: Event) -> dict[str, float]:
    weights = _weights(document, event)
    title = set(_title_codes(document))
    if not weights:
        near = _title_codes(document) or list(_head_codes(document)) or _first_codes(document)
        weights = dict.fromkeys(near[:1], 0.6)
    if event.main.paragraph <= 1 and title & set(weights):
        weights = {code: weight * (1.6 if code in title else 1.0) for code, weight in weights.items()}
    if not weights:
        return {}
    frame = event.main.frame.id
    if frame == "vote":
        states = {
            code: weight
            for code, weight in weights.items()
            if reference("partners").get(code, {}).get("kind") == "state"
        }
        weights = {code: weight * (3.0 if code in title else 1.0) for code, weight in states.items()} or weights
    if frame == "denial":
        subject = [
            mention.code
            for mention in event.main.where.mentions
            if mention.end <= event.main.hit.start and mention.code in weights
        ]
        if subject:
            return {subject[-1] if event.main.paragraph else subject[0]: weights[subject[0]]}
    best = max(weights, key=lambda code: weights[code])
    rows = [row for candidate in event.members for row in _lists(candidate.where)]
    beside = {code for row in rows if FOCAL in row for code in row} - {FOCAL}
    chosen = {best: weights[best]}
    others = [code for code in weights if code != best]
    if best in beside and any(code not in beside and weights[code] > 0.45 * weights[best] for code in others):
        best = max((code for code in others if code not in beside), key=lambda code: weights[code])
        chosen = {best: weights[best]}
    for code in sorted((code for code in weights if code != best), key=lambda code: -weights[code]):
        together = any(best in row and code in row for row in rows)
        talk = event.main.frame.group in ("talk", "accord") or event.coding.get("type") == "AGREE"
        if code in beside and best not in beside and not (talk and code in title):
            continue
        if (
            (together and weights[code] >= 0.4 * weights[best])
            or (code in title and best in title and weights[code] >= 0.75 * weights[best] and event.main.frame.joint)
            or (_ALLIANCE in (code, best) and talk and weights[code] >= 0.35 * weights[best] and code not in _MEMBERS)
        ):
            chosen[code] = weights[code]
    if _ALLIANCE in chosen and set(chosen) <= {_ALLIANCE, *_MEMBERS}:
        lead = {
            mention.code for analysed in document.sentences if analysed.paragraph <= 2 for mention in analysed.mentions
        }
        if set(_MEMBERS) <= lead:
            chosen |= {code: weights.get(code, 0.4) for code in _MEMBERS}
    return chosen


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


def _sharper(main: Candidate, pool: list[Candidate]) -> Candidate:
    """An agreement that lends or gives money is told as the loan or gift that it is."""
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


def _gather(document: Document, main: Candidate, pool: list[Candidate]) -> Event:
    main = _sharper(main, pool)
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
    event = Event(main, members, coding=coding_of(main))
    event.partners = _choose_partners(document, event)
    _refine(document, event)
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
    if coding["act"] == "grant" and any(_is_lender(code) for code in event.partners):
        coding["act"] = "loan"
    if coding["type"] == "CONSULT" and coding["act"] in TALKS and event.main.frame.id != "commission":
        coding |= talk_form(document, event)


def _further(document: Document, candidate: Candidate, events: list[Event], pool: list[Candidate]) -> Event | None:
    """A second or third event, or None where the candidate only tells more of one already found."""
    if candidate.background or candidate.score - candidate.told < SECOND_EVENT_MIN or candidate.paragraph > 4:
        return None
    if candidate.frame.strength < 2:
        return None
    if (
        candidate.future
        and not (candidate.frame.strength == 3 and candidate.paragraph == 0)
        and candidate.frame.group != "promise"
    ):
        return None
    event = _gather(
        document, candidate, [other for other in pool if not any(other in known.members for known in events)]
    )
    if not event.partners or set(event.partners) - _head_codes(document) - set(candidate.partners):
        return None
    _date(document, event, events[0])
    for known in events:
        if not _distinct(candidate, event, known):
            return None
    return event


def _distinct(candidate: Candidate, event: Event, known: Event) -> bool:
    same_partner = bool(set(event.partners) & set(known.partners))
    same_way = event.orientation == known.orientation
    mine, theirs = candidate.frame.group, known.main.frame.group
    if candidate.where is known.main.where and same_partner:
        return mine in ("accord", "money", "aid") and theirs == "talk"
    if not same_partner:
        return (
            (candidate.focal or candidate.paragraph == 0)
            and bool(candidate.partners)
            and (candidate.dated or (candidate.paragraph <= 2 and (mine != theirs or candidate.paragraph == 0)))
        )
    if theirs == "talk" and mine in ("letter", "word"):
        return False
    if theirs == "money" and mine == "talk":
        return False  # the mission that came to negotiate a loan
    if (
        candidate.where.dates
        and any(found.kind == "event" for found in candidate.where.dates)
        and candidate.frame is known.main.frame
    ):
        return candidate.paragraph > known.main.paragraph
    if not same_way:
        return candidate.dated and candidate.paragraph <= 2 and event.edtf != known.edtf
    if theirs == "talk" and mine in ("accord", "money", "aid", "promise", "works", "envoy", "creation"):
        return True
    if mine == "talk":
        told = bool(candidate.partners) and candidate.paragraph <= (3 if candidate.dated else 2)
        return theirs != "talk" and candidate.frame.strength == 3 and told
    return (
        candidate.dated
        and candidate.paragraph <= 3
        and event.edtf != known.edtf
        and event.date_confidence >= 0.7
        and _days_between(event.edtf, known.edtf) <= 3
    )


def _days_between(first: str, second: str) -> int:
    try:
        return abs((date.fromisoformat(first[:10]) - date.fromisoformat(second[:10])).days)
    except ValueError:
        return 0


# -- dates ---------------------------------------------------------------------------------------------------


def _date(document: Document, event: Event, main: Event | None) -> None:
    """The day of the act: named with it, then in its continuation, then the date line, then the publication."""
    best: tuple[float, DateFound, Analysed] | None = None
    anaphora = phrase_starts(document.lang, "anaphora_starts")
    member_of = {
        candidate.where.sentence.index: candidate
        for candidate in reversed(event.members)
        if not candidate.background or candidate is event.main
    }
    for analysed in document.sentences:
        if not analysed.dates:
            continue
        keys = analysed.sentence.keys
        candidate = member_of.get(analysed.sentence.index)
        continuation = any(tuple(keys[: len(words)]) == words for words in anaphora.get(keys[0], ()))
        if main is not None and candidate is None:
            continue
        weight = 0.0
        if candidate is not None:
            weight = 3.0 if candidate is event.main else 2.0
        elif continuation and analysed.paragraph <= 3:
            weight = 1.8
        elif analysed.paragraph <= 2 and not opens_as_background(document, analysed):
            weight = 0.8
        if not weight:
            continue
        if analysed.paragraph <= 1:
            weight += 0.5
        weight -= 0.1 * analysed.paragraph
        for found in analysed.dates:
            score = weight + _date_score(document, found, candidate, main)
            if event.coding["status"] == "announced" and event.main.future and not _said(document, analysed, found):
                score -= 1.6 if analysed.paragraph else 3.0
            if score > 0.5 and (best is None or score > best[0]):
                best = (score, found, analysed)
    if best:
        score, found, analysed = best
        event.edtf = _edtf(found, main)
        event.date = found
        event.date_span = (analysed.sentence.starts[found.start], analysed.sentence.ends[found.end - 1])
        event.date_confidence = min(0.98, 0.6 + 0.08 * score)
        return
    if main is not None and main.edtf:
        event.edtf, event.date_confidence, event.date_span = main.edtf, 0.6, main.date_span
        return
    if document.dateline_date is not None:
        event.edtf, event.date_confidence = document.dateline_date.edtf, 0.6
        event.date_span = document.dateline_span
    elif document.published is not None:
        event.edtf, event.date_confidence = document.published.isoformat(), 0.4


def _said(document: Document, analysed: Analysed, found: DateFound) -> bool:
    """Whether a date is that of what was said ("a fait savoir mardi", "said on Thursday")."""
    low = analysed.sentence.low
    words = document.lexicon.sets["reporting"]
    return any(word in words for word in low[max(0, found.start - 5) : found.start + 1])


def _date_score(document: Document, found: DateFound, candidate: Candidate | None, main: Event | None) -> float:
    if found.kind == "event":
        return 1.0 if main is not None else -9.0
    published = document.published
    score = {"day": 0.6, "range": 0.7, "weekday": 0.5, "relative": 0.5, "span": -1.2}[found.kind]
    if published is not None:
        ahead = (found.last - published).days
        if ahead > 1 and not (found.first <= published and found.kind != "span"):
            return -9.0
        if found.kind == "span" and found.last >= published and (found.last - found.first).days > 32:
            return -9.0
        gap = (published - found.last).days
        if gap > NEAR_DAYS:
            score -= 2.5 if gap < 60 else 4.0
    if found.distant:
        score -= 1.5
    if candidate is not None:
        between = min(abs(found.start - candidate.hit.start), abs(found.start - candidate.hit.end))
        score -= 0.02 * min(between, 40)
    return score


def _edtf(found: DateFound, main: Event | None) -> str:
    if found.kind == "event" and main is not None and main.edtf:
        base = main.edtf.split("/")[-1]
        try:
            return (date.fromisoformat(base) + timedelta(days=int(found.edtf))).isoformat()
        except ValueError:
            return main.edtf
    return found.edtf


# -- people, places, amounts ---------------------------------------------------------------------------------


def _supporting(document: Document, event: Event) -> None:
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


def is_background(document: Document, analysed: Analysed) -> bool:
    low = analysed.sentence.low
    lexicon = document.lexicon
    if opens_as_background(document, analysed):
        return True
    if any(word in lexicon.sets["past_perfect"] for word in low[:25]) and not any(
        word in lexicon.sets["reporting"] for word in low[:10]
    ):
        return True
    if document.published is None:
        return False
    gaps = [(document.published - found.last).days for found in analysed.dates if found.kind != "event"]
    return bool(gaps) and min(gaps) > NEAR_DAYS


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
            if any(word in _ASIDE for word in low[max(0, mention.start - 5) : mention.start]):
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
