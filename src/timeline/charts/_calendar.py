"""How many events fall in each month of each year, and where research was not systematic."""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd

from timeline.analysis import load_coverage
from timeline.charts import theme
from timeline.charts.data import ChartData
from timeline.charts.words import decimal, month_text, wording

_CELL_WIDTH, _CELL_HEIGHT, _TOTALS = 62, 28, 190
_PALE, _DEEP = "#EDEDED", "#3B3B3B"
_LIGHT_TEXT = 0.5  # from this part of the greatest number on the cell is too dark for black figures
_WORDS = wording({
    "en": {
        "title": "{month}: {most} events, the busiest month; {median} in the median month since {start}",
        "plain": "Events by month and year",
        "subtitle": "Events by the month in which they began. Outlined: months outside the systematic research "
        "({start} to {end}), with landmarks only.",
        "missing": "{n} events whose month is not known are counted in their year only.",
        "year": "Year", "month": "Month", "events": "Events", "total": "Whole year",
        "research": "Research", "systematic": "systematic", "landmarks": "landmarks only",
        "description": "Heat map of the number of events by month and year, {first} to {last}. {title}.",
    },
    "fr": {
        "title": "{month} : {most} événements, le mois le plus chargé ; médiane de {median} par mois depuis {start}",
        "plain": "Événements par mois et par an",
        "subtitle": "Événements selon le mois où ils commencent. En contour : mois hors de la recherche systématique "
        "({start} à {end}), aux seuls événements marquants.",
        "missing": "{n} événements dont le mois n’est pas connu ne comptent que dans leur année.",
        "year": "Année", "month": "Mois", "events": "Événements", "total": "Année entière",
        "research": "Recherche", "systematic": "systématique", "landmarks": "événements marquants seulement",
        "description": "Carte de chaleur du nombre d’événements par mois et par an, {first} à {last}. {title}.",
    },
})  # fmt: skip


def months(data: ChartData) -> pd.DataFrame:
    """One row a month of the years that the dataset reaches, up to the month of its last event.

    Columns: month (its first day), events (that began in it), systematic (whether all of it was researched so).
    Events of which only the year is known, or one of several days in different months, are in no month."""
    began: Any = data.events["date_start"].dt.to_period("M")
    known = began[_month_known(data.events)]
    every = pd.period_range(pd.Timestamp(began.min().year, 1, 1), data.events["date_end"].max(), freq="M")
    coverage = load_coverage()
    return pd.DataFrame(
        {
            "month": every.start_time,
            "events": known.value_counts().reindex(every, fill_value=0).to_numpy(),
            "systematic": [coverage.holds(month.start_time, month.end_time.normalize()) for month in every],
        }
    )


def _month_known(events: Any) -> Any:
    """Whether an event's month is known: an act over several months begins in one, one of several days does not."""
    start, end, precision = events["date_start"], events["date_end"], events["date_precision"].astype(str)
    same = start.dt.to_period("M") == end.dt.to_period("M")
    return same | (precision == "interval")


def calendar(tables: ChartData | None = None, *, lang: str = "en") -> Any:
    """Events by month and year, the months that were not researched systematically in outline."""
    data = ChartData.given(tables)
    words, rows = _WORDS[lang], months(data)
    coverage = load_coverage()
    span = {"start": month_text(coverage.start, lang), "end": month_text(coverage.end, lang)}
    known: Any = rows[rows["systematic"]]
    title = words["plain"]
    if known["events"].any():
        busiest = known.loc[known["events"].idxmax()]
        name = month_text(busiest["month"], lang)
        median = float(known["events"].median())
        title = words["title"].format(
            month=name[:1].upper() + name[1:], most=busiest["events"], start=span["start"],
            median=decimal(median, lang, 0 if median.is_integer() else 1),
        )  # fmt: skip
    missing = int((~_month_known(data.events)).sum())
    subtitle = [words["subtitle"].format(**span), *([words["missing"].format(n=missing)] if missing else [])]
    return theme.framed(
        _grid(rows, data.events, words, lang),
        title=title,
        subtitle=subtitle,
        source=theme.source_line(data.events, lang),
        description=words["description"].format(
            first=rows["month"].min().year, last=rows["month"].max().year, title=title
        ),
        lang=lang,
    )


def _grid(rows: Any, events: Any, words: dict[str, str], lang: str) -> Any:
    short = theme.LOCALES[lang]["time"]["shortMonths"]
    rows = rows.assign(
        year=rows["month"].dt.year.astype(str), short=[short[day.month - 1] for day in rows["month"]],
        name=[month_text(day, lang) for day in rows["month"]],
        research=[words["systematic" if systematic else "landmarks"] for systematic in rows["systematic"]],
    )  # fmt: skip
    years = sorted(rows["year"].unique())
    most = int(rows["events"].max())
    height = _CELL_HEIGHT * len(years)
    y = alt.Y("year:N", sort=years, title=None, scale=alt.Scale(domain=years),
              axis=alt.Axis(labelColor=theme.INK, ticks=False, domain=False, labelPadding=8))  # fmt: skip
    x = alt.X("short:N", sort=short, title=None, scale=alt.Scale(domain=short),
              axis=alt.Axis(orient="top", labelAngle=0, labelColor=theme.INK, ticks=False, domain=False))  # fmt: skip
    tooltip = [alt.Tooltip("name:N", title=words["month"]), alt.Tooltip("events:Q", title=words["events"]),
               alt.Tooltip("research:N", title=words["research"])]  # fmt: skip
    colour = alt.Color("events:Q", legend=None,
                       scale=alt.Scale(domain=[0, most], range=[_PALE, _DEEP], interpolate="lab"))  # fmt: skip
    known, outside = rows[rows["systematic"]], rows[~rows["systematic"] & (rows["events"] > 0)]
    cells = alt.Chart(known).mark_rect(stroke="#FFFFFF", strokeWidth=2)
    outlines = alt.Chart(outside).mark_rect(
        fill="#FFFFFF", stroke=theme.MUTED, strokeWidth=1, strokeDash=[3, 2], width=_CELL_WIDTH - 6,
        height=_CELL_HEIGHT - 6,
    )  # fmt: skip
    shown = rows[rows["systematic"] | (rows["events"] > 0)]
    figures = alt.Chart(shown).mark_text(fontSize=12).encode(
        x=x, y=y, text="events:Q",
        color=alt.condition(
            f"datum.systematic && datum.events > {_LIGHT_TEXT * most}", alt.value("#FFFFFF"), alt.value(theme.INK)
        ),
    )  # fmt: skip
    heat = alt.layer(
        cells.encode(x=x, y=y, color=colour, tooltip=tooltip), outlines.encode(x=x, y=y, tooltip=tooltip), figures
    ).properties(width=_CELL_WIDTH * len(short), height=height)
    return alt.hconcat(heat, _totals(events, rows, years, words).properties(width=_TOTALS, height=height), spacing=16)


def _totals(events: Any, rows: Any, years: list[str], words: dict[str, str]) -> Any:
    """The events of whole years as bars, in outline where no month was researched systematically."""
    counted: Any = events["date_start"].dt.year.astype(str).value_counts()
    systematic = rows.groupby("year")["systematic"].any()
    table = pd.DataFrame({"year": years, "events": [int(counted.get(year, 0)) for year in years]})
    table = table.assign(systematic=table["year"].map(systematic))
    y = alt.Y("year:N", sort=years, title=None, axis=None, scale=alt.Scale(domain=years))
    x = alt.X("events:Q", title=words["total"], scale=alt.Scale(domain=[0, int(table["events"].max() * 1.2) + 1]),
              axis=alt.Axis(orient="top", labels=False, ticks=False, grid=False, domain=False, titleAnchor="start",
                            titleColor=theme.INK, titlePadding=2))  # fmt: skip
    tooltip = [alt.Tooltip("year:N", title=words["year"]), alt.Tooltip("events:Q", title=words["events"])]
    full = alt.Chart(table[table["systematic"]]).mark_bar(color=theme.MUTED, height=_CELL_HEIGHT - 10)
    outline = alt.Chart(table[~table["systematic"]]).mark_bar(
        fill="#FFFFFF", stroke=theme.MUTED, strokeWidth=1, strokeDash=[3, 2], height=_CELL_HEIGHT - 12
    )  # fmt: skip
    text = alt.Chart(table).mark_text(align="left", dx=6, color=theme.INK, fontSize=12)
    return alt.layer(
        full.encode(x=x, y=y, tooltip=tooltip), outline.encode(x=x, y=y, tooltip=tooltip),
        text.encode(x=x, y=y, text="events:Q"),
    )  # fmt: skip
