"""Step 8c, partners: which of the countries, organisations and companies named take part in an act.

Records and stories have taught who does (``named``, ``choosing``); without those weights, and for a main event that
the head of an article does not tell of, the strongest name and those beside it do.

A country merely mentioned is no partner: what counts is how near to the act, how early and in what form it is named.
"""

from __future__ import annotations

from timeline.codebook import load_codebook
from timeline.parsing import choosing
from timeline.parsing.acts import ANY_NGO, Candidate, partner_codes
from timeline.parsing.document import Analysed, Document
from timeline.parsing.event import Event
from timeline.parsing.gazetteer import FOCAL, Mention
from timeline.parsing.lexicon import Lexicon, frames
from timeline.parsing.modality import is_beside, opens_as_background, phrase_starts
from timeline.parsing.named import (
    ALLIANCE,
    MEMBERS,
    SAHEL,
    Act,
    is_allied,
    is_locative,
    joined_countries,
    named_in,
    seats_of,
)
from timeline.parsing.resources import reference
from timeline.parsing.told import Told

HEAD = 2
"""The title and so many paragraphs name the ambassadors who presented their letters."""
OWN_WAY = 0.8
"""So much the model's margins for two orientations must differ to speak against that of the act."""
LEARNED_WITHIN = 2
"""What the title or so many paragraphs tell is the story of the head."""
NAMED_WEIGHT = 0.6
"""What a partner weighs at least."""
OF_COURTS = frozenset(("ruling", "exit", "membership", "vote", "extradition", "ratification"))
"""Acts to which a court is a party; of others it is only the place."""
_SEVERAL = frozenset(("ambassadeurs", "ambassadors", "envoys", "diplomates", "diplomats", "ambassadrices"))
"""Words of a title or lead that announce more than one ambassador."""
_CLAUSE = frozenset((",", ";", "et", "and", "but", "mais", "puis", "then"))
"""Words that part the clauses of a title."""


_LOCATIVE = frozenset(("à", "in", "at", "from", "depuis", "near", "via", "through", "vers"))


def title_codes(document: Document) -> list[str]:
    """The partners that the title names."""
    return [
        code
        for analysed in document.sentences
        if analysed.paragraph == 0
        for code in partner_codes(analysed.mentions, media=True)
    ]


def _head_row(document: Document) -> list[str]:
    """The partners that the title or the first paragraph names, in its order."""
    head = (analysed for analysed in document.sentences if analysed.paragraph <= 1)
    return [code for analysed in head for code in partner_codes(analysed.mentions, media=True)]


def head_codes(document: Document) -> set[str]:
    """The partners that the title or the first paragraph names."""
    if document.head_codes is None:
        document.head_codes = set(_head_row(document))
    return document.head_codes


def first_codes(document: Document) -> list[str]:
    """The partners of the first sentence after the lead that names any: an article may name the owner late."""
    for analysed in document.sentences:
        if 1 < analysed.paragraph <= 3 and not opens_as_background(document, analysed):
            codes = partner_codes(analysed.mentions)
            if codes:
                return codes
    return []


def partner_weights(document: Document, event: Event) -> dict[str, float]:
    """How strongly each foreign partner is tied to an event, from the sentences that tell of it."""
    weights: dict[str, float] = {}
    used: set[int] = set()
    seats = seats_of(document)
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
            weight = _mention_weight(document.lexicon, analysed, mention, candidate)
            if weight and candidate.frame.group != "border" and is_beside(document.lexicon, analysed, mention):
                weight *= 0.3
            if mention.code in seats and is_locative(analysed, mention):
                continue
            if weight:
                code = seats.get(mention.code, mention.code)
                weights[code] = weights.get(code, 0.0) + share * weight
                start = analysed.sentence.starts[mention.start]
                event.mentions.setdefault(code, (start, analysed.sentence.ends[mention.end - 1]))
    return weights


def _mention_weight(lexicon: Lexicon, analysed: Analysed, mention: Mention, candidate: Candidate) -> float:
    """How strongly one name is tied to a candidate: by its form, by what stands before it, by its distance."""
    aside = lexicon.sets["aside"]
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
        if low[index] in aside:
            weight *= 0.25
            break
    if is_other_clause(analysed, mention, candidate):
        weight *= 0.25
    distance = min(abs(mention.start - candidate.hit.start), abs(mention.start - candidate.hit.end))
    return weight * max(0.45, 1.0 - 0.025 * distance)


def is_other_clause(analysed: Analysed, mention: Mention, candidate: Candidate) -> bool:
    """Whether a title tells of the name in its other clause ("Niamey écrit à l'émir et condamne Israël")."""
    if analysed.paragraph or len(partner_codes(analysed.mentions)) < 2:
        return False
    low, start, acts = analysed.sentence.low, candidate.hit.start, frames()
    for hit in analysed.hits:
        if acts[hit.frame].group == candidate.frame.group:
            continue
        if start < hit.start < mention.start and not _CLAUSE.isdisjoint(low[start : hit.start]):
            return True
        if hit.start < mention.start < start and not _CLAUSE.isdisjoint(low[mention.end : start]):
            return True
    return False


def is_court(code: str) -> bool:
    """Whether a partner is a court: no party to what is brought before it."""
    return reference("partners").get(code, {}).get("kind") == "court"


def _accredited(document: Document) -> list[str]:
    """The countries whose ambassadors the head of an article names ("ambassadeur de …"), in its order."""
    words = phrase_starts(document.lang, "residents")
    codes: list[str] = []
    for analysed in document.sentences:
        if analysed.paragraph > HEAD or opens_as_background(document, analysed):
            continue
        keys = analysed.sentence.keys
        for code in partner_codes(
            [
                mention
                for mention in analysed.mentions
                if mention.kind == "partner"
                and any(key in words for key in keys[max(0, mention.start - 7) : mention.start])
            ]
        ):
            codes += [code] if code not in codes else []
    if len(codes) > 1:
        return codes
    lead = (one for one in document.sentences if one.paragraph <= 1)
    if not any(_SEVERAL & set(one.sentence.low) for one in lead):
        return codes
    rows = (  # "MM. Lyu, de Chine, et Declercq, de Belgique"
        partner_codes([mention for mention in one.mentions if mention.kind == "partner"])
        for one in document.sentences
        if one.paragraph <= HEAD + 1 and not opens_as_background(document, one)
    )
    return next((row for row in rows if len(row) > 1), codes)


def choose_partners(document: Document, event: Event, beside: Event | None, *, learned: bool) -> dict[str, float]:
    """The partners of an event with their weights: of the main one, or of one ``beside`` it.

    They are chosen by what was ``learned``, or by their strength alone.
    """
    weights = partner_weights(document, event)
    strongest = _strongest_partners(document, event, dict(weights))
    told = beside is not None or event.main.paragraph <= LEARNED_WITHIN
    choice = choosing.current() if learned and told else None
    if choice is None or (event.main.frame.id == "accreditation" and len(strongest) > 1):
        return strongest
    coding = event.coding
    theirs = frozenset(beside.partners if beside else ())
    act = Act(coding["act"], coding["type"], event.main.where, event.main.hit, weights, frozenset(strongest), theirs)
    named = named_in(document, act)
    learned_choice = choice.partners(named)
    chosen, event.sureness = dict.fromkeys(learned_choice.odds), learned_choice.sureness
    if (
        is_allied(document)
        and ALLIANCE in named.spans
        and (chosen.keys() >= set(MEMBERS) or (ALLIANCE in chosen and not chosen.keys().isdisjoint(MEMBERS)))
    ):
        chosen |= dict.fromkeys(SAHEL)
    if len(chosen) > 1 and chosen.keys() <= set(SAHEL):  # whom the allies met or acted against
        chosen |= {code: None for code in strongest if code not in SAHEL}
    for code in chosen:
        if code in named.spans:
            event.mentions.setdefault(code, named.spans[code])
    return {code: max(weights.get(code, 0.0), NAMED_WEIGHT) for code in chosen} or strongest


def _strongest_partners(document: Document, event: Event, weights: dict[str, float]) -> dict[str, float]:
    """The strongest of the named, and those that act beside it."""
    title = set(title_codes(document))
    if event.main.frame.act not in OF_COURTS and not all(map(is_court, weights)):
        weights = {code: weight for code, weight in weights.items() if not is_court(code)}
    if event.main.frame.id == "accreditation" and len(row := _accredited(document)) > 1:
        return {code: weights.get(code, 0.6) for code in row}
    if not weights:
        near = title_codes(document) or _head_row(document) or first_codes(document)
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
    rows = [row for candidate in event.members for row in joined_countries(candidate.where)]
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
            or (ALLIANCE in (code, best) and talk and weights[code] >= 0.35 * weights[best] and code not in MEMBERS)
        ):
            chosen[code] = weights[code]
    if ALLIANCE in chosen and set(chosen) <= {ALLIANCE, *MEMBERS}:
        lead = {
            mention.code for analysed in document.sentences if analysed.paragraph <= 2 for mention in analysed.mentions
        }
        if set(MEMBERS) <= lead:
            chosen |= {code: weights.get(code, 0.4) for code in MEMBERS}
    return chosen


def ways_of(event: Event, told: Told) -> dict[str, str]:
    """What the act does between Niger and each partner.

    It is what the act is coded for, unless ``told``, the model's margins for the article, speak clearly for another.
    With whom Niger acts against somebody else it acts in concert: the allies of the Sahel are nearer by it.
    """
    own = event.orientation
    way = max(
        load_codebook()["orientation"],
        key=lambda one: told.margin(f"orientation:{one}") + (OWN_WAY if one == own else 0.0),
    )
    ways = dict.fromkeys(event.partners, way)
    allies = {code for code in ways if code in SAHEL}
    if way == "away" and allies and len(ways) > len(allies):
        ways |= dict.fromkeys(allies, "toward")
    return {code: ways[code] for code in event.partners}
