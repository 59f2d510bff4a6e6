"""The tables that the pages speak of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from timeline.load import load_events, load_participants, load_publishers, load_sources, load_spells
from timeline.pages.measured import NAMES, Part, read_results
from timeline.reliability import read_codings
from timeline.tables.make import Tables


@dataclass(frozen=True)
class Facts:
    """The dataset's tables, the two of how it was made, ``curation`` (one row a researched event: file, index, record,
    decision, reason) and ``codings`` (one row an event and coder), and what the benchmarks last ``measured``."""

    events: pd.DataFrame
    participants: pd.DataFrame
    sources: pd.DataFrame
    spells: pd.DataFrame
    publishers: pd.DataFrame
    curation: pd.DataFrame
    codings: pd.DataFrame
    measured: Mapping[str, Sequence[Part]]

    @classmethod
    def load(cls, root: Path) -> Facts:
        """The built dataset."""
        return cls(load_events(), load_participants(), load_sources(), load_spells(), load_publishers(), *_making(root))

    @classmethod
    def of(cls, tables: Tables, root: Path) -> Facts:
        """Tables that were just made."""
        return cls(tables.events, tables.participants, tables.sources, tables.spells, tables.publishers, *_making(root))


def _making(root: Path) -> tuple[pd.DataFrame, pd.DataFrame, Mapping[str, Sequence[Part]]]:
    return (
        pd.read_csv(root / "data" / "curation.csv"),
        read_codings(root / "data" / "reliability.csv"),
        {name: read_results(root, name) for name in NAMES},
    )
