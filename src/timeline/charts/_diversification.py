"""How many effective partners Niger moved towards, over rolling years, by a weight that the reader picks."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import altair as alt
import pandas as pd

from timeline import analysis
from timeline.charts import theme
from timeline.charts._labels import Box, place
from timeline.charts._marks import coup, not_comparable
from timeline.charts.data import ChartData, some
from timeline.charts.words import decimal, month_text, wording

_WIDTH, _HEIGHT, _MARGIN = 930, 420, 12
_LEAD = pd.DateOffset(months=27)  # how much of the time before the first comparable window is shown
_RAW, _EQUAL = "#8C8C8C", theme.ORIENTATION_COLOURS["toward"]
_DEFAULT = "significance"
_GAPS = "break-paths-show-domains"  # no line across a window that has no figure
_WORDS = wording({
    "en": {
        "title": "Effective number of partners: {before} in the year to {before_end}, {after} in the year to "
        "{after_end}",
        "plain": "Effective number of partners that Niger moved towards",
        "overlap": "The 95% intervals of these two years overlap.",
        "apart": "The 95% intervals of these two years do not overlap.",
        "what": "Partners that Niger moved towards in the twelve months to the end of each month: the number of "
        "equally frequent partners that would be just as diverse.",
        "how": "Blue: every period drawn down to the same number of acts, with its 95% interval.",
        "axis": "Effective partners", "equal": "same sample size", "raw": "all acts, weighted",
        "coup": "Coup of 26 July 2023", "outside": "Not comparable: reaches before {start}",
        "window": "Twelve months to", "value": "Same sample size", "raw_value": "All acts, weighted",
        "low": "Interval from", "high": "to", "acts": "Acts towards", "weight": "Weight",
        "weights": {
            "significance": "significance, 1 to 3", "equal": "every act alike",
            "turning-points": "turning points only", "plover": "PLOVER score of cooperation",
        },
        "state": "Weight: {weight}. Blue, at {size} acts a period: {before} to {before_end}, {after} to {after_end}.",
        "short": "Weight: {weight}. Blue, at {size} acts a period: too few periods hold as many.",
        "description": "Line chart of the effective number of partners over rolling twelve months, {first} to {last}, "
        "with its 95% interval; weight: {weight}. {title}.",
    },
    "fr": {
        "title": "Nombre effectif de partenaires : {before} sur un an à fin {before_end}, {after} à fin {after_end}",
        "plain": "Nombre effectif de partenaires dont le Niger s'est rapproché",
        "overlap": "Les intervalles à 95 % de ces deux années se recouvrent.",
        "apart": "Les intervalles à 95 % de ces deux années sont disjoints.",
        "what": "Partenaires dont le Niger s'est rapproché dans les douze mois précédant chaque fin de mois : nombre "
        "de partenaires d'égale fréquence qui donneraient la même diversité.",
        "how": "Bleu : chaque période ramenée au même nombre d'actes, avec son intervalle à 95 %.",
        "axis": "Partenaires effectifs", "equal": "à échantillon égal", "raw": "tous les actes, pondérés",
        "coup": "Coup d'État du 26 juillet 2023", "outside": "Non comparable : remonte avant {start}",
        "window": "Douze mois jusqu'au", "value": "À échantillon égal", "raw_value": "Tous les actes, pondérés",
        "low": "Intervalle de", "high": "à", "acts": "Actes de rapprochement", "weight": "Pondération",
        "weights": {
            "significance": "importance, de 1 à 3", "equal": "tous les actes à égalité",
            "turning-points": "tournants seulement", "plover": "score de coopération PLOVER",
        },
        "state": "Pondération : {weight}. En bleu, à {size} actes par période : {before} à fin {before_end}, {after} à "
        "fin {after_end}.",
        "short": "Pondération : {weight}. En bleu, à {size} actes par période : trop peu de périodes en comptent "
        "autant.",
        "description": "Courbe du nombre effectif de partenaires sur douze mois glissants, {first} à {last}, avec son "
        "intervalle à 95 % ; pondération : {weight}. {title}.",
    },
})  # fmt: skip


def effective_partners(data: ChartData) -> pd.DataFrame:
    """The rolling years that the picture shows, by weight and by the month in which they end.

    Columns: weights (a code of ``analysis.WEIGHTS``), window_end, acts, raw (Hill number q = 1 of all weighted acts),
    equal, low, high (of acts drawn down to one size, with the interval), size, systematic (whether the window may be
    compared). NaN where a window holds no act that counts, or fewer than the size."""
    return _effective_partners(data).copy()


@lru_cache(maxsize=1)  # the same figures for both languages, by far the dearest part of the chart
def _effective_partners(data: ChartData) -> pd.DataFrame:
    coverage = analysis.load_coverage()
    floor = coverage.start - _LEAD
    recent: Any = data.events[data.events["date_plot"] >= floor]
    events = recent if len(recent) else data.events
    tables: list[Any] = []
    for weights in analysis.WEIGHTS:
        table: Any = analysis.diversification(events=events, participants=data.participants, weights=weights)
        # a window that reaches past what was read is cut short, not thin
        whole = (table["window_end"] <= coverage.end) & ((table["window_start"] >= floor) | (not len(recent)))
        tables.append(table[whole].assign(weights=weights))
    names = {
        "n_pairs": "acts", "hill_1": "raw", "hill_1_rarefied": "equal", "hill_1_rarefied_low": "low",
        "hill_1_rarefied_high": "high",
    }  # fmt: skip
    found: Any = pd.concat(tables).rename(columns=names)
    found = found[["weights", "window_end", *names.values(), "size", "systematic"]]
    return found.reset_index(drop=True)


def before_and_after(rows: Any) -> tuple[Any, Any] | None:
    """The last comparable window before the coup and the last of all; None where there are not both."""
    known = rows[rows["systematic"]]
    before, after = known[known["window_end"] < theme.COUP], known[known["window_end"] >= theme.COUP]
    if not (len(before) and len(after)):
        return None
    pair = before.iloc[-1], after.iloc[-1]
    return None if any(pd.isna(row["equal"]) for row in pair) else pair


def diversification(tables: ChartData | None = None, *, lang: str = "en") -> Any:
    """The effective number of partners over rolling years, comparable windows in blue with their interval.

    As HTML with a choice of weights; a still picture shows the weights by significance, and says so."""
    data = ChartData.given(tables)
    words, rows = _WORDS[lang], some(effective_partners(data), "acts that bring a partner nearer")
    shown: Any = rows[rows["weights"] == _DEFAULT]
    pair, title, verdict = before_and_after(shown), words["plain"], ""
    if pair:
        before, after = pair
        title = words["title"].format(**_figures(pair, lang))
        overlap = before["low"] <= after["high"] and after["low"] <= before["high"]
        verdict = words["overlap" if overlap else "apart"]
    ends: Any = rows["window_end"]
    return theme.framed(
        alt.layer(*_layers(rows, words, lang))
        .add_params(_choice(words))
        .properties(width=_WIDTH, height=_HEIGHT),
        title=title,
        subtitle=[words["what"], f"{words['how']} {verdict}".strip()],
        source=theme.source_line(data.events, lang),
        description=words["description"].format(
            first=ends.min().year, last=ends.max().year, title=title, weight=words["weights"][_DEFAULT]
        ),
        lang=lang,
    )  # fmt: skip


def _figures(pair: tuple[Any, Any], lang: str) -> dict[str, str]:
    before, after = pair
    return {
        "before": decimal(before["equal"], lang), "before_end": month_text(before["window_end"], lang),
        "after": decimal(after["equal"], lang), "after_end": month_text(after["window_end"], lang),
    }  # fmt: skip


def _choice(words: dict[str, Any]) -> Any:
    """The reader's choice of weights: radio buttons in HTML."""
    colon = "\u00a0:" if words is _WORDS["fr"] else ":"
    names = [words["weights"][code] for code in analysis.WEIGHTS]
    picked = alt.binding_radio(options=list(analysis.WEIGHTS), labels=names, name=f"{words['weight']}{colon} ")
    return alt.param(name="weights", value=_DEFAULT, bind=picked)


def _layers(rows: Any, words: dict[str, Any], lang: str) -> list[Any]:
    known, outside = rows[rows["systematic"]], rows[~rows["systematic"]]
    top = 5 * (int(rows[["raw", "high"]].max().max()) // 5 + 1)
    ends = [rows["window_end"].min(), rows["window_end"].max()]
    x = alt.X(
        "window_end:T", title=None, axis=alt.Axis(format="%Y", tickCount="year", grid=False),
        scale=alt.Scale(domain=[{"year": day.year, "month": day.month, "date": day.day} for day in ends]),
    )  # fmt: skip
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
        text = words["outside"].format(start=month_text(analysis.load_coverage().start, lang))
        layers += not_comparable(outside["window_end"].min(), known["window_end"].min(), text)
    band = _picked(known).mark_area(color=_EQUAL, opacity=0.18, invalid=_GAPS)
    thin, dashed, line = (
        _picked(part).mark_line(color=colour, strokeWidth=width, strokeDash=dash, invalid=_GAPS)
        for part, colour, width, dash in (
            (known, _RAW, 1.5, [1, 0]), (outside, _RAW, 1.5, [4, 4]), (known, _EQUAL, 3, [1, 0]),
        )
    )  # fmt: skip
    layers += [
        band.encode(x=x, y=y("low"), y2="high:Q"),
        thin.encode(x=x, y=y("raw")),
        dashed.encode(x=x, y=y("raw")),
        line.encode(x=x, y=y("equal")),
        _picked(rows.dropna(subset=["raw"])).mark_point(size=120, opacity=0).encode(x=x, y=y("raw"), tooltip=tooltip),
    ]
    return [
        *layers,
        *coup(words["coup"], y=16, align="left"),
        *_line_names(known, words, top),
        _state(rows, words, lang),
    ]


def _picked(rows: Any) -> Any:
    """A chart of the rows of the weights that the reader picked."""
    return alt.Chart(rows).transform_filter("datum.weights == weights")


def _state(rows: Any, words: dict[str, Any], lang: str) -> Any:
    """Which weights the picture shows, and what they give, above the picture."""
    texts: list[dict[str, str]] = []
    for weights, part in rows.groupby("weights"):
        pair, given = before_and_after(part), {"weight": words["weights"][weights], "size": part["size"].max()}
        text = words["state"].format(**given, **_figures(pair, lang)) if pair else words["short"].format(**given)
        texts.append({"weights": str(weights), "text": text})
    mark = _picked(pd.DataFrame(texts, columns=["weights", "text"])).mark_text(
        align="left", color=theme.INK, fontSize=13, fontWeight="bold"
    )
    return mark.encode(x=alt.value(0), y=alt.value(-48), text="text:N")


def _line_names(known: Any, words: dict[str, Any], top: float) -> list[Any]:
    """The names of the two lines of each weight at their last points, kept from each other."""
    names: list[dict[str, Any]] = []
    for weights, part in known.groupby("weights"):
        last = part.ffill().iloc[-1]
        lines = [(name, last[name]) for name in ("equal", "raw") if pd.notna(last[name])]
        edges = place([Box(_HEIGHT * (1 - value / top), 18) for _, value in lines], 0, _HEIGHT)
        names += [
            {"weights": str(weights), "line": name, "text": words[name], "at": top * (1 - (edge + 9) / _HEIGHT)}
            for (name, _), edge in zip(lines, edges, strict=True)
        ]
    table = pd.DataFrame(names, columns=["weights", "line", "text", "at"])
    return [
        _picked(table[table["line"] == line])
        .mark_text(align="left", baseline="middle", color=colour, fontSize=12, fontWeight="bold")
        .encode(x=alt.value(_WIDTH + _MARGIN), y="at:Q", text="text:N")
        for line, colour in (("equal", _EQUAL), ("raw", theme.MUTED))
    ]
