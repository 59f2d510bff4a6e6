"""What kinds of acts pass between Niger and each main partner: conflict to the left, cooperation to the right."""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd

from timeline.analysis import load_coverage
from timeline.charts import theme
from timeline.charts._marks import text_at
from timeline.charts.data import ChartData, some
from timeline.charts.metrics import text_width
from timeline.charts.words import labels, month_text, percent, short_names, wording
from timeline.codebook import load_codebook

_PARTNERS = 14
_WIDTH, _ROW, _BAR, _TEXT = 900, 32, 24, 11
_MARGIN = 46  # for the shares at both ends of the bars
# from the middle outwards: words, then deeds
_SIDES = {
    "conflict": ("verbal-conflict", "material-conflict"),
    "cooperation": ("verbal-cooperation", "material-cooperation"),
}
_ON_DARK = ("material-conflict", "material-cooperation")
_WORDS = wording({
    "en": {
        "title": "{high}: {high_share} of {high_acts} acts are acts of conflict; {low}: {low_share} of {low_acts}",
        "subtitle": [
            "Acts between Niger and its {n} most frequent partners by event type (named where there is room), as "
            "shares of each partner’s acts, {start} to {end}.",
            "Conflict and cooperation as PLOVER’s event types have them: what the act is, not whether it brings the "
            "two nearer.",
        ],
        "lane": "{name} ({acts})", "partner": "Partner", "type": "Event type", "quad": "Class", "acts": "Acts",
        "share": "Share",
        "description": "Diverging stacked bars of event types for {n} partners. Share of acts in conflict: {values}.",
    },
    "fr": {
        "title": "{high} : {high_share} des {high_acts} actes relèvent du conflit ; {low} : {low_share} des {low_acts}",
        "subtitle": [
            "Actes entre le Niger et ses {n} partenaires principaux par type d’événement (nommé s’il y a la place), en "
            "parts des actes de chaque partenaire, {start} à {end}.",
            "Conflit et coopération selon les types d’événements de PLOVER : la nature de l’acte, non le rapprochement "
            "des deux parties.",
        ],
        "lane": "{name} ({acts})", "partner": "Partenaire", "type": "Type d’événement", "quad": "Classe",
        "acts": "Actes", "share": "Part",
        "description": "Barres empilées divergentes des types d’événements de {n} partenaires. Part des actes relevant "
        "du conflit : {values}.",
    },
})  # fmt: skip


def mix(data: ChartData, lang: str) -> pd.DataFrame:
    """Acts by event type of the partners with most acts, inside the systematic period: the segments of the bars.

    Columns: partner, name, acts (of the partner), conflict (their share that is), code (event type), quad (its class),
    n, share (of the partner's acts), start, end (where the segment lies: below 0 conflict, above it cooperation, from
    the middle outwards words before deeds, the codebook's order inside a class). Partners from most conflict to
    least."""
    coverage = load_coverage()
    events: Any = data.events[data.events["date_plot"].between(coverage.start, coverage.end)]
    pairs: Any = data.participants.merge(events[["event_id", "event_type"]], on="event_id")
    pairs = pairs.assign(name=short_names(pairs, lang), code=pairs["event_type"].astype(str))
    types = load_codebook()["event_type"]
    pairs["quad"] = pairs["code"].map({code: term.extra["quad_class"] for code, term in types.items()})
    pairs["acts"] = pairs.groupby("partner")["event_id"].transform("size")
    main = pairs["partner"].value_counts().head(_PARTNERS).index
    rows: Any = pairs[pairs["partner"].isin(main)]
    rows = rows.value_counts(["partner", "name", "acts", "quad", "code"]).rename("n").reset_index()
    rows["share"] = rows["n"] / rows["acts"]
    order = {code: rank for rank, code in enumerate(types)}
    parts: list[Any] = []
    for sign, quads in zip((-1, 1), _SIDES.values(), strict=True):
        part = rows[rows["quad"].isin(quads)]
        part = part.assign(outwards=part["quad"].map(quads.index), rank=part["code"].map(order))
        part = part.sort_values(["partner", "outwards", "rank"])
        until = part.groupby("partner")["share"].cumsum()
        parts.append(part.assign(start=sign * (until - part["share"]), end=sign * until))
    found: Any = pd.concat(parts, ignore_index=True).drop(columns=["outwards", "rank"])
    against: Any = found[found["end"] < 0].groupby("partner")["share"].sum()
    found["conflict"] = found["partner"].map(against).fillna(0.0)
    return found.sort_values(["conflict", "name", "end"], ascending=[False, True, True], ignore_index=True)


def acts(tables: ChartData | None = None, *, lang: str = "en") -> Any:
    """The event types of each main partner as diverging stacks of shares, named inside the bars."""
    data = ChartData.given(tables)
    words, rows = _WORDS[lang], some(mix(data, lang), "events of the systematic period")
    lanes: Any = rows.drop_duplicates("partner")[["name", "acts", "conflict"]].reset_index(drop=True)
    high, low = lanes.iloc[0], lanes.iloc[-1]
    coverage = load_coverage()
    span = {"start": month_text(coverage.start, lang), "end": month_text(coverage.end, lang)}
    values = ", ".join(
        f"{name} {percent(share, lang)}" for name, share in zip(lanes["name"], lanes["conflict"], strict=True)
    )
    return theme.framed(
        alt.layer(*_layers(rows, lanes, words, lang)).properties(width=_WIDTH, height=_ROW * len(lanes)),
        title=words["title"].format(
            high=high["name"], high_share=percent(high["conflict"], lang), high_acts=high["acts"],
            low=low["name"], low_share=percent(low["conflict"], lang), low_acts=low["acts"],
        ),
        subtitle=[line.format(n=len(lanes), **span) for line in words["subtitle"]],
        source=theme.source_line(data.events, lang),
        description=words["description"].format(n=len(lanes), values=values),
        lang=lang,
    )  # fmt: skip


def _layers(rows: Any, lanes: Any, words: dict[str, Any], lang: str) -> list[Any]:
    most, least = max(0.0, *rows["end"]), min(0.0, *rows["end"])
    unit = (_WIDTH - 2 * _MARGIN) / (most - least)  # pixels of the whole of a partner's acts
    domain = [least - _MARGIN / unit, most + _MARGIN / unit]
    types, quads = labels("event_type", lang), labels("quad_class", lang)
    lane = [words["lane"].format(name=name, acts=n) for name, n in zip(lanes["name"], lanes["acts"], strict=True)]
    names = dict(zip(lanes["name"], lane, strict=True))
    rows = rows.assign(
        lane=rows["name"].map(names), type=rows["code"].map(types), class_name=rows["quad"].map(quads),
        middle=(rows["start"] + rows["end"]) / 2, share_text=[percent(share, lang) for share in rows["share"]],
    )  # fmt: skip
    y = alt.Y(
        "lane:N", sort=lane, title=None,
        axis=alt.Axis(labelColor=theme.INK, labelLimit=220, labelPadding=8, ticks=False, domain=False),
    )  # fmt: skip

    def x(field: str) -> alt.X:
        return alt.X(f"{field}:Q", title=None, axis=None, scale=alt.Scale(domain=domain, nice=False))

    colour = alt.Color(
        "quad:N", legend=None,
        scale=alt.Scale(domain=list(theme.QUAD_COLOURS), range=list(theme.QUAD_COLOURS.values())),
    )  # fmt: skip
    tooltip = [
        alt.Tooltip("name:N", title=words["partner"]), alt.Tooltip("type:N", title=words["type"]),
        alt.Tooltip("class_name:N", title=words["quad"]), alt.Tooltip("n:Q", title=words["acts"]),
        alt.Tooltip("share_text:N", title=words["share"]),
    ]  # fmt: skip
    bars = alt.Chart(rows).mark_bar(height=_BAR, stroke="#FFFFFF", strokeWidth=1.5)
    widths = rows["type"].map(lambda name: text_width(name, _TEXT) + 8)
    named, dark = rows[widths <= rows["share"] * unit], rows["quad"].isin(_ON_DARK)
    inside = [
        alt.Chart(part).mark_text(fontSize=_TEXT, color=ink).encode(x=x("middle"), y=y, text="type:N")
        for part, ink in ((named[dark[named.index]], "#FFFFFF"), (named[~dark[named.index]], theme.INK))
    ]
    ends = pd.DataFrame({"lane": lane, "conflict": -lanes["conflict"], "cooperation": 1 - lanes["conflict"]})
    ends["conflict_text"] = [percent(-share, lang) for share in ends["conflict"]]
    ends["cooperation_text"] = [percent(share, lang) for share in ends["cooperation"]]
    sides: tuple[tuple[str, Any, int], ...] = (("conflict", "right", -6), ("cooperation", "left", 6))
    sums = [
        alt.Chart(ends)
        .mark_text(align=align, dx=shift, color=theme.MUTED, fontSize=12)
        .encode(x=x(side), y=y, text=f"{side}_text:N")
        for side, align, shift in sides
    ]
    zero = alt.Chart(pd.DataFrame({"start": [0.0]})).mark_rule(color=theme.INK, strokeWidth=1).encode(x=x("start"))
    layers = [bars.encode(x=x("start"), x2="end:Q", y=y, color=colour, tooltip=tooltip), *inside, zero, *sums]
    return [*layers, *_headings(quads, _MARGIN - least * unit)]


def _headings(quads: dict[str, str], middle: float) -> list[Any]:
    """The names of the four classes above the bars, from the middle outwards, each after a square of its colour."""
    found: list[Any] = []
    for sign, side in zip((-1, 1), _SIDES.values(), strict=True):
        at = middle + sign * 8
        for quad in side:
            wide = text_width(quads[quad], 12) + 18
            left = at if sign > 0 else at - wide
            square = alt.Chart(pd.DataFrame({"x": [0]})).mark_square(
                size=120, opacity=1, color=theme.QUAD_COLOURS[quad]
            )  # fmt: skip
            found.append(square.encode(x=alt.value(left + 6), y=alt.value(-14)))
            found.append(text_at(quads[quad], left + 16, -14, align="left", color=theme.INK, fontSize=12))
            at += sign * (wide + 16)
    return found
