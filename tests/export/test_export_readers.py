"""Foreign readers, each for real: polars, DuckDB and pandas on the Parquet files, R's arrow, Datasette on SQLite."""

from __future__ import annotations

import asyncio
import io
import shutil
import subprocess
from pathlib import Path

import duckdb
import pandas as pd
import polars as pl
import pytest
from datasette.app import Datasette

import timeline
from timeline.export import exported
from timeline.export.cells import plain_rows
from timeline.export.selection import load_selection
from timeline.paths import data_dir
from timeline.tables.keys import KEYS

EVENTS = data_dir() / "events.parquet"


@pytest.mark.parametrize("name", KEYS)
def test_polars_reads_the_parquet_files(name: str) -> None:
    table = load_selection().tables[name]
    read = pl.read_parquet(data_dir() / f"{name}.parquet")
    assert read.columns == list(table.columns)
    days = [column for column, kind in read.schema.items() if isinstance(kind, pl.Datetime)]
    rows = read.with_columns(pl.col(days).dt.strftime("%Y-%m-%d")).to_dicts()
    assert rows == plain_rows(table)


def test_polars_filters_as_the_loaders_do() -> None:
    lazy = pl.scan_parquet(EVENTS).filter(pl.col("domains").list.contains("security"), pl.col("significance") == 3)
    assert (
        lazy.collect()["event_id"].to_list()
        == timeline.load_events(domain="security", significance=3)["event_id"].tolist()
    )


def test_duckdb_joins_the_parquet_files() -> None:
    query = f"""
        SELECT partner_en, count(*) AS n FROM '{EVENTS}' JOIN '{data_dir() / "participants.parquet"}' USING (event_id)
        WHERE list_contains(domains, 'security') AND orientation = 'toward'
        GROUP BY ALL ORDER BY n DESC, partner_en LIMIT 5
    """
    events, pairs = timeline.load_events(domain="security"), timeline.load_participants()
    near = pairs[pairs["event_id"].isin(events["event_id"]) & (pairs["orientation"] == "toward")]
    expected = near.groupby("partner_en").size().sort_index().sort_values(ascending=False, kind="stable").head(5)
    assert duckdb.sql(query).fetchall() == list(expected.items())


def test_pandas_reads_the_parquet_files_without_this_package() -> None:
    read = pd.read_parquet(EVENTS)
    assert read["date_start"].dtype == "datetime64[ms]"
    assert read["act"].dtype == "category"
    assert pd.api.types.is_string_dtype(read["title_fr"])


def test_r_reads_the_parquet_files() -> None:
    script = f'suppressMessages(library(arrow)); t <- read_parquet("{EVENTS}"); cat(nrow(t), class(t$date_start)[1])'
    if (
        shutil.which("Rscript") is None
        or subprocess.run(["Rscript", "-e", "library(arrow)"], capture_output=True, check=False).returncode
    ):
        pytest.skip("R with its package arrow is not installed")
    done = subprocess.run(["Rscript", "-e", script], capture_output=True, text=True, check=True)
    assert done.stdout == f"{len(timeline.load_events())} POSIXct"


def test_datasette_shows_searches_and_follows_keys(tmp_path: Path) -> None:
    path = tmp_path / "timeline.db"
    path.write_bytes(exported("sqlite"))
    datasette = Datasette([str(path)])

    async def look() -> None:
        home = await datasette.client.get("/timeline")
        assert home.status_code == 200
        assert "events_fts" not in home.text.split("hidden table")[0].split("/timeline/events_fts")[0]

        rows = (await datasette.client.get("/timeline/events.json?_search=poutine&_shape=array&_size=max")).json()
        assert "2024-03-rus-tiani-putin-call" in {row["event_id"] for row in rows}
        assert all("poutine" in f"{row['title_fr']} {row['summary_fr']} {row['note']}".lower() for row in rows)

        page = await datasette.client.get("/timeline/participants?partner__exact=RUS")
        assert 'href="/timeline/partners/RUS"' in page.text
        assert 'href="/timeline/events/2024-03-rus-tiani-putin-call"' in page.text

        row = await datasette.client.get(
            "/timeline/events/2024-03-rus-tiani-putin-call.json?_shape=objects&_extras=foreign_key_tables"
        )
        tables = {table["other_table"]: table["count"] for table in row.json()["foreign_key_tables"]}
        sources = timeline.load_sources()
        assert tables["sources"] == (sources["event_id"] == "2024-03-rus-tiani-putin-call").sum()

        facets = (await datasette.client.get("/timeline/events.json?_facet_array=domains&_size=0")).json()
        counted = {item["value"]: item["count"] for item in facets["facet_results"]["domains"]["results"]}
        assert counted["security"] == len(timeline.load_events(domain="security"))

    asyncio.run(look())


def test_frames_of_a_sheet_in_pandas() -> None:
    read = pd.read_excel(io.BytesIO(exported("xlsx", partner="RUS", lang="fr")), sheet_name="events")
    assert read["event_id"].tolist() == timeline.load_events(partner="RUS")["event_id"].tolist()
    assert pd.api.types.is_datetime64_any_dtype(read["date_start"])
