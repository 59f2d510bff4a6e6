"""README and CONTRIBUTING: their examples run, and the files that they name exist."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import timeline
from conftest import TODAY
from timeline.paths import project_root
from timeline.validation import validate

ROOT = project_root()


def blocks(document: str, language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", (ROOT / document).read_text("utf-8"), re.DOTALL)


@pytest.mark.parametrize("code", blocks("README.md", "python"))
def test_readme_python(code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    exec(compile(code, "README.md", "exec"), {"timeline": timeline})


def test_the_record_in_contributing_has_no_error(root: Path) -> None:
    [example] = blocks("CONTRIBUTING.md", "yaml")
    file = root / "data" / "events" / "2024" / "2024-03-rus-an-example.yaml"
    file.write_text(example, "utf-8")
    found = validate(file, root=root, today=TODAY)
    assert [finding.as_text() for finding in found if finding.severity == "error"] == []


@pytest.mark.parametrize("document", ["README.md", "CONTRIBUTING.md", "data/README.md", "data/README.fr.md"])
def test_links_lead_somewhere(document: str) -> None:
    here = (ROOT / document).parent
    for target in re.findall(r"\]\(([^)#]+)\)", (ROOT / document).read_text("utf-8")):
        if "://" not in target and not target.startswith("../../"):  # those lead to pages of the repository
            assert (here / target).exists(), target


def test_make_targets_that_are_named_exist() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    for document in ("README.md", "CONTRIBUTING.md", "data/README.md"):
        for target in re.findall(r"`make ([a-z]+)`", (ROOT / document).read_text("utf-8")):
            assert re.search(rf"^{target}:", makefile, re.MULTILINE), target
