"""The wheel carries the data: what is built here loads from any folder, without the checkout."""

from __future__ import annotations

import os
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

import timeline
from timeline.paths import project_root


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built without network from the committed files."""
    folder = tmp_path_factory.mktemp("wheel")
    return built_from(project_root(), folder)


def built_from(tree: Path, folder: Path, **environment: str) -> Path:
    """A wheel from a source tree."""
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=tree, check=True, capture_output=True, env={**os.environ, **environment})
    [built] = folder.glob("*.whl")
    return built


def test_contents(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert "timeline/py.typed" in names
    assert {"timeline/report/assets/page.html.j2", "timeline/report/assets/main.js"} <= set(names)
    assert "timeline/_data/events.parquet" in names
    for described in ("datapackage.json", "croissant.json", "dataset.yaml", "coverage.yaml"):
        assert f"timeline/_data/{described}" in names
    assert "timeline/_schemas/codebook.yaml" in names
    assert not [name for name in names if "/events/" in name or "/reference/" in name]


def test_two_builds_are_equal(wheel: Path, tmp_path: Path) -> None:
    again = built_from(project_root(), tmp_path, TZ="Asia/Tokyo", LC_ALL="C")
    assert again.read_bytes() == wheel.read_bytes()


def test_the_sdist_builds_the_same_wheel(wheel: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "hatchling", "build", "-t", "sdist", "-d", str(tmp_path)]
    subprocess.run(command, cwd=project_root(), check=True, capture_output=True)
    [packed] = tmp_path.glob("*.tar.gz")
    with tarfile.open(packed) as archive:
        archive.extractall(tmp_path / "tree", filter="data")
    [tree] = (tmp_path / "tree").iterdir()
    assert built_from(tree, tmp_path / "again").read_bytes() == wheel.read_bytes()
    assert not (tree / "reports").exists()


def test_tools_of_the_index_accept_it(wheel: Path) -> None:
    for command in (["twine", "check", "--strict"], ["check_wheel_contents"]):
        done = subprocess.run([sys.executable, "-m", *command, str(wheel)], capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr


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
