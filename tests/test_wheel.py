"""The wheel carries the data: what is built here loads from any folder, without the checkout."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import timeline
from timeline.paths import project_root


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built without network from the committed files."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=project_root(), check=True, capture_output=True)
    [built] = folder.glob("*.whl")
    return built


def test_contents(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert "timeline/py.typed" in names
    assert "timeline/_data/events.parquet" in names
    assert {"timeline/_data/datapackage.json", "timeline/_data/coverage.yaml"} <= set(names)
    assert "timeline/_schemas/codebook.yaml" in names
    assert not [name for name in names if "/events/" in name or "/reference/" in name]


def test_loads_from_another_folder(wheel: Path, tmp_path: Path) -> None:
    zipfile.ZipFile(wheel).extractall(tmp_path / "site")
    code = (
        "import timeline, timeline.paths as p; assert p.checkout() is None;"
        "print(timeline.__file__, len(timeline.load_events()), timeline.labels('act', 'fr')['call'])"
    )
    environment = {**os.environ, "PYTHONPATH": str(tmp_path / "site")}
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, env=environment, capture_output=True, text=True, check=True
    )
    where, count, label = done.stdout.split()
    assert where.startswith(str(tmp_path))
    assert (int(count), label) == (len(timeline.load_events()), "appel")


def test_building_from_a_wheel_says_that_it_needs_a_checkout(wheel: Path, tmp_path: Path) -> None:
    zipfile.ZipFile(wheel).extractall(tmp_path / "site")
    environment = {**os.environ, "PYTHONPATH": str(tmp_path / "site")}
    command = [sys.executable, "-m", "timeline", "build"]
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "clone the repository" in done.stderr
