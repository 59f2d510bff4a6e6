"""Step 8e, spans: the first and last day of what lasted, where an article tells them apart or tells how long it was.

"Arrived on Monday … left on Thursday", "on Friday wrapped up a three-day visit". What is said of a span is what is said
of both its days and how they stand to each other, as short texts, so that it is learned with the days themselves.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import combinations

from timeline.parsing.dates import DateFound
from timeline.parsing.day import Day
from timeline.parsing.document import Analysed, Document

MAX_DAYS = 7
"""No span is longer."""
MOST = 10
"""Of so many different days spans are made; more are named only in chronologies."""
LASTED_WITHIN = 4
"""How long something lasted is said in so many paragraphs."""
MOVES_WITHIN = 5
"""So near a day stand the words that say that something begins or ends on it."""
_SINGLE = frozenset(("day", "weekday", "relative"))


def spans_of(document: Document, days: Iterable[Day], beside: str = "") -> list[Day]:
    """The spans that single days make with each other and with what is told of how long it was.

    ``beside`` is the day of the main event, for another one.
    """
    singles = _singles(days)
    lasted = next(filter(None, (days_told(document, one) for one in document.sentences if _is_early(one))), 0)
    spans: dict[str, Day] = {}
    for first, last in combinations(sorted(singles), 2):
        if (last - first).days < MAX_DAYS:
            span = _span(first, last, singles[last][0])
            span.features.update(_of_both(document, singles[first], singles[last]))
            span.features.add(f"days between {sum(first < day < last for day in singles)}")
            spans[span.edtf] = span
    for day, named in singles.items() if lasted else ():
        more = timedelta(days=lasted - 1)
        for first, last, role in ((day, day + more, "first"), (day - more, day, "last")):
            span = spans.setdefault(f"{first}/{last}", _span(first, last, named[0]))
            span.features.add(f"counted from its {role} day")
            span.features.update(_of_one(document, named, role))
    for span in spans.values():
        span.features.update(_of_length(span, lasted))
        if beside:
            span.features.add(
                "that of main" if span.edtf == beside else "with main" if beside in span.edtf else "apart from main"
            )
            span.features |= {f"beside: {feature}" for feature in span.features}
        span.features = {f"span, {feature}" for feature in span.features}
    return list(spans.values())


def edges(edtf: str) -> set[str]:
    """The first and last day of a span; the day itself of a day.

    >>> sorted(edges("2024-03-01/2024-03-02")), edges("2024-03-01")
    (['2024-03-01', '2024-03-02'], {'2024-03-01'})
    """
    return set(edtf.split("/"))


def _is_early(analysed: Analysed) -> bool:
    return analysed.paragraph <= LASTED_WITHIN


def _singles(days: Iterable[Day]) -> dict[date, list[Day]]:
    """The first single days that are named, each as often as it is."""
    singles: dict[date, list[Day]] = {}
    for day in days:
        if len(singles) == MOST:
            break
        if day.found is not None and day.found.kind in _SINGLE and day.found.first == day.found.last:
            singles.setdefault(day.found.first, []).append(day)
    return singles


def _span(first: date, last: date, day: Day) -> Day:
    """A span, at the words of one of its days."""
    edtf = f"{first}/{last}"
    found = day.found and DateFound(edtf, first, last, day.found.start, day.found.end, "range")
    return Day(edtf, found, day.where, {"named"})


def _of_both(document: Document, first: list[Day], last: list[Day]) -> Iterator[str]:
    """What is said of both its days."""
    yield from _of_one(document, first, "first")
    yield from _of_one(document, last, "last")
    pairs = [(one.where, other.where) for one in first for other in last]
    if any(one is other for one, other in pairs):
        yield "days in one sentence"
    elif any(one and other and one.paragraph == other.paragraph for one, other in pairs):
        yield "days in one paragraph"
    else:
        yield "days apart"


def _of_one(document: Document, named: list[Day], role: str) -> Iterator[str]:
    """What is said of its first or last day."""
    for day in named:
        yield from (f"{role}: {feature}" for feature in day.features)
        if day.where is None or day.found is None:
            continue
        low = day.where.sentence.low
        near = low[max(0, day.found.start - MOVES_WITHIN) : day.found.end + MOVES_WITHIN]
        for name in _MOVES:
            words = document.lexicon.sets[name]
            if not words.isdisjoint(low):
                yield f"{role}: {name} {'near' if not words.isdisjoint(near) else 'in its sentence'}"


_MOVES = ("arriving", "ending", "opening", "closing")
"""Words that say that something begins or ends."""


def _of_length(span: Day, lasted: int) -> Iterator[str]:
    """How long it is, and whether that is told."""
    first, last = map(date.fromisoformat, span.edtf.split("/"))
    length = (last - first).days + 1
    yield f"of {length}"
    yield "as told" if length == lasted else "not as told" if lasted else "no length told"


def days_told(document: Document, analysed: Analysed) -> int:
    """Over how many days something is said to have gone on ("a two-day visit", "après deux jours de travaux").

    Not "two days ago", "in two days", "for the third day".
    """
    low = analysed.sentence.low
    data = document.lexicon.data
    sets = document.lexicon.sets
    for index in range(1, len(low)):
        if low[index] not in sets["day_words"]:
            continue
        word = low[index - 1]
        count = int(word) if word.isdecimal() and len(word) < 3 else int(data["numbers"].get(word, 0))
        count = count // 24 if low[index] in ("hours", "hour", "heures", "heure") else count
        before = low[index - 2] if index > 1 else ""
        following = low[index + 1] if index + 1 < len(low) else ""
        plain = low[index] in ("day", "hour") or before in sets["lasting"] or following in sets["lasting"]
        if 2 <= count <= MAX_DAYS and plain and following not in sets["not_lasting"]:
            return count
    return 0
