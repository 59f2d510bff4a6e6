"""Marks that several charts share: the coup, the windows that may not be compared, names at the ends of lines."""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd

from timeline.charts import theme


def coup(text: str, *, y: float = -7, align: str = "right") -> list[Any]:
    """The dashed line of the coup over a shared time scale (field ``date``), and its name at a height in pixels."""
    chart = alt.Chart(pd.DataFrame({"date": [pd.Timestamp(theme.COUP)], "text": [text]}))
    line = chart.mark_rule(color=theme.INK, strokeDash=[4, 3]).encode(x="date:T")
    side: Any = align
    name = chart.mark_text(
        align=side, dx=-5 if align == "right" else 6, color=theme.INK, fontSize=12, fontWeight="bold"
    )
    return [line, name.encode(x="date:T", y=alt.value(y), text="text:N")]


def not_comparable(start: pd.Timestamp, end: pd.Timestamp, text: str, *, y: float = 16) -> list[Any]:
    """A shade from one day to another, with its name inside at a height in pixels."""
    edge = alt.Chart(pd.DataFrame({"from": [start], "to": [end], "text": [text]}))
    shade = edge.mark_rect(color=theme.INK, opacity=0.06).encode(x="from:T", x2="to:T")
    name = edge.mark_text(align="left", dx=8, color=theme.MUTED, fontSize=12)
    return [shade, name.encode(x="from:T", y=alt.value(y), text="text:N")]


def text_at(text: str, x: float, y: float, **mark: Any) -> Any:
    """A text at a place in pixels."""
    chart = alt.Chart(pd.DataFrame({"text": [text]}))
    return chart.mark_text(**mark).encode(x=alt.value(x), y=alt.value(y), text="text:N")
