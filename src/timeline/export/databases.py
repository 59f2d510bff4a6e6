"""What both databases share: which keys and references of the tables hold in a selection."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from timeline.tables.keys import KEYS, LINKS, Link

#: An order in which every table comes after those that its rows name.
ORDER = (
    "partners", "places", "publishers", "people", "organisations", "events", "participants", "sources", "spells",
)  # fmt: skip


def primary_key(name: str, table: pd.DataFrame) -> list[str]:
    """The key's columns, or none where one of them went with the other language."""
    return KEYS[name] if set(KEYS[name]) <= set(table.columns) else []


def links(name: str, tables: Mapping[str, pd.DataFrame]) -> list[Link]:
    """The references of a table that hold among these tables: a filter may have left out what a spell began with."""
    return [link for link in LINKS.get(name, []) if _holds(tables[name], link, tables[link.table])]


def _holds(table: pd.DataFrame, link: Link, other: pd.DataFrame) -> bool:
    if not (set(link.columns) <= set(table.columns) and set(link.keys) <= set(other.columns)):
        return False
    named = table[list(link.columns)].dropna().itertuples(index=False, name=None)
    return set(named) <= set(other[list(link.keys)].itertuples(index=False, name=None))
