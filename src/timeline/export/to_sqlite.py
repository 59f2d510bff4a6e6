"""SQLite: one file with keys, references, indexes and full-text search; Datasette shows it as it is."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping

import pandas as pd

from timeline.about import load_about
from timeline.export.cells import codes, flat, plain_rows
from timeline.export.databases import ORDER, links, primary_key
from timeline.export.selection import Selection
from timeline.metadata.citation import citation

#: What full-text search looks through: ``select … where events match 'uranium'`` by way of ``events_fts``.
_SEARCHED: Mapping[str, tuple[str, ...]] = {
    "events": ("title_en", "title_fr", "title", "summary_en", "summary_fr", "summary", "note"),
    "sources": ("title", "publisher"),
    "people": ("person", "role_en", "role_fr", "role", "aliases"),
}
_INDEXED: Mapping[str, tuple[str, ...]] = {
    "events": ("date_start", "date_end", "event_type", "act", "status", "significance"),
    "participants": ("partner", "orientation", "bloc"),
    "spells": ("kind",),
}


def sqlite_bytes(selection: Selection) -> bytes:
    """A database file: the tables, the codes with their labels, and a table about the dataset.

    Days are ISO 8601 texts, truths 0 and 1, lists JSON texts (``json_each`` takes them apart); search ignores accents.
    """
    tables = selection.shown()
    with sqlite3.connect(":memory:") as database:
        for name in ORDER:
            _create(database, name, tables)
            _insert(database, name, tables[name])
        for name, searched in _SEARCHED.items():
            _search(database, name, [column for column in searched if column in tables[name].columns])
        terms = codes()
        database.execute(
            f"CREATE TABLE codes ({', '.join(f'{_quoted(column)} TEXT' for column in terms.columns)}, "
            "PRIMARY KEY (vocabulary, code))"
        )
        _insert(database, "codes", terms)
        database.execute("CREATE TABLE about (key TEXT PRIMARY KEY, value TEXT NOT NULL)")
        database.executemany("INSERT INTO about VALUES (?, ?)", _about(selection).items())
        database.commit()
        database.execute("VACUUM")
        database.execute("ANALYZE")
        return database.serialize()


def _about(selection: Selection) -> dict[str, str]:
    about, lang = load_about(), selection.reader
    return {
        "title": about.title[lang],
        "description": about.description[lang],
        "version": about.version,
        "license": about.licences.data.id,
        "citation": citation(lang=lang),
    }


def _create(database: sqlite3.Connection, name: str, tables: Mapping[str, pd.DataFrame]) -> None:
    table = tables[name]
    key, references = primary_key(name, table), links(name, tables)
    lines = [f"{_quoted(column)} {_type(table[column])}" for column in table.columns]
    if key:
        lines.append(f"PRIMARY KEY ({_listed(key)})")
    lines += [
        f"FOREIGN KEY ({_listed(link.columns)}) REFERENCES {_quoted(link.table)} ({_listed(link.keys)})"
        for link in references
    ]
    database.execute(f"CREATE TABLE {_quoted(name)} ({', '.join(lines)}) STRICT")
    indexed = [link.columns for link in references] + [(column,) for column in _INDEXED.get(name, ())]
    for columns in dict.fromkeys(indexed):
        database.execute(f"CREATE INDEX {_quoted('_'.join((name, *columns)))} ON {_quoted(name)} ({_listed(columns)})")


def _insert(database: sqlite3.Connection, name: str, table: pd.DataFrame) -> None:
    rows = ([flat(value) for value in row.values()] for row in plain_rows(table))
    marks = ", ".join("?" for _ in table.columns)
    database.executemany(f"INSERT INTO {_quoted(name)} VALUES ({marks})", rows)


def _search(database: sqlite3.Connection, name: str, columns: list[str]) -> None:
    index = _quoted(f"{name}_fts")
    database.execute(
        f"CREATE VIRTUAL TABLE {index} USING FTS5 ({_listed(columns)}, "
        f"tokenize='unicode61 remove_diacritics 2', content={_quoted(name)})"
    )
    database.execute(f"INSERT INTO {index} ({index}) VALUES ('rebuild')")


def _type(column: pd.Series) -> str:
    if pd.api.types.is_bool_dtype(column.dtype) or pd.api.types.is_integer_dtype(column.dtype):
        return "INTEGER"
    return "REAL" if pd.api.types.is_float_dtype(column.dtype) else "TEXT"


def _listed(columns: list[str] | tuple[str, ...]) -> str:
    return ", ".join(_quoted(column) for column in columns)


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
