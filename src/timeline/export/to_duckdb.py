"""DuckDB: one file with the tables in their own types: enums, days, lists, structures."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import duckdb
import pandas as pd
import pyarrow as pa

from timeline.export.cells import codes
from timeline.export.databases import ORDER, links, primary_key
from timeline.export.selection import Selection
from timeline.load import describe
from timeline.tables.arrow import arrow_schema, categories
from timeline.tables.schemas import CODE


def duckdb_bytes(selection: Selection) -> bytes:
    """A database file, with keys, references and the meaning of each column as its comment."""
    tables = selection.shown()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "timeline.duckdb"
        with duckdb.connect(path) as database:
            for name in ORDER:
                lines = [f"PRIMARY KEY ({_listed(key)})"] if (key := primary_key(name, tables[name])) else []
                lines += [
                    f"FOREIGN KEY ({_listed(link.columns)}) REFERENCES {_quoted(link.table)} ({_listed(link.keys)})"
                    for link in links(name, tables)
                    if link.keys == tuple(primary_key(link.table, tables[link.table]))
                ]
                _create(database, name, _arrow(name, tables[name]), lines, _enums(name, tables[name]))
                for column, meaning in (
                    describe(name, lang=selection.reader)[["column", "meaning"]].astype(str).itertuples(index=False)
                ):
                    if column in tables[name].columns:
                        text = meaning.replace("'", "''")
                        database.execute(f"COMMENT ON COLUMN {_quoted(name)}.{_quoted(column)} IS '{text}'")
            _create(database, "codes", pa.Table.from_pandas(codes(), preserve_index=False), [], {})
        return path.read_bytes()


def _create(
    database: duckdb.DuckDBPyConnection, name: str, rows: pa.Table, constraints: list[str], enums: Mapping[str, str]
) -> None:
    database.register("incoming", rows)
    described = database.execute("DESCRIBE SELECT * FROM incoming").fetchall()
    lines = [f"{_quoted(column)} {enums.get(column, kind)}" for column, kind, *_ in described] + constraints
    database.execute(f"CREATE TABLE {_quoted(name)} ({', '.join(lines)})")
    database.execute(f"INSERT INTO {_quoted(name)} SELECT * FROM incoming")
    database.unregister("incoming")


def _enums(name: str, table: pd.DataFrame) -> dict[str, str]:
    """The types of a table's code columns, with the codes in the codebook's order."""
    coded = [field.name for field in arrow_schema(name) if field.type == CODE and field.name in table.columns]
    return {column: f"ENUM ({', '.join(repr(code) for code in categories(name, column))})" for column in coded}


def _arrow(name: str, table: pd.DataFrame) -> pa.Table:
    """A table with the Arrow types of its schema; a column in one language has the type of its pair."""
    known = {field.name: field.type for field in arrow_schema(name)}
    known |= {column.removesuffix("_en"): kind for column, kind in known.items() if column.endswith("_en")}
    known |= {"partner_name": pa.string(), **{field.name: field.type for field in arrow_schema(name)}}
    schema = pa.schema([pa.field(str(column), known[str(column)]) for column in table.columns])
    return pa.Table.from_pandas(table, schema=schema, preserve_index=False)


def _listed(columns: Sequence[str]) -> str:
    return ", ".join(_quoted(column) for column in columns)


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
