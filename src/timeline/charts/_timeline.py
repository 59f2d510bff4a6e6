"""The turning points, one labelled mark each: away from a partner to the left, towards one to the right."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import Any

import altair as alt
import pandas as pd

from timeline.analysis import load_coverage
from timeline.charts import theme
from timeline.charts._labels import Box, place, wrap
from timeline.charts.data import ChartData, labelled, some
from timeline.charts.metrics import text_width
from timeline.charts.words import date_text, dates, labels, month_text, wording

# The picture in pixels: labels, their dates and leaders on both sides of the years
_WIDTH, _SPINE, _LEADER, _DATE, _MARGIN = 1180, 60, 62, 104, 6
_TEXT, _DATE_TEXT, _LINE, _GAP, _PAD = 12.5, 12, 15, 7, 14
_LEAST_HEIGHT = 600
_SLACK = 1.1  # how much taller than its labels a column is, so that they can stand near their marks
_EMPTY_YEAR = 0.5  # how tall a year without a label is, in labels
_TITLE_WIDTH = (_WIDTH - _SPINE) / 2 - _LEADER - _DATE
_TURNING_POINT = 3
_WORDS = wording({
    "en": {
        "plain": "Turning points of Niger's foreign relations",
        "title": "Turning points since the coup: {away_bloc}, {away} of {away_all} moved Niger away; "
        "{toward_bloc}, {toward} of {toward_all} brought it nearer",
        "all": "All {n} turning points of the dataset.",
        "some": "{n} of {all} turning points: at most one per partner and quarter, the most widely reported.",
        "how": "Side and colour show the partner that the record names first.",
        "scale": "Years with more turning points are drawn taller; before {start} (pale) landmarks only.",
        "away": "←  Away from the partner", "toward": "Towards the partner  →",
        "coup": "Military coup in Niamey", "event": "Event", "partner": "Partner", "date": "Date",
        "corroboration": "Corroboration", "orientation": "Effect of the act",
        "description": "Timeline of {n} turning points in Niger's relations with its partners, {first} to {last}: "
        "{away} moved it away from the partner, {toward} towards it.",
    },
    "fr": {
        "plain": "Les tournants des relations extérieures du Niger",
        "title": "Tournants depuis le coup d'État : {away_bloc}, {away} éloignements sur {away_all} ; "
        "{toward_bloc}, {toward} rapprochements sur {toward_all}",
        "all": "Les {n} tournants du jeu de données.",
        "some": "{n} tournants sur {all} : un au plus par partenaire et trimestre, le plus largement rapporté.",
        "how": "Côté et couleur : le partenaire que la fiche cite en premier.",
        "scale": "Plus une année compte de tournants, plus elle est haute ; avant {start} (pâle), événements "
        "marquants seulement.",
        "away": "←  Éloignement du partenaire", "toward": "Rapprochement du partenaire  →",
        "coup": "Coup d'État militaire à Niamey", "event": "Événement", "partner": "Partenaire", "date": "Date",
        "corroboration": "Corroboration", "orientation": "Effet de l'acte",
        "description": "Frise de {n} tournants dans les relations du Niger avec ses partenaires, {first} à {last} : "
        "{away} l'ont éloigné du partenaire, {toward} l'en ont rapproché.",
    },
})  # fmt: skip


def turning_points(data: ChartData, lang: str) -> pd.DataFrame:
    """The turning points that the picture shows, by date: at most one a quarter for each leading partner.

    The leading partner is the first that the record names; of several in a quarter the one that most publishers
    report stays, of those the first. Columns: event_id, date, start, partner, bloc, code (orientation), orientation,
    title, date_text, corroboration, href."""
    lead = data.participants.drop_duplicates("event_id")
    rows: Any = data.events[data.events["significance"] == _TURNING_POINT].merge(lead, on="event_id")
    rows = rows.assign(quarter=rows["date_plot"].dt.to_period("Q"))
    rows = rows.sort_values(["n_publishers", "date_plot", "event_id"], ascending=[False, True, True])
    rows = rows.drop_duplicates(["partner", "quarter"]).sort_values(["date_plot", "event_id"], ignore_index=True)
    rows = rows.merge(data.sources.drop_duplicates("event_id")[["event_id", "url"]], on="event_id", how="left")
    return pd.DataFrame(
        {
            "event_id": rows["event_id"],
            "date": rows["date_plot"],
            "partner": rows[f"partner_{lang}"],
            "code": rows["orientation"].astype(str),
            "orientation": labelled(rows, "orientation", lang),
            "title": rows[f"title_{lang}"],
            "date_text": dates(rows, lang),
            "corroboration": labelled(rows, "corroboration", lang),
            "href": rows["url"],
        }
    )


def since_coup(data: ChartData) -> Any:
    """Turning points since the coup by bloc: ``n``, and how many moved Niger ``away`` from and ``toward`` it.

    An act that does both to partners of one bloc counts in both columns."""
    events: Any = data.events[
        (data.events["significance"] == _TURNING_POINT) & (data.events["date_plot"] >= theme.COUP)
    ]
    pairs: Any = data.participants.merge(events[["event_id"]], on="event_id").dropna(subset=["bloc"])
    pairs = pairs.assign(bloc=pairs["bloc"].astype(str))
    table: Any = pd.DataFrame({"n": pairs.groupby("bloc")["event_id"].nunique()})
    for code in ("away", "toward"):
        table[code] = pairs[pairs["orientation"] == code].groupby("bloc")["event_id"].nunique()
    return table.fillna(0).astype(int)


def _layout(rows: Any, lang: str) -> tuple[Any, Any, float, list[tuple[float, str]], float]:
    """Labels and leaders in pixels: the rows with their places, the leaders' points, the height, the years, the
    height at which the systematic period starts."""
    frame = _with_coup(rows, lang)
    frame["lines"] = [wrap(title, _TITLE_WIDTH, _TEXT) for title in frame["title"]]
    frame["side"] = _sides(frame)
    frame["date_text"] = [_in_column(text) for text in frame["date_text"]]
    frame["tall"] = [
        _LINE * max(len(lines), 1 + date.count("\n"))
        for lines, date in zip(frame["lines"], frame["date_text"], strict=True)
    ]
    needed = frame.groupby("side")["tall"].agg(lambda tall: tall.sum() + _GAP * (len(tall) - 1)).max()
    height = max(_LEAST_HEIGHT, _SLACK * float(needed) + 2 * _PAD)
    scale = _Scale(frame, height)
    frame["y"] = [scale(date) for date in frame["date"]]
    for side, group in frame.groupby("side"):
        boxes = [Box(y, tall) for y, tall in zip(group["y"], group["tall"], strict=True)]
        frame.loc[group.index, "top"] = place(boxes, 0, height, gap=_GAP)
        sign = -1 if side == "left" else 1
        edge = _WIDTH / 2 + sign * (_SPINE / 2)
        for column, away in (("x", 0.0), ("date_x", _LEADER), ("title_x", _LEADER + _DATE)):
            frame.loc[group.index, column] = edge + sign * away
        frame.loc[group.index, "elbow"] = edge + sign * (_LEADER - _MARGIN - 8)
        frame.loc[group.index, "tip"] = edge + sign * (_LEADER - _MARGIN)
    frame["label_y"] = frame["top"] + _LINE / 2
    frame["label"] = ["\n".join(lines) for lines in frame["lines"]]
    points = [("x", "y"), ("elbow", "label_y"), ("tip", "label_y")]
    leaders = pd.concat(
        [
            pd.DataFrame({"event_id": frame["event_id"], "code": frame["code"], "x": frame[x], "y": frame[y], "n": n})
            for n, (x, y) in enumerate(points)
        ],
        ignore_index=True,
    )
    return frame.drop(columns=["lines", "tall"]), leaders, height, scale.names(), scale(load_coverage().start)


def _in_column(date: str) -> str:
    """A date in its column: a range that is too long for one line goes on in a second."""
    return date if text_width(date, _DATE_TEXT, bold=True) <= _DATE - _MARGIN else date.replace("–", "–\n", 1)


def _with_coup(rows: Any, lang: str) -> Any:
    """The rows and, where the coup lies among them, the coup as a label without orientation."""
    coup = pd.Timestamp(theme.COUP)
    if not (len(rows) and rows["date"].min() <= coup <= rows["date"].max()):
        return rows.copy()
    row = {"event_id": "", "date": coup, "code": "coup", "title": _WORDS[lang]["coup"]}
    row["date_text"] = date_text(coup, coup, "day", lang)
    joined = pd.concat([rows, pd.DataFrame([row]).astype({"date": rows["date"].dtype})], ignore_index=True)
    return joined.sort_values(["date", "event_id"], ignore_index=True)


def _sides(frame: Any) -> list[str]:
    sides = {"away": "left", "toward": "right"}
    # what has no orientation goes where fewer labels stand
    spare = "left" if (frame["code"] == "away").sum() <= (frame["code"] == "toward").sum() else "right"
    return [sides.get(code, spare) for code in frame["code"]]


class _Scale:
    """From days to pixels: even inside a year, each year as tall as it has labels on the fuller side: short leaders."""

    def __init__(self, frame: Any, height: float) -> None:
        self.years = range(frame["date"].min().year, frame["date"].max().year + 1)
        fuller = frame[frame["side"] == frame["side"].value_counts().idxmax()]
        counts: Any = fuller["date"].dt.year.value_counts()
        shares = [_EMPTY_YEAR + float(counts.get(year, 0)) for year in self.years]
        unit = (height - 2 * _PAD) / sum(shares)
        self.tops = [_PAD + unit * above for above in itertools.accumulate(shares, initial=0.0)]

    def __call__(self, day: pd.Timestamp) -> float:
        index = min(max(day.year - self.years[0], 0), len(self.years) - 1)
        share = (day.day_of_year - 1) / 366
        return self.tops[index] + share * (self.tops[index + 1] - self.tops[index])

    def names(self) -> list[tuple[float, str]]:
        """Where each year begins, as far as there is room for its name."""
        found: list[tuple[float, str]] = []
        for top, year in zip(reversed(self.tops[:-1]), reversed(self.years), strict=True):
            if not found or found[-1][0] - top >= _LINE:
                found.append((top, str(year)))
        return found[::-1]


def _headline(data: ChartData, lang: str) -> str:
    table, names = since_coup(data), labels("bloc", lang)
    if table.empty:
        return _WORDS[lang]["plain"]
    away, toward = table["away"].idxmax(), table["toward"].idxmax()
    return _WORDS[lang]["title"].format(
        away_bloc=names[str(away)], away=table.loc[away, "away"], away_all=table.loc[away, "n"],
        toward_bloc=names[str(toward)], toward=table.loc[toward, "toward"], toward_all=table.loc[toward, "n"],
    )  # fmt: skip


def timeline(tables: ChartData | None = None, *, lang: str = "en") -> Any:
    """The turning points with their titles, connected to their dates, away on the left and towards on the right."""
    data = ChartData.given(tables)
    words, rows = _WORDS[lang], some(turning_points(data, lang), "turning points")
    frame, leaders, height, years, joint = _layout(rows, lang)
    counts: Any = rows["code"].value_counts()
    total = len(data.events[data.events["significance"] == _TURNING_POINT])
    chart = alt.layer(
        *_spine(years, height, joint), *_marks(frame, leaders, words), _headings(words)
    ).properties(width=_WIDTH, height=height)  # fmt: skip
    chosen = words["all"] if len(rows) == total else words["some"]
    start = month_text(load_coverage().start, lang)
    return theme.framed(
        chart,
        title=_headline(data, lang),
        subtitle=[f"{chosen.format(n=len(rows), all=total)} {words['how']}", words["scale"].format(start=start)],
        source=theme.source_line(data.events, lang),
        description=words["description"].format(
            n=len(rows), first=rows["date"].min().year, last=rows["date"].max().year, away=counts.get("away", 0),
            toward=counts.get("toward", 0),
        ),
        lang=lang,
    )  # fmt: skip


def _x(field: str) -> alt.X:
    return alt.X(f"{field}:Q", axis=None, scale=alt.Scale(domain=[0, _WIDTH], nice=False, zero=False))


def _y(field: str, height: float | None = None) -> alt.Y:
    # the heading stands above the frame of the labels
    domain = [0, height] if height else alt.Undefined
    return alt.Y(f"{field}:Q", axis=None, scale=alt.Scale(domain=domain, reverse=True, nice=False, zero=False))


def _spine(years: Sequence[tuple[float, str]], height: float, joint: float) -> list[Any]:
    left, right = (_WIDTH - _SPINE) / 2, (_WIDTH + _SPINE) / 2
    parts = pd.DataFrame(
        {"x": left, "x2": right, "y": [0.0, joint], "y2": [joint, height], "fill": ["#F7F7F7", "#E8E8E8"]}
    )
    ticks = pd.DataFrame([{"x": left, "x2": right, "y": y, "year": name} for y, name in years])
    band = alt.Chart(parts).mark_rect().encode(
        x=_x("x"), x2="x2:Q", y=_y("y", height), y2="y2:Q", color=alt.Color("fill:N", scale=None),
    )  # fmt: skip
    lines = alt.Chart(ticks).mark_rule(color="#FFFFFF", strokeWidth=1.5).encode(x=_x("x"), x2="x2:Q", y=_y("y"))
    names = (
        alt.Chart(ticks)
        .transform_calculate(middle=f"{_WIDTH / 2}")
        .mark_text(color=theme.MUTED, fontSize=12, dy=9)
        .encode(x=_x("middle"), y=_y("y"), text="year:N")
    )
    return [band, lines, names]


def _marks(frame: Any, leaders: Any, words: dict[str, str]) -> list[Any]:
    colour = alt.Color(
        "code:N", legend=None,
        scale=alt.Scale(
            domain=[*theme.ORIENTATION_COLOURS, "coup"], range=[*theme.ORIENTATION_COLOURS.values(), theme.INK]
        ),
    )  # fmt: skip
    tooltip = [
        alt.Tooltip(f"{field}:N", title=words[name])
        for field, name in (
            ("title", "event"), ("date_text", "date"), ("partner", "partner"), ("orientation", "orientation"),
            ("corroboration", "corroboration"),
        )
    ]  # fmt: skip
    drawn: list[Any] = [
        alt.Chart(leaders).mark_line(strokeWidth=1, opacity=0.55).encode(
            x=_x("x"), y=_y("y"), detail="event_id:N", order="n:O", color=colour
        ),
        alt.Chart(frame[frame["code"] == "coup"]).mark_rule(color=theme.INK, strokeDash=[4, 3]).encode(
            x=alt.value((_WIDTH - _SPINE) / 2), x2=alt.value((_WIDTH + _SPINE) / 2), y=_y("y")
        ),
        alt.Chart(frame).mark_circle(size=50, opacity=1).encode(
            x=_x("x"), y=_y("y"), color=colour, tooltip=tooltip, href="href:N"
        ),
    ]  # fmt: skip
    sides: tuple[tuple[str, Any], ...] = (("left", "right"), ("right", "left"))
    for side, align in sides:
        base = alt.Chart(frame[frame["side"] == side]).encode(y=_y("label_y"), tooltip=tooltip, href="href:N")
        date = base.mark_text(
            align=align, baseline="middle", fontSize=_DATE_TEXT, fontWeight="bold", lineHeight=_LINE, lineBreak="\n"
        )
        title = base.mark_text(
            align=align, baseline="middle", fontSize=_TEXT, lineHeight=_LINE, lineBreak="\n", color=theme.INK
        )
        drawn.append(date.encode(x=_x("date_x"), text="date_text:N", color=colour))
        drawn.append(title.encode(x=_x("title_x"), text="label:N"))
    return drawn


def _headings(words: dict[str, str]) -> Any:
    gap = _SPINE / 2 + _LEADER
    layers: list[Any] = []
    sides: tuple[tuple[str, int, Any], ...] = (("away", -1, "right"), ("toward", 1, "left"))
    for code, sign, align in sides:
        mark = alt.Chart(alt.Data(values=[{}])).mark_text(
            align=align, fontSize=14, fontWeight="bold", text=words[code], color=theme.ORIENTATION_COLOURS[code]
        )
        layers.append(mark.encode(x=alt.value(_WIDTH / 2 + sign * gap), y=alt.value(-14)))
    return alt.layer(*layers)
