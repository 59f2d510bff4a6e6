"""Where the parser's knowledge comes from: the codebook, the lexicons and the reference tables.

Every file is read once and through this module only.
"""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path
from typing import Any

import yaml_rs

from timeline.errors import DataNotFoundError
from timeline.paths import data_dir, schemas_dir

LANGUAGES = ("en", "fr")


def reference_dir() -> Path:
    """The folder of the reference tables; ``TIMELINE_REFERENCE`` names another one, for tests."""
    override = os.environ.get("TIMELINE_REFERENCE")
    return Path(override) if override else data_dir() / "reference"


def read_yaml(path: Path) -> Any:
    """A YAML file as plain Python values.

    Raises DataNotFoundError where the file is missing.
    """
    if not path.is_file():
        raise DataNotFoundError(f"the parser needs {path}, which does not exist", remedy="run it in a full checkout")
    return yaml_rs.loads(path.read_text(encoding="utf-8"))


@cache
def reference(table: str) -> Any:
    """A reference table as written by hand: ``partners``, ``people``, ``organisations``, ``places``, ``publishers``."""
    return read_yaml(reference_dir() / f"{table}.yaml") or {}


@cache
def lexicon_data(lang: str) -> dict[str, Any]:
    """The lexicon of a language as written by hand in ``schemas/lexicon``."""
    return read_yaml(schemas_dir() / "lexicon" / f"{lang}.yaml")
