"""Partner by domain: how many acts there were, and whether they moved Niger nearer or further."""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd

from timeline.analysis import load_coverage
from timeline.charts import theme
from timeline.charts.data import ChartData, some
from timeline.charts.words import labels, month_text, short_names, wording

_PARTNERS = 20
_EVEN = "#F4F4F4"
_CELL_WIDTH, _CELL_HEIGHT = 64, 26
_DARK = 0.64  # from this part of the greatest balance on the blue is too dark for black figures
_WORDS = wording({
    "en": {
        "title": "{low}: {low_away} of {low_acts} acts moved Niger away; {high}: {high_toward} of {high_acts} brought "
        "it nearer",
        "subtitle": [
            "Figure: acts between Niger and each of its {n} most frequent partners in a domain, {start} to {end}; an "
            "act can be in several domains.",
            "Colour: acts towards minus acts away. Partners in order of that balance.",
        ],
        "net": "Acts towards minus acts away", "partner": "Partner", "domain": "Domain", "acts": "Acts",
        "toward": "Towards", "away": "Away", "neutral": "Neutral",
        "description": "Heat map of {n} partners by domain: number of acts, and acts towards minus acts away.",
    },
    "fr": {
        "title": "{low} : {low_away} actes sur {low_acts} ont éloigné le Niger ; {high} : {high_toward} sur "
        "{high_acts} l'ont rapproché",
        "subtitle": [
            "Chiffre : actes entre le Niger et chacun de ses {n} partenaires principaux dans un domaine, {start} à "
            "{end} ; un acte peut relever de plusieurs domaines.",
            "Couleur : rapprochements moins éloignements. Partenaires dans l'ordre de ce solde.",
        ],
        "net": "Rapprochements moins éloignements", "partner": "Partenaire", "domain": "Domaine", "acts": "Actes",
        "toward": "Rapprochements", "away": "Éloignements", "neutral": "Neutres",
        "description": "Carte de chaleur de {n} partenaires par domaine : nombre d'actes, et rapprochements moins "
        "éloignements.",
    },
})  # fmt: skip


def cells(data: ChartData, lang: str) -> pd.DataFrame:
    """One row a partner and domain with an act inside the systematic period, of the partners with most acts.

    Columns: partner (code), name, domain (label), toward, away, neutral, acts (their sum), net (toward − away)."""
    coverage = load_coverage()
    events: Any = data.events[data.events["date_plot"].between(coverage.start, coverage.end)]
    pairs: Any = data.participants.drop(columns="is_initiator").merge(events[["event_id", "domains"]], on="event_id")
    pairs = pairs.assign(name=short_names(pairs, lang), orientation=pairs["orientation"].astype(str))
    main = pairs["partner"].value_counts().head(_PARTNERS).index
    long = pairs[pairs["partner"].isin(main)].explode("domains").dropna(subset=["domains"])
    counted: Any = long.value_counts(["partner", "name", "domains", "orientation"]).unstack(fill_value=0)
    counted = counted.reindex(columns=["toward", "away", "neutral"], fill_value=0).reset_index()
    counted.columns.name = None
    counted["acts"] = counted[["toward", "away", "neutral"]].sum(axis=1)
    counted["net"] = counted["toward"] - counted["away"]
    counted["domain"] = counted["domains"].map(labels("domain", lang))
    return counted.drop(columns="domains").sort_values(["partner", "domain"], ignore_index=True)


def _orders(rows: Any) -> tuple[list[str], list[str]]:
    """Partners from the furthest moved away to the nearest moved, domains from the most acts to the fewest."""
    names = rows.groupby("name")["net"].sum().reset_index().sort_values(["net", "name"])["name"]
    domains = rows.groupby("domain")["acts"].sum().rename("acts").reset_index()
    return names.tolist(), domains.sort_values(["acts", "domain"], ascending=[False, True])["domain"].tolist()


def domains(tables: ChartData | None = None, *, lang: str = "en") -> Any:
    """Partner by domain: the figure counts the acts, the colour is their balance."""
    data = ChartData.given(tables)
    words, rows = _WORDS[lang], some(cells(data, lang), "events of the systematic period")
    names, in_order = _orders(rows)
    ordered: Any = rows.sort_values(["net", "name", "domain"])
    low, high = ordered.iloc[0], ordered.iloc[-1]
    coverage = load_coverage()
    span = {"start": month_text(coverage.start, lang), "end": month_text(coverage.end, lang)}
    figures = {"low": f"{low['name']}, {low['domain']}", "high": f"{high['name']}, {high['domain']}"}
    for part, row in (("low", low), ("high", high)):
        figures |= {f"{part}_{code}": row[code] for code in ("toward", "away", "acts")}
    return theme.framed(
        _heat(rows, names, in_order, words),
        title=words["title"].format(**figures),
        subtitle=[line.format(n=len(names), **span) for line in words["subtitle"]],
        source=theme.source_line(data.events, lang),
        description=words["description"].format(n=len(names)),
        lang=lang,
    )


def _heat(rows: Any, names: list[str], in_order: list[str], words: Any) -> Any:
    toward, away = (theme.ORIENTATION_COLOURS[code] for code in ("toward", "away"))
    most = int(rows["net"].abs().max())
    base = alt.Chart(rows).encode(
        x=alt.X(
            "domain:N", sort=in_order, title=None,
            axis=alt.Axis(orient="top", labelAngle=-35, labelColor=theme.INK, ticks=False, domain=False),
        ),
        y=alt.Y(
            "name:N", sort=names, title=None,
            axis=alt.Axis(labelColor=theme.INK, ticks=False, domain=False, labelPadding=8),
        ),
        tooltip=[
            alt.Tooltip("name:N", title=words["partner"]), alt.Tooltip("domain:N", title=words["domain"]),
            *(alt.Tooltip(f"{code}:Q", title=words[code]) for code in ("acts", "toward", "away", "neutral")),
        ],
    )  # fmt: skip
    legend = alt.Legend(
        orient="bottom", direction="horizontal", gradientLength=300, titleLimit=400,
        labelExpr="datum.value === 0 ? '0' : format(datum.value, '+d')",
        values=[-most, -round(most / 4), 0, round(most / 4), most],
    )  # fmt: skip
    # by the root, so that a balance of one act shows and one of thirty still stands out
    tiles = base.mark_rect(stroke="#FFFFFF", strokeWidth=2).encode(
        color=alt.Color(
            "net:Q", title=words["net"], legend=legend,
            scale=alt.Scale(type="sqrt", domain=[-most, 0, most], range=[away, _EVEN, toward], interpolate="lab"),
        )
    )  # fmt: skip
    figures = base.mark_text(fontSize=12).encode(
        text="acts:Q",
        color=alt.condition(f"datum.net > {_DARK * most}", alt.value("#FFFFFF"), alt.value(theme.INK)),
    )
    size = {"width": _CELL_WIDTH * len(in_order), "height": _CELL_HEIGHT * len(names)}
    return alt.layer(tiles, figures).properties(**size)
