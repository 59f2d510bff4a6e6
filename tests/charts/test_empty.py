"""Tables with too little to draw: a message with a remedy, never a crash."""

from __future__ import annotations

import contextlib
import dataclasses

import pytest

from timeline import charts
from timeline.charts.data import ChartData, NothingToDrawError
from timeline.errors import TimelineError


def part(data: ChartData, keep: slice) -> ChartData:
    """Some events of the tables, with what belongs to them."""
    events = data.events.iloc[keep].reset_index(drop=True)
    own = {
        name: table[table["event_id"].isin(events["event_id"])].reset_index(drop=True)
        for name, table in (("participants", data.participants), ("sources", data.sources))
    }
    return dataclasses.replace(data, events=events, **own)


@pytest.mark.parametrize("name", charts.CHARTS)
def test_no_events_is_a_message_with_a_remedy(small: ChartData, name: str) -> None:
    with pytest.raises(NothingToDrawError, match=r"hold no events to draw\. Remedy: filter them less"):
        getattr(charts, name)(part(small, slice(0)))


@pytest.mark.parametrize("name", charts.CHARTS)
@pytest.mark.parametrize("keep", [slice(1), slice(3, 6), slice(40, 42)], ids=["one", "landmarks", "since the coup"])
def test_a_few_events_are_drawn_or_refused_with_a_remedy(small: ChartData, name: str, keep: slice) -> None:
    with contextlib.suppress(TimelineError):
        assert getattr(charts, name)(part(small, keep), lang="fr").to_dict()["title"]["text"]
