"""``timeline new`` and ``timeline propose``: from JSON, by questions, from an issue."""

from __future__ import annotations

import json
import os
import pty
import select
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from prompt_toolkit.application import create_app_session
from prompt_toolkit.input import PipeInput, create_pipe_input
from prompt_toolkit.output import DummyOutput
from typer.testing import CliRunner

from newcomer import NEW
from timeline.cli import app, contribute
from timeline.contributing.candidate import Dataset
from timeline.contributing.interview import SameEventError, interview
from timeline.records.yamltext import parse
from timeline.validation import validate

run = CliRunner(env={"NO_COLOR": "1", "COLUMNS": "200"})
FISH = "2024-05-nor-norway-open-talks-fish"


@pytest.fixture
def in_fixture(root: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(contribute, "project_root", lambda: root)
    monkeypatch.chdir(root)
    return root


def files(root: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in sorted((root / "data").rglob("*")) if path.is_file()}


def test_from_json(in_fixture: Path) -> None:
    done = run.invoke(app, ["new", "--from-json", "-"], input=json.dumps(NEW))
    assert (done.exit_code, done.stdout) == (0, f"wrote data/events/2024/{FISH}.yaml\n")
    file = in_fixture / "data" / "events" / "2024" / f"{FISH}.yaml"
    assert parse(file.read_text("utf-8")) == NEW
    assert validate(file, root=in_fixture) == []


def test_a_dry_run_prints_the_file_and_writes_nothing(in_fixture: Path) -> None:
    before = files(in_fixture)
    done = run.invoke(app, ["new", "--from-json", "-", "--dry-run"], input=json.dumps(NEW))
    assert parse(done.stdout) == NEW
    assert files(in_fixture) == before


@pytest.mark.parametrize(
    ("given", "code", "said"),
    [
        ("{", 2, "this is not JSON"),
        ("[" * 100_000, 2, "this is not JSON"),
        ("[]", 1, "a record is a mapping of keys to values, this is a list"),
        ("{}", 1, "the key 'date' is missing. Add `date:`"),
        (json.dumps(NEW | {"act": "phoning"}), 1, "error [code-unknown] act: 'phoning' is no code of this field"),
        (json.dumps(NEW | {"date": "14/05/2024"}), 1, "error [date-form] date:"),
        (json.dumps(NEW | {"date": float("nan")}), 1, "error [value-type] date:"),
        (json.dumps(NEW | {"title": {"en": "\ud800", "fr": "x"}}), 1, "Nothing was written"),
    ],
)
def test_what_is_no_record_is_refused(given: str, code: int, said: str, in_fixture: Path) -> None:
    before = files(in_fixture)
    done = run.invoke(app, ["new", "--from-json", "-"], input=given)
    errors = done.stderr + str(done.exception)
    assert done.exit_code == (1 if done.exception and code == 2 else code)
    assert said in errors
    assert "Remedy" in errors or "Nothing was written" in errors
    assert files(in_fixture) == before


@pytest.mark.parametrize("identifier", ["../../../outside", "2024-05-NOR-x", "2024-06-nor-fish", "/tmp/2024-05-x"])
def test_ids_are_refused_that_are_none(identifier: str, in_fixture: Path) -> None:
    before = files(in_fixture)
    done = run.invoke(app, ["new", "--from-json", "-", "--id", identifier], input=json.dumps(NEW))
    assert done.exit_code == 1
    assert "error [id-" in done.stderr
    assert files(in_fixture) == before


def test_an_existing_file_is_never_overwritten(in_fixture: Path) -> None:
    """Not even one that is no record, of which the dataset knows nothing."""
    there = in_fixture / "data" / "events" / "2024" / f"{FISH}.yaml"
    there.write_text("a: [", "utf-8")
    done = run.invoke(app, ["new", "--from-json", "-", "--id", FISH], input=json.dumps(NEW))
    assert done.exit_code == 1
    assert f"{FISH}.yaml exists already" in str(done.exception)
    assert there.read_text("utf-8") == "a: ["
    assert sorted(path.name for path in there.parent.iterdir() if path.name.startswith(".")) == []


def test_a_likely_duplicate_is_refused_until_it_is_said_to_be_another(in_fixture: Path, call: Path) -> None:
    again = parse(call.read_text("utf-8")) | {"title": {"en": "Tiani and Putin speak by phone", "fr": "Appel"}}
    before = files(in_fixture)
    done = run.invoke(app, ["new", "--from-json", "-"], input=json.dumps(again))
    assert done.exit_code == 1
    assert "looks like 2024-03-rus-tiani-putin-call (100 %)" in done.stderr
    assert files(in_fixture) == before
    other = again | {"distinct_from": ["2024-03-rus-tiani-putin-call"]}
    assert run.invoke(app, ["new", "--from-json", "-"], input=json.dumps(other)).exit_code == 0


def test_without_a_terminal_there_is_a_remedy(in_fixture: Path) -> None:
    done = run.invoke(app, ["new"])
    assert "Remedy: give the record with --from-json" in str(done.exception)


def test_propose_reads_the_event_of_github(in_fixture: Path, form: object, tmp_path: Path) -> None:
    body = form()  # pyright: ignore[reportCallIssue]
    event = tmp_path / "event.json"
    event.write_text(json.dumps({"issue": {"body": body}}), "utf-8")
    text = tmp_path / "issue.md"
    text.write_text(body, "utf-8")
    first, second = run.invoke(app, ["propose", str(event)]), run.invoke(app, ["propose", str(text)])
    assert first.stdout == second.stdout
    assert first.stdout.startswith("**The record is ready.")
    event.write_text(json.dumps({"issue": {"body": None}}), "utf-8")
    assert run.invoke(app, ["propose", str(event)]).stdout.startswith("**Not a record yet.")
    event.write_text("{", "utf-8")
    assert "is not JSON" in str(run.invoke(app, ["propose", str(event)]).exception)
    assert "cannot be read" in str(run.invoke(app, ["propose", "nowhere.md"]).exception)


@pytest.fixture
def keys() -> Iterator[PipeInput]:
    """What is typed on a terminal that is not there; a question that waits for more ends the test."""

    def give_up(number: int, frame: object) -> None:
        raise AssertionError("a question waits for more than was typed")

    signal.signal(signal.SIGALRM, give_up)
    signal.alarm(120)
    with create_pipe_input() as pipe, create_app_session(input=pipe, output=DummyOutput()):
        yield pipe
    signal.alarm(0)


ENTER, SPACE, CLEAR = "\r", " ", "\x15"
OPENING = [
    "yesterday" + ENTER, CLEAR + "2024-05-14" + ENTER,  # the wrong date is refused, and typed again
    "CONSULT" + ENTER,
    ENTER,  # mode: none
    "meeting" + ENTER,
    "atlantis" + ENTER, CLEAR + "norway" + ENTER, "toward" + ENTER, ENTER,  # one partner
    "joint" + ENTER,
    "trade" + SPACE + ENTER,
    "completed" + ENTER,
    "1" + ENTER,
]  # fmt: skip
REST = [
    "Both sides met in Niamey." + ENTER,
    "Both sides met in Niamey." + ENTER, CLEAR + "Les deux parties se sont rencontrées à Niamey." + ENTER,
    ENTER,  # nobody
    ENTER,  # no organisation
    "Niamey, NER" + ENTER,
    "lesahel" + ENTER, CLEAR + "https://www.lesahel.org/poisson" + ENTER,
    "2024-05-15" + ENTER, "Du poisson" + ENTER, "fr" + ENTER, ENTER, "date" + SPACE + ENTER,
    "n",
    ENTER,  # no note
    ENTER,  # the id as it is proposed
]  # fmt: skip


def test_the_interview_gives_a_record(keys: PipeInput, dataset: Dataset) -> None:
    titles = ["Niger and Norway open talks on fish" + ENTER, "Le Niger et la Norvège parlent de poisson" + ENTER]
    keys.send_text("".join([*OPENING, *titles, *REST]))
    said: list[str] = []
    event_id, value = interview(dataset, "en", said.append)
    assert event_id == FISH
    expected = NEW | {"sources": [NEW["sources"][0] | {"supports": ["date"]}]}
    assert value == expected
    assert any("a month 2024-03" in line for line in said)


def test_the_interview_shows_a_look_alike_before_the_long_questions(keys: PipeInput, root: Path) -> None:
    record = parse((root / "data/events/2024/2024-03-rus-tiani-putin-call.yaml").read_text("utf-8"))
    title = record["title"]["en"]
    opening = "".join(OPENING).replace("2024-05-14", "2024-03-26").replace("norway", "russia")
    keys.send_text(opening + title + ENTER + "Un appel" + ENTER + "\x1b[B" + ENTER)
    with pytest.raises(SameEventError) as same:
        interview(Dataset.read(root), "fr", str)
    assert same.value.event_id == "2024-03-rus-tiani-putin-call"


def test_the_interview_goes_on_with_another_event(keys: PipeInput, root: Path) -> None:
    opening = "".join(OPENING).replace("2024-05-14", "2024-03-26").replace("norway", "russia")
    titles = "Tiani and Putin speak by phone" + ENTER + "Un appel" + ENTER
    keys.send_text(opening + titles + ENTER + "".join(REST).replace("2024-05-15", "2024-03-27"))
    _, value = interview(Dataset.read(root), "en", str)
    assert value["distinct_from"] == ["2024-03-rus-tiani-putin-call"]


def test_breaking_off_writes_nothing(keys: PipeInput, dataset: Dataset) -> None:
    keys.send_text("2024-05-14" + ENTER + "\x03")
    with pytest.raises(KeyboardInterrupt):
        interview(dataset, "en", str)


def test_on_a_real_terminal(root: Path) -> None:
    """The command itself in a pseudo-terminal, in French, broken off after the first answer."""
    parent, child = pty.openpty()
    script = (
        "from pathlib import Path; from timeline.cli import app, contribute; "
        f"contribute.project_root = lambda: Path({str(root)!r}); app(['new', '--lang', 'fr'])"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", script], stdin=child, stdout=child, stderr=child, close_fds=True,
        env=os.environ | {"TERM": "xterm", "PROMPT_TOOLKIT_NO_CPR": "1"},
    )  # fmt: skip
    os.close(child)
    seen = _until(parent, "Quand cela s'est-il passé")
    os.write(parent, b"hier\r")
    seen += _until(parent, "« hier » n'est pas une date EDTF")
    os.write(parent, b"\x03")
    seen += _until(parent, "Rien n'a été écrit")
    process.wait(timeout=60)
    os.close(parent)
    assert process.returncode == 1
    assert "Un jour 2024-03-26, un mois 2024-03" in seen


def _until(terminal: int, text: str, seconds: float = 60) -> str:
    """What the terminal shows up to a text."""
    seen, end = b"", time.monotonic() + seconds
    while text not in seen.decode("utf-8", "replace"):
        if not select.select([terminal], [], [], max(0, end - time.monotonic()))[0]:
            raise AssertionError(f"{text!r} was not shown, but {seen.decode('utf-8', 'replace')!r}")
        seen += os.read(terminal, 65536)
    return seen.decode("utf-8", "replace")
