"""The build: what the tables hold, what is derived, and that a failed build loses nothing."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from conftest import TODAY
from timeline.build import Built, build
from timeline.errors import InvalidRecordsError
from timeline.storage import read_metadata, write_atomic
from timeline.tables.make import corroboration
from timeline.tables.schemas import MODELS


@pytest.fixture
def built(root: Path) -> Built:
    return build(root, today=TODAY)


def table(root: Path, name: str) -> pd.DataFrame:
    return pq.read_table(root / "data" / f"{name}.parquet").to_pandas()


def test_every_table_is_written_and_read_back_alike(root: Path, built: Built) -> None:
    for name, made in built.tables.items():
        read = table(root, name)
        assert list(read.columns) == list(made.columns)
        assert read.dtypes.astype(str).tolist() == made.dtypes.astype(str).tolist()
        assert len(read) == len(made)


def test_events(root: Path, built: Built) -> None:
    events = table(root, "events").set_index("event_id")
    call = events.loc["2024-03-rus-tiani-putin-call"]
    assert call["date_start"] == call["date_end"] == call["date_plot"] == pd.Timestamp("2024-03-26")
    assert (call["event_type"], call["mode"], call["act"]) == ("CONSULT", "phone", "call")
    assert (call["quad_class"], call["plover_score"]) == ("verbal-cooperation", 1.5)
    assert list(call["domains"]) == ["security", "diplomacy"]
    assert (call["latitude"], call["longitude"]) == (13.51366, 2.1098)
    assert (call["n_sources"], call["n_publishers"], call["corroboration"]) == (2, 2, "cross-country")
    assert call["reviewed_on"] == pd.Timestamp("2024-11-24")
    orano = events.loc["2024-05-fra-orano-complaint"]
    assert orano["date_precision"] == "month"
    assert orano["date_approximate"]
    assert (orano["n_publishers"], orano["corroboration"]) == (0, "single")
    assert pd.isna(orano["latitude"])


def test_categories_follow_the_codebook(built: Built) -> None:
    assert list(built.tables.events["significance"]) == [2, 3, 1]
    assert list(built.tables.participants["orientation"].cat.categories) == ["toward", "away", "neutral"]


def test_participants_and_sources(root: Path, built: Built) -> None:
    pairs = table(root, "participants")
    assert pairs["partner"].tolist() == ["RUS", "RUS", "FRA"]
    assert pairs["partner_fr"].tolist() == ["Russie", "Russie", "France"]
    assert pairs["is_initiator"].tolist() == [True, True, True]
    sources = table(root, "sources")
    assert sources["voice"].tolist()[:3] == ["Le Sahel", "TASS", "AFP"]
    assert sources["voice_country"].tolist()[:3] == ["NER", "RUS", "FRA"]
    assert sources["voice"].isna().tolist()[3]


def test_spells_take_their_dates_from_events(root: Path, built: Built) -> None:
    spells = table(root, "spells").set_index("spell_id")
    instructors = spells.loc["rus-instructors"]
    assert instructors["first_event"] == "2024-04-rus-instructors-arrive"
    assert instructors["start"] == pd.Timestamp("2024-04-10")
    assert instructors["ongoing"]
    assert spells.loc["fra-forces", "start_precision"] == "year"


@pytest.mark.parametrize(
    ("voices", "expected"),
    [
        ([], (0, "single")),
        ([(None, None)], (0, "single")),
        ([("AFP", "FRA")], (1, "single")),
        ([("AFP", "FRA"), ("AFP", "FRA"), (None, None)], (1, "single")),
        ([("AFP", "FRA"), ("RFI", "FRA")], (2, "multiple")),
        ([("AFP", "FRA"), ("Le Sahel", "NER")], (2, "cross-country")),
        ([("AFP", "FRA"), ("Nobody", None)], (2, "multiple")),
    ],
)
def test_corroboration(voices: list[tuple[str | None, str | None]], expected: tuple[int, str]) -> None:
    assert corroboration(voices) == expected


def test_the_same_records_give_the_same_bytes(root: Path, built: Built, tmp_path: Path) -> None:
    again = build(root, today=TODAY, out=tmp_path / "again")
    for path in again.written:
        assert path.read_bytes() == (root / "data" / path.name).read_bytes()


def test_a_second_build_writes_nothing(root: Path, built: Built) -> None:
    assert len(built.written) == len(MODELS) + 2  # datapackage.json, croissant.json
    assert build(root, today=TODAY).written == []


def test_touching_one_record_rewrites_only_what_depends_on_it(root: Path, built: Built, call: Path) -> None:
    call.write_text(call.read_text("utf-8").replace("significance: 2", "significance: 3"), "utf-8")
    assert {path.name for path in build(root, today=TODAY).written} == {
        "events.parquet",
        "datapackage.json",
        "croissant.json",
    }


def test_a_failed_build_leaves_the_last_good_files(root: Path, built: Built, call: Path) -> None:
    before = {path.name: path.read_bytes() for path in (root / "data").glob("*.*")}
    call.write_text("date: 2024-02-30\n", "utf-8")
    with pytest.raises(InvalidRecordsError, match="nothing was written") as caught:
        build(root, today=TODAY)
    assert caught.value.findings
    assert {path.name: path.read_bytes() for path in (root / "data").glob("*.*")} == before


def test_a_write_that_fails_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "table.parquet"
    write_atomic(target, b"good")

    def broken(_: int) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(os, "fsync", broken)
    with pytest.raises(OSError, match="disk full"):
        write_atomic(target, b"half")
    assert target.read_bytes() == b"good"
    assert list(tmp_path.iterdir()) == [target]


def test_a_killed_write_leaves_the_old_file(tmp_path: Path) -> None:
    target = tmp_path / "table.parquet"
    write_atomic(target, b"good")
    code = (
        "import os, sys; from pathlib import Path; from timeline import storage;"
        "os.fsync = lambda _: os.kill(os.getpid(), 9);"
        "storage.write_atomic(Path(sys.argv[1]), b'half' * 1000)"
    )
    killed = subprocess.run([sys.executable, "-c", code, str(target)], check=False)
    assert killed.returncode == -9
    assert target.read_bytes() == b"good"


def test_parquet_says_what_it_is(root: Path, built: Built) -> None:
    path = root / "data" / "events.parquet"
    about = read_metadata(path)
    assert about["name"] == "events"
    assert about["license"] == "CC-BY-4.0"
    assert len(about["codebook_sha256"]) == 64
    file = pq.ParquetFile(path)
    assert file.metadata.row_group(0).column(0).compression == "ZSTD"
    schema = pq.read_schema(path)
    assert all((field.metadata or {})[b"description"] for field in schema)
    assert schema.field("domains").type == pa.list_(pa.string())
    assert schema.field("date_start").type == pa.timestamp("ms")
    assert pa.types.is_dictionary(schema.field("act").type)


def test_frictionless_accepts_the_package(root: Path, built: Built) -> None:
    command = [sys.executable, "-m", "frictionless", "validate", "datapackage.json", "--json"]
    done = subprocess.run(command, cwd=root / "data", capture_output=True, text=True, check=False)
    report = json.loads(done.stdout)
    assert report["valid"], report
    assert len(report["tasks"]) == len(MODELS)
