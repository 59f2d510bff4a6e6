"""Checks of the arguments that the functions of this package share: what is wrong, and what to use instead."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from timeline.errors import UnknownValueError


def one_of(value: object, what: str, known: Sequence[str]) -> str:
    """The value, if it is one of the known ones.

    >>> one_of("bloc", "grouping", ("partner", "bloc"))
    'bloc'
    >>> one_of("continent", "grouping", ("partner", "bloc"))
    Traceback (most recent call last):
    timeline.errors.UnknownValueError: 'continent' is no grouping. Remedy: use one of partner, bloc
    """
    if isinstance(value, str) and value in known:
        return value
    raise UnknownValueError(f"{value!r} is no {what}", remedy=f"use one of {', '.join(known)}")


def whole(value: object, what: str, least: int) -> int:
    """The value, if it is a whole number of at least ``least``.

    >>> whole(500, "number of samples", 1)
    500
    >>> whole(0, "number of samples", 1)
    Traceback (most recent call last):
    timeline.errors.UnknownValueError: 0 is no number of samples. Remedy: use a whole number, 1 or more
    """
    if isinstance(value, int) and not isinstance(value, bool) and value >= least:
        return value
    raise UnknownValueError(f"{value!r} is no {what}", remedy=f"use a whole number, {least} or more")


def fraction(value: object, what: str) -> float:
    """The value, if it lies between 0 and 1, both excluded.

    >>> fraction(0.95, "level of confidence")
    0.95
    >>> fraction(95, "level of confidence")
    Traceback (most recent call last):
    timeline.errors.UnknownValueError: 95 is no level of confidence. Remedy: use a number between 0 and 1, like 0.95
    """
    if isinstance(value, int | float) and 0 < value < 1:
        return float(value)
    raise UnknownValueError(f"{value!r} is no {what}", remedy="use a number between 0 and 1, like 0.95")


def day(value: object, what: str = "date") -> pd.Timestamp:
    """The value as a day without time of day and time zone.

    >>> day("2023-07-26")
    Timestamp('2023-07-26 00:00:00')
    >>> day("the coup")
    Traceback (most recent call last):
    timeline.errors.UnknownValueError: 'the coup' is no date. Remedy: use a day, like 2023-07-26
    """
    try:
        found = pd.Timestamp(value)  # pyright: ignore[reportArgumentType]
    except (ValueError, TypeError):
        found = pd.NaT
    if isinstance(found, pd.Timestamp) and found.tz is None and found == found.normalize():
        return found
    raise UnknownValueError(f"{value!r} is no {what}", remedy="use a day, like 2023-07-26")
