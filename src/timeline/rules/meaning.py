"""Codes that must fit each other: type, mode, act, orientation, status and dates."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from timeline.codebook import load_codebook
from timeline.dates import parse_date
from timeline.records.model import or_none
from timeline.rules.core import EARLIEST, Context, Hit, check

_GIVING_WAY = frozenset({"RETREAT", "CONCEDE"})


@check("type-mode")
def type_mode(context: Context) -> Iterator[Hit]:
    """The mode is one of the event type's own modes.

    PLOVER scores depend on the pair."""
    book = load_codebook()
    for entry in context.entries:
        mode, kind = or_none(entry.record.mode), entry.record.event_type
        if mode is not None and mode not in book.modes[kind]:
            known = ", ".join(book.modes[kind])
            yield Hit(
                entry,
                ("mode",),
                f"{kind} has no mode {mode!r}",
                f"Use one of {known}" if known else "Delete the mode",
            )


@check("type-act")
def type_act(context: Context) -> Iterator[Hit]:
    """The act is one that an event of this type can take.

    The codebook lists the types of each act."""
    book = load_codebook()
    for entry in context.entries:
        kind, act = entry.record.event_type, entry.record.act
        types = book["act"][act].extra["event_types"]
        if kind not in types:
            yield Hit(entry, ("act",), f"the act {act!r} does not go with the type {kind}",
                      f"Use another act, or one of the types {', '.join(types)}")  # fmt: skip


@check("type-orientation", "warning")
def type_orientation(context: Context) -> Iterator[Hit]:
    """A conflictual type seldom brings all partners nearer, nor a cooperative one moves all of them away.

    Forces that leave (RETREAT) and concessions may do either. Look again; if it is right, leave it."""
    book = load_codebook()
    for entry in context.entries:
        kind, orientations = entry.record.event_type, set(entry.record.partners.values())
        conflict = book["event_type"][kind].extra["quad_class"].endswith("conflict")
        odd = {"toward"} if conflict else {"away"}
        if orientations == odd and kind not in _GIVING_WAY:
            yield Hit(
                entry,
                ("partners",),
                f"{kind} with every partner {next(iter(odd))} is unusual",
                "Check type and orientation",
                on_key=True,
            )


@check("date-range")
def date_range(context: Context) -> Iterator[Hit]:
    """The event lies between Niger's independence (3 August 1960) and the day of the check.

    What is only planned is coded by the day of the announcement."""
    for entry in context.entries:
        when = entry.when
        if when.start < EARLIEST:
            yield Hit(entry, ("date",), f"{when.edtf} lies before independence, {EARLIEST}", "Correct the date")
        elif when.start > context.today:
            yield Hit(
                entry,
                ("date",),
                f"{when.edtf} lies in the future",
                "Code the announcement, with the day on which it was made",
            )


@check("reviewed-date")
def reviewed_date(context: Context) -> Iterator[Hit]:
    """The second reading took place after the event began, and not in the future."""
    for entry in context.entries:
        if review := or_none(entry.record.reviewed):
            on: date = parse_date(review.on).start
            if not entry.when.start <= on <= context.today:
                yield Hit(entry, ("reviewed", "on"), f"a second reading on {on} is not possible", "Correct the date")
