"""The data dictionary: every table and column, as a Markdown page in both languages."""

from __future__ import annotations

from collections.abc import Iterator

import pyarrow as pa

from timeline.tables.arrow import arrow_schema
from timeline.tables.keys import KEYS, LINKS
from timeline.tables.meanings import french
from timeline.tables.schemas import MODELS

_TYPES = (
    (pa.types.is_dictionary, "code"),
    (pa.types.is_timestamp, "day"),
    (pa.types.is_boolean, "true/false"),
    (pa.types.is_integer, "integer"),
    (pa.types.is_floating, "number"),
    (pa.types.is_string, "text"),
)
_INTRODUCTION = """# Data dictionary · Dictionnaire des données

Every table and column of the dataset. A **code** is a value of the [codebook](codebook.md), under the name that the
column's values link to; a **day** is a timestamp at midnight without time zone; lists are written `[text]`, structures
`{field: type}`. Columns marked with • always have a value. The key tells rows apart; → names the table and column whose
values a column repeats.

Toutes les tables et colonnes du jeu de données. Un **code** (code) est une valeur du [livre des codes](codebook.md),
sous le nom auquel renvoie la colonne ; un **jour** (day) est un horodatage à minuit sans fuseau horaire ; les listes
s'écrivent `[text]`, les structures `{field: type}`. Les colonnes marquées d'un • ont toujours une valeur. La clé (key)
distingue les lignes ; → nomme la table et la colonne dont une colonne reprend les valeurs."""


def dictionary_page(by: str) -> str:
    """The page; ``by`` says what generated it."""
    return "\n".join([f"<!-- {by} -->", _INTRODUCTION, *(line for name in MODELS for line in _table(name))]) + "\n"


def _table(name: str) -> Iterator[str]:
    yield f"\n## {name}\n"
    yield f"{(MODELS[name].__doc__ or '').strip()} · {french(name)}\n"
    yield f"Key: {', '.join(f'`{column}`' for column in KEYS[name])}\n"
    yield "| column | type | English | français |"
    yield "|---|---|---|---|"
    columns = MODELS[name].to_schema().columns
    targets = _targets(name)
    for field in arrow_schema(name):
        vocabulary = columns[field.name].metadata["vocabulary"]
        kind = f"{type_name(field.type)}{f': [{vocabulary}](codebook.md#{vocabulary})' if vocabulary else ''}"
        target = f" → {targets[field.name]}" if field.name in targets else ""
        mark = "" if field.nullable else " •"
        english = (field.metadata or {})[b"description"].decode()
        yield f"| `{field.name}`{mark} | {kind}{target} | {english} | {french(name, field.name)} |"


def _targets(name: str) -> dict[str, str]:
    pairs = [
        (column, f"`{link.table}.{key}`")
        for link in LINKS.get(name, [])
        for column, key in zip(link.columns, link.keys, strict=True)
    ]
    return dict(pairs)


def type_name(arrow: pa.DataType) -> str:
    """A type as readers name it.

    >>> type_name(pa.list_(pa.struct([("value", pa.float64()), ("unit", pa.string())])))
    '[{value: number, unit: text}]'
    """
    if pa.types.is_list(arrow):
        return f"[{type_name(arrow.value_type)}]"
    if pa.types.is_struct(arrow):
        parts = (arrow.field(index) for index in range(arrow.num_fields))
        return f"{{{', '.join(f'{part.name}: {type_name(part.type)}' for part in parts)}}}"
    return next(name for fits, name in _TYPES if fits(arrow))
