"""Names and codes that must have a row in a reference file."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterator
from operator import attrgetter

from timeline.bilingual import Said, quoted
from timeline.codebook import load_codebook
from timeline.records.model import or_none
from timeline.reference import FOCUS
from timeline.rules.core import Context, Hit, check


def _near(name: str, known: Collection[str], file: str) -> Said:
    near = difflib.get_close_matches(name, known, n=1, cutoff=0.75)
    if near:
        return Said(f"Did you mean {near[0]!r}?", f"Vouliez-vous dire {quoted(near[0])} ?")
    return Said(f"Add it to data/reference/{file}.yaml", f"Ajoutez une ligne pour ce nom à data/reference/{file}.yaml")


def _canonical(name: str) -> Said:
    return Said(f"Write {name!r}", f"Écrivez {quoted(name)}")


@check(
    "partner-known",
    fr="Chaque partenaire a une ligne dans data/reference/partners.yaml, et n'est pas le Niger lui-même.",
)
def partner_known(context: Context) -> Iterator[Hit]:
    """Every partner has a row in data/reference/partners.yaml, and is not Niger itself."""
    for entry in context.entries:
        for code in entry.record.partners:
            if code == FOCUS:
                yield Hit(
                    entry,
                    ("partners", code),
                    Said(
                        "Niger is the focus, not a partner",
                        "le Niger est le pays étudié, et non un partenaire",
                    ),
                    Said("Delete it", "Supprimez-le"),
                    on_key=True,
                )
            elif code not in context.reference.partners:
                told = Said(f"{code!r} is no known partner", f"{quoted(code)} n'est pas un partenaire connu")
                remedy = _near(code, context.reference.partners, "partners")
                yield Hit(entry, ("partners", code), told, remedy, on_key=True)


@check("initiator-known", fr="L'initiateur est le Niger, un partenaire connu, `joint` ou `non-state`.")
def initiator_known(context: Context) -> Iterator[Hit]:
    """The initiator is Niger, a known partner, `joint` or `non-state`."""
    special = load_codebook()["initiator"]
    for entry in context.entries:
        code = entry.record.initiator
        if code != FOCUS and code not in special and code not in context.reference.partners:
            known = [FOCUS, *special, *context.reference.partners]
            told = Said(f"{code!r} is no initiator", f"{quoted(code)} n'est pas un initiateur")
            yield Hit(entry, ("initiator",), told, _near(code, known, "partners"))


@check(
    "initiator-party",
    "warning",
    fr="Un partenaire qui a agi est l'un des partenaires de l'événement. Sinon, l'acte ne compte que pour les autres.",
)
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
                Said(
                    f"{code} acted and is not among the partners",
                    f"{code} a agi et ne figure pas parmi les partenaires",
                ),
                Said(
                    "Add it to `partners`, or correct the initiator",
                    "Ajoutez-le à `partners`, ou corrigez l'initiateur",
                ),
            )


@check(
    "person-known",
    "warning",
    fr="Chaque personne a une ligne dans data/reference/people.yaml, sous une seule graphie.",
)
def person_known(context: Context) -> Iterator[Hit]:
    """Every person has a row in data/reference/people.yaml, under one canonical spelling."""
    aliases = {alias: name for name, row in context.reference.people.items() for alias in row.aliases}
    for entry in context.entries:
        for index, name in enumerate(entry.record.people):
            if name not in context.reference.people:
                known = context.reference.people
                remedy = _canonical(aliases[name]) if name in aliases else _near(name, known, "people")
                told = Said(
                    f"{name!r} is not in the table of people", f"{quoted(name)} n'est pas dans la table des personnes"
                )
                yield Hit(entry, ("people", index), told, remedy)


@check(
    "organisation-known",
    "warning",
    fr="Chaque organisation a une ligne dans data/reference/organisations.yaml, sous un seul nom.",
)
def organisation_known(context: Context) -> Iterator[Hit]:
    """Every organisation has a row in data/reference/organisations.yaml, under one canonical name."""
    aliases = {alias: name for name, row in context.reference.organisations.items() for alias in row.aliases}
    for entry in context.entries:
        for index, name in enumerate(entry.record.organisations):
            if name not in context.reference.organisations:
                known = context.reference.organisations
                remedy = _canonical(aliases[name]) if name in aliases else _near(name, known, "organisations")
                told = Said(
                    f"{name!r} is not in the table of organisations",
                    f"{quoted(name)} n'est pas dans la table des organisations",
                )
                yield Hit(entry, ("organisations", index), told, remedy)


_LISTS = ("domains", "people", "organisations", "starts", "ends", "distinct_from", "former_ids")
_lists = attrgetter(*_LISTS)


@check("values-repeated", fr="Une liste ne nomme chaque chose qu'une fois.")
def values_repeated(context: Context) -> Iterator[Hit]:
    """A list names each thing once."""
    for entry in context.entries:
        for field, values in zip(_LISTS, _lists(entry.record), strict=True):
            if len(values) > 1 and len(set(values)) != len(values):
                index = next(i for i, value in enumerate(values) if value in values[:i])
                value = values[index]
                told = Said(f"{value!r} stands here twice", f"{quoted(value)} figure ici deux fois")
                yield Hit(entry, (field, index), told, Said("Delete one", "Supprimez l'un des deux"))


@check(
    "place-known",
    "warning",
    fr="Chaque lieu a une ligne avec ses coordonnées dans data/reference/places.yaml.",
)
def place_known(context: Context) -> Iterator[Hit]:
    """Every place has a row with coordinates in data/reference/places.yaml."""
    names = {name for name, _ in context.reference.places}
    for entry in context.entries:
        if where := or_none(entry.record.place):
            country = or_none(where.country)
            if (where.name, country) not in context.reference.places:
                told = Said(
                    f"{where.name!r} ({country or 'no country'}) is not in the table of places",
                    f"{quoted(where.name)} ({country or 'sans pays'}) n'est pas dans la table des lieux",
                )
                yield Hit(entry, ("place", "name"), told, _near(where.name, names - {where.name}, "places"))
