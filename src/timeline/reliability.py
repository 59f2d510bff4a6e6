"""Intercoder reliability: Krippendorff's alpha of two independent codings, ``python -m timeline.reliability``.

``data/reliability.csv`` holds both codings of a random sample, one row an event and coder. Alpha is 1 for
full agreement, 0 for agreement by chance (Krippendorff 2004, Content Analysis, chapter 11)."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Literal

import krippendorff
import numpy as np
import pandas as pd

from timeline.codebook import load_codebook
from timeline.paths import project_root

CODERS = ("first", "second")


def read_codings(file: Path) -> pd.DataFrame:
    """Both codings: event_id, coder, event_type, act, orientation, domains, significance, all as text."""
    return pd.read_csv(file, dtype=str)


def units(codings: pd.DataFrame) -> Mapping[str, pd.DataFrame]:
    """For each field a table of units by coder.

    A unit is an event; for orientation an event and partner; for domains an event and domain, present or not."""
    rows: list[dict[str, str]] = codings.to_dict("records")  # pyright: ignore[reportAssignmentType]
    fields = ("event_type", "act", "significance", "orientation", "domains")
    cells: dict[str, dict[str, dict[str, str]]] = {field: {coder: {} for coder in CODERS} for field in fields}
    for row in rows:
        event, coder = row["event_id"], row["coder"]
        for field in ("event_type", "act", "significance"):
            cells[field][coder][event] = row[field]
        for pair in row["orientation"].split(";"):
            partner, _, code = pair.partition(":")
            cells["orientation"][coder][f"{event} {partner}"] = code
        given = row["domains"].split(";")
        for domain in load_codebook().codes("domain"):
            cells["domains"][coder][f"{event} {domain}"] = str(domain in given)
    return {field: pd.DataFrame(found).dropna() for field, found in cells.items()}


def alpha(table: pd.DataFrame, level: Literal["nominal", "ordinal"] = "nominal") -> float:
    """Krippendorff's alpha of a table of units by coder.

    >>> round(alpha(pd.DataFrame({"first": ["a", "b", "a"], "second": ["a", "b", "b"]})), 3)
    0.444
    """
    values = pd.unique(table.to_numpy().ravel())
    order = {value: rank for rank, value in enumerate(sorted(map(str, values)))}
    data = np.array([[order[str(value)] for value in table[coder]] for coder in CODERS], dtype=float)
    return float(krippendorff.alpha(reliability_data=data, level_of_measurement=level))


def table(codings: pd.DataFrame) -> pd.DataFrame:
    """One row a field: number of units, share of agreement, alpha; significance is ordinal, the rest nominal."""
    rows = [
        {
            "field": field,
            "units": len(found),
            "agreement": (found[CODERS[0]] == found[CODERS[1]]).mean(),
            "alpha": alpha(found, "ordinal" if field == "significance" else "nominal"),
        }
        for field, found in units(codings).items()
    ]
    return pd.DataFrame(rows).set_index("field")


if __name__ == "__main__":
    print(table(read_codings(project_root() / "data" / "reliability.csv")).round(3).to_string())
