"""Ids: their form, their uniqueness, and what they say of the date."""

from __future__ import annotations

import re
from collections.abc import Iterator

from timeline.bilingual import Said, quoted
from timeline.records.model import EVENT_ID
from timeline.records.reader import Entry
from timeline.rules.core import Context, Hit, check

_FORM = re.compile(EVENT_ID)


@check(
    "id-form",
    fr="Le nom du fichier est l'identifiant de l'événement : année, mois, partenaire et quelques mots, en minuscules "
    "ASCII reliées par des traits d'union. Les identifiants figurent dans des adresses, des citations et les tables "
    "d'autres personnes.",
)
def id_form(context: Context) -> Iterator[Hit]:
    """The file's name is the event's id: year, month, partner and a few words, in lower-case ASCII with hyphens.

    Ids stand in URLs, citations and other people's tables."""
    for entry in context.entries:
        if not _FORM.fullmatch(entry.event_id):
            yield Hit(
                entry,
                (),
                Said(
                    f"the file name {entry.file.name!r} is no event id",
                    f"le nom de fichier {quoted(entry.file.name)} n'est pas un identifiant d'événement",
                ),
                Said(
                    "Name it like 2024-03-rus-tiani-putin-call.yaml",
                    "Donnez-lui un nom comme 2024-03-rus-tiani-putin-call.yaml",
                ),
            )


@check(
    "id-unique",
    fr="Deux événements n'ont jamais le même identifiant, et l'identifiant de l'un n'est pas un ancien identifiant de "
    "l'autre ; majuscules et minuscules ne les distinguent pas. Certains systèmes de fichiers et la plupart des "
    "lecteurs les confondent.",
)
def id_unique(context: Context) -> Iterator[Hit]:
    """No two events share an id, nor one event's id another's former id; case does not tell ids apart.

    Some file systems and most readers ignore case."""
    own = [((), entry.event_id, entry) for entry in context.entries]
    former = [
        (("former_ids", index), old, entry)
        for entry in context.entries
        for index, old in enumerate(entry.record.former_ids)
    ]
    seen: dict[str, Entry] = {}
    for path, event_id, entry in [*own, *former]:
        folded = event_id.casefold()
        if folded in seen:
            file = seen[folded].file
            other = f"{file.parent.name}/{file.name}"
            yield Hit(
                entry,
                path,
                Said(
                    f"the id {event_id!r} is taken by {other}",
                    f"l'identifiant {quoted(event_id)} est déjà celui de {other}",
                ),
                Said("Choose another id", "Choisissez un autre identifiant"),
            )
        seen.setdefault(folded, entry)


@check(
    "id-date",
    fr="L'identifiant commence par l'année de l'événement, et par le mois quand il est connu. Le jour n'y figure pas, "
    "car les jours se corrigent.",
)
def id_date(context: Context) -> Iterator[Hit]:
    """The id begins with the year of the event, and with the month where the month is known.

    The day stays out of it, because days get corrected."""
    for entry in context.entries:
        when = entry.when
        lead = when.start.isoformat()[: len("2024") if when.precision == "year" else len("2024-03")]
        if not entry.event_id.startswith(f"{lead}-"):
            yield Hit(
                entry,
                ("date",),
                Said(
                    f"the id {entry.event_id!r} does not begin with {lead}-, as its date asks",
                    f"l'identifiant {quoted(entry.event_id)} ne commence pas par {lead}-, comme le voudrait sa date",
                ),
                Said("Correct the date, or rename the file", "Corrigez la date, ou renommez le fichier"),
            )


@check(
    "id-folder",
    fr="Le fichier se trouve dans le dossier de l'année de l'événement. Un dossier de plusieurs centaines de fichiers "
    "se lit mal.",
)
def id_folder(context: Context) -> Iterator[Hit]:
    """The file lies in the folder of the event's year.

    A folder of several hundred files is hard to read."""
    for entry in context.entries:
        year, folder = entry.when.start.isoformat()[:4], entry.file.parent.name
        if folder != year and re.fullmatch(r"\d{4}", folder):
            yield Hit(
                entry,
                (),
                Said(
                    f"an event of {year} lies in the folder {folder}",
                    f"un événement de {year} se trouve dans le dossier {folder}",
                ),
                Said(f"Move the file to {year}/", f"Déplacez le fichier dans {year}/"),
            )
