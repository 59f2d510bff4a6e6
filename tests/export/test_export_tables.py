"""Tables as files: every format gives back the table that it was made of, and holds what nobody expects in it."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import duckdb
import openpyxl
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import TODAY
from timeline.build import build
from timeline.errors import TimelineError, UnknownValueError
from timeline.export import FORMATS, exported, render
from timeline.export.cells import codes, plain_rows
from timeline.export.selection import Selection, load_selection
from timeline.export.to_csv import neutralised, restored
from timeline.tables.arrow import arrow_schema, frame
from timeline.tables.keys import KEYS, LINKS

HOSTILE = '=HYPERLINK("https://example.org";"a, b")\n\'@x\'; -1 < 2 & "é"'


@pytest.fixture(scope="module")
def whole() -> Selection:
    """The built dataset."""
    return load_selection()


@pytest.fixture
def hostile(root: Path) -> Selection:
    """The fixture's dataset with texts that break careless writers."""
    tables = dict(build(root, today=TODAY).tables.items())
    events = tables["events"].copy()
    events.loc[0, ["title_en", "note"]] = [HOSTILE, "'+1"]
    tables["events"] = events
    return Selection(tables)


def typed(name: str, rows: list[dict[str, Any]]) -> pd.DataFrame:
    """A table from plain rows, with the types of its schema."""
    columns: dict[str, list[Any]] = {}
    for field in arrow_schema(name):
        values = [row[field.name] for row in rows]
        if pa.types.is_timestamp(field.type):
            values = [pd.NaT if value is None else pd.Timestamp(value) for value in values]
        columns[field.name] = values
    return frame(name, columns)


def assert_same(name: str, rows: list[dict[str, Any]], table: pd.DataFrame) -> None:
    """Plain rows give the table: columns, dtypes, values, order."""
    read = typed(name, rows)
    assert list(rows[0]) == list(table.columns)
    assert read.dtypes.astype(str).tolist() == table.dtypes.astype(str).tolist()
    assert plain_rows(read) == plain_rows(table)


def decoded(name: str, cells: Mapping[str, str | None]) -> dict[str, Any]:
    """A row of CSV by the rules of ``to_csv``: what anybody who reads them would write."""
    row: dict[str, Any] = {}
    for field in arrow_schema(name):
        text = cells[field.name]
        if not text:
            row[field.name] = None
        elif pa.types.is_list(field.type):
            row[field.name] = json.loads(text)
        elif pa.types.is_boolean(field.type):
            row[field.name] = {"true": True, "false": False}[text]
        elif pa.types.is_integer(field.type):
            row[field.name] = int(text)
        elif pa.types.is_floating(field.type):
            row[field.name] = float(text)
        else:
            row[field.name] = restored(text)
    return row


@pytest.mark.parametrize("name", KEYS)
def test_csv_comes_back(name: str, whole: Selection) -> None:
    text = render(whole, "csv", table=name).decode()
    rows = [decoded(name, row) for row in csv.DictReader(io.StringIO(text, newline=""))]
    assert_same(name, rows, whole.tables[name])


def test_hostile_csv_comes_back_and_runs_nothing(hostile: Selection) -> None:
    text = render(hostile, "csv", table="events").decode()
    cells = list(csv.DictReader(io.StringIO(text, newline="")))
    assert cells[0]["title_en"] == "'" + HOSTILE
    assert cells[0]["note"] == "''+1"
    assert_same("events", [decoded("events", row) for row in cells], hostile.tables["events"])


def test_csv_is_read_alike_by_other_readers(hostile: Selection) -> None:
    content = render(hostile, "csv", table="events")
    expected = ["'" + HOSTILE, *hostile.tables["events"]["title_en"][1:]]
    assert pd.read_csv(io.BytesIO(content))["title_en"].tolist() == expected
    assert pl.read_csv(content)["title_en"].to_list() == expected
    relation = duckdb.read_csv(io.BytesIO(content))  # pyright: ignore[reportArgumentType]
    assert [row[0] for row in relation.project("title_en").fetchall()] == expected


def test_bom_goes_before_csv_only() -> None:
    plain, marked = exported("csv", table="spells"), exported("csv", table="spells", bom=True)
    assert marked == b"\xef\xbb\xbf" + plain
    with pytest.raises(UnknownValueError, match="leave bom out"):
        exported("json", bom=True)


@given(st.text())
def test_neutralising_loses_nothing_and_leaves_no_formula(text: str) -> None:
    safe = neutralised(text)
    assert restored(safe) == text
    assert not safe.lstrip().startswith(tuple("=+-@|%＝＋－＠"))
    assert not safe.startswith(("\t", "\r", "\n"))


@pytest.mark.parametrize(
    "text", ["=1", "'=1", "''=1", "-1", "'", "''", "'a", "", "\t=1", "＝1", " =1", "\u200b@", "|a", "\n"]
)
def test_neutralising_by_example(text: str) -> None:
    assert restored(neutralised(text)) == text
    assert (neutralised(text) == text) == (text in {"'", "''", "'a", ""})


@pytest.mark.parametrize("name", KEYS)
def test_json_lines_come_back(name: str, whole: Selection) -> None:
    lines = render(whole, "jsonl", table=name).decode().split("\n")
    assert lines.pop() == ""
    assert_same(name, [json.loads(line) for line in lines], whole.tables[name])


def test_json_comes_back_and_says_how_to_cite(whole: Selection) -> None:
    document = json.loads(render(whole, "json"))
    assert document["version"] in document["citation"]
    assert list(document["tables"]) == list(KEYS)
    for name, rows in document["tables"].items():
        assert_same(name, rows, whole.tables[name])


def from_cells(name: str, row: Mapping[str, Any]) -> dict[str, Any]:
    """A row of a database or sheet that holds no lists and no truths."""
    out: dict[str, Any] = {}
    for field in arrow_schema(name):
        value = row[field.name]
        if value is not None and pa.types.is_list(field.type):
            value = json.loads(value)
        elif value is not None and pa.types.is_boolean(field.type):
            value = bool(value)
        out[field.name] = value.strftime("%Y-%m-%d") if isinstance(value, datetime) else value
    return out


@pytest.mark.parametrize("of", ["whole", "hostile"])
def test_xlsx_comes_back(of: str, request: pytest.FixtureRequest) -> None:
    selection: Selection = request.getfixturevalue(of)
    book = openpyxl.load_workbook(io.BytesIO(render(selection, "xlsx")))
    assert book.sheetnames == ["about", *KEYS, "codes"]
    for name, table in selection.tables.items():
        sheet = book[name]
        assert sheet.freeze_panes == "B2"
        assert sheet.auto_filter.ref == sheet.dimensions
        header, *body = sheet.iter_rows(values_only=True)
        rows = [from_cells(name, dict(zip(map(str, header), row, strict=True))) for row in body]
        assert_same(name, rows, table)


def test_xlsx_is_typed_and_holds_no_formulas(hostile: Selection) -> None:
    content = render(hostile, "xlsx")
    sheet = openpyxl.load_workbook(io.BytesIO(content))["events"]
    first = {str(sheet.cell(1, place).value): sheet.cell(2, place) for place in range(1, sheet.max_column + 1)}
    assert (first["date_start"].data_type, first["date_start"].number_format) == ("d", "yyyy-mm-dd")
    assert (first["significance"].data_type, first["date_approximate"].data_type) == ("n", "b")
    assert (first["title_en"].data_type, first["title_en"].value) == ("s", HOSTILE)
    assert content == render(hostile, "xlsx")


def test_xlsx_in_french_explains_its_columns() -> None:
    book = openpyxl.load_workbook(io.BytesIO(exported("xlsx", lang="fr", partner="CUB")))
    assert book.sheetnames[0] == "à propos"
    described = {row[1] for row in book["à propos"].iter_rows(min_row=9, values_only=True)}
    assert {"title", "summary", "partner_name", "demonyms"} <= described
    assert "title_en" not in described


def test_a_text_too_long_for_a_sheet_is_refused_and_not_cut(hostile: Selection) -> None:
    events = hostile.tables["events"].copy()
    events.loc[1, "note"] = "x" * 32_768
    with pytest.raises(TimelineError, match=r"events, row 2, note: .*32,768.*export it as csv"):
        render(Selection({**hostile.tables, "events": events}), "xlsx")


@pytest.fixture(scope="module")
def database(whole: Selection, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sqlite") / "timeline.db"
    path.write_bytes(render(whole, "sqlite"))
    return path


def test_sqlite_comes_back(database: Path, whole: Selection) -> None:
    connection = sqlite3.connect(database)
    connection.row_factory = sqlite3.Row
    for name, table in whole.tables.items():
        rows = [from_cells(name, dict(row)) for row in connection.execute(f"SELECT * FROM {name} ORDER BY rowid")]
        assert_same(name, rows, table)
    assert connection.execute("SELECT count(*) FROM codes").fetchone()[0] == len(codes())


def test_sqlite_has_all_keys_and_they_hold(database: Path) -> None:
    connection = sqlite3.connect(database)
    assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    for name in KEYS:
        key = [
            row[1] for row in sorted(connection.execute(f"PRAGMA table_info({name})"), key=lambda row: row[5]) if row[5]
        ]
        assert key == KEYS[name]
        references = {row[0] for row in connection.execute(f"PRAGMA foreign_key_list({name})")}
        assert len(references) == len(LINKS.get(name, []))
    connection.execute("PRAGMA foreign_keys = on")
    with pytest.raises(sqlite3.IntegrityError, match="FOREIGN KEY"):
        connection.execute("UPDATE participants SET partner = 'XXX' WHERE partner = 'RUS'")


def test_sqlite_search_ignores_accents_and_uses_indexes(database: Path) -> None:
    connection = sqlite3.connect(database)
    found = connection.execute(
        "SELECT event_id FROM events WHERE rowid IN (SELECT rowid FROM events_fts WHERE events_fts MATCH ?)",
        ("telephone poutine",),
    ).fetchall()
    assert ("2024-03-rus-tiani-putin-call",) in found
    plan = connection.execute("EXPLAIN QUERY PLAN SELECT * FROM events WHERE date_start >= '2024-01-01'").fetchall()
    assert "events_date_start" in plan[0][3]


def test_a_filtered_database_declares_only_what_holds(tmp_path: Path) -> None:
    path = tmp_path / "part.db"
    path.write_bytes(exported("sqlite", partner="FRA", since="2023-07-26"))
    connection = sqlite3.connect(path)
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    assert connection.execute("SELECT count(*) FROM spells WHERE first_event IS NOT NULL").fetchone()[0] > 0


@pytest.fixture(scope="module")
def ducks(whole: Selection, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("duckdb") / "timeline.duckdb"
    path.write_bytes(render(whole, "duckdb"))
    return path


def test_duckdb_comes_back_with_its_types(ducks: Path, whole: Selection) -> None:
    with duckdb.connect(ducks, read_only=True) as connection:
        for name, table in whole.tables.items():
            rows = connection.execute(f"SELECT * FROM {name}").to_arrow_table().to_pylist()
            for row in rows:
                for column, value in row.items():
                    row[column] = value.strftime("%Y-%m-%d") if isinstance(value, datetime) else value
            assert_same(name, rows, table)
        kinds = dict(
            connection.execute(
                "SELECT column_name, data_type FROM duckdb_columns() WHERE table_name = 'events'"
            ).fetchall()
        )
        assert kinds["domains"] == "VARCHAR[]"
        assert kinds["event_type"].startswith("ENUM(")
        assert kinds["date_start"].startswith("TIMESTAMP")
        comments = connection.execute("SELECT count(*) FROM duckdb_columns() WHERE comment IS NOT NULL").fetchone()
        assert comments == (sum(len(table.columns) for table in whole.tables.values()),)
        constraints = connection.execute(
            "SELECT count(*) FROM duckdb_constraints() WHERE constraint_type = 'FOREIGN KEY'"
        )
        assert constraints.fetchone() == (sum(len(found) for found in LINKS.values()),)


def test_every_format_takes_every_language_and_filter() -> None:
    for name, known in FORMATS.items():
        for table in known.tables or [None]:
            content = exported(name, table=table, partner="RUS", lang="fr")
            assert content, name
            if name in ("csv", "jsonl"):
                first = content.decode().split("\n", 1)[0]
                columns = first.split(",") if name == "csv" else list(json.loads(first))
                assert [column for column in columns if column.endswith(("_en", "_fr"))] == [], table


def test_a_filter_that_leaves_nothing_gives_empty_files_and_no_error() -> None:
    for name in FORMATS:
        exported(name, since="2100-01-01")
    assert exported("jsonl", since="2100-01-01") == b""
    assert exported("csv", since="2100-01-01").count(b"\n") == 1


def test_unknown_values_say_what_is_known() -> None:
    with pytest.raises(UnknownValueError, match="timelinejs"):
        exported("timeline-js")
    with pytest.raises(UnknownValueError, match="use one of events, places"):
        exported("geojson", table="sources")
    with pytest.raises(UnknownValueError, match="leave the table out"):
        exported("xlsx", table="events")
    with pytest.raises(UnknownValueError, match="RUS"):
        exported("csv", partner="RSU")
    with pytest.raises(UnknownValueError, match="lang='fr'"):
        exported("csv", lang="de")  # pyright: ignore[reportArgumentType]
