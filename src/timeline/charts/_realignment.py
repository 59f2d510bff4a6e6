"""Towards which blocs Niger moved and away from which, over rolling years."""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd

from timeline import analysis
from timeline.charts import theme
from timeline.charts._labels import Box, place
from timeline.charts._marks import coup, not_comparable, text_at
from timeline.charts.data import ChartData
from timeline.charts.words import blocs_in_a_sentence, labels, month_text, signed, wording

_WIDTH, _HEIGHT, _LEADER, _ROW = 840, 520, 26, 19
_LEAD = pd.DateOffset(months=18)  # how much of the time before the first comparable window is shown
_STEP = 25  # of the axis
_WORDS = wording({
    "en": {
        "title": "Since the coup the balance with {low} went from {low_before} to {low_after}, with {high} from "
        "{high_before} to {high_after}",
        "plain": "Niger’s balance with the blocs of its partners",
        "what": "Balance: acts towards minus acts away in the twelve months to each month’s end, weighted by "
        "significance (1 to 3).",
        "ends": "In the title: the twelve months to {before_end} and to {after_end}.",
        "how": "Bands: 95% intervals of the two blocs in the title. Dashed: twelve months that reach before {start}, "
        "when only landmarks were researched.",
        "coup": "Coup of 26 July 2023", "outside": "Not comparable", "toward": "↑ towards", "away": "↓ away",
        "bloc": "Bloc", "window": "Twelve months to", "net": "Balance", "low": "Interval from", "high": "to",
        "acts": "Events",
        "description": "Line chart of acts towards minus acts away by bloc over rolling twelve months, {first} to "
        "{last}. In the last twelve months: {values}.",
    },
    "fr": {
        "title": "Depuis le coup d’État, le solde avec {low} est passé de {low_before} à {low_after}, avec {high} de "
        "{high_before} à {high_after}",
        "plain": "Solde du Niger avec les blocs de ses partenaires",
        "what": "Solde : rapprochements moins éloignements sur les douze mois précédant chaque fin de mois, pondérés "
        "par l’importance (1 à 3).",
        "ends": "Dans le titre : les douze mois à fin {before_end} et à fin {after_end}.",
        "how": "Bandes : intervalles à 95 % des deux blocs du titre. Tireté : douze mois remontant avant {start}, "
        "aux seuls événements marquants.",
        "coup": "Coup d’État du 26 juillet 2023", "outside": "Non comparable", "toward": "↑ rapprochement",
        "away": "↓ éloignement", "bloc": "Bloc", "window": "Douze mois jusqu’au", "net": "Solde",
        "low": "Intervalle de", "high": "à", "acts": "Événements",
        "description": "Courbes des rapprochements moins éloignements par bloc sur douze mois glissants, {first} à "
        "{last}. Sur les douze derniers mois : {values}.",
    },
})  # fmt: skip


def bloc_orientation(data: ChartData, lang: str) -> pd.DataFrame:
    """The rolling years that the picture shows, a row a window and bloc.

    Columns: window_end, bloc (code), name, events, net, low, high, systematic (whether the window may be compared).
    Windows that reach past the researched time are left out: they would be cut short, not thin."""
    table: Any = analysis.net_orientation(events=data.events, participants=data.participants, by="bloc")
    names = {"n_events": "events", "net_low": "low", "net_high": "high"}
    table = table.rename(columns=names)[["window_end", "bloc", "events", "net", "low", "high", "systematic"]]
    table = table[table["window_end"] <= analysis.load_coverage().end]
    if table["systematic"].any():
        first = table.loc[table["systematic"], "window_end"].min() - _LEAD
        table = table[table["window_end"] >= first]
    return table.assign(name=table["bloc"].map(labels("bloc", lang))).reset_index(drop=True)


def turned(rows: Any) -> tuple[Any, Any] | None:
    """The blocs that lost and won most from the last comparable window before the coup to the last of all.

    Each a series of bloc, name, before, after, before_end, after_end; None where there are not both windows."""
    known = rows[rows["systematic"]]
    ends = known["window_end"]
    before_end, after_end = ends[ends < theme.COUP].max(), ends[ends >= theme.COUP].max()
    if pd.isna(before_end) or pd.isna(after_end):
        return None
    wide: Any = known[ends == after_end].merge(known[ends == before_end][["bloc", "net"]], on="bloc")
    wide = wide.rename(columns={"net_x": "after", "net_y": "before"}).assign(before_end=before_end, after_end=after_end)
    change = wide["after"] - wide["before"]
    return wide.loc[change.idxmin()], wide.loc[change.idxmax()]


def realignment(tables: ChartData | None = None, *, lang: str = "en") -> Any:
    """Net orientation by bloc over rolling years, the blocs named at the ends of their lines."""
    data = ChartData.given(tables)
    words, rows = _WORDS[lang], bloc_orientation(data, lang)
    pair, title, what = turned(rows), words["plain"], words["what"]
    if pair:
        low, high = pair
        blocs = blocs_in_a_sentence(lang)
        title = words["title"].format(
            low=blocs[low["bloc"]], low_before=signed(low["before"]), low_after=signed(low["after"]),
            high=blocs[high["bloc"]], high_before=signed(high["before"]), high_after=signed(high["after"]),
        )  # fmt: skip
        ends = {side: month_text(low[side], lang) for side in ("before_end", "after_end")}
        what = f"{what} {words['ends'].format(**ends)}"
    named = [bloc["bloc"] for bloc in pair] if pair else []
    last: Any = rows[rows["window_end"] == rows["window_end"].max()].sort_values(
        ["net", "name"], ascending=[False, True]
    )
    values = ", ".join(f"{name} {signed(net)}" for name, net in zip(last["name"], last["net"], strict=True))
    return theme.framed(
        alt.layer(*_layers(rows, last, named, words)).properties(width=_WIDTH, height=_HEIGHT),
        title=title,
        subtitle=[what, words["how"].format(start=month_text(analysis.load_coverage().start, lang))],
        source=theme.source_line(data.events, lang),
        description=words["description"].format(
            first=rows["window_end"].min().year, last=rows["window_end"].max().year, values=values
        ),
        lang=lang,
    )


def _layers(rows: Any, last: Any, named: list[str], words: dict[str, str]) -> list[Any]:
    known, outside = rows[rows["systematic"]], rows[~rows["systematic"]]
    bands = known[known["bloc"].isin(named)]
    low = _STEP * (min(rows["net"].min(), bands["low"].min() if len(bands) else 0) // _STEP)
    high = -_STEP * (-max(rows["net"].max(), bands["high"].max() if len(bands) else 0) // _STEP)
    blocs = list(theme.BLOC_COLOURS)
    colour = alt.Color("bloc:N", legend=None, scale=alt.Scale(domain=blocs, range=theme.bloc_colours(blocs)))
    x = alt.X("window_end:T", title=None, axis=alt.Axis(format="%Y", tickCount="year", grid=False))
    axis = alt.Axis(labelExpr="datum.value ? format(datum.value, '+d') : '0'", domain=False, ticks=False,
                    values=list(range(int(low), int(high) + 1, _STEP)))  # fmt: skip

    def y(field: str) -> alt.Y:
        return alt.Y(f"{field}:Q", title=None, axis=axis, scale=alt.Scale(domain=[low, high], nice=False))

    tooltip = [
        alt.Tooltip("name:N", title=words["bloc"]),
        alt.Tooltip("window_end:T", title=words["window"], format="%d/%m/%Y"),
        *(
            alt.Tooltip(f"{field}:Q", title=words[field], format="+.0f")
            for field in ("net", "low", "high")
        ),
        alt.Tooltip("events:Q", title=words["acts"]),
    ]  # fmt: skip
    layers: list[Any] = []
    if len(outside) and len(known):
        layers += not_comparable(outside["window_end"].min(), known["window_end"].min(), words["outside"])
    lines: list[Any] = []
    for part, dash in ((outside, [4, 4]), (known, [1, 0])):
        for strong, width in ((False, 1.8), (True, 3.5)):
            drawn = part[part["bloc"].isin(named) == strong]
            lines.append(
                alt.Chart(drawn).mark_line(strokeWidth=width, strokeDash=dash).encode(x=x, y=y("net"), color=colour)
            )
    zero = alt.Chart(pd.DataFrame({"net": [0]})).mark_rule(color=theme.INK, strokeWidth=0.8).encode(y=y("net"))
    points = alt.Chart(rows).mark_point(size=90, opacity=0).encode(x=x, y=y("net"), color=colour, tooltip=tooltip)
    directions = [
        text_at(words[code], 8, height, align="left", color=theme.MUTED, fontSize=12)
        for code, height in (("toward", 36), ("away", _HEIGHT - 12))
    ]
    band = alt.Chart(bands).mark_area(opacity=0.12).encode(x=x, y=y("low"), y2="high:Q", color=colour)
    names = _names(last, named, low, high, colour)
    return [*layers, band, zero, *lines, points, *coup(words["coup"], y=16, align="left"), *directions, *names]


def _names(last: Any, named: list[str], low: float, high: float, colour: Any) -> list[Any]:
    """The blocs' names and last values at the right, kept from one another, each led to from the end of its line."""
    unit = _HEIGHT / (high - low)
    edges = place([Box((high - net) * unit, _ROW) for net in last["net"]], -_ROW, _HEIGHT + _ROW)
    placed = last.assign(
        level=[high - (edge + _ROW / 2) / unit for edge in edges],
        label=[f"{name} {signed(net)}" for name, net in zip(last["name"], last["net"], strict=True)],
    )
    leaders = (
        alt.Chart(placed)
        .mark_rule(strokeWidth=1.2, xOffset=3, x2Offset=_LEADER - 4)
        .encode(x="window_end:T", x2="window_end:T", y="net:Q", y2="level:Q", color=colour)
    )
    names: list[Any] = []
    for strong in (False, True):
        texts = alt.Chart(placed[placed["bloc"].isin(named) == strong]).mark_text(
            align="left", dx=_LEADER, color=theme.INK, fontSize=12, fontWeight="bold" if strong else "normal"
        )
        names.append(texts.encode(x="window_end:T", y="level:Q", text="label:N"))
    return [leaders, *names]
