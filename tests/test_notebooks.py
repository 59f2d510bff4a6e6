"""The notebooks run from top to bottom, give what is committed, and open elsewhere than in Jupyter."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from notebooks.run import NOTEBOOKS, executed, texts

IDS = [path.stem for path in NOTEBOOKS]


def test_there_are_the_two_that_readme_names() -> None:
    assert IDS == ["diversification", "quickstart"]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=IDS)
def test_it_runs_and_gives_what_is_committed(path: Path) -> None:
    committed = nbformat.read(path, as_version=4)
    nbformat.validate(committed)
    assert texts(executed(path)) == texts(committed), "run `make notebooks` and commit it"


@pytest.mark.parametrize("path", NOTEBOOKS, ids=IDS)
def test_committed_outputs_are_clean(path: Path) -> None:
    for cell in nbformat.read(path, as_version=4).cells:
        assert cell["metadata"] == {}
        for output in cell.get("outputs", []):
            assert output["output_type"] != "error"
            assert output.get("name") != "stderr"


@pytest.mark.parametrize("path", NOTEBOOKS, ids=IDS)
def test_marimo_opens_it(path: Path, tmp_path: Path) -> None:
    """marimo wants each name defined once; its own check says so."""
    app = tmp_path / f"{path.stem}_app.py"
    marimo = [sys.executable, "-m", "marimo", "--quiet", "--yes"]
    subprocess.run([*marimo, "convert", str(path), "--output", str(app)], check=True, capture_output=True)
    found = subprocess.run([*marimo, "check", "--strict", str(app)], check=False, capture_output=True, text=True)
    assert found.returncode == 0, found.stdout + found.stderr
