"""Names and codes that must have a row in a reference file."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterator

from timeline.codebook import load_codebook
from timeline.records.model import or_none
from timeline.reference import FOCUS
from timeline.rules.core import Context, Hit, check


def _near(name: str, known: Collection[str], file: str) -> str:
    near = difflib.get_close_matches(name, known, n=1, cutoff=0.75)
    return f"Did you mean {near[0]!r}?" if near else f"Add it to data/reference/{file}.yaml"


@check("partner-known")
def partner_known(context: Context) -> Iterator[Hit]:
    """Every partner has a row in data/reference/partners.yaml, and is not Niger itself."""
    for entry in context.entries:
        for code in entry.record.partners:
            if code == FOCUS:
                yield Hit(entry, ("partners", code), "Niger is the focus, not a partner", "Delete it", on_key=True)
            elif code not in context.reference.partners:
                yield Hit(entry, ("partners", code), f"{code!r} is no known partner",
                          _near(code, context.reference.partners, "partners"), on_key=True)  # fmt: skip


@check("initiator-known")
def initiator_known(context: Context) -> Iterator[Hit]:
    """The initiator is Niger, a known partner, `joint` or `non-state`."""
    special = load_codebook()["initiator"]
    for entry in context.entries:
        code = entry.record.initiator
        if code != FOCUS and code not in special and code not in context.reference.partners:
            known = [FOCUS, *special, *context.reference.partners]
            yield Hit(entry, ("initiator",), f"{code!r} is no initiator", _near(code, known, "partners"))


@check("initiator-party", "warning")
def initiator_party(context: Context) -> Iterator[Hit]:
    """A partner that acted is one of the event's partners.

    Otherwise the act is counted for others only."""
    special = load_codebook()["initiator"]
    for entry in context.entries:
        code = entry.record.initiator
        if code != FOCUS and code not in special and code not in entry.record.partners:
            yield Hit(
                entry,
                ("initiator",),
                f"{code} acted and is not among the partners",
                "Add it to `partners`, or correct the initiator",
            )


@check("person-known", "warning")
def person_known(context: Context) -> Iterator[Hit]:
    """Every person has a row in data/reference/people.yaml, under one canonical spelling."""
    aliases = {alias: name for name, row in context.reference.people.items() for alias in row.aliases}
    for entry in context.entries:
        for index, name in enumerate(entry.record.people):
            if name not in context.reference.people:
                remedy = (
                    f"Write {aliases[name]!r}" if name in aliases else _near(name, context.reference.people, "people")
                )
                yield Hit(entry, ("people", index), f"{name!r} is not in the table of people", remedy)


@check("organisation-known", "warning")
def organisation_known(context: Context) -> Iterator[Hit]:
    """Every organisation has a row in data/reference/organisations.yaml, under one canonical name."""
    aliases = {alias: name for name, row in context.reference.organisations.items() for alias in row.aliases}
    for entry in context.entries:
        for index, name in enumerate(entry.record.organisations):
            if name not in context.reference.organisations:
                remedy = (
                    f"Write {aliases[name]!r}"
                    if name in aliases
                    else _near(name, context.reference.organisations, "organisations")
                )
                yield Hit(entry, ("organisations", index), f"{name!r} is not in the table of organisations", remedy)


@check("values-repeated")
def values_repeated(context: Context) -> Iterator[Hit]:
    """A list names each thing once."""
    for entry in context.entries:
        record = entry.record
        for field in ("domains", "people", "organisations", "starts", "ends", "distinct_from", "former_ids"):
            values: list[str] = getattr(record, field)
            if len(values) > 1 and len(set(values)) != len(values):
                index = next(i for i, value in enumerate(values) if value in values[:i])
                yield Hit(entry, (field, index), f"{values[index]!r} stands here twice", "Delete one")


@check("place-known", "warning")
def place_known(context: Context) -> Iterator[Hit]:
    """Every place has a row with coordinates in data/reference/places.yaml."""
    names = {name for name, _ in context.reference.places}
    for entry in context.entries:
        if where := or_none(entry.record.place):
            country = or_none(where.country)
            if (where.name, country) not in context.reference.places:
                yield Hit(entry, ("place", "name"), f"{where.name!r} in {country} is not in the table of places",
                          _near(where.name, names - {where.name}, "places"))  # fmt: skip
