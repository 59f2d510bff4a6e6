"""A small dataset of its own, so that the tests of the machinery do not hang on the real one."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from chart_tables import small  # noqa: F401  # a fixture: one conftest for all, since tests import from it by name
from newcomer import form_of
from timeline.contributing.candidate import Dataset

HERE = Path(__file__).parent
TODAY = date(2026, 11, 24)
os.environ["LC_ALL"] = "C.UTF-8"  # commands speak French where the machine does


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A writable copy of the fixture dataset: three events and their reference files."""
    shutil.copytree(HERE / "fixtures" / "data", tmp_path / "data")
    return tmp_path


@pytest.fixture
def call(root: Path) -> Path:
    """The fixture's record of the Tiani-Putin call."""
    return root / "data" / "events" / "2024" / "2024-03-rus-tiani-putin-call.yaml"


@pytest.fixture
def dataset(root: Path) -> Dataset:
    """The fixture dataset as a new record meets it."""
    return Dataset.read(root, today=TODAY)


@pytest.fixture
def form(dataset: Dataset) -> Callable[..., str]:
    """Makes the text of a filled-in form; see ``newcomer.form_of``."""
    return form_of(dataset)
