"""Step 8e, dating: the day of an act, among all the days that an article names.

It is the likeliest by what the stories and records have taught (``days``); without those weights the day
that is named nearest to the act's words.
"""

from __future__ import annotations

from datetime import date
from math import exp

from timeline.parsing.acts import Candidate
from timeline.parsing.dates import DateFound
from timeline.parsing.day import LASTING, Day, Done
from timeline.parsing.days import (
    current,
    days_of,
    is_about_page,
    is_of_a_thing,
    is_said,
    resolved,
    was_before,
    was_done,
)
from timeline.parsing.document import Analysed, Document
from timeline.parsing.event import Event
from timeline.parsing.gazetteer import FOCAL
from timeline.parsing.lexicon import LEARNED
from timeline.parsing.linear import STEP, Linear
from timeline.parsing.modality import NEAR_DAYS, opens_as_background, phrase_starts
from timeline.parsing.resources import reference
from timeline.parsing.spans import edges, spans_of

MAX_VISIT_DAYS = 7
SAID = 1.6
"""What the day on which an act was told weighs less than the day on which it was done, where both are named."""
NO_DAY = 0.1
"""The odds that none of the days named is that of the act."""
ANOTHER_STOP = 100
"""By so many steps a day is less likely that is named with a city of a third country."""
ELSEWHERE = 1.5
"""What a day weighs less that is named with a city of a third country."""
OF_A_THING = 1.0
"""What a day weighs less that says which thing is meant, or is that of something earlier."""
SEVERAL = 0.4
"""What several days weigh more for an act that goes on for days."""
_DATED_APART = frozenset(("accord", "talk", "aid", "envoy", "forces", "works"))
"""Groups of acts that are done, and told of later."""


def days_between(first: str, second: str) -> int:
    """Days between two EDTF dates that begin with a day; 0 where one does not."""
    try:
        return abs((date.fromisoformat(first[:10]) - date.fromisoformat(second[:10])).days)
    except ValueError:
        return 0


def date_event(document: Document, event: Event, main: Event | None) -> None:
    """The day of the act: of the main event where ``main`` is None, else of a further one beside it."""
    taught = current()
    if taught is None or not _date_by_records(document, event, taught, main.edtf if main else ""):
        _date_by_nearness(document, event, main)


def done_of(event: Event, beside: str = "") -> Done:
    """What is known of an act whose day is sought; ``beside`` is the day of the main event, for another one."""
    told = [one for one in event.members if one.hit.frame != LEARNED]
    main = event.main if event.main.hit.frame != LEARNED else None
    return Done(
        str(event.coding["act"]),
        event.coding["status"] == "announced",
        main and main.where,
        main and main.hit,
        frozenset(one.where.sentence.index for one in told if not one.background),
        frozenset(event.partners),
        beside,
    )


def _date_by_records(document: Document, event: Event, taught: Linear, main: str) -> bool:
    """The likeliest day, by what records and stories have taught; False where no day is known at all."""
    days = days_of(document, done_of(event, main))
    if not days:
        return False
    odds = [taught.value(day.features) - (ANOTHER_STOP if _is_of_another_stop(day, event) else 0) for day in days]
    best = odds.index(max(odds))
    day = days[best]
    if event.coding["act"] in LASTING:
        day = next((other for other in days if _lasts_over(other, day)), day)
        spans = [span for span in spans_of(document, days, main) if day.edtf in edges(span.edtf)]
        span = max(spans, key=lambda one: taught.value(one.features), default=day)
        day = span if taught.value(span.features) > 0 else day
    event.edtf, event.date = day.edtf, day.found
    if day.found is not None and day.where is not None:
        sentence = day.where.sentence
        event.date_span = (sentence.starts[day.found.start], sentence.ends[day.found.end - 1])
    elif document.dateline_date is not None and day.edtf == document.dateline_date.edtf:
        event.date_span = document.dateline_span
    shares = [exp(STEP * value) for value in odds]
    event.date_confidence = round(min(0.98, shares[best] / (sum(shares) + NO_DAY)), 2)
    return True


def _is_of_another_stop(day: Day, event: Event) -> bool:
    return day.found is not None and day.where is not None and _is_elsewhere(day.where, day.found, event)


def _lasts_over(other: Day, day: Day) -> bool:
    """Whether a row of days that is named holds a single day ("du 15 au 16 février", "dimanche")."""
    if other.found is None or day.found is None or other.found.kind != "range":
        return False
    first, last = other.found.first, other.found.last
    return (
        day.found.first == day.found.last and first <= day.found.first <= last and (last - first).days < MAX_VISIT_DAYS
    )


def _date_by_nearness(document: Document, event: Event, main: Event | None) -> None:
    """The day named with the act, then in its continuation, then the date line, then the publication."""
    best: tuple[float, DateFound, Analysed] | None = None
    anaphora = phrase_starts(document.lang, "anaphora_starts")
    member_of = {
        candidate.where.sentence.index: candidate
        for candidate in reversed(event.members)
        if not candidate.background or candidate is event.main
    }
    for analysed in document.sentences:
        if not analysed.dates or is_about_page(document, analysed):
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
            said = is_said(document, analysed, found)
            if found.kind == "range" and event.coding["act"] in LASTING:
                score += SEVERAL
            if _is_elsewhere(analysed, found, event):
                score -= ELSEWHERE
            if is_of_a_thing(document, analysed, found) or (
                candidate is None and was_before(document, analysed, found)
            ):
                score -= OF_A_THING
            said = said or (event.main.future and was_done(analysed, found))
            if event.coding["status"] == "announced" and event.main.future and not said:
                score -= 1.6 if analysed.paragraph else 3.0
            elif said and event.coding["status"] in ("signed", "completed") and event.main.frame.group in _DATED_APART:
                score -= SAID
            if score > 0.5 and (best is None or score > best[0]):
                best = (score, found, analysed)
    if best:
        score, found, analysed = best
        event.edtf = resolved(found, main.edtf if main else "")
        event.date = found
        event.date_span = (analysed.sentence.starts[found.start], analysed.sentence.ends[found.end - 1])
        event.date_confidence = min(0.98, 0.6 + 0.08 * score)
        return
    if main is not None and main.edtf:
        # what is signed on a visit is signed on its last day, where no other is named
        last = main.edtf.rpartition("/")[2] if event.main.frame.group == "accord" else main.edtf
        event.edtf, event.date_confidence, event.date_span = last, 0.6, main.date_span
        return
    if document.dateline_date is not None:
        event.edtf, event.date_confidence = document.dateline_date.edtf, 0.6
        event.date_span = document.dateline_span
    elif document.published is not None:
        event.edtf, event.date_confidence = document.published.isoformat(), 0.4


def _is_elsewhere(analysed: Analysed, found: DateFound, event: Event) -> bool:
    """Whether a date is that of another stop ("entamée samedi à Bamako"): a city of a third country comes with it."""
    seats = {reference("partners").get(code, {}).get("seat") for code in event.partners}
    return any(
        mention.start - found.end <= 2
        and mention.code not in (FOCAL, *event.partners)
        and mention.name.canonical not in seats
        for mention in analysed.mentions
        if mention.start >= found.end and (mention.kind == "place" or mention.name.form == "city")
    )


def _date_score(document: Document, found: DateFound, candidate: Candidate | None, main: Event | None) -> float:
    """How well a date fits an act: its kind, its nearness to the publication and to the act's words."""
    if found.kind == "event":
        return 1.0 if main is not None else -9.0
    published = document.published
    score = {"day": 0.6, "range": 0.3, "weekday": 0.5, "relative": 0.5, "span": -1.2}[found.kind]
    if published is not None:
        ahead = (found.last - published).days
        if ahead > 1 and not (found.first <= published and found.kind != "span"):
            return -9.0
        if found.kind == "span" and found.last >= published and (found.last - found.first).days > 32:
            return -9.0
        gap = (published - found.last).days
        if gap > NEAR_DAYS:
            score -= 2.5 if gap < 60 else 4.0
    if found.distant:  # "Depuis mercredi, Budapest a un bureau" tells when it began
        score -= 0.7 if found.kind in ("weekday", "relative") else 1.5
    if candidate is not None:
        between = min(abs(found.start - candidate.hit.start), abs(found.start - candidate.hit.end))
        score -= 0.02 * min(between, 40)
    return score
