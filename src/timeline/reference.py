"""The reference files under ``data/reference``: partners, places, publishers, people, organisations, spells."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import msgspec
from msgspec import UNSET, Meta, Struct, UnsetType

from timeline.bilingual import Said, quoted
from timeline.codebook import load_codebook
from timeline.findings import Finding
from timeline.records.model import BilingualText, DateText, PartnerCode, SpellId, Text
from timeline.records.reader import place, unreadable
from timeline.records.shape import deviations
from timeline.records.yamltext import Problem, UnreadableError, bare_years, decode, parse

_book = load_codebook()
if TYPE_CHECKING:
    BlocCode = KindCode = PublisherKindCode = RegionCode = SectorCode = SpellKindCode = str
else:
    BlocCode = Literal[_book.codes("bloc")]
    KindCode = Literal[_book.codes("partner_kind")]
    PublisherKindCode = Literal[_book.codes("publisher_kind")]
    RegionCode = Literal[_book.codes("region")]
    SectorCode = Literal[_book.codes("domain")]
    SpellKindCode = Literal[_book.codes("spell_kind")]

MAX_BYTES = 4 * 1024 * 1024
WikidataId = Annotated[str, Meta(pattern=r"^Q[1-9][0-9]*$")]
FOCUS = "NER"


class _Row(Struct, forbid_unknown_fields=True):
    """A row of a reference file; unknown keys are refused."""


class Words(_Row):
    en: list[Text] = []
    fr: list[Text] = []


class Partner(_Row):
    name: BilingualText
    kind: KindCode
    region: RegionCode | UnsetType = UNSET
    bloc: BlocCode | UnsetType = UNSET
    capital: Text | UnsetType = UNSET
    seat: Text | UnsetType = UNSET
    demonyms: Words = msgspec.field(default_factory=Words)
    metonyms: Words = msgspec.field(default_factory=Words)
    aliases: Words = msgspec.field(default_factory=Words)
    wikidata: WikidataId | UnsetType = UNSET


class PlaceRow(_Row):
    name: BilingualText
    country: PartnerCode
    latitude: Annotated[float, Meta(ge=-90, le=90)]
    longitude: Annotated[float, Meta(ge=-180, le=180)]
    geonames: int | UnsetType = UNSET
    approximate: bool = False
    aliases: list[Text] = []
    note: Text | UnsetType = UNSET


class Publisher(_Row):
    kind: PublisherKindCode
    country: PartnerCode | UnsetType = UNSET
    domains: list[Text] = []
    aliases: list[Text] = []
    certain: bool = True


class Person(_Row):
    country: PartnerCode | UnsetType = UNSET
    role: BilingualText | UnsetType = UNSET
    aliases: list[Text] = []
    wikidata: WikidataId | UnsetType = UNSET


class Organisation(_Row):
    country: PartnerCode | UnsetType = UNSET
    sector: SectorCode | UnsetType = UNSET
    name: BilingualText | UnsetType = UNSET
    aliases: list[Text] = []
    wikidata: WikidataId | UnsetType = UNSET


class Spell(_Row):
    """A presence with a start and an end; the events that start and end it name it."""

    kind: SpellKindCode
    partner: PartnerCode
    name: BilingualText
    started: DateText | UnsetType = UNSET
    ended: DateText | UnsetType = UNSET
    note: Text | UnsetType = UNSET


@dataclass(frozen=True, slots=True)
class Reference:
    """All reference rows by key; places by English name and country."""

    partners: Mapping[str, Partner] = field(default_factory=dict)
    places: Mapping[tuple[str, str | None], PlaceRow] = field(default_factory=dict)
    publishers: Mapping[str, Publisher] = field(default_factory=dict)
    people: Mapping[str, Person] = field(default_factory=dict)
    organisations: Mapping[str, Organisation] = field(default_factory=dict)
    spells: Mapping[str, Spell] = field(default_factory=dict)
    domains: Mapping[str, str] = field(default_factory=dict)

    def outlet(self, host: str) -> str | None:
        """The publisher to whose domains a host belongs, by the longest known suffix."""
        while host:
            if host in self.domains:
                return self.domains[host]
            host = host.partition(".")[2]
        return None


_MODELS: Mapping[str, Any] = {
    "partners": dict[PartnerCode, Partner],
    "places": list[PlaceRow],
    "publishers": dict[Text, Publisher],
    "people": dict[Text, Person],
    "organisations": dict[Text, Organisation],
    "spells": dict[SpellId, Spell],
}


def read_reference(folder: Path) -> tuple[Reference, list[Finding]]:
    """The reference files of a folder, and what is wrong with them; a faulty file counts as empty."""
    rows: dict[str, Any] = {}
    findings: list[Finding] = []
    for name, model in _MODELS.items():
        file = folder / f"{name}.yaml"
        value: Any = [] if name == "places" else {}
        try:
            text = decode(file.read_bytes(), MAX_BYTES)
            value = parse(text)
            if name == "spells" and isinstance(value, dict):
                for row in value.values():
                    bare_years(row, "started", "ended")
            rows[name] = msgspec.convert(value, model)
            findings += [place(file, problem, text) for problem in _taken_twice(rows[name])]
            continue
        except UnreadableError as error:
            findings += [place(file, problem) for problem in error.problems]
        except msgspec.ValidationError:
            findings += [place(file, problem) for problem in deviations(value, model)]
        except OSError as error:
            findings.append(place(file, unreadable(error, Said("Restore it from git", "Restaurez-le depuis git"))))
        rows[name] = [] if name == "places" else {}
    places = {(row.name.en, row.country): row for row in rows.pop("places")}
    # where the partners cannot be read, that is what to mend, and not a thousand countries
    for name in ("publishers", "people", "organisations") if rows["partners"] else ():
        file = folder / f"{name}.yaml"
        findings += [place(file, problem) for problem in _without_country(rows[name], rows["partners"])]
    domains = {domain: name for name, row in rows["publishers"].items() for domain in row.domains}
    return Reference(places=places, domains=domains, **rows), findings


def _taken_twice(rows: Any) -> Iterator[Problem]:
    """Names and domains of outlets, persons and organisations that lead to two rows."""
    if not isinstance(rows, dict):
        return
    owners: dict[str, str] = {name: name for name in rows}
    for name, row in rows.items():
        if not isinstance(row, Publisher | Person | Organisation):
            return
        for key in ("aliases", "domains"):
            for index, text in enumerate(getattr(row, key, ())):
                owner = owners.setdefault(text, name)
                if owner != name:
                    yield Problem(
                        "name-taken",
                        Said(f"{text!r} leads to {owner!r} already", f"{quoted(text)} mène déjà à {quoted(owner)}"),
                        Said("Merge the two rows, or delete it in one", "Fondez les deux lignes, ou ôtez-le de l'une"),
                        (name, key, index),
                    )


def _without_country(
    rows: Mapping[str, Publisher | Person | Organisation], known: Mapping[str, Partner]
) -> Iterator[Problem]:
    """Rows whose country has no row of its own, so that nobody could join it."""
    for name, row in rows.items():
        if isinstance(row.country, str) and row.country not in known:
            yield Problem(
                "country-known",
                Said(
                    f"{row.country!r} has no row in partners.yaml", f"{quoted(row.country)} manque dans partners.yaml"
                ),
                Said("Correct the code, or add the row", "Corrigez le code, ou ajoutez la ligne"),
                (name, "country"),
            )
