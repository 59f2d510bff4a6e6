"""What the charts are drawn from: the dataset's tables, loaded once."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING

import pandas as pd

from timeline.charts.typography import typeset
from timeline.charts.words import labels
from timeline.errors import TimelineError
from timeline.load import load_events, load_participants, load_partners, load_places, load_sources, load_spells

if TYPE_CHECKING:
    from timeline.tables.make import Tables


@dataclass(frozen=True, eq=False)  # tables have no equality of one truth value: the same only when it is this one
class ChartData:
    """The tables that charts read; pass your own to draw a part of the dataset."""

    events: pd.DataFrame
    participants: pd.DataFrame
    sources: pd.DataFrame
    spells: pd.DataFrame
    partners: pd.DataFrame
    places: pd.DataFrame = field(default_factory=load_places)

    @classmethod
    def load(cls) -> ChartData:
        """The built dataset, its texts typeset."""
        data = cls(load_events(), load_participants(), load_sources(), load_spells(), load_partners(), load_places())
        return data.printed()

    @classmethod
    def given(cls, tables: ChartData | None) -> ChartData:
        """The tables that a chart was given, the built dataset's by default.

        Raises NothingToDrawError where they hold no event."""
        data = tables or cls.load()
        some(data.events, "events")
        return data

    @classmethod
    def of(cls, tables: Tables) -> ChartData:
        """Tables that were just made, without a way through files; their texts typeset."""
        data = cls(tables.events, tables.participants, tables.sources, tables.spells, tables.partners, tables.places)
        return data.printed()

    def printed(self) -> ChartData:
        """The same tables with every text that readers see (columns that end in a language) typeset."""
        return ChartData(**{part.name: _typeset(getattr(self, part.name)) for part in fields(self)})


def _typeset(table: pd.DataFrame) -> pd.DataFrame:
    texts = [column for column in table.columns if column.endswith(("_en", "_fr"))]
    return table.assign(
        **{
            column: [typeset(text, column[-2:]) if isinstance(text, str) else text for text in table[column]]
            for column in texts
        }
    )


class NothingToDrawError(TimelineError, ValueError):
    """The tables hold nothing of what a chart shows."""


def some(rows: pd.DataFrame, what: str) -> pd.DataFrame:
    """The rows that a chart draws; NothingToDrawError where there are none.

    >>> some(pd.DataFrame(), "turning points")
    Traceback (most recent call last):
    timeline.charts.data.NothingToDrawError: the tables hold no turning points to draw. Remedy: filter them less, ...
    """
    if rows.empty:
        raise NothingToDrawError(
            f"the tables hold no {what} to draw", remedy="filter them less, or draw another of timeline.charts.CHARTS"
        )
    return rows


def labelled(table: pd.DataFrame, column: str, lang: str) -> list[str]:
    """A column of codes, named like its vocabulary, as the labels that readers see."""
    names = labels(column, lang)
    return [names[str(code)] for code in table[column]]
