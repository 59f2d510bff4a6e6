"""Altair charts of the timeline: each takes ``(tables=None, *, lang="en")`` and returns a chart.

>>> import timeline
>>> chart = timeline.charts.partner_lanes(lang="fr")
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

from timeline.charts.data import ChartData

if TYPE_CHECKING:
    from timeline.charts._acts import acts
    from timeline.charts._calendar import calendar
    from timeline.charts._diversification import diversification
    from timeline.charts._domains import domains
    from timeline.charts._momentum import momentum
    from timeline.charts._partner_lanes import partner_lanes
    from timeline.charts._presence import presence
    from timeline.charts._realignment import realignment
    from timeline.charts._stories import stories
    from timeline.charts._timeline import timeline
    from timeline.charts._visits import visits
    from timeline.charts._voices import voices

CHARTS = (
    "timeline", "partner_lanes", "momentum", "realignment", "diversification", "domains", "presence", "acts",
    "calendar", "visits", "voices", "stories",
)  # fmt: skip

__all__ = [
    "CHARTS", "ChartData", "acts", "calendar", "diversification", "domains", "momentum", "partner_lanes", "presence",
    "realignment", "stories", "timeline", "visits", "voices",
]  # fmt: skip


def __getattr__(name: str) -> Any:
    """A chart's function, from the module of its name; the underscore keeps function and module apart."""
    if name not in CHARTS:
        raise AttributeError(f"module 'timeline.charts' has no attribute {name!r}; the charts are {', '.join(CHARTS)}")
    value = getattr(importlib.import_module(f"timeline.charts._{name}"), name)
    globals()[name] = value
    return value
