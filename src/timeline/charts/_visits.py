"""Who visits whom: Niger's visits received and sent, before and since the coup, as arcs on a map."""

from __future__ import annotations

import math
from typing import Any

import altair as alt
import pandas as pd

from timeline.analysis import load_coverage
from timeline.charts import theme
from timeline.charts._basemap import Frame, Point, countries
from timeline.charts._beside import Mark, beside
from timeline.charts._labels import text_width
from timeline.charts.data import ChartData
from timeline.charts.typography import typeset
from timeline.charts.words import dates, from_to, labels, short_names, wording

_FRAME = Frame(west=-24, east=66, south=-11, north=59, width=580)
_HOME = (2.1098, 13.51366)  # Niamey
_MAP, _LAND, _NIGER, _NIGER_ID = "countries", "#EBEBEB", "#CFCFCF", "562"
_STROKE = 1.5  # pixels a visit
_TEXT, _LINE, _DOT = 12, 13, 3.2
_EDGE = 7  # how far from the frame's edge a partner outside it is marked
_BEND, _FAN = 0.16, 0.09  # how far arcs bend, and how much more each further one to the same place
_STEPS = 24
_BOLD = 1.08  # how much wider bold type is
_DIRECTIONS = ("received", "sent")
_WORDS = wording({
    "en": {
        "title": "Niger's visits abroad before and since the coup: {low} {low_before} of {before}, then {low_after} of "
        "{after}; {high} {high_before}, then {high_after}",
        "plain": "Visits that Niger received and sent",
        "subtitle": [
            "Visits {span}, each counted once: those received come from the visitor's capital or seat, those abroad go "
            "to where they were made.",
            "Not counted: summits, audiences of resident envoys, visits only announced. Line width and figure: number "
            "of visits (no figure: one). Triangle: beyond the map, in that direction.",
        ],
        "received": "Visits received {when}: {n}", "sent": "Visits abroad {when}: {n}",
        "before": "before the coup", "after": "since the coup", "home": "Niamey",
        "partner": "Partner", "place": "Place", "visits": "Visits", "last": "Latest",
        "description": "Four maps with arcs from Niamey: visits received and sent before and since the coup of 26 July "
        "2023. {panels}.",
    },
    "fr": {
        "title": "Visites du Niger à l'étranger avant et depuis le coup d'État : {low} {low_before} sur {before}, puis "
        "{low_after} sur {after} ; {high} {high_before}, puis {high_after}",
        "plain": "Visites que le Niger a reçues et faites",
        "subtitle": [
            "Visites {span}, comptées une fois chacune : celles que le Niger reçoit partent de la capitale ou du siège "
            "du visiteur, les autres vont où elles ont eu lieu.",
            "Non compris : sommets, audiences d'envoyés en poste, visites seulement annoncées. Épaisseur et chiffre : "
            "nombre de visites (sans chiffre : une). Triangle : hors de la carte, dans cette direction.",
        ],
        "received": "Visites reçues {when} : {n}", "sent": "Visites à l'étranger {when} : {n}",
        "before": "avant le coup d'État", "after": "depuis le coup d'État", "home": "Niamey",
        "partner": "Partenaire", "place": "Lieu", "visits": "Visites", "last": "Dernière en date",
        "description": "Quatre cartes d'arcs depuis Niamey : visites reçues et faites avant et depuis le coup d'État "
        "du 26 juillet 2023. {panels}.",
    },
})  # fmt: skip


def visits(tables: ChartData | None = None, *, lang: str = "en") -> Any:
    """Niger's visits on maps: received above, sent below, before the coup on the left, since it on the right."""
    data = ChartData.given(tables)
    words, rows = _WORDS[lang], journeys(data, lang)
    panels: list[Any] = []
    heads: list[str] = []
    for direction in _DIRECTIONS:
        for when in ("before", "after"):
            part = rows[(rows["direction"] == direction) & (rows["since_coup"] == (when == "after"))]
            heads.append(words[direction].format(when=words[when], n=len(part)))
            panels.append(_panel(places(part), heads[-1], words))
    coverage = load_coverage()
    span = from_to(coverage.start, coverage.end, lang)
    chart = theme.framed(
        alt.vconcat(
            _key(rows, lang),
            alt.concat(*panels, columns=2, spacing=20).resolve_scale(x="independent", y="independent"),
            spacing=14,
        ).resolve_scale(x="independent", y="independent"),
        title=_headline(rows, lang),
        subtitle=[line.format(span=span) for line in words["subtitle"]],
        source=theme.source_line(data.events, lang),
        description=words["description"].format(panels=". ".join(heads)),
        lang=lang,
    )
    return chart.properties(datasets={_MAP: list(countries(_FRAME))})  # once for all panels


def journeys(data: ChartData, lang: str) -> pd.DataFrame:
    """One row a visit inside the systematic period, by date.

    A visit is an event of the act ``visit``, or of the PLOVER mode ``visit`` (the visitor travelled; audiences and
    meetings among them); announced visits are of another type and not among them. It was received where its place is
    in Niger, sent where it is elsewhere; without a place the record's initiator decides. Received visits come from
    the partner that the record names as acting, else from the first that it names, and start at its capital or seat;
    sent ones go to the country of their place, and end there.

    Columns: event_id, direction (``received``, ``sent``), since_coup, partner (code), name, bloc (code, or none),
    place, longitude, latitude, title, date_text. Visits whose other end has no coordinates are left out."""
    coverage = load_coverage()
    events: Any = data.events
    travelled = (events["act"] == "visit") | (events["mode"] == "visit")
    chosen = events[travelled & events["date_plot"].between(coverage.start, coverage.end)]
    lead = data.participants.sort_values("is_initiator", ascending=False, kind="stable").drop_duplicates("event_id")
    rows: Any = chosen.merge(lead[["event_id", "partner"]], on="event_id")
    somewhere = rows["place_country"].notna()
    received = (somewhere & (rows["place_country"] == "NER")) | (~somewhere & (rows["initiator"] != "NER"))
    rows = rows.assign(direction=received.map({True: "received", False: "sent"}), date_text=dates(rows, lang))
    rows["partner"] = rows["partner"].where(received | ~somewhere, rows["place_country"])
    known: Any = data.partners.rename(columns={"name_en": "partner_en", "name_fr": "partner_fr"})
    rows = rows.merge(known[["partner", "partner_en", "partner_fr", "bloc", "capital"]], on="partner")
    rows["place"] = rows["place_name"].where((rows["direction"] == "sent") & somewhere.to_numpy(), rows["capital"])
    towns: Any = data.places.assign(key=_keys(data.places["name_en"])).drop_duplicates("key").set_index("key")
    rows["place"] = _keys(rows["place"])
    rows = rows[rows["place"].isin(towns.index)].sort_values(["date_plot", "event_id"], ignore_index=True)
    return pd.DataFrame(
        {
            "event_id": rows["event_id"],
            "direction": rows["direction"],
            "since_coup": rows["date_plot"] >= theme.COUP,
            "partner": rows["partner"],
            "name": short_names(rows, lang),
            "bloc": rows["bloc"].astype(object),
            "place": rows["place"].map(towns[f"name_{lang}"]),
            "longitude": rows["place"].map(towns["longitude"]),
            "latitude": rows["place"].map(towns["latitude"]),
            "title": rows[f"title_{lang}"],
            "date_text": rows["date_text"],
        }
    )


def _keys(names: Any) -> list[str]:
    """Names as they are printed, so that those of typeset tables and of codes are the same."""
    return [typeset(str(name), "en") for name in names]


def places(rows: pd.DataFrame) -> pd.DataFrame:
    """The visits of one panel counted: received ones by partner, sent ones by place, the most first.

    Columns: name (what the label says), partner_name, place, bloc, direction, visits, last (title and date of the
    latest), longitude, latitude."""
    found: list[dict[str, Any]] = []
    for _, part in rows.groupby(["partner", "place"]):
        last = part.iloc[-1]
        found.append(
            {
                "name": last["name" if last["direction"] == "received" else "place"], "partner_name": last["name"],
                "place": last["place"], "bloc": last["bloc"], "direction": last["direction"], "visits": len(part),
                "last": f"{last['title']} ({last['date_text']})",
                "longitude": last["longitude"], "latitude": last["latitude"],
            }
        )  # fmt: skip
    columns = ["name", "partner_name", "place", "bloc", "direction", "visits", "last", "longitude", "latitude"]
    table: Any = pd.DataFrame(found, columns=columns)
    return table.sort_values(["visits", "name"], ascending=[False, True], ignore_index=True)


def _headline(rows: Any, lang: str) -> str:
    """The bloc that lost the largest share of the visits sent, and the one that gained most."""
    sent = rows[rows["direction"] == "sent"]
    counted: Any = sent.groupby(["bloc", "since_coup"]).size().unstack(fill_value=0)
    if set(counted.columns) != {False, True}:
        return _WORDS[lang]["plain"]
    change = counted[True] / counted[True].sum() - counted[False] / counted[False].sum()
    names, low, high = labels("bloc", lang), change.idxmin(), change.idxmax()
    return _WORDS[lang]["title"].format(
        before=counted[False].sum(), after=counted[True].sum(),
        low=names[str(low)], low_before=counted.loc[low, False], low_after=counted.loc[low, True],
        high=names[str(high)], high_before=counted.loc[high, False], high_after=counted.loc[high, True],
    )  # fmt: skip


def _arc(start: Point, end: Point, bend: float) -> list[Point]:
    """A quadratic Bézier curve between two points, to the side of ``bend`` times its length."""
    (x, y), (to_x, to_y) = start, end
    control = (x + to_x) / 2 + bend * (to_y - y), (y + to_y) / 2 - bend * (to_x - x)
    return [
        (
            round((1 - t) ** 2 * x + 2 * t * (1 - t) * control[0] + t**2 * to_x, 1),
            round((1 - t) ** 2 * y + 2 * t * (1 - t) * control[1] + t**2 * to_y, 1),
        )
        for t in (step / _STEPS for step in range(_STEPS + 1))
    ]


def _placed(rows: Any, home_name: str) -> tuple[Any, list[dict[str, Any]], Any]:
    """The panel's dots with their labels, its arcs as GeoJSON, and its leaders, all in pixels; home comes first."""
    home = _FRAME.pixels(*_HOME)
    dots: list[dict[str, Any]] = [
        {"x": home[0], "y": home[1], "colour": theme.INK, "text": home_name, "outside": False}
    ]
    arcs: list[dict[str, Any]] = []
    seats: dict[Point, int] = {}
    for row in rows.to_dict("records"):
        there = _FRAME.pixels(row.pop("longitude"), row.pop("latitude"))
        outside = not _FRAME.inside(there, _EDGE)
        end = _FRAME.edge(home, there, _EDGE) if outside else there
        same = seats[there] = seats.get(there, -1) + 1  # partners with one seat: arcs beside one another
        side = 1 if end[0] >= home[0] else -1  # bent towards the north on both sides
        curve = _arc(home, end, side * (_BEND + _FAN * same))
        row["colour"] = theme.BLOC_COLOURS.get(row.pop("bloc"), theme.MUTED)
        arcs.append(
            {
                "type": "Feature", "geometry": {"type": "LineString", "coordinates": curve},
                "properties": row | {"width": _STROKE * row["visits"]},
            }
        )  # fmt: skip
        text = f"{row['name']}\u00a0{row['visits']}" if row["visits"] > 1 else str(row["name"])
        angle = math.degrees(math.atan2(there[1] - home[1], there[0] - home[0])) + 90
        dots.append(row | {"x": end[0], "y": end[1], "outside": outside, "angle": angle, "text": text})
    marks = [Mark(dot["x"], dot["y"], _DOT, text_width(dot["text"], _TEXT) * _BOLD, _LINE) for dot in dots]
    lines = [point for arc in arcs for point in arc["geometry"]["coordinates"]]
    spots = beside(marks, _FRAME.width, _FRAME.height, lines=lines)
    for dot, spot in zip(dots, spots, strict=True):
        dot |= {"label_x": spot.left, "label_y": spot.top + _LINE / 2}
    leaders = [
        {"x": mark.x, "y": mark.y, "to_x": spot.tip[0], "to_y": spot.tip[1]}
        for mark, spot in zip(marks, spots, strict=True)
        if spot.led
    ]
    return pd.DataFrame(dots), arcs, pd.DataFrame(leaders, columns=["x", "y", "to_x", "to_y"])


def _panel(rows: Any, head: str, words: Any) -> Any:
    dots, arcs, leaders = _placed(rows, words["home"])
    colour = alt.Color("colour:N", scale=None)
    fields = (("partner_name", "partner"), ("place", "place"), ("visits", "visits"), ("last", "last"))
    tooltip = [alt.Tooltip(f"{field}:N", title=words[title]) for field, title in fields]
    ground = alt.Chart(alt.NamedData(_MAP)).mark_geoshape(
        stroke="#FFFFFF", strokeWidth=0.7, clip=True
    ).encode(color=alt.condition(f"datum.id == '{_NIGER_ID}'", alt.value(_NIGER), alt.value(_LAND)))  # fmt: skip
    lines = alt.Chart(alt.InlineData(values=arcs)).mark_geoshape(filled=False, opacity=0.6).encode(
        stroke=alt.Stroke("properties.colour:N", scale=None),
        strokeWidth=alt.StrokeWidth("properties.width:Q", scale=None),
        tooltip=[alt.Tooltip(f"properties.{field}:N", title=words[title]) for field, title in fields],
    )  # fmt: skip
    thin = alt.Chart(leaders).mark_rule(color=theme.INK, strokeWidth=0.7).encode(
        x=_x("x"), y=_y("y"), x2="to_x:Q", y2="to_y:Q"
    )  # fmt: skip
    near, far = (alt.Chart(dots[dots["outside"] == outside]) for outside in (False, True))
    layers = [
        ground.project(type="identity", scale=1, translate=[0, 0]),
        lines.project(type="identity", scale=1, translate=[0, 0]),
        thin,
        near.mark_circle(size=4 * _DOT**2, opacity=1).encode(x=_x("x"), y=_y("y"), color=colour, tooltip=tooltip),
        far.mark_point(shape="triangle-up", filled=True, size=90, opacity=1).encode(
            x=_x("x"), y=_y("y"), color=colour, tooltip=tooltip, angle=alt.Angle("angle:Q", scale=None)
        ),
    ]  # fmt: skip
    names = alt.Chart(dots).encode(x=_x("label_x"), y=_y("label_y"), text="text:N", tooltip=tooltip)
    style: Any = {"align": "left", "baseline": "middle", "fontSize": _TEXT, "fontWeight": "bold"}
    halo = names.mark_text(stroke="#FFFFFF", strokeWidth=3, strokeJoin="round", opacity=0.85, **style)
    # in ink: the paler blocs' colours are no colours to read on grey
    return alt.layer(*layers, halo, names.mark_text(color=theme.INK, **style)).properties(
        width=_FRAME.width, height=_FRAME.height,
        title=alt.TitleParams(head, fontSize=14, anchor="start", offset=6, frame="group"),
    )  # fmt: skip


def _key(rows: Any, lang: str) -> Any:
    """The blocs that are shown, with their colours, in as many lines as they need."""
    names, width, x, line = labels("bloc", lang), 2 * _FRAME.width, 0.0, 0
    shown: list[dict[str, Any]] = []
    for code in theme.BLOC_COLOURS:
        if code in set(rows["bloc"]):
            wide = 14 + text_width(names[code], _TEXT)
            if x + wide > width:
                x, line = 0.0, line + 1
            shown.append({"text": names[code], "colour": theme.BLOC_COLOURS[code], "x": x, "y": line})
            x += wide + 16
    base = alt.Chart(pd.DataFrame(shown, columns=["text", "colour", "x", "y"])).encode(
        x=alt.X("x:Q", axis=None, scale=alt.Scale(domain=[0, width], nice=False)),
        y=alt.Y("y:Q", axis=None, scale=alt.Scale(domain=[0, line + 1], reverse=True, nice=False)),
    )
    dots = base.mark_circle(size=90, opacity=1, xOffset=5, yOffset=6).encode(color=alt.Color("colour:N", scale=None))
    text = base.mark_text(align="left", baseline="top", fontSize=_TEXT, color=theme.INK, dx=14).encode(text="text:N")
    return alt.layer(dots, text).properties(width=width, height=(line + 1) * (_LINE + 4))


def _x(field: str) -> alt.X:
    return alt.X(f"{field}:Q", axis=None, scale=alt.Scale(domain=[0, _FRAME.width], nice=False, zero=False))


def _y(field: str) -> alt.Y:
    domain = [0, _FRAME.height]
    return alt.Y(f"{field}:Q", axis=None, scale=alt.Scale(domain=domain, reverse=True, nice=False, zero=False))
