"""What the dataset promises of itself: a build that breaks a promise fails, so that no silent loss passes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated

import msgspec
from msgspec import Meta, Struct

from timeline.bilingual import Said, several
from timeline.errors import BrokenExpectationsError
from timeline.records.yamltext import parse
from timeline.tables.make import Tables

Share = Annotated[float, Meta(ge=0, le=1)]


class Expectations(Struct, forbid_unknown_fields=True):
    """Lower bounds: counts of events, and shares of all events between 0 and 1."""

    events: int
    events_per_year: dict[str, int]
    events_per_partner: dict[str, int]
    spells: int
    links: int
    share_two_or_more_publishers: Share
    share_day_or_interval: Share
    share_reviewed: Share


def read_expectations(file: Path) -> Expectations:
    """The bounds of ``data/expectations.yaml``."""
    return msgspec.convert(parse(file.read_text("utf-8")), Expectations)


def broken(tables: Tables, expected: Expectations) -> Iterator[Said]:
    """Every promise that the tables do not keep, in words."""
    events = tables.events
    years = Counter(f"{day:%Y}" for day in events["date_start"])
    partners = Counter(tables.participants["partner"])
    links = sum(len(related) for related in events["related"])
    event = ("événement", "événements")
    counts = [
        ("events", *event, "", len(events), expected.events),
        ("spells", "présence", "présences", "", len(tables.spells), expected.spells),
        ("links between events", "lien", "liens", " entre événements", links, expected.links),
    ]
    counts += [(f"events of {y}", *event, f" de {y}", years[y], n) for y, n in expected.events_per_year.items()]
    counts += [
        (f"events with {p}", *event, f" avec {p}", partners[p], n) for p, n in expected.events_per_partner.items()
    ]
    for what, one, more, rest, found, least in counts:
        if found < least:
            yield Said(
                f"{found} {what}, at least {least} expected",
                f"{several(found, one, more)}{rest}, au moins {least} attendus",
            )
    shares = [
        (
            Said("two or more publishers", "deux médias ou plus"),
            _share(events["n_publishers"] >= 2),
            expected.share_two_or_more_publishers,
        ),
        (
            Said("a known day", "un jour connu"),
            _share(events["date_precision"].isin(["day", "interval"])),
            expected.share_day_or_interval,
        ),
        (
            Said("a second reading", "une seconde lecture"),
            _share(events["reviewed_on"].notna()),
            expected.share_reviewed,
        ),
    ]
    for what, share, least in shares:
        if share < least:
            yield Said(
                f"{share:.1%} of events with {what.en}, at least {least:.1%} expected",
                f"{_percent(share)} des événements avec {what.fr}, au moins {_percent(least)} attendus",
            )


def _percent(share: float) -> str:
    return f"{100 * share:.1f} %".replace(".", ",")


def _share(true: Iterable[bool]) -> float:
    kept = list(true)
    return sum(kept) / max(len(kept), 1)


def hold(tables: Tables, file: Path) -> None:
    """Raise BrokenExpectationsError where the tables break a promise of the file; no file, no promise."""
    if file.is_file() and (found := list(broken(tables, read_expectations(file)))):
        english, french = "; ".join(one.en for one in found), " ; ".join(one.fr for one in found)
        raise BrokenExpectationsError(
            Said(
                f"the dataset breaks its own expectations: {english}",
                f"le jeu de données ne tient pas ses promesses : {french}",
            ),
            remedy=Said(
                "restore what was lost, or lower the bounds in data/expectations.yaml and say why",
                "restaurez ce qui s'est perdu, ou abaissez les seuils de data/expectations.yaml en disant pourquoi",
            ),
        )
