"""What the explorer is made from: the dataset's tables, loaded once."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

import pandas as pd

from timeline.load import read_table

if TYPE_CHECKING:
    from timeline.tables.make import Tables


@dataclass(frozen=True)
class ReportData:
    """The tables that the explorer shows; pass your own for a page of a part of the dataset."""

    events: pd.DataFrame
    participants: pd.DataFrame
    sources: pd.DataFrame
    spells: pd.DataFrame
    partners: pd.DataFrame
    places: pd.DataFrame
    people: pd.DataFrame

    @classmethod
    def load(cls) -> ReportData:
        """The built dataset."""
        return cls(**{field.name: read_table(field.name) for field in fields(cls)})

    @classmethod
    def of(cls, tables: Tables) -> ReportData:
        """Tables that were just made, without a way through files."""
        return cls(**{field.name: getattr(tables, field.name) for field in fields(cls)})
