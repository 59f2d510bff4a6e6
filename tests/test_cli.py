"""The command line: exit codes, formats, plain output, and help with examples."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from timeline import cli, paths
from timeline.cli import app
from timeline.errors import DataNotFoundError

run = CliRunner(env={"NO_COLOR": "1", "COLUMNS": "200"})


@pytest.fixture(autouse=True)
def in_fixture(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Commands work on the fixture dataset, from its root."""
    for module in (cli.records, cli.dataset):
        monkeypatch.setattr(module, "project_root", lambda: root)
    monkeypatch.chdir(root)


@pytest.mark.parametrize("command", ["validate", "build", "charts", "report", "fmt", "info", "schemas"])
def test_help_has_examples(command: str) -> None:
    shown = run.invoke(app, [command, "--help"])
    assert shown.exit_code == 0
    assert "Example" in shown.stdout


def test_validate_clean() -> None:
    done = run.invoke(app, ["validate"])
    assert (done.exit_code, done.stdout) == (0, "")
    assert "3 records, 0 errors, 0 warnings" in done.stderr


def test_validate_names_file_line_rule_and_remedy(call: Path) -> None:
    call.write_text(call.read_text("utf-8").replace("status: completed", "status: done"), "utf-8")
    done = run.invoke(app, ["validate"])
    assert done.exit_code == 1
    line = done.stdout.splitlines()[0]
    assert line.startswith(f"data/events/2024/{call.name}:15:9: error [code-unknown] status: 'done' is no code")
    assert line.endswith("Use one of: announced, cancelled, completed, in_force, reported, signed, suspended")


def test_validate_for_github(call: Path) -> None:
    call.write_text(call.read_text("utf-8").replace("status: completed", "status: 50%"), "utf-8")
    done = run.invoke(app, ["validate", "--format", "github"])
    assert done.exit_code == 1
    head = f"::error file=data/events/2024/{call.name},line=15,col=9,title=code-unknown::status: '50%25'"
    assert done.stdout.startswith(head)


def test_validate_as_json(call: Path) -> None:
    call.write_text("- a list\n", "utf-8")
    done = run.invoke(app, ["validate", "--format", "json", str(call)])
    assert done.exit_code == 1
    [finding] = json.loads(done.stdout)
    assert (finding["rule"], finding["line"], finding["severity"]) == ("record-mapping", 1, "error")


def test_warnings_pass_unless_strict(call: Path) -> None:
    call.write_text(call.read_text("utf-8").replace("[Abdourahamane Tiani,", "[Nobody Known,"), "utf-8")
    assert run.invoke(app, ["validate"]).exit_code == 0
    assert run.invoke(app, ["validate", "--strict"]).exit_code == 1


def test_validate_without_such_a_file() -> None:
    done = run.invoke(app, ["validate", "data/events/2024/none.yaml"])
    assert done.exit_code == 2
    assert "Remedy" in done.stderr


def test_build_says_what_it_wrote_and_then_that_nothing_is_to_do() -> None:
    first = run.invoke(app, ["build"])
    assert first.exit_code == 0
    assert "3 events" in first.stdout
    assert "data/events.parquet" in first.stdout
    assert "nothing: all files were up to date" in run.invoke(app, ["build"]).stdout


def test_build_with_a_fault(root: Path, call: Path) -> None:
    call.write_text(call.read_text("utf-8").replace("2024-03-26", "2024-03-32", 1), "utf-8")
    done = run.invoke(app, ["build"])
    assert done.exit_code == 1
    assert "[date-form]" in done.stdout
    assert "nothing was written" in done.stderr
    assert not (root / "data" / "events.parquet").exists()


def test_fmt_and_check(call: Path) -> None:
    tidy = call.read_text("utf-8")
    lines = tidy.splitlines(keepends=True)
    call.write_text("".join(lines[-1:] + lines[:-1]), "utf-8")
    assert run.invoke(app, ["fmt", "--check"]).exit_code == 1
    assert run.invoke(app, ["fmt"]).exit_code == 0
    assert call.read_text("utf-8") == tidy
    assert run.invoke(app, ["fmt", "--check"]).exit_code == 0


def test_fmt_leaves_broken_files_alone(call: Path) -> None:
    call.write_text("a: [\n", "utf-8")
    done = run.invoke(app, ["fmt"])
    assert done.exit_code == 1
    assert "left as it is" in done.stderr
    assert call.read_text("utf-8") == "a: [\n"


def test_schemas(root: Path) -> None:
    assert "schemas/event.schema.json" in run.invoke(app, ["schemas"]).stdout
    assert (root / "schemas" / "rules.md").is_file()


def test_charts_one_chart_one_language(tmp_path: Path) -> None:
    done = run.invoke(
        app, ["charts", "partner_lanes", "--lang", "fr", "--formats", "json", "-o", str(tmp_path / "out")]
    )
    assert done.exit_code == 0
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["partner_lanes.fr.json"]


@pytest.mark.parametrize("odd", [["pie"], ["--lang", "de"], ["--formats", "gif"]])
def test_charts_unknown_values(odd: list[str]) -> None:
    done = run.invoke(app, ["charts", *odd])
    assert done.exit_code == 2
    assert "is none of" in done.stderr


def test_info() -> None:
    done = run.invoke(app, ["info"])
    assert done.exit_code == 0
    assert "events" in done.stdout
    assert "by partner:" in done.stdout


def test_an_installed_package_works_on_the_checkout_around_it(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As a hook of pre-commit does, which runs in an environment of its own."""
    monkeypatch.setattr(paths, "checkout", lambda: None)
    monkeypatch.chdir(root / "data" / "events" / "2024")
    assert paths.project_root() == root
    monkeypatch.chdir(root.parent)
    with pytest.raises(DataNotFoundError, match="clone the repository"):
        paths.project_root()
