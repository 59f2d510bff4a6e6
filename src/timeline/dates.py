"""Dates as EDTF (ISO 8601-2): how they are read, and what is derived from them.

Whole days, months, years and intervals of them are read with the standard library; every other form
goes through the ``edtf`` package, whose grammar is the reference (the tests hold the two together)."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from timeline.bilingual import Said, quoted

_PLAIN = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")
_MARK = re.compile(r"[?~%]")
_FORMS = "2024-03-26, 2024-03, 2024, 2024-03-01/2024-03-04, [2024-03-01..2024-03-04], 2024-03~"
FORMS = Said(f"{_FORMS} or 2024-03-26?", f"{_FORMS} ou 2024-03-26?")


class InvalidDateError(ValueError):
    """The text is no EDTF date of a form that the dataset uses; ``said`` is the reason in both languages."""

    def __init__(self, said: Said) -> None:
        super().__init__(said)
        self.said = said

    def __str__(self) -> str:
        return self.said.en


@dataclass(frozen=True, slots=True)
class EventDate:
    """An EDTF date and its bounds; ``precision`` is a code of the codebook's ``date_precision``."""

    edtf: str
    start: date
    end: date
    precision: str
    approximate: bool = False
    uncertain: bool = False

    @property
    def plot_start(self) -> date:
        """Where a mark begins: the start, or the middle where the day inside the range is not known."""
        return self.start if self.precision in ("day", "interval") else self._middle

    @property
    def plot_end(self) -> date:
        """Where a mark ends: only an act that lasted is drawn as a span."""
        return self.end if self.precision == "interval" else self.plot_start

    @property
    def _middle(self) -> date:
        return date.fromordinal((self.start.toordinal() + self.end.toordinal()) // 2)


@lru_cache(maxsize=65536)
def parse_date(text: str) -> EventDate:
    """Read an EDTF date.

    >>> parse_date("2024-03").end, parse_date("[2024-03-01..2024-03-04]").precision
    (datetime.date(2024, 3, 31), 'one-of')

    Raises InvalidDateError, with the reason, for anything else than the forms in ``FORMS``.
    """
    first, slash, last = text.partition("/")
    plain = _plain(first), _plain(last) if slash else None
    if plain[0] and not slash:
        start, end, precision = plain[0]
        return EventDate(text, start, end, precision)
    if plain[0] and plain[1]:
        return _interval(text, plain[0][0], plain[1][1])
    return _through_edtf(text)


def _plain(text: str) -> tuple[date, date, str] | None:
    match = _PLAIN.fullmatch(text)
    if match is None or not text.isascii():
        return None
    year, month, day = (int(part) if part else None for part in match.groups())
    try:
        if year is not None and month is not None and day is not None:
            whole = date(year, month, day)
            return whole, whole, "day"
        if year is not None and month is not None:
            return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]), "month"
        return date(year or 0, 1, 1), date(year or 0, 12, 31), "year"
    except ValueError:
        raise InvalidDateError(
            Said(f"{text} is not in the calendar", f"{text} n'existe pas dans le calendrier")
        ) from None


def _interval(text: str, start: date, end: date, *, approximate: bool = False, uncertain: bool = False) -> EventDate:
    if end < start:
        raise InvalidDateError(
            Said(f"the interval {text} ends before it starts", f"l'intervalle {text} finit avant de commencer")
        )
    return EventDate(text, start, end, "interval", approximate, uncertain)


def _through_edtf(text: str) -> EventDate:
    from edtf import parse_edtf
    from edtf.parser.edtf_exceptions import EDTFParseException

    bare = _MARK.sub("", text)
    form = _form(bare)
    if form is None:
        raise InvalidDateError(
            Said(
                f"{text!r} is not an EDTF date of a form used here",
                f"{quoted(text)} n'est pas une date EDTF d'une forme admise ici",
            )
        )
    try:
        parsed: Any = parse_edtf(text)
    except EDTFParseException:
        raise InvalidDateError(
            Said(f"{text!r} is not a valid EDTF date", f"{quoted(text)} n'est pas une date EDTF valide")
        ) from None
    start, end = date(*parsed.lower_strict()[:3]), date(*parsed.upper_strict()[:3])
    marks = {"approximate": "~" in text or "%" in text, "uncertain": "?" in text or "%" in text}
    if form == "interval":
        return _interval(text, start, end, **marks)
    if end < start:
        raise InvalidDateError(
            Said(f"the set {text} ends before it starts", f"l'ensemble {text} finit avant de commencer")
        )
    return EventDate(text, start, end, form, **marks)


def _form(bare: str) -> str | None:
    """Which form a date without its marks has; the calendar is checked on the way."""
    if bare.startswith("[") and bare.endswith("]"):
        parts = bare[1:-1].split("..")
        return "one-of" if len(parts) == 2 and all(map(_plain, parts)) else None
    parts = bare.split("/")
    plains = [_plain(part) for part in parts]
    if not all(plains) or len(parts) > 2:
        return None
    return "interval" if len(parts) == 2 else plains[0][2] if plains[0] else None
