"""The files of a release: the archive is complete and reproducible, the checksums hold."""

from __future__ import annotations

import hashlib
import io
import json
import subprocess
import zipfile
from pathlib import Path

import pyarrow.parquet as pq
import pytest

import timeline
from timeline.about import load_about
from timeline.paths import project_root
from timeline.release import CHECKSUMS, archive, write_release

ROOT = project_root()


@pytest.fixture(scope="module")
def packed() -> bytes:
    return archive(ROOT)


def test_the_archive_stands_on_its_own(packed: bytes, tmp_path: Path) -> None:
    zipfile.ZipFile(io.BytesIO(packed)).extractall(tmp_path)
    [folder] = tmp_path.iterdir()
    assert folder.name == f"{load_about().name}-{load_about().version}"
    assert pq.read_table(folder / "data" / "events.parquet").num_rows == len(timeline.load_events())
    records = list((folder / "data" / "events").rglob("*.yaml"))
    assert len(records) == len(timeline.load_events())
    for name in ("CITATION.cff", "LICENSE", "schemas/codebook.md", "data/CHANGELOG.md", "data/croissant.json"):
        assert (folder / name).is_file(), name
    described = json.loads((folder / "data" / "datapackage.json").read_text("utf-8"))
    for resource in described["resources"]:
        digest = hashlib.sha256((folder / "data" / resource["path"]).read_bytes()).hexdigest()
        assert resource["hash"] == f"sha256:{digest}"
    assert len(list((folder / "csv").glob("*.csv"))) == len(described["resources"])


def test_the_archive_is_the_same_every_time(packed: bytes) -> None:
    assert archive(ROOT) == packed


def test_checksums_are_those_that_sha256sum_checks(tmp_path: Path) -> None:
    (tmp_path / "a-wheel.whl").write_bytes(b"wheel")
    written = write_release(ROOT, tmp_path)
    assert {"a-wheel.whl", ".zenodo.json", "CITATION.cff", CHECKSUMS} <= {path.name for path in written}
    done = subprocess.run(
        ["sha256sum", "--check", "--strict", CHECKSUMS], cwd=tmp_path, capture_output=True, check=False
    )
    assert done.returncode == 0
    (tmp_path / "a-wheel.whl").write_bytes(b"other")
    done = subprocess.run(["sha256sum", "--check", CHECKSUMS], cwd=tmp_path, capture_output=True, check=False)
    assert done.returncode == 1
