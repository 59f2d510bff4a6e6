"""Step 9, drafts: events in the record's own form, with evidence, confidence and titles in both languages.

A title is composed from the coding; a summary is left to the curator and says so. No sentence of the article is
copied into a record.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from math import exp
from typing import Any

from timeline.codebook import load_codebook
from timeline.parsing.assemble import find_events
from timeline.parsing.document import Document, build_document
from timeline.parsing.event import Event, Evidence
from timeline.parsing.figures import amounts_of
from timeline.parsing.hosts import initiator_of
from timeline.parsing.linear import STEP
from timeline.parsing.modality import is_background
from timeline.parsing.people import PersonFound
from timeline.parsing.persons import people_in, people_of
from timeline.parsing.place import PlaceFound, place_of
from timeline.parsing.resources import LANGUAGES, lexicon_data, reference
from timeline.parsing.text import sha256

FURTHER_RIGHT = {"event_type": 1.0, "act": 0.9, "status": 0.9}
"""How often a coding is right of an event beside the main one that is one: the odds speak of its type."""
UNCHOSEN = 0.6
"""How sure partners are that only their strength has chosen."""
SUMMARY = {"en": "To be written by the curator.", "fr": "À rédiger par le rédacteur."}
MAX_DOMAINS = 4
DOMAIN_WEIGHT = 4.0
"""What the model's certainty of a domain weighs, in words of that domain."""
MAX_TITLE = 90
"""Who takes part is named in so many paragraphs, or before the last sentence of an event."""


@dataclass(slots=True)
class Draft:
    """A draft event: ``record`` in the project's format, and what a curator needs to judge it."""

    record: dict[str, Any]
    evidence: list[Evidence] = field(default_factory=list[Evidence])
    confidence: dict[str, float] = field(default_factory=dict[str, float])
    unread: list[str] = field(default_factory=list[str])
    """Fields that could not be read and were left empty."""
    matches: list[dict[str, Any]] = field(default_factory=list[dict[str, Any]])
    """Likely the same event in the dataset: id, score and title, best first."""

    def as_json(self) -> dict[str, Any]:
        """The record with confidence, unread fields and matches beside its own keys."""
        return self.record | {"confidence": self.confidence, "unread": self.unread, "matches": self.matches}


@dataclass(slots=True)
class Source:
    """What is known of the article itself."""

    published: str | None = None
    url: str | None = None
    publisher: str | None = None
    title: str | None = None
    agency: str | None = None


def drafts_of(text: str, lang: str | None, source: Source, published: Any) -> tuple[list[Draft], str, Document]:
    """The drafts of a normalised text, and why there are none where there are none."""
    document = build_document(text, lang, published)
    told = [_drafts_of(item, source, sha256(text)) for item in document.items or [document]]
    drafts = [draft for some, _ in told for draft in some]
    reasons = dict.fromkeys(reason for _, reason in told if reason)
    return drafts, "" if drafts else "; ".join(reasons), document


def _drafts_of(document: Document, source: Source, digest: str) -> tuple[list[Draft], str]:
    """The drafts of an article or of an item of a page, and why there are none where there are none."""
    events, reason = find_events(document)
    if not events:
        return [], reason
    people = people_in(document)
    main = place_of(document, events[0])
    places = [main, *(place_of(document, event, main) for event in events[1:])]
    drafts = [
        _draft(document, event, place, source, digest, people) for event, place in zip(events, places, strict=True)
    ]
    return drafts, ""


def _draft(
    document: Document,
    event: Event,
    place: PlaceFound | None,
    source: Source,
    digest: str,
    people: dict[int, list[PersonFound]],
) -> Draft:
    main = event.main
    coding = event.coding
    partners = dict(event.ways)
    persons = people_of(document, event, people)
    amounts = amounts_of(document, event)
    domains = _domains(document, event)
    titles = {lang: compose_title(lang, list(partners), coding, domains) for lang in LANGUAGES}
    sentence = main.where.sentence
    evidence = [Evidence("act", sentence.starts[main.hit.start], sentence.ends[main.hit.end - 1])]
    if event.date_span:
        evidence.insert(0, Evidence("date", *event.date_span))
    evidence.extend(Evidence("partners", *event.mentions[code]) for code in partners if code in event.mentions)
    evidence.extend(Evidence("people", *person.span) for person in persons)
    if place and place.span:
        evidence.append(Evidence("place", *place.span))
    evidence.extend(Evidence("amounts", one.start, one.end) for one in amounts)
    organisations = _organisations(event)
    evidence.extend(Evidence("organisations", start, end) for _, start, end in organisations)
    record: dict[str, Any] = {
        "date": event.edtf,
        "title": titles,
        "summary": dict(SUMMARY),
        "partners": partners,
        "initiator": initiator_of(document, event),
        "event_type": coding["type"],
        "mode": coding.get("mode"),
        "act": coding["act"],
        "domains": domains,
        "status": coding["status"],
        "significance": 3
        if main.frame.id in ("rupture", "nationalisation", "exit")
        else 2
        if main.frame.strength == 3
        else 1,
        "people": [person.name for person in persons],
        "organisations": [name for name, _, _ in organisations],
        "place": {"name": place.name, "country": place.country} if place else None,
        "amounts": [one.record for one in amounts],
        "origin": "parsed",
        "sources": _sources(document, source),
        "evidence": [{"field": item.field, "start": item.start, "end": item.end} for item in evidence],
        "text_sha256": digest,
    }
    optional = ("mode", "place", "people", "organisations", "amounts", "date")
    unread = [key for key in optional if not record[key] and key != "mode"]
    record = {key: value for key, value in record.items() if not (key in optional and not value)}
    if not record["sources"]:
        del record["sources"]
        unread.append("sources")
    confidence = {
        "date": round(event.date_confidence, 2),
        "partners": round(min(0.98, UNCHOSEN if event.sureness is None else event.sureness), 2),
        **_coding_confidence(document, event),
        "place": place.confidence if place else 0.0,
    }
    return Draft(record, evidence, confidence, [*unread, "summary"])


def _coding_confidence(document: Document, event: Event) -> dict[str, float]:
    """How sure type, act and status are.

    As such margins of the model were right; of an event beside the main one, as such odds were; without what was
    learned, by the weight of the words.
    """
    act, kind = event.coding["act"], event.coding["type"]
    if event.odds is not None:
        sure = 1 / (1 + exp(-STEP * event.odds))
        shares = {name: sure * share for name, share in FURTHER_RIGHT.items()}
    elif document.told.margins:
        shares = {name: document.told.sureness(name, act, kind) for name in FURTHER_RIGHT}
    else:
        shares = dict.fromkeys(FURTHER_RIGHT, 0.9 * min(1.0, max(0.2, event.main.score / 11)))
    return {name: round(min(0.98, share), 2) for name, share in shares.items()}


def _sources(document: Document, source: Source) -> list[dict[str, Any]]:
    if not source.url:
        return []
    row = {
        "url": source.url,
        "publisher": source.publisher,
        "title": source.title,
        "published": source.published,
        "language": document.lang,
        "agency": source.agency,
        "supports": ["date", "act", "partners"],
    }
    return [{key: value for key, value in row.items() if value}]


def compose_title(lang: str, partners: list[str], coding: dict[str, Any], domains: list[str]) -> str:
    """A title made from the codes alone.

    >>> compose_title("en", ["RUS"], {"act": "call", "status": "completed"}, ["security", "diplomacy"])
    'Niger and Russia: call on security'
    """
    table = reference("partners")
    words = lexicon_data(lang)
    names = [table[code]["name"][lang] for code in partners if code in table]
    parties = ["Niger", *names]
    joined = f"{', '.join(parties[:-1])} {words['and']} {parties[-1]}" if len(parties) > 1 else "Niger"
    act = load_codebook()["act"][coding["act"]].label[lang]
    topic = next(
        (words["on_domain"][domain] for domain in domains if domain != "diplomacy" and domain in words["on_domain"]), ""
    )
    planned = f" ({words['announced']})" if coding["status"] == "announced" else ""
    for tail in (f" {topic}{planned}" if topic else planned, planned):
        title = f"{joined}{words['colon']}{act}{tail}"
        if len(title) <= MAX_TITLE:
            return title
    return f"Niger{words['colon']}{act}{planned}"


def _organisations(event: Event) -> list[tuple[str, int, int]]:
    found: dict[str, tuple[str, int, int]] = {}
    for analysed in event.sentences:
        for mention in analysed.mentions:
            if mention.kind == "organisation" and (
                mention.name.form != "media" or event.coding["act"] in ("media-ban", "lawsuit")
            ):
                span = analysed.sentence.starts[mention.start], analysed.sentence.ends[mention.end - 1]
                found.setdefault(mention.name.canonical, (mention.name.canonical, *span))
    return list(found.values())[:6]


_ACT_DOMAINS = {
    "visit": "diplomacy", "audience": "diplomacy", "call": "diplomacy", "meeting": "diplomacy", "summit": "diplomacy",
    "letter": "diplomacy", "rupture": "diplomacy", "recall": "diplomacy", "expulsion": "diplomacy",
    "summons": "diplomacy",
    "embassy-opening": "diplomacy", "embassy-closure": "diplomacy", "accreditation": "diplomacy", "exit": "diplomacy",
    "loan": "finance", "payment": "finance", "bond-issue": "finance", "default": "finance", "media-ban": "media",
    "lawsuit": "justice", "ruling": "justice", "arrest": "justice", "deployment": "security", "withdrawal": "security",
    "exercise": "security", "deportation": "migration", "border-closure": "trade", "border-reopening": "trade",
    "sanction-lifted": "diplomacy", "vote": "diplomacy", "mediation": "diplomacy", "restoration": "diplomacy",
}  # fmt: skip


def _domains(document: Document, event: Event) -> list[str]:
    """The domains whose words stand in the event's sentences, the commonest first; the act's own domain always."""
    lexicon = document.lexicon
    pair_starts, memory = lexicon.sets["pair_starts"], lexicon.domain_memory
    scores: dict[str, float] = {}
    own = {analysed.sentence.index for analysed in event.sentences}
    for analysed in document.sentences:
        weight = 1.5 if analysed.sentence.index in own else 0.6 if analysed.paragraph <= 4 else 0.0
        if not weight or (weight < 1 and is_background(document, analysed)):
            continue
        previous = ""
        for word in analysed.sentence.low:
            known = memory.get(word)
            for domain in lexicon.domains_of(word) if known is None else known:
                scores[domain] = scores.get(domain, 0.0) + weight
            if previous in pair_starts:
                for domain in lexicon.domain_words.get(f"{previous} {word}", ()):
                    scores[domain] = scores.get(domain, 0.0) + weight
            previous = word
    given = _ACT_DOMAINS.get(event.coding["act"])
    if given:
        scores[given] = scores.get(given, 0.0) + 3.0
    for domain in load_codebook()["domain"]:
        if likeness := max(0.0, document.told.margin(f"domain:{domain}") + 0.5):
            scores[domain] = scores.get(domain, 0.0) + DOMAIN_WEIGHT * likeness
    if not scores:
        return ["diplomacy"]
    top = max(scores.values())
    ranked = sorted(scores, key=lambda domain: (-scores[domain], domain))
    return [domain for domain in ranked if scores[domain] >= max(2.0, 0.4 * top)][:MAX_DOMAINS] or ranked[:1]
