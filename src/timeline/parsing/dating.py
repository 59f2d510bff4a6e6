"""Step 8e, dating: the day of an act, among all the days that an article names.

It is the likeliest by what the stories and records have taught (``days``); of what lasted, all its days (``spans``).
"""

from __future__ import annotations

from math import exp

from timeline.parsing.dates import DateFound
from timeline.parsing.day import LASTING, Day, Done
from timeline.parsing.days import current, days_of
from timeline.parsing.document import Analysed, Document
from timeline.parsing.event import Event
from timeline.parsing.gazetteer import FOCAL
from timeline.parsing.lexicon import LEARNED
from timeline.parsing.linear import STEP, Linear
from timeline.parsing.resources import reference
from timeline.parsing.spans import MAX_DAYS, edges, spans_of

NO_DAY = 0.1
"""The odds that none of the days named is that of the act."""
ANOTHER_STOP = 100
"""By so many steps a day is less likely that is named with a city of a third country."""


def date_event(document: Document, event: Event, main: Event | None) -> None:
    """The day of the act: of the main event where ``main`` is None, else of a further one beside it.

    It stays empty where no day is known at all, and before the first training.
    """
    taught = current()
    beside = main.edtf if main else ""
    days = days_of(document, done_of(event, beside)) if taught else []
    if taught and days:
        _take(document, event, days, taught, beside)


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


def _take(document: Document, event: Event, days: list[Day], taught: Linear, main: str) -> None:
    """Takes the likeliest of the days, or of the spans that begin or end with it, by what was learned."""
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


def _is_of_another_stop(day: Day, event: Event) -> bool:
    return day.found is not None and day.where is not None and _is_elsewhere(day.where, day.found, event)


def _lasts_over(other: Day, day: Day) -> bool:
    """Whether a row of days that is named holds a single day ("du 15 au 16 février", "dimanche")."""
    if other.found is None or day.found is None or other.found.kind != "range":
        return False
    first, last = other.found.first, other.found.last
    return day.found.first == day.found.last and first <= day.found.first <= last and (last - first).days < MAX_DAYS


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
