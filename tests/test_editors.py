"""Editors: the real yaml-language-server, spoken to as an editor does, completes, explains and underlines."""

from __future__ import annotations

import json
import shutil
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from timeline.codebook import load_codebook
from timeline.paths import project_root

ROOT = project_root()
RECORD = (ROOT / "data" / "events" / "2024" / "2024-03-rus-tiani-putin-call.yaml").read_text("utf-8")
SETTINGS: dict[str, Any] = json.loads((ROOT / ".vscode" / "settings.json").read_text("utf-8"))
MODELINE = "# yaml-language-server: $schema=../../../schemas/event.schema.json\n"


@pytest.fixture(scope="module")
def packages() -> Path:
    """The folder of the programs from npm, installed once; the tests are skipped where they cannot be had."""
    npm, node = shutil.which("npm"), shutil.which("node")
    if npm is None or node is None:
        pytest.skip("npm is not installed")
    done = subprocess.run(["make", "-s", "node"], cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip(f"npm did not give its packages: {(done.stderr or done.stdout).strip()[-200:]}")
    return ROOT / ".make" / "node" / "node_modules"


class Editor:
    """As much of an editor as these tests need: opens files and asks the server about them."""

    def __init__(self, server: Path, settings: dict[str, Any]) -> None:
        self.settings = settings
        self.process = subprocess.Popen(
            ["node", str(server), "--stdio"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        self.number = 0
        # a server that falls silent ends the test, not the patience of whoever runs it
        self.watch = threading.Timer(180, self.process.kill)
        self.watch.start()
        completion = {"completionItem": {"snippetSupport": True, "documentationFormat": ["markdown"]}}
        self.ask(
            "initialize",
            {
                "processId": None, "rootUri": ROOT.as_uri(), "workspaceFolders": [{"uri": ROOT.as_uri(), "name": "it"}],
                "capabilities": {
                    "workspace": {"configuration": True},
                    "textDocument": {"completion": completion, "hover": {"contentFormat": ["markdown"]}},
                },
            },
        )  # fmt: skip
        self.tell("initialized", {})
        self.tell("workspace/didChangeConfiguration", {"settings": settings})

    def close(self) -> None:
        self.watch.cancel()
        self.process.kill()
        self.process.wait()

    def open(self, text: str, name: str) -> str:
        """Open a text as a file that is not saved; its address."""
        uri = (ROOT / name).as_uri()
        document = {"uri": uri, "languageId": "yaml", "version": 1, "text": text}
        self.tell("textDocument/didOpen", {"textDocument": document})
        return uri

    def faults(self, uri: str) -> list[dict[str, Any]]:
        """What is underlined in a file."""
        while True:
            message = self.read()
            if message.get("method") == "textDocument/publishDiagnostics" and message["params"]["uri"] == uri:
                return message["params"]["diagnostics"]

    def complete(self, uri: str, line: int, column: int) -> dict[str, str]:
        """What is offered at a place, with its documentation."""
        place = {"textDocument": {"uri": uri}, "position": {"line": line, "character": column}}
        answer = self.ask("textDocument/completion", place)
        items = answer["items"] if isinstance(answer, dict) else answer
        return {item["label"]: _text(item.get("documentation")) for item in items}

    def hover(self, uri: str, line: int, column: int) -> str:
        place = {"textDocument": {"uri": uri}, "position": {"line": line, "character": column}}
        return _text((self.ask("textDocument/hover", place) or {}).get("contents")).replace("\\", "")

    def ask(self, method: str, params: Any) -> Any:
        self.number += 1
        self.send({"id": self.number, "method": method, "params": params})
        while True:
            message = self.read()
            if message.get("id") == self.number and "method" not in message:
                assert "error" not in message, message
                return message["result"]

    def tell(self, method: str, params: Any) -> None:
        self.send({"method": method, "params": params})

    def send(self, message: dict[str, Any]) -> None:
        content = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self.process.stdin
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(content) + content)
        self.process.stdin.flush()

    def read(self) -> dict[str, Any]:
        """The server's next message; its questions about settings are answered on the way."""
        assert self.process.stdout
        length = 0
        while line := self.process.stdout.readline().strip():
            name, _, value = line.partition(b":")
            if name.lower() == b"content-length":
                length = int(value)
        assert length, "the server has ended"
        message = json.loads(self.process.stdout.read(length))
        if "id" in message and "method" in message:
            wanted = message["params"].get("items", []) if message["method"] == "workspace/configuration" else []
            self.send({"id": message["id"], "result": [self.settings.get(item["section"]) for item in wanted]})
        return message


def _text(documentation: Any) -> str:
    return documentation.get("value", "") if isinstance(documentation, dict) else documentation or ""


def nested(settings: dict[str, Any], section: str) -> dict[str, Any]:
    """``{"yaml.format.enable": false}`` as an editor hands it on: ``{"format": {"enable": false}}``."""
    answer: dict[str, Any] = {}
    for key, value in settings.items():
        first, *path = key.split(".")
        if first == section:
            inner = answer
            for part in path[:-1]:
                inner = inner.setdefault(part, {})
            inner[path[-1]] = value
    return answer


@pytest.fixture(scope="module")
def editor(packages: Path) -> Iterator[Editor]:
    """An editor with the settings of .vscode."""
    server = packages / "yaml-language-server" / "bin" / "yaml-language-server"
    one = Editor(server, {"yaml": nested(SETTINGS, "yaml")})
    yield one
    one.close()


@pytest.fixture(scope="module")
def plain_editor(packages: Path) -> Iterator[Editor]:
    """An editor without any settings, for which the first line of a file has to do."""
    server = packages / "yaml-language-server" / "bin" / "yaml-language-server"
    one = Editor(server, {"yaml": {"validate": True, "completion": True, "hover": True}})
    yield one
    one.close()


def at(text: str, start: str) -> int:
    """The number of the line that begins with this."""
    return next(number for number, line in enumerate(text.split("\n")) if line.startswith(start))


def test_a_sound_record_has_nothing_underlined(editor: Editor) -> None:
    assert editor.faults(editor.open(RECORD, "data/events/2024/2024-03-rus-sound.yaml")) == []


@pytest.mark.parametrize(
    ("right", "wrong", "line", "said"),
    [
        ("act: call", "act: phoning", "act: ", "Value is not accepted"),
        ("mode: phone", "mode: telephone", "mode: ", "Value is not accepted"),
        ("{RUS: toward}", "{RUS: nearer}", "partners: ", "Value is not accepted"),
        ("{RUS: toward}", "{ATL: toward}", "partners: ", "ATL is not allowed"),
        ("significance: 2", "significance: 5", "significance: ", "Value is not accepted"),
        ("status: completed", "state: completed", "state: ", "state is not allowed"),
    ],
)
def test_what_is_wrong_is_underlined(right: str, wrong: str, line: str, said: str, editor: Editor) -> None:
    text = RECORD.replace(right, wrong, 1)
    assert text != RECORD
    found = editor.faults(editor.open(text, f"data/events/2024/2024-03-rus-{abs(hash(wrong))}.yaml"))
    assert any(said in one["message"] and one["range"]["start"]["line"] == at(text, line) for one in found), found


def test_acts_are_completed_and_explained(editor: Editor) -> None:
    text = RECORD.replace("act: call", "act: ")
    uri = editor.open(text, "data/events/2024/2024-03-rus-act.yaml")
    offered = editor.complete(uri, at(text, "act: "), 5)
    acts = load_codebook()["act"]
    assert set(offered) == set(acts)
    for code, explanation in offered.items():
        assert acts[code].definition["en"] in explanation
        assert acts[code].definition["fr"] in explanation


def test_partners_are_completed_by_name(editor: Editor) -> None:
    text = RECORD.replace("partners: {RUS: toward}", "partners:\n  R")
    uri = editor.open(text, "data/events/2024/2024-03-rus-partner.yaml")
    offered = editor.complete(uri, at(text, "  R"), 3)
    assert offered["RUS"] == "Russia · Russie"
    text = RECORD.replace("partners: {RUS: toward}", "partners:\n  RUS: ")
    uri = editor.open(text, "data/events/2024/2024-03-rus-orientation.yaml")
    assert set(editor.complete(uri, at(text, "  RUS: "), 7)) == {"toward", "away", "neutral"}


def test_fields_are_completed(editor: Editor) -> None:
    text = RECORD + "distinct"
    uri = editor.open(text, "data/events/2024/2024-03-rus-field.yaml")
    assert editor.complete(uri, at(text, "distinct"), 8)["distinct_from"] == (
        "Look-alikes that are other events. · Événements ressemblants, mais autres."
    )


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("date: ", "When the act took place, EDTF"), ("significance: ", "1 routine, 2 notable, 3 turning point"),
        ("act: ", "The concrete form of the act"), ("reviewed: ", "The second reading"),
        ("date: ", "Quand l'acte a eu lieu, en EDTF"), ("significance: ", "1 ordinaire, 2 notable, 3 tournant"),
        ("act: ", "La forme concrète de l'acte"), ("reviewed: ", "La seconde lecture"),
    ],
)  # fmt: skip
def test_fields_are_explained(line: str, said: str, editor: Editor) -> None:
    uri = editor.open(RECORD, f"data/events/2024/2024-03-rus-hover-{line[:4]}.yaml")
    assert said in editor.hover(uri, at(RECORD, line), 1)


def test_the_templates_first_line_is_enough(plain_editor: Editor) -> None:
    text = MODELINE + RECORD.replace("act: call", "act: phoning")
    found = plain_editor.faults(plain_editor.open(text, "data/events/2024/2024-03-rus-line.yaml"))
    assert [one["range"]["start"]["line"] for one in found] == [at(text, "act: ")]
    without = RECORD.replace("act: call", "act: phoning")
    assert plain_editor.faults(plain_editor.open(without, "data/events/2024/2024-03-rus-none.yaml")) == []


def test_settings_name_files_that_exist() -> None:
    for schema, files in SETTINGS["yaml.schemas"].items():
        assert (ROOT / schema).is_file()
        for pattern in files:
            assert list(ROOT.glob(pattern)), pattern
    for pattern in SETTINGS["files.readonlyInclude"]:
        assert list(ROOT.glob(pattern)), pattern


HOOKS = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
LOCAL = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text("utf-8"))["repos"][0]["hooks"]


def test_hooks_for_other_repositories() -> None:
    assert [hook["id"] for hook in HOOKS] == ["timeline-validate", "timeline-fmt"]
    for hook in HOOKS:
        assert hook["language"] == "python"
        [local] = [one for one in LOCAL if one["id"] == hook["id"]]
        assert local["entry"] == f".venv/bin/{hook['entry']}"
        assert local["files"] == hook["files"]


@pytest.mark.parametrize("hook", [one for one in LOCAL if one.get("files", "").startswith("^data")],
                         ids=lambda hook: hook["id"])  # fmt: skip
def test_hooks_let_sound_records_pass_and_stop_wrong_ones(hook: dict[str, Any], tmp_path: Path) -> None:
    program, *arguments = hook["entry"].split()
    command = [str(ROOT / program), *arguments]
    if not Path(command[0]).exists():
        pytest.skip("the environment is not in .venv")
    sound = tmp_path / "2024-03-rus-tiani-putin-call.yaml"
    sound.write_text(RECORD, "utf-8")
    assert subprocess.run([*command, str(sound)], cwd=ROOT, capture_output=True, check=False).returncode == 0
    wrong = tmp_path / "2024-03-rus-wrong.yaml"
    wrong.write_text("act: [\n" if "fmt" in hook["entry"] else RECORD.replace("act: call", "act: phoning"), "utf-8")
    assert subprocess.run([*command, str(wrong)], cwd=ROOT, capture_output=True, check=False).returncode == 1


def test_every_record_passes_check_jsonschema() -> None:
    """With bare dates and bare years, which YAML 1.1 would not read as texts."""
    program = ROOT / ".venv" / "bin" / "check-jsonschema"
    if not program.exists():
        pytest.skip("the environment is not in .venv")
    files = sorted(map(str, (ROOT / "data" / "events").rglob("*.yaml")))
    command = [str(program), "--schemafile", str(ROOT / "schemas" / "event.schema.json"), *files]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-2000:]
