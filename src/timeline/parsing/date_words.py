"""Step 5a, the calendar: the words that a language tells dates with, and the days that they stand for."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any

from timeline.parsing.resources import lexicon_data

EARLIEST, LATEST = 1950, 2100
FUTURE_DAYS = 100
"""A date without a year is taken in the future only when it is at most so many days ahead."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words of a language that dates are told with."""

    months: dict[str, int]
    weekdays: dict[str, int]
    ordinals: dict[str, int]
    phrases: dict[str, list[tuple[tuple[str, ...], str, Any]]]
    last: frozenset[str]
    next: frozenset[str]
    range_and: frozenset[str]
    parts: frozenset[str]
    distant: frozenset[str]
    own: frozenset[str]
    triggers: frozenset[str]
    """Every word that a date can begin with, digits aside."""


@cache
def vocabulary(lang: str) -> Vocabulary:
    """The words of a language, ready for use."""
    data = lexicon_data(lang)
    phrases: dict[str, list[tuple[tuple[str, ...], str, Any]]] = {}
    for kind in ("relative_days", "relative_event", "relative_spans"):
        for text, value in data[kind].items():
            words = tuple(text.split())
            phrases.setdefault(words[0], []).append((words, kind, value))
    for entries in phrases.values():
        entries.sort(key=lambda entry: -len(entry[0]))
    return Vocabulary(
        data["months"],
        data["weekdays"],
        data["ordinals"],
        phrases,
        *(frozenset(data[name]) for name in ("last", "next", "range_and", "month_parts", "distant", "own_date")),
        triggers=frozenset((*data["months"], *data["weekdays"], *data["ordinals"], *phrases)),
    )


def day_of(year: int, month: int, day: int) -> date | None:
    """A day of the calendar, between ``EARLIEST`` and ``LATEST``; None where it is none."""
    if EARLIEST <= year <= LATEST and 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]:
        return date(year, month, day)
    return None


def nearest(
    month: int, day: int, reference: date | None, *, backward: bool = False, forward: bool = False
) -> date | None:
    """A day without a year: the nearest to the publication, at most ``FUTURE_DAYS`` ahead."""
    if reference is None:
        return None
    options = [found for year in (-1, 0, 1) if (found := day_of(reference.year + year, month, day))]
    if forward:
        options = [found for found in options if found >= reference]
        return min(options, default=None)
    ahead = 0 if backward else FUTURE_DAYS
    options = [found for found in options if (found - reference).days <= ahead]
    return max(options, default=None)


def span_of(reference: date, unit: str, offset: int) -> tuple[date, date, str]:
    """First day, last day and EDTF of a week, month or year so many before or after that of a day."""
    if unit == "week":
        first = reference - timedelta(days=reference.weekday()) + timedelta(weeks=offset)
        last = first + timedelta(days=6)
        return first, last, f"[{first.isoformat()}..{last.isoformat()}]"
    if unit == "month":
        index = reference.year * 12 + reference.month - 1 + offset
        year, month = divmod(index, 12)
        first = date(year, month + 1, 1)
        return first, date(year, month + 1, monthrange(year, month + 1)[1]), first.isoformat()[:7]
    year = reference.year + offset
    return date(year, 1, 1), date(year, 12, 31), f"{year:04d}"
