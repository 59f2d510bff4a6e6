"""Spells: each begins once, ends once, and in that order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from timeline.bilingual import Said, quoted
from timeline.dates import parse_date
from timeline.records.model import or_none
from timeline.rules.core import Context, Hit, check


@check("spell-known", fr="`starts` et `ends` nomment des présences de data/reference/spells.yaml.")
def spell_known(context: Context) -> Iterator[Hit]:
    """`starts` and `ends` name spells of data/reference/spells.yaml."""
    for entry in context.entries:
        for field in ("starts", "ends"):
            for index, key in enumerate(getattr(entry.record, field)):
                if key not in context.reference.spells:
                    yield Hit(
                        entry,
                        (field, index),
                        Said(f"there is no spell {key!r}", f"il n'y a pas de présence {quoted(key)}"),
                        Said("Add it to data/reference/spells.yaml", "Ajoutez-la à data/reference/spells.yaml"),
                    )


@check("spell-once", fr="Une présence commence par un seul événement et s'achève par un seul.")
def spell_once(context: Context) -> Iterator[Hit]:
    """A spell begins with one event and ends with one event."""
    for field, french in (("starts", "commence"), ("ends", "s'achève")):
        seen: dict[str, str] = {}
        for entry in sorted(context.entries, key=lambda e: e.when.start):
            for index, key in enumerate(getattr(entry.record, field)):
                if key in seen:
                    yield Hit(
                        entry,
                        (field, index),
                        Said(
                            f"{seen[key]} {field} {key!r} already",
                            f"la présence {quoted(key)} {french} déjà par {seen[key]}",
                        ),
                        Said("Keep one of the two", "Ne gardez que l'un des deux"),
                    )
                seen.setdefault(key, entry.event_id)


@check("spell-order", fr="Une présence s'achève après avoir commencé.")
def spell_order(context: Context) -> Iterator[Hit]:
    """A spell ends after it begins."""
    begins = defaultdict(list)
    for key, row in context.reference.spells.items():
        if started := or_none(row.started):
            begins[key].append(parse_date(started).start)
    for entry in context.entries:
        for key in entry.record.starts:
            begins[key].append(entry.when.start)
    for entry in context.entries:
        for index, key in enumerate(entry.record.ends):
            if begins[key] and entry.when.end < min(begins[key]):
                yield Hit(
                    entry,
                    ("ends", index),
                    Said(
                        f"{key!r} would end before it begins",
                        f"la présence {quoted(key)} s'achèverait avant de commencer",
                    ),
                    Said("Check both events' dates", "Vérifiez les dates des deux événements"),
                )
