"""Records: reading, canonical layout, and the way through tables and Parquet without loss."""

from __future__ import annotations

import io
import tempfile
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from conftest import HERE, TODAY
from strategies import records
from timeline.records.layout import dumps, reformat
from timeline.records.reader import Entry, read_record
from timeline.records.yamltext import UnreadableError, decode, parse
from timeline.reference import read_reference
from timeline.storage import parquet_bytes
from timeline.tables.make import make_tables
from timeline.validation import validate

REFERENCE, _ = read_reference(HERE / "fixtures" / "data" / "reference")
FIXTURES = sorted((HERE / "fixtures" / "data" / "events").rglob("*.yaml"))


def write(folder: str, content: bytes, name: str = "2024-03-rus-property.yaml") -> Path:
    file = Path(folder) / name
    file.write_bytes(content)
    return file


@given(records())
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
def test_what_validates_survives_to_parquet_and_back(record: dict[str, Any]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = write(folder, dumps(record).encode())
        read, findings = read_record(file)
    assert findings == []
    assert read is not None
    tables = make_tables([Entry.of(file, read)], REFERENCE)
    loaded = {name: pq.read_table(io.BytesIO(parquet_bytes(name, table))).to_pandas() for name, table in tables.items()}
    event = loaded["events"].iloc[0]
    for column, value in {
        "date_edtf": record["date"], "title_en": record["title"]["en"], "title_fr": record["title"]["fr"],
        "summary_en": record["summary"]["en"], "summary_fr": record["summary"]["fr"], "initiator": record["initiator"],
        "event_type": record["event_type"], "act": record["act"], "status": record["status"],
        "significance": record["significance"], "origin": record["origin"],
    }.items():  # fmt: skip
        assert event[column] == value
    for column in ("domains", "people", "organisations", "distinct_from"):
        assert list(event[column]) == record.get(column, [])
    assert [(a["value"], a["unit"]) for a in event["amounts"]] == [
        (a["value"], a["unit"]) for a in record.get("amounts", [])
    ]
    assert {link["event_id"]: link["relation"] for link in event["related"]} == record.get("related", {})
    pairs = loaded["participants"]
    assert dict(zip(pairs["partner"], pairs["orientation"], strict=True)) == record["partners"]
    assert loaded["sources"]["url"].tolist() == [source["url"] for source in record["sources"]]
    assert loaded["sources"]["title"].dropna().tolist() == [s["title"] for s in record["sources"] if "title" in s]


@given(records())
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
def test_the_layout_is_stable_and_keeps_values(record: dict[str, Any]) -> None:
    text = dumps(record)
    assert parse(text) == record | {}
    assert reformat(text) == text


@given(st.binary(max_size=400) | st.text(max_size=200).map(lambda t: t.encode("utf-8", "surrogatepass")))
@settings(max_examples=300, deadline=None)
def test_no_bytes_raise_anything_but_findings(content: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        record, findings = read_record(write(folder, content))
    assert (record is None) == bool(findings)


yaml_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=10),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)


@given(records(), st.data())
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
def test_any_value_in_any_field_gives_a_record_or_findings(record: dict[str, Any], data: st.DataObject) -> None:
    from ruamel.yaml import YAML

    record[data.draw(st.sampled_from(sorted(record)))] = data.draw(yaml_values)
    stream = io.BytesIO()
    YAML(typ="safe", pure=True).dump(record, stream)
    with tempfile.TemporaryDirectory() as folder:
        read, findings = read_record(write(folder, stream.getvalue()))
    assert (read is None) == bool(findings)
    assert all(finding.line >= 1 and finding.column >= 1 and finding.remedy for finding in findings)


@pytest.mark.parametrize("file", FIXTURES, ids=lambda file: file.stem)
def test_fixtures_are_in_canonical_layout(file: Path) -> None:
    text = file.read_text("utf-8")
    assert reformat(text) == text


def test_layout_orders_keys_and_keeps_comments() -> None:
    text = (
        "# about the act\nact: call  # by telephone\ndate: 2024-03-26\ntitle: {fr: Un, en: One}\n"
        "partners:\n  # the caller\n  RUS: toward\nsources:\n  - publisher: X\n    url: https://x.example/\n"
    )
    laid_out = reformat(text)
    assert [line.partition(":")[0] for line in laid_out.splitlines() if line[0] not in " #"] == [
        "date", "title", "partners", "act", "sources",
    ]  # fmt: skip
    for comment in ("# about the act\nact: call", "# by telephone", "# the caller"):
        assert comment in laid_out
    assert laid_out.index("en: One") < laid_out.index("fr: Un")
    assert laid_out.index("url:") < laid_out.index("publisher:")
    assert parse(laid_out) == parse(text)
    assert reformat(laid_out) == laid_out


def test_yaml_1_2_meaning() -> None:
    """A country code, a date, a time stay text; yes and no are words."""
    assert parse("a: NO\nb: 2024-03-26\nc: 12:30:45\nd: yes\ne: 0o17\nf: 010\n") == {
        "a": "NO", "b": "2024-03-26", "c": "12:30:45", "d": "yes", "e": 15, "f": 10,
    }  # fmt: skip


def test_urls_with_ampersands_are_no_anchors() -> None:
    assert parse("url: https://a.example/?x=1&y=2\ntext: this & that\n")["text"] == "this & that"


def test_a_bare_year_is_a_date(call: Path) -> None:
    call.write_text(call.read_text("utf-8").replace("date: 2024-03-26", "date: 2024"), "utf-8")
    record, findings = read_record(call)
    assert findings == []
    assert record is not None
    assert record.date == "2024"


def test_unreadable_says_where() -> None:
    with pytest.raises(UnreadableError) as caught:
        decode(b"date: 2024\nnote: " + b"\xff\n")
    assert caught.value.problems[0].mark == (2, 7)


def test_an_archived_copy_elsewhere_is_asked_about_and_allowed(root: Path, call: Path) -> None:
    copy = "archive_url: https://web.archive.org/web/20240327101112/https://www.lesahel.org/appel"
    call.write_text(call.read_text("utf-8").replace("    title: Appel\n", f"    title: Appel\n    {copy}\n"), "utf-8")
    assert validate(call, root=root, today=TODAY) == []
    call.write_text(call.read_text("utf-8").replace("web.archive.org/web", "my-copies.example/web"), "utf-8")
    [finding] = validate(call, root=root, today=TODAY)
    assert (finding.rule, finding.severity, finding.field) == ("archive-known", "warning", "sources.0.archive_url")
