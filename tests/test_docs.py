"""README and CONTRIBUTING: their examples run, and the files that they name exist."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest
from typer.testing import CliRunner

import timeline
from conftest import TODAY
from timeline import cli
from timeline.cli import contribute
from timeline.contributing.forms import TEMPLATE, new_file_link
from timeline.pages import PAGES
from timeline.paths import project_root
from timeline.reference import read_reference
from timeline.validation import validate

ROOT = project_root()


def blocks(document: str, language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", (ROOT / document).read_text("utf-8"), re.DOTALL)


@pytest.mark.parametrize("code", [*blocks("README.md", "python"), *blocks("README.fr.md", "python")])
def test_readme_python(code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    exec(compile(code, "README.md", "exec"), {"timeline": timeline})


GUIDES = ["CONTRIBUTING.md", "CONTRIBUTING.fr.md"]


@pytest.mark.parametrize("guide", GUIDES)
def test_the_record_in_contributing_has_no_error(guide: str, root: Path) -> None:
    [example] = blocks(guide, "yaml")
    file = root / "data" / "events" / "2024" / "2024-03-rus-an-example.yaml"
    file.write_text(example, "utf-8")
    found = validate(file, root=root, today=TODAY)
    assert [finding.as_text() for finding in found if finding.severity == "error"] == []


@pytest.mark.parametrize("guide", GUIDES)
def test_the_reference_rows_in_contributing_are_complete(guide: str, root: Path) -> None:
    [rows] = blocks(guide, "yml")
    shown = re.split(r"^# (\w+\.yaml).*\n", rows, flags=re.MULTILINE)[1:]
    added = dict(zip(shown[::2], shown[1::2], strict=True))
    assert sorted(added) == ["organisations.yaml", "people.yaml", "places.yaml", "publishers.yaml"]
    folder = root / "data" / "reference"
    shutil.copy(ROOT / "data" / "reference" / "partners.yaml", folder)
    before, _ = read_reference(folder)
    for name, row in added.items():
        file = folder / name
        file.write_text(f"{file.read_text('utf-8').rstrip()}\n{row}", "utf-8")
    after, found = read_reference(folder)
    assert [finding.as_text() for finding in found] == []
    for name in added:
        kind = name.removesuffix(".yaml")
        assert len(getattr(after, kind)) == len(getattr(before, kind)) + 1
    assert after.outlet("www.examplepost.com.gh") == "The Example Post"


@pytest.mark.parametrize("guide", GUIDES)
def test_the_commands_in_contributing_run(guide: str, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In order, in a checkout under git, with the files that the guide shows before them."""
    for module in (contribute, cli.dataset, cli.parse, cli.records):
        monkeypatch.setattr(module, "project_root", lambda: root)
    monkeypatch.chdir(root)
    (root / ".gitignore").write_text("data/drafts/\n", "utf-8")
    identity = ["-c", "user.name=t", "-c", "user.email=t@example.org"]
    for command in (["init", "-q", "-b", "main"], ["add", "-A"], ["commit", "-q", "-m", "start"]):
        subprocess.run(["git", *identity, *command], check=True, capture_output=True)
    [record], [article] = blocks(guide, "json"), blocks(guide, "text")
    (root / "record.json").write_text(record, "utf-8")
    (root / "article.txt").write_text(article, "utf-8")
    said = {}
    for line in "".join(blocks(guide, "sh")).splitlines():
        program, *arguments = shlex.split(line)
        assert program == "timeline"
        done = CliRunner(env={"NO_COLOR": "1", "COLUMNS": "200"}).invoke(cli.app, arguments)
        assert done.exit_code == 0, f"{line}: {done.output}{done.exception}"
        said[line] = done.output
    assert (root / "data/events/2024/2024-05-nor-fish-talks.yaml").is_file()
    assert len(list((root / "data/drafts").glob("*.yaml"))) == 1
    [reviewed] = [output for line, output in said.items() if line.startswith("timeline review --base main")]
    assert ("1 fiche modifiée, 0 erreur" if guide.endswith(".fr.md") else "1 changed records, 0 errors") in reviewed


def test_both_guides_say_the_same() -> None:
    """The same headings in number, the same examples, the same links, commands and codes, each in its language."""
    english, french = ((ROOT / guide).read_text("utf-8") for guide in GUIDES)
    french = french.replace("rules.fr.md", "rules.md")
    assert english.count("\n## ") == french.count("\n## ")
    for language in ("yaml", "yml", "json", "sh", "text"):
        assert blocks(GUIDES[0], language) == [block.replace(" --lang fr", "") for block in blocks(GUIDES[1], language)]
    links = [set(re.findall(r"\]\(([^)]+)\)", text)) - set(GUIDES) for text in (english, french)]
    assert links[0] == links[1]
    commands = [set(re.findall(r"`((?:make|timeline|pre-commit) [a-z -]+)`", text)) for text in (english, french)]
    assert commands[0] == commands[1]


def test_the_guides_open_the_template_and_the_form() -> None:
    for guide in GUIDES:
        text = (ROOT / guide).read_text("utf-8")
        assert f"({new_file_link((ROOT / TEMPLATE).read_text('utf-8'))})" in text
        [form] = re.findall(r"issues/new\?template=([\w.]+)\)", text)
        assert (ROOT / ".github" / "ISSUE_TEMPLATE" / form).is_file()


@pytest.mark.parametrize("document", [*PAGES, *GUIDES])
def test_links_lead_somewhere(document: str) -> None:
    here = (ROOT / document).parent
    for target in re.findall(r"\]\(([^)#]+)\)", (ROOT / document).read_text("utf-8")):
        if "://" not in target and not target.startswith("../../"):  # those lead to pages of the repository
            assert (here / target).exists(), target


def test_make_targets_that_are_named_exist() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    for document in (*PAGES, *GUIDES):
        for target in re.findall(r"`make ([a-z-]+)`", (ROOT / document).read_text("utf-8")):
            assert re.search(rf"^{target}:", makefile, re.MULTILINE), target
