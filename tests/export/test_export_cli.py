"""``timeline export``: files whole or not at all, streams clean, errors with a remedy."""

from __future__ import annotations

import builtins
import json
import sys
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

import timeline
from timeline.cli import app
from timeline.errors import TimelineError
from timeline.export import FORMATS, exported
from timeline.tables.keys import KEYS

run = CliRunner(env={"NO_COLOR": "1", "COLUMNS": "200"})


def test_help_names_every_format_and_has_examples() -> None:
    shown = run.invoke(app, ["export", "--help"]).stdout
    assert "Example" in shown
    assert all(name in shown for name in FORMATS)


def test_standard_output_holds_the_data_and_nothing_else() -> None:
    done = run.invoke(app, ["export", "jsonl", "--partner", "RUS", "--since", "2024-03-26", "--until", "2024-03-26"])
    assert (done.exit_code, done.stderr) == (0, "")
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert "2024-03-rus-tiani-putin-call" in {row["event_id"] for row in rows}


def test_a_file(tmp_path: Path) -> None:
    file = tmp_path / "new" / "map.geojson"
    done = run.invoke(app, ["export", "geojson", "-t", "places", "--lang", "fr", "-o", str(file)])
    assert (done.exit_code, done.stdout) == (0, "")
    assert "wrote" in done.stderr
    assert file.read_bytes() == exported("geojson", table="places", lang="fr")


def test_a_folder_gets_all_tables(tmp_path: Path) -> None:
    assert run.invoke(app, ["export", "csv", "--bom", "-o", str(tmp_path / "tables")]).exit_code == 0
    written = sorted(path.name for path in (tmp_path / "tables").iterdir())
    assert written == sorted(f"{name}.csv" for name in KEYS)
    assert (tmp_path / "tables" / "events.csv").read_bytes() == exported("csv", bom=True)


@pytest.mark.parametrize(
    ("arguments", "remedy"),
    [
        (["excel"], "use one of csv"),
        (["csv", "--since", "soon"], "YYYY-MM-DD"),
        (["csv", "--partner", "RSU"], "RUS"),
        (["csv", "--lang", "de"], "lang='fr'"),
        (["json", "-t", "events"], "leave the table out"),
        (["xlsx", "-o", "."], "name a file"),
        (["ics", "-o", "/proc/no/such.ics"], "that you may write to"),
    ],
)
def test_errors_say_what_to_do_and_write_nothing(
    arguments: list[str], remedy: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    done = run.invoke(app, ["export", *arguments])
    assert isinstance(done.exception, TimelineError)
    assert remedy in str(done.exception)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("form", "package"), [("xlsx", "xlsxwriter"), ("duckdb", "duckdb"), ("ics", "icalendar")])
def test_a_missing_package_gives_the_line_to_type(form: str, package: str, monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def without(name: str, *rest: Any, **named: Any) -> Any:
        if name.partition(".")[0] == package:
            raise ModuleNotFoundError(f"No module named {name!r}", name=package)
        return real(name, *rest, **named)

    for module in [name for name in sys.modules if name.partition(".")[0] == package]:
        monkeypatch.delitem(sys.modules, module)
    monkeypatch.delitem(sys.modules, f"timeline.export.{FORMATS[form].module}", raising=False)
    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(TimelineError, match=rf"{package}.*pip install 'timeline-niger\[export\]'"):
        exported(form)


def test_the_public_name() -> None:
    assert timeline.export.exported("csv", table="spells").startswith(b"spell_id,kind,partner")
