"""How many effective partners Niger moved towards, over rolling years."""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd

from timeline import analysis
from timeline.charts import theme
from timeline.charts._labels import Box, place
from timeline.charts.data import ChartData
from timeline.charts.words import decimal, month_text

_WIDTH, _HEIGHT, _MARGIN = 930, 420, 12
_LEAD = pd.DateOffset(months=27)  # how much of the time before the first comparable window is shown
_RAW, _EQUAL = "#8C8C8C", theme.ORIENTATION_COLOURS["toward"]
_WORDS = {
    "en": {
        "title": "Effective number of partners: {before} in the year to {before_end}, {after} in that to {after_end}",
        "plain": "Effective number of partners that Niger moved towards",
        "overlap": "The intervals of the two years in the title overlap.",
        "apart": "The intervals of the two years in the title do not overlap.",
        "what": "Partners that Niger moved towards in the twelve months before each month's end: how many equally "
        "frequent ones would be as diverse.",
        "how": "Blue: every window drawn down to the same {size} acts, with its 95% interval.",
        "axis": "Effective partners", "equal": "same sample size", "raw": "all acts, weighted",
        "coup": "Coup of 26 July 2023", "outside": "Not comparable: reaches before {start}",
        "window": "Twelve months to", "value": "Same sample size", "raw_value": "All acts, weighted",
        "low": "Interval from", "high": "to", "acts": "Acts towards",
        "description": "Line chart of the effective number of partners over rolling twelve months, {first} to {last}, "
        "with its 95% interval. {title}.",
    },
    "fr": {
        "title": "Nombre effectif de partenaires : {before} sur un an à fin {before_end}, {after} à fin {after_end}",
        "plain": "Nombre effectif de partenaires dont le Niger s'est rapproché",
        "overlap": "Les intervalles des deux années du titre se recouvrent.",
        "apart": "Les intervalles des deux années du titre sont disjoints.",
        "what": "Partenaires dont le Niger s'est rapproché dans les douze mois précédant chaque fin de mois : combien, "
        "à fréquence égale, donneraient la même diversité.",
        "how": "Bleu : chaque fenêtre ramenée aux mêmes {size} actes, avec son intervalle à 95 %.",
        "axis": "Partenaires effectifs", "equal": "à échantillon égal", "raw": "tous les actes, pondérés",
        "coup": "Coup d'État du 26 juillet 2023", "outside": "Non comparable : remonte avant {start}",
        "window": "Douze mois jusqu'au", "value": "À échantillon égal", "raw_value": "Tous les actes, pondérés",
        "low": "Intervalle de", "high": "à", "acts": "Actes de rapprochement",
        "description": "Courbe du nombre effectif de partenaires sur douze mois glissants, {first} à {last}, avec son "
        "intervalle à 95 %. {title}.",
    },
}  # fmt: skip


def effective_partners(data: ChartData) -> pd.DataFrame:
    """The rolling years that the picture shows, by the month in which they end.

    Columns: window_end, acts, raw (Hill number q = 1 of all weighted acts), equal, low, high (of acts drawn down to
    one size, with the interval), size, systematic (whether the window may be compared)."""
    table: Any = analysis.diversification(events=data.events, participants=data.participants)
    systematic = table["systematic"]
    if systematic.any():
        first = table.loc[systematic, "window_end"].min() - _LEAD
        # windows that reach past the researched time are cut short, not thin
        table = table[(table["window_end"] >= first) & (table["window_end"] <= analysis.load_coverage().end)]
    names = {
        "n_pairs": "acts", "hill_1": "raw", "hill_1_rarefied": "equal", "hill_1_rarefied_low": "low",
        "hill_1_rarefied_high": "high",
    }  # fmt: skip
    table = table.rename(columns=names)[["window_end", *names.values(), "size", "systematic"]]
    return table.dropna(subset=["raw"]).reset_index(drop=True)


def before_and_after(rows: Any) -> tuple[Any, Any] | None:
    """The last comparable window before the coup and the last of all; None where there are not both."""
    known = rows[rows["systematic"]].dropna(subset=["equal"])
    before, after = known[known["window_end"] < theme.COUP], known[known["window_end"] >= theme.COUP]
    return (before.iloc[-1], after.iloc[-1]) if len(before) and len(after) else None


def diversification(tables: ChartData | None = None, *, lang: str = "en") -> Any:
    """The effective number of partners over rolling years, comparable windows in blue with their interval."""
    data = tables or ChartData.load()
    words, rows = _WORDS[lang], effective_partners(data)
    pair, title, verdict = before_and_after(rows), words["plain"], ""
    if pair:
        before, after = pair
        title = words["title"].format(
            before=decimal(before["equal"], lang), before_end=month_text(before["window_end"], lang),
            after=decimal(after["equal"], lang), after_end=month_text(after["window_end"], lang),
        )  # fmt: skip
        overlap = before["low"] <= after["high"] and after["low"] <= before["high"]
        verdict = words["overlap" if overlap else "apart"]
    how = words["how"].format(size=rows["size"].max() if len(rows) else 0)
    ends: Any = rows["window_end"]
    return theme.framed(
        alt.layer(*_layers(rows, words, lang)).properties(width=_WIDTH, height=_HEIGHT),
        title=title,
        subtitle=[words["what"], f"{how} {verdict}".strip()],
        source=theme.source_line(data.events, lang),
        description=words["description"].format(first=ends.min().year, last=ends.max().year, title=title),
        lang=lang,
    )


def _layers(rows: Any, words: dict[str, str], lang: str) -> list[Any]:
    known, outside = rows[rows["systematic"]], rows[~rows["systematic"]]
    top = 5 * (int(rows[["raw", "high"]].max().max()) // 5 + 1)
    x = alt.X("window_end:T", title=None, axis=alt.Axis(format="%Y", tickCount="year", grid=False))
    tooltip = [
        alt.Tooltip("window_end:T", title=words["window"], format="%d/%m/%Y"),
        *(
            alt.Tooltip(f"{field}:Q", title=words[name], format=".1f")
            for field, name in (("equal", "value"), ("low", "low"), ("high", "high"), ("raw", "raw_value"))
        ),
        alt.Tooltip("acts:Q", title=words["acts"]),
    ]
    axis = alt.Axis(tickCount=6, domain=False, ticks=False, titleAngle=0, titleAlign="left", titleAnchor="end",
                    titleX=-24, titleY=-16)  # fmt: skip

    def y(field: str) -> alt.Y:
        return alt.Y(f"{field}:Q", title=words["axis"], axis=axis, scale=alt.Scale(domain=[0, top]))

    layers: list[Any] = []
    if len(outside) and len(known):
        edge = pd.DataFrame({"from": [outside["window_end"].min()], "to": [known["window_end"].min()]})
        text = words["outside"].format(start=month_text(analysis.load_coverage().start, lang))
        shade = alt.Chart(edge).mark_rect(color=theme.INK, opacity=0.06).encode(x="from:T", x2="to:T")
        name = alt.Chart(edge).mark_text(align="left", dx=8, text=text, color=theme.MUTED, fontSize=12)
        layers += [shade, name.encode(x="from:T", y=alt.value(16))]
    band = alt.Chart(known.dropna(subset=["equal"])).mark_area(color=_EQUAL, opacity=0.18)
    thin, dashed, line = (
        alt.Chart(part).mark_line(color=colour, strokeWidth=width, strokeDash=dash)
        for part, colour, width, dash in (
            (known, _RAW, 1.5, [1, 0]), (outside, _RAW, 1.5, [4, 4]), (known, _EQUAL, 3, [1, 0]),
        )
    )  # fmt: skip
    layers += [
        band.encode(x=x, y=y("low"), y2="high:Q"),
        thin.encode(x=x, y=y("raw")),
        dashed.encode(x=x, y=y("raw")),
        line.encode(x=x, y=y("equal")),
        alt.Chart(rows).mark_point(size=120, opacity=0).encode(x=x, y=y("raw"), tooltip=tooltip),
    ]
    return [*layers, *_coup(words), *_line_names(known, words, top)]


def _coup(words: dict[str, str]) -> list[Any]:
    coup = alt.Chart(pd.DataFrame({"date": [pd.Timestamp(theme.COUP)], "text": [words["coup"]]}))
    line = coup.mark_rule(color=theme.INK, strokeDash=[4, 3]).encode(x="date:T")
    name = coup.mark_text(align="left", dx=6, color=theme.INK, fontSize=12, fontWeight="bold")
    return [line, name.encode(x="date:T", y=alt.value(16), text="text:N")]


def _line_names(known: Any, words: dict[str, str], top: float) -> list[Any]:
    """The names of the two lines at their last points, kept from each other."""
    if not len(known):
        return []
    last = known.iloc[-1]
    lines = [(name, last[name]) for name in ("equal", "raw") if pd.notna(last[name])]
    edges = place([Box(_HEIGHT * (1 - value / top), 18) for _, value in lines], 0, _HEIGHT)
    colours = {"equal": _EQUAL, "raw": theme.MUTED}
    return [
        alt.Chart(alt.Data(values=[{}]))
        .mark_text(align="left", baseline="middle", text=words[name], color=colours[name], fontSize=12,
                   fontWeight="bold")
        .encode(x=alt.value(_WIDTH + _MARGIN), y=alt.value(edge + 9))
        for (name, _), edge in zip(lines, edges, strict=True)
    ]  # fmt: skip
