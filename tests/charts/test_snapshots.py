"""What each chart's Vega-Lite looks like, drawn from a small dataset: ``make snapshots`` writes the files anew.

A snapshot holds the whole specification; of each data table its columns, its length and its first and last row, which
is enough to see a change and short enough to read one."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from timeline import charts
from timeline.charts.data import ChartData
from timeline.charts.render import LANGS

_FOLDER = Path(__file__).parent / "snapshots"
_UPDATE = os.environ.get("TIMELINE_SNAPSHOTS") == "update"
_EACH = [(name, lang) for name in charts.CHARTS for lang in LANGS]


def _rounded(value: Any) -> Any:
    if isinstance(value, float):
        return float(f"{value:.5g}")  # the last digits are those of the machine
    if isinstance(value, dict):
        return {key: _rounded(item) for key, item in value.items()}
    return [_rounded(item) for item in value] if isinstance(value, list) else value


def _named(value: Any, names: dict[str, str]) -> Any:
    """The specification with its data tables and views numbered in the order in which they come."""
    if isinstance(value, dict):
        return {key: _named(item, names) for key, item in value.items()}
    if isinstance(value, list):
        return [_named(item, names) for item in value]
    return names.get(value, value) if isinstance(value, str) else value


def _summary(rows: list[dict[str, Any]]) -> dict[str, Any]:
    if not rows or not isinstance(rows[0], dict):
        return {"rows": len(rows)}
    columns = sorted({column for row in rows for column in row})
    return {"rows": len(rows), "columns": columns, "first": rows[0], "last": rows[-1]}


def snapshot(chart: Any) -> str:
    """The text of a chart's snapshot."""
    spec = chart.to_dict()
    tables = spec.pop("datasets", {})
    names = {name: f"data-{number}" for number, name in enumerate(tables)}
    spec = _named(spec, names) | {"datasets": {names[name]: _summary(rows) for name, rows in tables.items()}}
    return json.dumps(_rounded(spec), ensure_ascii=False, indent=1, sort_keys=True) + "\n"


@pytest.mark.parametrize(("name", "lang"), _EACH)
def test_specifications_are_as_they_were(small: ChartData, name: str, lang: str) -> None:
    found = snapshot(getattr(charts, name)(small, lang=lang))
    file = _FOLDER / f"{name}.{lang}.json"
    if _UPDATE:
        file.parent.mkdir(exist_ok=True)
        file.write_text(found, "utf-8")
    assert file.is_file(), f"no snapshot of {name} in {lang} yet: run `make snapshots`"
    assert found == file.read_text("utf-8"), f"{name} in {lang} changed: run `make snapshots` and read its diff"


def test_every_snapshot_is_of_a_chart() -> None:
    assert {file.name for file in _FOLDER.glob("*")} == {f"{name}.{lang}.json" for name, lang in _EACH}
