"""Every event in the lane of its partner: when, how important, nearer or further."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

import altair as alt
import pandas as pd

from timeline.analysis import load_coverage
from timeline.charts import theme
from timeline.charts._marks import text_at
from timeline.charts.data import ChartData, labelled
from timeline.charts.words import dates, labels, month_text, percent, short_names, wording

_WIDTH, _LANE, _STRIP = 850, 26, 44
_MOST_LANES = 30
_PADDING, _QUARTER = pd.Timedelta(days=120), pd.Timedelta(days=91)
_WORDS = wording({
    "en": {
        "title": "{top}: {n} events, more than with any other partner, {share} of them towards it",
        "subtitle": "Events between Niger and its {lanes} most frequent partners, by bloc; larger marks weigh more",
        "coup": "Coup of 26 July 2023", "before": "Until {end}: landmarks only",
        "orientation": "Effect of the act", "significance": "Significance",
        "brush": "Drag here to look closer",
        "source": "Source (click opens it)", "quarter": "Quarter from", "acts": "Events",
        "partner": "Partner", "date": "Date", "event": "Event", "corroboration": "Corroboration", "type": "Type",
        "description": "Dot chart, one lane a partner, {first} to {last}: {n} events, coloured by whether they moved "
        "Niger towards or away from the partner.",
    },
    "fr": {
        "title": "{top} : {n} événements, plus que tout autre partenaire, dont {share} de rapprochement",
        "subtitle": "Événements avec les {lanes} partenaires principaux, par bloc ; plus la marque est grande, plus "
        "l’événement compte",
        "coup": "Coup d'État du 26 juillet 2023", "before": "Jusqu'en {end} : événements marquants seulement",
        "orientation": "Effet de l'acte", "significance": "Importance",
        "brush": "Glisser ici pour agrandir",
        "source": "Source (un clic l'ouvre)", "quarter": "Trimestre du", "acts": "Événements",
        "partner": "Partenaire", "date": "Date", "event": "Événement", "corroboration": "Corroboration", "type": "Type",
        "description": "Nuage de points, une ligne par partenaire, {first} à {last} : {n} événements, colorés selon "
        "qu'ils rapprochent ou éloignent le Niger du partenaire.",
    },
})  # fmt: skip


def lanes(data: ChartData, lang: str) -> pd.DataFrame:
    """One row an event and partner of the most frequent partners, with all that the chart shows.

    Columns: partner, name, lane, bloc, events (of the partner), date, until, orientation, significance, title,
    date_text, type, corroboration, href, source (the host of the page)."""
    pairs: Any = data.participants
    most = pairs["partner"].value_counts().head(_MOST_LANES).rename("events").reset_index()
    rows = pairs.drop(columns="is_initiator").merge(most, on="partner").merge(data.events, on="event_id")
    first_page: Any = data.sources.drop_duplicates("event_id")[["event_id", "url"]]
    rows = rows.merge(first_page, on="event_id", how="left")
    blocs = labels("bloc", lang)
    return pd.DataFrame(
        {
            "partner": rows["partner"],
            "name": rows[f"partner_{lang}"],
            "lane": short_names(rows, lang),
            "bloc": [blocs.get(str(code), "") for code in rows["bloc"]],
            "events": rows["events"],
            "date": rows["date_plot"],
            "until": rows["date_plot_end"],
            "orientation": labelled(rows, "orientation", lang),
            "significance": rows["significance"],
            "title": rows[f"title_{lang}"],
            "date_text": dates(rows, lang),
            "type": labelled(rows, "event_type", lang),
            "corroboration": labelled(rows, "corroboration", lang),
            "href": rows["url"],
            "source": [urlsplit(url).hostname if isinstance(url, str) else "" for url in rows["url"]],
        }
    )


def lane_order(rows: pd.DataFrame) -> pd.DataFrame:
    """The lanes from top to bottom: blocs by their events, inside a bloc partners by theirs.

    Columns: lane, name, bloc, events, first (whether the lane opens its bloc)."""
    order: Any = rows.drop_duplicates("lane")[["lane", "name", "bloc", "events"]]
    order = order.assign(total=order.groupby("bloc")["events"].transform("sum"))
    order = order.sort_values(
        ["total", "bloc", "events", "lane"], ascending=[False, True, False, True], ignore_index=True
    )
    return order.assign(first=~order["bloc"].duplicated()).drop(columns="total")


def partner_lanes(tables: ChartData | None = None, *, lang: str = "en") -> Any:
    """Every event, a lane per partner, by bloc and activity; size by significance, colour by orientation."""
    data = ChartData.given(tables)
    words, rows = _WORDS[lang], lanes(data, lang)
    order: Any = lane_order(rows)
    names = order["lane"].tolist()
    leader = order.loc[order["events"].idxmax()]
    top = rows[rows["lane"] == leader["lane"]]
    toward: Any = (top["orientation"] == labels("orientation", lang)["toward"]).mean()
    span = f"{rows['date'].min():%Y}", f"{rows['date'].max():%Y}"
    reach = [_day(rows["date"].min() - _PADDING), _day(rows["until"].max() + _PADDING)]
    brush = alt.selection_interval(name="brush", encodings=["x"])
    layers = [
        *_groups(order), *_landmarks(rows, words, lang, brush), *_marks(rows, names, words, lang, brush),
        *_coup(words, brush),
    ]  # fmt: skip
    chart = alt.layer(*layers).properties(width=_WIDTH, height=_LANE * len(names))
    return theme.framed(
        alt.vconcat(chart, _strip(rows, words, reach, brush), spacing=8),
        title=words["title"].format(top=leader["name"], n=theme.number(len(top), lang), share=percent(toward, lang)),
        subtitle=words["subtitle"].format(lanes=len(names)),
        source=theme.source_line(data.events, lang),
        description=words["description"].format(first=span[0], last=span[1], n=theme.number(rows["title"].size, lang)),
        lang=lang,
    )


def _lane(names: Sequence[str]) -> alt.Y:
    axis = alt.Axis(grid=True, labelColor=theme.INK, labelLimit=200, labelPadding=8, ticks=False, domain=False)
    return alt.Y("lane:N", sort=list(names), title=None, axis=axis)


def _time(field: str, brush: Any) -> alt.X:
    """Time as far as the brush reaches; every layer says so, or Vega-Lite takes the reach of the data instead."""
    axis = alt.Axis(format="%Y", tickCount="year", grid=False, labelOverlap=True)
    return alt.X(f"{field}:T", title=None, scale=alt.Scale(domain=brush, nice=False), axis=axis)


def _marks(rows: Any, names: Sequence[str], words: dict[str, str], lang: str, brush: Any) -> list[Any]:
    orientation = labels("orientation", lang)
    # side by side, which Vega-Lite does by itself only with legends in places of their own
    beside: Any = {"orient": "none", "direction": "horizontal", "legendY": -64, "symbolOpacity": 1}
    legend = alt.Legend(symbolSize=110, legendX=0, **beside)
    base = alt.Chart(rows).encode(
        y=_lane(names),
        color=alt.Color(
            "orientation:N", title=words["orientation"], legend=legend,
            scale=alt.Scale(domain=list(orientation.values()), range=theme.colours(orientation)),
        ),
        tooltip=[
            alt.Tooltip("title:N", title=words["event"]), alt.Tooltip("date_text:N", title=words["date"]),
            alt.Tooltip("name:N", title=words["partner"]), alt.Tooltip("type:N", title=words["type"]),
            alt.Tooltip("orientation:N", title=words["orientation"]),
            alt.Tooltip("corroboration:N", title=words["corroboration"]),
            alt.Tooltip("source:N", title=words["source"]),
        ],
        href="href:N",
    )  # fmt: skip
    dots = base.mark_circle(opacity=0.7, stroke="#FFFFFF", strokeWidth=0.6, clip=True).encode(
        x=_time("date", brush),
        size=alt.Size("significance:O", title=words["significance"],
                      scale=alt.Scale(domain=[1, 2, 3], range=[38, 100, 260]),
                      legend=alt.Legend(labelExpr=_label_expression(lang), symbolFillColor=theme.MUTED, legendX=340,
                                        symbolStrokeColor=theme.MUTED, **beside)),
    )  # fmt: skip
    long = alt.Chart(rows[rows["until"] > rows["date"]])
    spans = long.mark_rule(strokeWidth=2, opacity=0.5, clip=True).encode(
        x=_time("date", brush), x2="until:T", y=_lane(names), color=base.encoding.color
    )
    return [spans, dots]


def _groups(order: Any) -> list[Any]:
    """A line above each bloc but the first, across the lanes and its name, and the name at its right."""
    names, heads = order["lane"].tolist(), order[order["first"]]
    lines = (
        alt.Chart(heads.iloc[1:])
        .mark_rule(color=theme.MUTED, strokeWidth=0.8, yOffset=-_LANE / 2, clip=False)
        .encode(y=_lane(names), x=alt.value(0), x2=alt.value(_WIDTH + 190))
    )
    labelled_blocs = (
        alt.Chart(heads)
        .mark_text(align="left", color=theme.MUTED, fontSize=12, clip=False)
        .encode(y=_lane(names), x=alt.value(_WIDTH + 8), text="bloc:N")
    )
    return [lines, labelled_blocs]


def _landmarks(rows: Any, words: dict[str, str], lang: str, brush: Any) -> list[Any]:
    """The years that were not researched systematically: shaded, and named above while the brush shows them."""
    start = load_coverage().start
    text = words["before"].format(end=month_text(start - pd.Timedelta(days=1), lang))
    first = rows["date"].min() - _PADDING
    data = pd.DataFrame({"from": [first], "date": [max(start, first)], "text": [text]})
    band = (
        alt.Chart(data).mark_rect(color=theme.INK, opacity=0.045, clip=True).encode(x=_time("from", brush), x2="date:T")
    )
    # without a brush the lanes reach as far as the data: room for the last marks
    room = (
        alt.Chart(pd.DataFrame({"date": [rows["until"].max() + _PADDING]}))
        .mark_point(opacity=0)
        .encode(x=_time("date", brush))
    )
    name = alt.Chart(data).mark_text(align="left", color=theme.MUTED, fontSize=12, clip=False)
    return [band, room, name.encode(x=alt.value(0), y=alt.value(-7), text="text:N", opacity=_shown(brush))]


def _coup(words: dict[str, str], brush: Any) -> list[Any]:
    coup = pd.DataFrame({"date": [pd.Timestamp(theme.COUP)], "text": [words["coup"]]})
    line = alt.Chart(coup).mark_rule(color=theme.INK, strokeDash=[4, 3], clip=True).encode(x=_time("date", brush))
    name = (
        alt.Chart(coup)
        .mark_text(align="right", dx=-5, color=theme.INK, fontSize=12, fontWeight="bold", clip=False)
        .encode(x=_time("date", brush), y=alt.value(-7), text="text:N", opacity=_shown(brush))
    )
    return [line, name]


def _shown(brush: Any) -> Any:
    """Only while the brush holds the mark's date: texts above the lanes are not cut at their edges."""
    return alt.condition(brush, alt.value(1), alt.value(0))


def _strip(rows: Any, words: dict[str, str], reach: list[dict[str, int]], brush: Any) -> Any:
    """Events a quarter, to brush over: the lanes show what is brushed; the wheel narrows and widens the brush."""
    quarters: Any = rows["date"].dt.to_period("Q").value_counts().sort_index()
    table = pd.DataFrame(
        {"date": quarters.index.start_time + _QUARTER / 2, "from": quarters.index.start_time, "n": quarters.to_numpy()}
    )
    wide = _WIDTH * _QUARTER / (rows["until"].max() - rows["date"].min() + 2 * _PADDING)
    x = alt.X(
        "date:T", title=None, scale=alt.Scale(domain=reach, nice=False),
        axis=alt.Axis(format="%Y", tickCount={"interval": "year", "step": 2}, grid=False),
    )  # fmt: skip
    tooltip = [
        alt.Tooltip("from:T", title=words["quarter"], format="%d/%m/%Y"), alt.Tooltip("n:Q", title=words["acts"]),
    ]  # fmt: skip
    bars = alt.Chart(table).mark_bar(color=theme.MUTED, width=wide - 1).encode(
        x=x, y=alt.Y("n:Q", title=None, axis=None), tooltip=tooltip
    )  # fmt: skip
    hint = text_at(words["brush"], _WIDTH + 8, _STRIP / 2, align="left", color=theme.MUTED, fontSize=11)
    return alt.layer(bars.add_params(brush), hint).properties(width=_WIDTH, height=_STRIP)


def _day(day: pd.Timestamp) -> dict[str, int]:
    return {"year": day.year, "month": day.month, "date": day.day}


def _label_expression(lang: str) -> str:
    pairs = ", ".join(f"'{code}': '{name}'" for code, name in labels("significance", lang).items())
    return f"{{{pairs}}}[datum.value]"
