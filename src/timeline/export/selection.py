"""What is exported: the dataset's tables, or the part of them that filters leave."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from timeline.load import Lang, in_language, load_events, read_table
from timeline.tables.keys import KEYS


@dataclass(frozen=True)
class Selection:
    """Tables by name, and the language asked for; without one, columns in both languages stand side by side."""

    tables: Mapping[str, pd.DataFrame]
    lang: Lang | None = None

    def shown(self) -> dict[str, pd.DataFrame]:
        """The tables with their columns in the language asked for."""
        return {name: in_language(table, self.lang) for name, table in self.tables.items()}

    @property
    def reader(self) -> Lang:
        """The language for what is read rather than computed with: English unless French is asked for."""
        return self.lang or "en"


def load_selection(
    *,
    partner: str | None = None,
    since: str | None = None,
    until: str | None = None,
    significance: int | None = None,
    lang: Lang | None = None,
) -> Selection:
    """The built dataset, its events filtered as ``timeline.load_events`` filters them.

    Of participants and sources those of the events stay, of spells those of the partner that touch the days; the
    reference tables stay whole. Raises UnknownValueError for a code that the data does not know."""
    events = load_events(partner=partner, since=since, until=until, significance=significance)
    tables = {name: events if name == "events" else read_table(name) for name in KEYS}
    in_language(events.head(0), lang)  # an unknown language is named before any work
    return Selection(narrowed(tables, partner=partner, since=since, until=until), lang)


def narrowed(
    tables: Mapping[str, pd.DataFrame],
    *,
    partner: str | None = None,
    since: str | None = None,
    until: str | None = None,
) -> dict[str, pd.DataFrame]:
    """The tables with participants, sources and spells cut to the events that are left."""
    kept = tables["events"]["event_id"]
    of_events = {name: tables[name][tables[name]["event_id"].isin(kept)] for name in ("participants", "sources")}
    spells = tables["spells"]
    keep = pd.Series(data=True, index=spells.index)
    if partner is not None:
        keep &= spells["partner"] == partner
    if since is not None:
        keep &= ~(spells["end"] < pd.Timestamp(since))
    if until is not None:
        keep &= ~(spells["start"] > pd.Timestamp(until))
    cut = {**of_events, "spells": spells[keep]}
    return {name: cut.get(name, table).reset_index(drop=True) for name, table in tables.items()}
