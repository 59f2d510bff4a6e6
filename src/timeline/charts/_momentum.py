"""Acts towards and away from each main partner, quarter by quarter."""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd

from timeline.analysis import load_coverage
from timeline.charts import theme
from timeline.charts.data import ChartData, some
from timeline.charts.words import date_text, labels, signed, wording

_MAIN, _COLUMNS = 8, 4
_WIDTH, _HEIGHT = 255, 230  # tall, since one scale must hold the worst quarter of all
_GAP = pd.Timedelta(days=8)  # between the bars of two quarters
_SIGNS = {"toward": 1, "away": -1}
_WORDS = wording({
    "en": {
        "title": "Acts towards minus acts away since the coup: {low} {low_net}, {high} {high_net}",
        "subtitle": "Acts a quarter that moved Niger towards (up) or away from (down) its {n} most frequent partners, "
        "{start} to {end}; neutral acts left out",
        "panel": "{name}\n{toward} towards, {away} away",
        "acts": "Acts", "quarter": "Quarter", "partner": "Partner", "orientation": "Effect of the act",
        "quarter_name": "Q{quarter} {year}", "coup": "Dashed: coup of 26 July 2023",
        "description": "Small multiples of diverging bars, acts towards and away a quarter, {start} to {end}: "
        "{panels}.",
    },
    "fr": {
        "title": "Rapprochements moins éloignements depuis le coup d'État : {low} {low_net}, {high} {high_net}",
        "subtitle": "Actes par trimestre qui rapprochent (en haut) ou éloignent (en bas) le Niger de ses {n} "
        "partenaires principaux, {start}–{end} ; sans les actes neutres",
        "panel": "{name}\n{toward} rapprochements, {away} éloignements",
        "acts": "Actes", "quarter": "Trimestre", "partner": "Partenaire", "orientation": "Effet de l'acte",
        "quarter_name": "T{quarter} {year}", "coup": "Tireté : coup d'État du 26 juillet 2023",
        "description": "Petits graphiques de barres divergentes, actes de rapprochement et d'éloignement par "
        "trimestre, {start} à {end} : {panels}.",
    },
})  # fmt: skip


def quarters(data: ChartData) -> pd.DataFrame:
    """Acts towards and away a quarter for the partners with most of them, inside the systematic period.

    Columns: partner, orientation, quarter (its first day), acts, since_coup (how many of them came after the coup).
    Every partner has a row for each of the two orientations in every quarter, with 0 where nothing happened;
    partners come in the order of their acts."""
    coverage = load_coverage()
    pairs: Any = data.participants.merge(data.events[["event_id", "date_plot"]], on="event_id")
    inside = pairs["date_plot"].between(coverage.start, coverage.end)
    pairs = pairs[inside & pairs["orientation"].isin(list(_SIGNS))]
    main = pairs.value_counts("partner").head(_MAIN).index.tolist()
    counted = pd.DataFrame(
        {
            "partner": pairs["partner"].astype(str),
            "orientation": pairs["orientation"].astype(str),
            "quarter": pairs["date_plot"].dt.to_period("Q").dt.start_time,
            "acts": 1,
            "since_coup": (pairs["date_plot"] >= theme.COUP).astype(int),
        }
    )
    every = pd.date_range(coverage.start, coverage.end, freq="QS")
    grid = pd.MultiIndex.from_product([main, list(_SIGNS), every], names=["partner", "orientation", "quarter"])
    sums: Any = counted.groupby(list(grid.names))[["acts", "since_coup"]].sum()
    return sums.reindex(grid, fill_value=0).reset_index()


def momentum(tables: ChartData | None = None, *, lang: str = "en") -> Any:
    """Acts towards and away a quarter, a panel a main partner, all on one scale."""
    data = ChartData.given(tables)
    words, rows = _WORDS[lang], _worded(some(quarters(data), "events of the systematic period"), data, lang)
    net: Any = (rows["since_coup"] * rows["sign"]).groupby(rows["name"]).sum()
    coverage = load_coverage()
    span = {"start": date_text(coverage.start, coverage.start, "month", lang)}
    span["end"] = date_text(coverage.end, coverage.end, "month", lang)
    panels = rows["panel"].drop_duplicates().tolist()
    chart = _panels(rows, panels, words, lang)
    return theme.framed(
        chart,
        title=words["title"].format(
            low=net.idxmin(), low_net=signed(net.min()), high=net.idxmax(), high_net=signed(net.max())
        ),
        subtitle=[words["subtitle"].format(n=len(panels), **span), words["coup"]],
        source=theme.source_line(data.events, lang),
        description=words["description"].format(
            panels=". ".join(panel.replace("\n", ", ") for panel in panels), **span
        ),
        lang=lang,
    )


def _worded(rows: Any, data: ChartData, lang: str) -> Any:
    words, orientation = _WORDS[lang], labels("orientation", lang)
    names: Any = data.participants.drop_duplicates("partner").set_index("partner")[f"partner_{lang}"]
    rows = rows.assign(
        name=rows["partner"].map(names),
        sign=rows["orientation"].map(_SIGNS),
        label=rows["orientation"].map(orientation),
        until=rows["quarter"] + pd.offsets.QuarterBegin(startingMonth=1) - _GAP,
        quarter_name=[words["quarter_name"].format(quarter=day.quarter, year=day.year) for day in rows["quarter"]],
    )
    totals = rows.pivot_table(index="name", columns="orientation", values="acts", aggfunc="sum")
    panel = {
        name: words["panel"].format(name=name, toward=total["toward"], away=total["away"])
        for name, total in totals.iterrows()
    }
    return rows.assign(panel=rows["name"].map(panel), value=rows["acts"] * rows["sign"], zero=0)


def _panels(rows: Any, panels: list[str], words: dict[str, str], lang: str) -> Any:
    orientation = {code: labels("orientation", lang)[code] for code in _SIGNS}
    low, high = int(rows["value"].min()), int(rows["value"].max())
    base = alt.Chart(rows)
    bars = base.mark_bar().encode(
        x=alt.X("quarter:T", title=None, axis=alt.Axis(format="%Y", tickCount="year", grid=False, domain=False)),
        x2="until:T",
        y=alt.Y(
            "value:Q", title=None, scale=alt.Scale(domain=[low, high], nice=True),
            axis=alt.Axis(labelExpr="format(abs(datum.value), 'd')", tickCount=5, domain=False, ticks=False),
        ),
        y2="zero:Q",
        color=alt.Color(
            "label:N", title=words["orientation"],
            scale=alt.Scale(domain=list(orientation.values()), range=theme.colours(orientation)),
        ),
        tooltip=[
            alt.Tooltip("name:N", title=words["partner"]), alt.Tooltip("quarter_name:N", title=words["quarter"]),
            alt.Tooltip("label:N", title=words["orientation"]), alt.Tooltip("acts:Q", title=words["acts"]),
        ],
    )  # fmt: skip
    zero = base.mark_rule(color=theme.INK, strokeWidth=0.8).encode(y=alt.datum(0))
    year, month, day = map(int, theme.COUP.split("-"))
    coup = base.mark_rule(color=theme.INK, strokeDash=[4, 3]).encode(
        x=alt.datum({"year": year, "month": month, "date": day}, type="temporal")
    )
    header = alt.Header(
        labelFontSize=12, labelFontWeight="bold", labelAnchor="start", labelOrient="top", labelLineHeight=16,
        labelExpr="split(datum.label, '\\n')",
    )  # fmt: skip
    return (
        alt.layer(bars, zero, coup)
        .properties(width=_WIDTH, height=_HEIGHT)
        .facet(facet=alt.Facet("panel:N", sort=panels, title=None, header=header), columns=_COLUMNS, spacing=24)
    )
