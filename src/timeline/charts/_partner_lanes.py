"""Every event in the lane of its partner: when, how important, nearer or further."""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd

from timeline.charts import theme
from timeline.charts.data import ChartData, labelled
from timeline.codebook import labels

_WIDTH, _LANE = 960, 26
_MOST_LANES = 30
_WORDS = {
    "en": {
        "title": "{top}: {n} events, more than any other partner, {share} of them towards it",
        "subtitle": "The {lanes} most frequent partners; larger marks weigh more, "
        "the dashed line is the coup of 26 July 2023",
        "orientation": "The act moves Niger", "significance": "Significance",
        "partner": "Partner", "date": "Date", "event": "Event", "corroboration": "Corroboration", "type": "Type",
        "description": "Dot chart, one lane a partner, {first} to {last}: {n} events, coloured by whether they moved "
        "Niger towards or away from the partner.",
    },
    "fr": {
        "title": "{top} : {n} événements, plus que tout autre partenaire, dont {share} de rapprochement",
        "subtitle": "Les événements avec les {lanes} partenaires principaux ; les grandes marques pèsent plus, "
        "le tireté est le coup d'État du 26 juillet 2023",
        "orientation": "L'acte marque un", "significance": "Importance",
        "partner": "Partenaire", "date": "Date", "event": "Événement", "corroboration": "Corroboration", "type": "Type",
        "description": "Nuage de points, une ligne par partenaire, {first} à {last} : {n} événements, colorés selon "
        "qu'ils rapprochent ou éloignent le Niger du partenaire.",
    },
}  # fmt: skip


def lanes(data: ChartData, lang: str) -> pd.DataFrame:
    """One row an event and partner of the most frequent partners, with all that the chart shows.

    Columns: partner, lane, date, until, orientation, significance, title, date_text, type, corroboration, href."""
    pairs = data.participants.rename(columns={f"partner_{lang}": "lane"})
    most = pairs.value_counts(["partner", "lane"]).head(_MOST_LANES).rename("events").reset_index()
    rows = pairs[["event_id", "partner", "orientation"]].merge(most, on="partner").merge(data.events, on="event_id")
    first_page = data.sources.drop_duplicates("event_id")[["event_id", "url"]]
    rows = rows.merge(first_page, on="event_id", how="left")
    return pd.DataFrame(
        {
            "partner": rows["partner"],
            "lane": rows["lane"],
            "events": rows["events"],
            "date": rows["date_plot"],
            "until": rows["date_plot_end"],
            "orientation": labelled(rows, "orientation", lang),
            "significance": rows["significance"],
            "title": rows[f"title_{lang}"],
            "date_text": rows["date_edtf"],
            "type": labelled(rows, "event_type", lang),
            "corroboration": labelled(rows, "corroboration", lang),
            "href": rows["url"],
        }
    )


def partner_lanes(tables: ChartData | None = None, *, lang: str = "en") -> Any:
    """Every event, a lane per partner, ordered by activity; size by significance, colour by orientation."""
    data = tables or ChartData.load()
    words, rows = _WORDS[lang], lanes(data, lang)
    order = rows.drop_duplicates("lane").sort_values(["events", "lane"], ascending=[False, True])["lane"].tolist()
    orientation = labels("orientation", lang)
    top = rows[rows["lane"] == order[0]]
    toward = (top["orientation"] == orientation["toward"]).mean()
    share = f"{toward:.0%}" if lang == "en" else f"{100 * toward:.0f}\u00a0%"
    span = f"{rows['date'].min():%Y}", f"{rows['date'].max():%Y}"
    year_axis = alt.Axis(format="%Y", tickCount="year", grid=False)
    margin = pd.Timedelta(days=90)
    window = [f"{day:%Y-%m-%d}" for day in (rows["date"].min() - margin, rows["until"].max() + margin)]
    lane_axis = alt.Axis(grid=True, labelColor=theme.INK, labelLimit=400, ticks=False, domain=False)
    base = alt.Chart(rows).encode(
        y=alt.Y("lane:N", sort=order, title=None, axis=lane_axis),
        color=alt.Color(
            "orientation:N", title=words["orientation"],
            scale=alt.Scale(domain=list(orientation.values()), range=theme.colours(orientation)),
        ),
        tooltip=[
            alt.Tooltip("title:N", title=words["event"]), alt.Tooltip("date_text:N", title=words["date"]),
            alt.Tooltip("lane:N", title=words["partner"]), alt.Tooltip("type:N", title=words["type"]),
            alt.Tooltip("orientation:N", title=words["orientation"]),
            alt.Tooltip("corroboration:N", title=words["corroboration"]),
        ],
        href="href:N",
    )  # fmt: skip
    dots = base.mark_circle(opacity=0.65).encode(
        x=alt.X("date:T", title=None, scale=alt.Scale(domain=window), axis=year_axis),
        size=alt.Size("significance:O", title=words["significance"],
                      scale=alt.Scale(domain=[1, 2, 3], range=[25, 70, 190]),
                      legend=alt.Legend(labelExpr=_label_expression(lang), symbolFillColor=theme.MUTED)),
    )  # fmt: skip
    spans = base.mark_rule(strokeWidth=2, opacity=0.5).encode(x="date:T", x2="until:T")
    coup = pd.DataFrame({"date": [pd.Timestamp(theme.COUP)]})
    line = alt.Chart(coup).mark_rule(color=theme.INK, strokeDash=[4, 3]).encode(x="date:T")
    chart = alt.layer(spans, dots, line).properties(width=_WIDTH, height=_LANE * len(order))
    return theme.framed(
        chart.interactive(bind_y=False),
        title=words["title"].format(top=order[0], n=theme.number(len(top), lang), share=share),
        subtitle=words["subtitle"].format(lanes=len(order)),
        source=theme.source_line(data.events, lang),
        description=words["description"].format(first=span[0], last=span[1], n=theme.number(rows["title"].size, lang)),
        lang=lang,
    )


def _label_expression(lang: str) -> str:
    pairs = ", ".join(f"'{code}': '{name}'" for code, name in labels("significance", lang).items())
    return f"{{{pairs}}}[datum.value]"
