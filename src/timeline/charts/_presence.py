"""Presences with a start and an end: forces, missions, bases, embassies, concessions, memberships."""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd

from timeline.charts import theme
from timeline.charts._labels import wrap
from timeline.charts._marks import coup
from timeline.charts.data import ChartData
from timeline.charts.words import date_text, labels, wording

_WIDTH, _ROW, _HEADING, _BAR = 780, 20, 28, 11
_NAME, _TEXT, _LINE = 290, 12, 14  # the column of names: as wide as this, then a second line
_FROM = pd.Timestamp(2008, 1, 1)
_FORCES = ("military-presence", "mission", "base")
_KINDS = (*_FORCES, "embassy", "concession", "membership")
_STATES = {"ongoing": theme.ORIENTATION_COLOURS["toward"], "ended": "#757575"}
_WORDS = wording({
    "en": {
        "title": "Forces, missions and bases: {ended} of {n} have ended, {late} of them after the coup",
        "subtitle": [
            "What partners had or have in Niger, and what Niger belongs to, as far as events of the dataset show it",
            "Arrow: began before {first} or goes on in {last}. Pale: only the year or month is known. "
            "Dashed: start unknown.",
        ],
        "ongoing": "goes on", "ended": "has ended", "state": "State", "coup": "Coup of 26 July 2023",
        "name": "Presence", "partner": "Partner", "kind": "Kind", "start": "From", "end": "Until",
        "unknown": "unknown",
        "description": "Bars from start to end of {n} presences in Niger, by kind, {first} to {last}: {ongoing} go on, "
        "{over} have ended.",
    },
    "fr": {
        "title": "Forces, missions et bases : {ended} sur {n} ont pris fin, dont {late} après le coup d'État",
        "subtitle": [
            "Ce que des partenaires ont ou avaient au Niger et ce dont le Niger est membre, selon les événements du "
            "jeu de données",
            "Flèche : depuis avant {first} ou toujours en {last}. Pâle : seule l'année ou le mois est connu. "
            "Tireté : début inconnu.",
        ],
        "ongoing": "en cours", "ended": "terminé", "state": "État", "coup": "Coup d'État du 26 juillet 2023",
        "name": "Présence", "partner": "Partenaire", "kind": "Nature", "start": "Du", "end": "Au",
        "unknown": "inconnu",
        "description": "Barres du début à la fin de {n} présences au Niger, par nature, {first} à {last} : {ongoing} "
        "en cours, {over} terminées.",
    },
})  # fmt: skip


def presences(data: ChartData, lang: str) -> pd.DataFrame:
    """One row a presence of the kinds shown, in the order of the picture.

    ``start``, ``end``: where its bar begins and stops in the picture; ``sure_start``, ``sure_end``: between them it
    certainly was there, outside only its year or month is known. ``began`` is ``known``, ``earlier`` (before the
    picture) or ``unknown``; ``state`` is ``ongoing`` or ``ended``. Further: kind (code), name, partner, kind_name,
    from_text, until_text."""
    last: Any = data.events["date_end"].max()
    spells: Any = data.spells[data.spells["kind"].isin(list(_KINDS))]
    partners: Any = data.partners.set_index("partner")[f"name_{lang}"]
    kinds, words = labels("spell_kind", lang), _WORDS[lang]
    rows: list[dict[str, Any]] = []
    for spell in spells.to_dict("records"):
        start, sure_start = _bounds(spell["start"], spell["start_precision"])
        sure_end, end = _bounds(spell["end"], spell["end_precision"])
        unknown, ongoing = pd.isna(start), bool(spell["ongoing"])
        start, sure_start = (_FROM, _FROM) if unknown else (max(start, _FROM), max(sure_start, _FROM))
        end, sure_end = (last, last) if pd.isna(end) else (end, sure_end)
        if end < _FROM:
            continue
        rows.append(
            {
                "kind": str(spell["kind"]), "name": spell[f"name_{lang}"], "partner": partners[spell["partner"]],
                "kind_name": kinds[str(spell["kind"])],
                "start": start, "sure_start": min(sure_start, end), "sure_end": max(sure_end, start), "end": end,
                "began": "unknown" if unknown else "earlier" if spell["start"] < _FROM else "known",
                "state": "ongoing" if ongoing else "ended",
                "from_text": _text(spell["start"], spell["start_precision"], words, lang),
                "until_text": words["ongoing"] if ongoing else _text(spell["end"], spell["end_precision"], words, lang),
            }
        )  # fmt: skip
    columns = ["kind", "name", "partner", "kind_name", "start", "sure_start", "sure_end", "end", "began", "state",
               "from_text", "until_text"]  # fmt: skip
    table: Any = pd.DataFrame(rows, columns=columns)
    table["rank"] = table["kind"].map({kind: rank for rank, kind in enumerate(_KINDS)})
    return table.sort_values(["rank", "start", "end", "name"], ignore_index=True).drop(columns="rank")


def _bounds(day: Any, precision: Any) -> tuple[Any, Any]:
    """The first and the last day that a date of that precision can mean."""
    if pd.isna(day) or precision not in ("year", "month"):
        return day, day
    period = day.to_period("Y" if precision == "year" else "M")
    return period.start_time.normalize(), period.end_time.normalize()


def _text(day: Any, precision: Any, words: Any, lang: str) -> str:
    return words["unknown"] if pd.isna(day) else date_text(day, day, str(precision), lang)


def presence(tables: ChartData | None = None, *, lang: str = "en") -> Any:
    """Presences as bars by kind; what goes on ends in an arrow, what is known by its year only is pale there."""
    data = ChartData.given(tables)
    words, rows = _WORDS[lang], _placed(presences(data, lang), lang)
    headings, rows, height = rows
    last: Any = data.events["date_end"].max()
    forces = rows[rows["kind"].isin(_FORCES)]
    over = forces[forces["state"] == "ended"]
    years = {"first": _FROM.year, "last": last.year}
    layers = [*_grid(height, last), *_bars(rows, words), *_names(headings, rows, words)]
    return theme.framed(
        alt.layer(*layers).properties(width=_WIDTH, height=height),
        title=words["title"].format(ended=len(over), n=len(forces), late=int((over["end"] >= theme.COUP).sum())),
        subtitle=[line.format(**years) for line in words["subtitle"]],
        source=theme.source_line(data.events, lang),
        description=words["description"].format(
            n=len(rows), ongoing=int((rows["state"] == "ongoing").sum()), over=int((rows["state"] == "ended").sum()),
            **years,
        ),
        lang=lang,
    )  # fmt: skip


def _placed(rows: Any, lang: str) -> tuple[Any, Any, float]:
    """The headings and the rows with their heights in pixels, and the picture's height."""
    words, y = _WORDS[lang], 0.0
    headings: list[dict[str, Any]] = []
    heights: list[float] = []
    seen = ""
    labels_in_lines = [wrap(name, _NAME, _TEXT) for name in rows["name"]]
    for kind, name, lines in zip(rows["kind"], rows["kind_name"], labels_in_lines, strict=True):
        if kind != seen:
            headings.append({"y": y + _HEADING * 0.6, "text": name[:1].upper() + name[1:]})
            y, seen = y + _HEADING, kind
        row = _ROW + _LINE * (len(lines) - 1)
        heights.append(y + row / 2)
        y += row
    rows = rows.assign(
        label=["\n".join(lines) for lines in labels_in_lines],
        label_y=[height - _LINE * (len(lines) - 1) / 2 for height, lines in zip(heights, labels_in_lines, strict=True)],
    )
    rows = rows.assign(y=heights, top=[height - _BAR / 2 for height in heights], state_name=rows["state"].map(words))
    return pd.DataFrame(headings, columns=["y", "text"]), rows.assign(base=rows["top"] + _BAR), y + 8


def _y(field: str, height: float | None = None) -> alt.Y:
    domain = [0, height] if height else alt.Undefined
    return alt.Y(f"{field}:Q", axis=None, scale=alt.Scale(domain=domain, reverse=True, nice=False, zero=False))


def _grid(height: float, last: Any) -> list[Any]:
    """The years, and the coup with its name."""
    until = last + pd.Timedelta(days=120)
    domain = [{"year": day.year, "month": day.month, "date": day.day} for day in (_FROM, until)]
    at = alt.Chart(pd.DataFrame({"date": [pd.Timestamp(theme.COUP)], "from": [0.0], "to": [height]}))
    line = at.mark_rule(color=theme.INK, strokeDash=[4, 3]).encode(
        x=alt.X(
            "date:T", title=None, scale=alt.Scale(domain=domain, nice=False),
            axis=alt.Axis(format="%Y", tickCount={"interval": "year", "step": 2}, domain=False),
        ),
        y=_y("from", height), y2="to:Q",
    )  # fmt: skip
    return [line]


def _bars(rows: Any, words: Any) -> list[Any]:
    colour = alt.Color(
        "state_name:N", title=None,
        scale=alt.Scale(domain=[words[state] for state in _STATES], range=list(_STATES.values())),
        legend=alt.Legend(symbolOpacity=1),
    )  # fmt: skip
    tooltip = [
        alt.Tooltip(f"{field}:N", title=words[title])
        for field, title in (("name", "name"), ("partner", "partner"), ("kind_name", "kind"), ("from_text", "start"),
                             ("until_text", "end"))
    ]  # fmt: skip
    known, unknown = rows[rows["began"] != "unknown"], rows[rows["began"] == "unknown"]
    # pale over the whole, full where it is certain: the pale part stays visible at uncertain ends
    pale = alt.Chart(known).mark_bar(opacity=0.35).encode(
        x="start:T", x2="end:T", y=_y("top"), y2="base:Q", color=colour, tooltip=tooltip
    )  # fmt: skip
    full = alt.Chart(known[known["sure_start"] < known["sure_end"]]).mark_bar(opacity=1).encode(
        x="sure_start:T", x2="sure_end:T", y=_y("top"), y2="base:Q", color=colour, tooltip=tooltip
    )  # fmt: skip
    dashed = alt.Chart(unknown).mark_rule(strokeDash=[5, 4], strokeWidth=2).encode(
        x="start:T", x2="sure_end:T", y=_y("y"), color=colour, tooltip=tooltip
    )  # fmt: skip
    stops = alt.Chart(unknown[unknown["state"] == "ended"]).mark_tick(
        orient="vertical", thickness=2, size=_BAR
    ).encode(x="sure_end:T", y=_y("y"), color=colour)  # fmt: skip
    arrows: list[Any] = []
    for part, field, shape, shift in (
        (rows[rows["state"] == "ongoing"], "end", "triangle-right", 5),
        (rows[rows["began"] == "earlier"], "start", "triangle-left", -5),
    ):
        mark = alt.Chart(part).mark_point(shape=shape, filled=True, size=110, opacity=1, xOffset=shift)
        arrows.append(mark.encode(x=f"{field}:T", y=_y("y"), color=colour))
    return [pale, full, dashed, stops, *arrows]


def _names(headings: Any, rows: Any, words: Any) -> list[Any]:
    left = alt.value(-14)
    names = alt.Chart(rows).mark_text(
        align="right", baseline="middle", color=theme.INK, fontSize=_TEXT, lineHeight=_LINE, lineBreak="\n"
    )
    heads = alt.Chart(headings).mark_text(
        align="right", baseline="middle", color=theme.INK, fontSize=13, fontWeight="bold"
    )  # fmt: skip
    _, coup_name = coup(words["coup"])
    return [
        names.encode(x=left, y=_y("label_y"), text="label:N"),
        heads.encode(x=left, y=_y("y"), text="text:N"),
        coup_name,
    ]
