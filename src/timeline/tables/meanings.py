"""What tables and columns mean, in French, from ``schemas/columns.fr.yaml``; the English stands in the models."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

import yaml_rs

from timeline.paths import schemas_dir

#: The key under which a table's own meaning stands among those of its columns.
TABLE = "_"


def french(table: str, column: str = TABLE) -> str:
    """What a column means, or, without one, what a row of the table is.

    >>> french("participants", "partner")
    'Code du partenaire.'
    """
    return french_meanings()[table][column]


@cache
def french_meanings() -> Mapping[str, Mapping[str, str]]:
    """All meanings, by table and column, read once."""
    meanings: Any = yaml_rs.loads((schemas_dir() / "columns.fr.yaml").read_text("utf-8"))
    return meanings
