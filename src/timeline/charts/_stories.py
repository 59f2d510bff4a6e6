"""One linked story, an event a row from the first to the last, with the links that the records make between them."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping
from typing import Any

import altair as alt
import pandas as pd

from timeline.charts import theme
from timeline.charts._labels import text_width, wrap
from timeline.charts._marks import text_at
from timeline.charts.data import ChartData, labelled
from timeline.charts.words import dates, labels, short_names, wording
from timeline.errors import UnknownValueError

_WIDTH, _ROW, _LINE, _PAD = 1130, 22, 15, 10
_SPINE, _DATE, _TITLE = 300, 318, 446  # where the dots, the dates and the titles stand
_TEXT = 12.5
_NEAREST, _FURTHEST, _STEPS = 16, 54, 36  # how deep the least curve is, how far from the years the deepest stays
_SIZES = {1: 40, 2: 85, 3: 190}
# kinds of links by line, since colour says orientation: the plainest for the most common
_LINES: Mapping[str, tuple[str, float, list[int]]] = {
    "follows": ("#A6A6A6", 1.2, [1, 0]), "carries_out": (theme.INK, 2.4, [1, 0]),
    "responds_to": (theme.INK, 1.4, [5, 3]), "reverses": (theme.INK, 2.4, [1, 4]),
}  # fmt: skip
_WORDS = wording({
    "en": {
        "title": "{story}, {first} to {last}: of {n} linked events, {away} moved Niger away from the partner, {toward} "
        "towards it",
        "year": "{story}, {first}: of {n} linked events, {away} moved Niger away from the partner, {toward} towards it",
        "subtitle": [
            "{what}: one event a row, in order of time but not to scale; the larger the dot, the more significant the "
            "event.",
            "Each curve joins an event to an earlier one that its record cites.",
        ],
        "organisation": "The longest chain of linked events with this organisation",
        "partner": "The longest chain of linked events with this partner",
        "event": "What “{story}” goes back to, and what came of it",
        "around": "Of {n} linked events, {first} to {last}, {away} moved Niger away from the partner, {toward} towards "
        "it",
        "coup": "Coup of 26 July 2023", "dots": "Dot: effect of the act", "links": "Curve: the later event",
        "name": "Event", "date": "Date", "who": "Partners", "orientation": "Effect of the act",
        "corroboration": "Corroboration", "link": "Link", "later": "Later event", "earlier": "Earlier event",
        "description": "{story}: chain of {n} events, {first} to {last}, with {links} links ({kinds}). It begins with "
        "“{start}” and ends with “{end}”.",
    },
    "fr": {
        "title": "{story}, de {first} à {last} : sur {n} événements liés, {away} éloignent le Niger du partenaire, "
        "{toward} l'en rapprochent",
        "year": "{story}, {first} : sur {n} événements liés, {away} éloignent le Niger du partenaire, {toward} l'en "
        "rapprochent",
        "subtitle": [
            "{what} : un événement par ligne, dans l'ordre chronologique mais sans échelle ; plus le point est grand, "
            "plus l'événement compte.",
            "Chaque courbe relie un événement à un autre, antérieur, que sa fiche cite.",
        ],
        "organisation": "La plus longue chaîne d'événements liés avec cette organisation",
        "partner": "La plus longue chaîne d'événements liés avec ce partenaire",
        "event": "Ce dont « {story} » procède et ce qui en est issu",
        "around": "Sur {n} événements liés, de {first} à {last}, {away} éloignent le Niger du partenaire, {toward} "
        "l'en rapprochent",
        "coup": "Coup d'État du 26 juillet 2023", "dots": "Point : effet de l'acte", "links": "Courbe : l'événement "
        "postérieur",
        "name": "Événement", "date": "Date", "who": "Partenaires", "orientation": "Effet de l'acte",
        "corroboration": "Corroboration", "link": "Lien", "later": "Événement postérieur",
        "earlier": "Événement antérieur",
        "description": "{story} : chaîne de {n} événements, de {first} à {last}, avec {links} liens ({kinds}). Elle "
        "commence par « {start} » et finit par « {end} ».",
    },
})  # fmt: skip


def stories(tables: ChartData | None = None, *, lang: str = "en", story: str | None = None) -> Any:
    """One story as a chain of events: who did what, and which earlier event each one takes up.

    ``story`` is an organisation (``CNPC``), a partner's code (``DZA``) or an event's id; without it, the organisation
    with the longest chain. Raises UnknownValueError for any other, and where no two events are linked."""
    data = ChartData.given(tables)
    name, kind, chosen = chosen_story(data, story, lang)
    words, rows, links = _WORDS[lang], chain(data, chosen, lang), _links(data.events, chosen)
    counts: Any = rows["code"].value_counts()
    names = labels("relation", lang)
    figures = {
        "story": name, "n": len(rows), "first": rows["date"].min().year, "last": rows["date"].max().year,
        "away": counts.get("away", 0), "toward": counts.get("toward", 0), "links": len(links),
        "kinds": ", ".join(f"{n} × {names[str(code)]}" for code, n in links["relation"].value_counts().items()),
        "start": rows["title"].iloc[0], "end": rows["title"].iloc[-1],
    }  # fmt: skip
    pattern = "around" if kind == "event" else "year" if figures["first"] == figures["last"] else "title"
    placed, height = _placed(rows)
    chart = alt.layer(
        *_grid(placed, words), *_curves(links, placed, names, words), *_marks(placed, words), *_key(links, words, lang)
    ).properties(width=_WIDTH, height=height)  # fmt: skip
    return theme.framed(
        chart,
        title=words[pattern].format(**figures),
        subtitle=[line.format(what=words[kind].format(story=name)) for line in words["subtitle"]],
        source=theme.source_line(data.events, lang),
        description=words["description"].format(**figures),
        lang=lang,
    )


def chosen_story(data: ChartData, story: str | None, lang: str) -> tuple[str, str, set[str]]:
    """The story's name for readers, its kind (``organisation``, ``partner``, ``event``) and the ids of its events.

    Of an organisation or a partner: the largest group of its events that links join, links through other events not
    counted. Of an event: all that it goes back to and all that goes back to it. The default is the organisation with
    the largest such group, of equal ones the first by name."""
    events, links = data.events, _links(data.events)
    by_name: dict[str, list[str]] = {}
    for event_id, names in zip(events["event_id"], events["organisations"], strict=True):
        for name in names:
            by_name.setdefault(name, []).append(event_id)
    if story is None:
        groups = {name: largest_group(ids, links) for name, ids in by_name.items()}
        best = min(groups, key=lambda name: (-len(groups[name]), name), default=None)
        if best is None or len(groups[best]) < 2:
            raise UnknownValueError(
                "no two events with one organisation are linked", remedy="pass story=, an event's id"
            )
        return best, "organisation", groups[best]
    if story in by_name:
        return story, "organisation", largest_group(by_name[story], links)
    pairs: Any = data.participants[data.participants["partner"] == story]
    if len(pairs):
        return pairs[f"partner_{lang}"].iloc[0], "partner", largest_group(pairs["event_id"], links)
    if story in set(events["event_id"]):
        title: Any = events.loc[events["event_id"] == story, f"title_{lang}"]
        return title.iloc[0], "event", _reached(story, links)
    raise UnknownValueError(
        f"{story!r} is no organisation, partner or event of the dataset",
        remedy="use a name from timeline.load_organisations(), a partner's code or an event's id",
    )


def largest_group(ids: Iterable[str], links: pd.DataFrame) -> set[str]:
    """Of some events the largest group that links among themselves join; of equal ones the one that begins first.

    >>> links = pd.DataFrame({"later": ["b", "d", "e"], "earlier": ["a", "c", "d"]})
    >>> sorted(largest_group(["a", "b", "c", "d", "e"], links)), sorted(largest_group(["a", "b", "c"], links))
    (['c', 'd', 'e'], ['a', 'b'])
    """
    inside = set(ids)
    near: dict[str, set[str]] = {event: set() for event in inside}
    for later, earlier in zip(links["later"], links["earlier"], strict=True):
        if later in inside and earlier in inside:
            near[later].add(earlier)
            near[earlier].add(later)
    groups: list[set[str]] = []
    for event in sorted(inside):
        if not any(event in group for group in groups):
            groups.append(_spread(event, near))
    return max(groups, key=len, default=set())


def _reached(event: str, links: pd.DataFrame) -> set[str]:
    """An event with all that it goes back to and all that goes back to it."""
    back: dict[str, set[str]] = {}
    forth: dict[str, set[str]] = {}
    for later, earlier in zip(links["later"], links["earlier"], strict=True):
        back.setdefault(later, set()).add(earlier)
        forth.setdefault(earlier, set()).add(later)
    return _spread(event, back) | _spread(event, forth)


def _spread(start: str, near: Mapping[str, Collection[str]]) -> set[str]:
    found, waiting = {start}, [start]
    while waiting:
        new = set(near.get(waiting.pop(), ())) - found
        found |= new
        waiting += new
    return found


def _links(events: pd.DataFrame, chosen: Collection[str] | None = None) -> Any:
    """The links between events, or between the chosen ones. Columns: later, earlier, relation."""
    rows = [
        (event, link["event_id"], str(link["relation"]))
        for event, related in zip(events["event_id"], events["related"], strict=True)
        for link in related
        if chosen is None or (event in chosen and link["event_id"] in chosen)
    ]
    return pd.DataFrame(rows, columns=["later", "earlier", "relation"])


def chain(data: ChartData, chosen: Collection[str], lang: str) -> pd.DataFrame:
    """The events of a story by date, one row each.

    Columns: event_id, date, title, date_text, code (orientation to the partner that the record names first),
    orientation, partners (their names), significance, corroboration, href."""
    events: Any = data.events[data.events["event_id"].isin(list(chosen))]
    pairs = data.participants.assign(name=short_names(data.participants, lang))
    who = pairs.groupby("event_id", sort=False)["name"].agg(", ".join).rename("partners").reset_index()
    lead = pairs.drop_duplicates("event_id")[["event_id", "orientation"]]
    pages = data.sources.drop_duplicates("event_id")[["event_id", "url"]]
    rows: Any = events.merge(lead, on="event_id").merge(who, on="event_id").merge(pages, on="event_id", how="left")
    rows = rows.sort_values(["date_plot", "event_id"], ignore_index=True)
    return pd.DataFrame(
        {
            "event_id": rows["event_id"],
            "date": rows["date_plot"],
            "title": rows[f"title_{lang}"],
            "date_text": dates(rows, lang),
            "code": rows["orientation"].astype(str),
            "orientation": labelled(rows, "orientation", lang),
            "partners": rows["partners"],
            "significance": rows["significance"],
            "corroboration": labelled(rows, "corroboration", lang),
            "href": rows["url"],
        }
    )


def _placed(rows: Any) -> tuple[Any, float]:
    """The rows with their heights in pixels and their titles in lines, and the picture's height."""
    lines = [wrap(title, _WIDTH - _TITLE, _TEXT) for title in rows["title"]]
    tops, y = [], 0.0
    years: Any = rows["date"].dt.year
    for year, before, text in zip(years, years.shift(), lines, strict=True):
        y += _PAD if pd.notna(before) and year != before else 0
        tops.append(y)
        y += _ROW + _LINE * (len(text) - 1)
    placed = rows.assign(
        y=[top + _ROW / 2 for top in tops], top=tops, label=["\n".join(text) for text in lines],
        year=years.astype(str).where(years != years.shift(), ""), after=rows["date"] >= theme.COUP,
    )  # fmt: skip
    return placed, y + 4


def _x(field: str) -> alt.X:
    return alt.X(f"{field}:Q", axis=None, scale=alt.Scale(domain=[0, _WIDTH], nice=False, zero=False))


def _y(field: str) -> alt.Y:
    # the scale is one to one with the picture's pixels
    return alt.Y(f"{field}:Q", axis=None, scale=None)


def _grid(placed: Any, words: Any) -> list[Any]:
    """A line above each year with its name, and the coup where it lies among the events."""
    opens = placed[placed["year"] != ""].assign(line=lambda table: table["top"] - _PAD / 2)
    lines = alt.Chart(opens.iloc[1:]).mark_rule(color=theme.RULE).encode(
        x=alt.value(0), x2=alt.value(_WIDTH), y=_y("line")
    )  # fmt: skip
    names = alt.Chart(opens).mark_text(align="left", color=theme.MUTED, fontSize=12, fontWeight="bold")
    drawn: list[Any] = [lines, names.encode(x=alt.value(0), y=_y("y"), text="year:N")]
    after = placed[placed["after"]]
    if 0 < len(after) < len(placed):
        first = after.iloc[0]
        y = first["top"] - (_PAD / 2 if first["year"] else 0)
        at = alt.Chart(pd.DataFrame({"y": [y], "text": [words["coup"]]}))
        rule = at.mark_rule(color=theme.INK, strokeDash=[4, 3])
        name = at.mark_text(align="right", baseline="bottom", dy=-3, color=theme.INK, fontSize=12, fontWeight="bold")
        drawn += [
            rule.encode(x=alt.value(_DATE), x2=alt.value(_WIDTH), y=_y("y")),
            name.encode(x=alt.value(_WIDTH), y=_y("y"), text="text:N"),
        ]
    return drawn


def _curves(links: Any, placed: Any, names: Mapping[str, str], words: Any) -> list[Any]:
    """Half ellipses on the left of the dots, wider the more rows they span: as GeoJSON in pixels, one a link."""
    ys: dict[str, float] = placed.set_index("event_id")["y"].to_dict()
    titles: dict[str, str] = placed.set_index("event_id")["title"].to_dict()
    rows = links.to_dict("records")
    most = max((ys[link["later"]] - ys[link["earlier"]] for link in rows), default=1.0)
    curves: dict[str, list[dict[str, Any]]] = {code: [] for code in _LINES}
    for link in rows:
        texts = {"link": names[link["relation"]], "later": titles[link["later"]], "earlier": titles[link["earlier"]]}
        line = _half_ellipse(ys[link["earlier"]], ys[link["later"]], most)
        curves[link["relation"]].append(
            {"type": "Feature", "geometry": {"type": "LineString", "coordinates": line}, "properties": texts}
        )
    tooltip = [alt.Tooltip(f"properties.{field}:N", title=words[field]) for field in ("link", "later", "earlier")]
    return [
        alt.Chart(alt.InlineData(values=curves[code]))
        .mark_geoshape(filled=False, stroke=colour, strokeWidth=width, strokeDash=dash)
        .encode(tooltip=tooltip)
        .project(type="identity", scale=1, translate=[0, 0])
        for code, (colour, width, dash) in _LINES.items()
        if curves[code]
    ]


def _half_ellipse(top: float, bottom: float, most: float) -> list[tuple[float, float]]:
    depth = _NEAREST + (_SPINE - _FURTHEST - _NEAREST) * math.sqrt(abs(bottom - top) / (most or 1))
    angles = (math.pi * step / _STEPS for step in range(_STEPS + 1))
    return [
        (
            round(_SPINE - depth * math.sin(angle), 1),
            round((top + bottom) / 2 - (bottom - top) / 2 * math.cos(angle), 1),
        )
        for angle in angles
    ]


def _marks(placed: Any, words: Any) -> list[Any]:
    colour = alt.Color(
        "code:N", legend=None,
        scale=alt.Scale(domain=list(theme.ORIENTATION_COLOURS), range=list(theme.ORIENTATION_COLOURS.values())),
    )  # fmt: skip
    tooltip = [
        alt.Tooltip(f"{field}:N", title=words[name])
        for field, name in (
            ("title", "name"), ("date_text", "date"), ("partners", "who"), ("orientation", "orientation"),
            ("corroboration", "corroboration"),
        )
    ]  # fmt: skip
    base = alt.Chart(placed.assign(size=placed["significance"].map(_SIZES))).encode(
        y=_y("y"), tooltip=tooltip, href="href:N"
    )
    dots = base.mark_circle(opacity=1, stroke="#FFFFFF", strokeWidth=1).encode(
        x=alt.value(_SPINE), color=colour, size=alt.Size("size:Q", scale=None, legend=None)
    )
    when = base.mark_text(align="left", baseline="middle", fontSize=12, fontWeight="bold")
    what = base.mark_text(
        align="left", baseline="middle", fontSize=_TEXT, lineHeight=_LINE, lineBreak="\n", color=theme.INK
    )
    return [
        dots,
        when.encode(x=alt.value(_DATE), text="date_text:N", color=colour),
        what.encode(x=alt.value(_TITLE), text="label:N"),
    ]


def _key(links: Any, words: Any, lang: str) -> list[Any]:
    """What the dots' colours and the curves' lines mean, in a line above the rows."""
    y, x = -16.0, 0.0
    drawn = [text_at(words["links"], x, y, align="left", color=theme.MUTED, fontSize=12)]
    x += text_width(words["links"], 12) + 12
    names, present = labels("relation", lang), set(links["relation"])
    for code in (code for code in _LINES if code in present):
        colour, width, dash = _LINES[code]
        sample = alt.Chart(alt.Data(values=[{}])).mark_rule(color=colour, strokeWidth=width, strokeDash=dash)
        drawn.append(sample.encode(x=alt.value(x), x2=alt.value(x + 30), y=alt.value(y - 4)))
        drawn.append(text_at(names[code], x + 36, y, align="left", color=theme.INK, fontSize=12))
        x += 36 + text_width(names[code], 12) + 18
    x += 24
    drawn.append(text_at(words["dots"], x, y, align="left", color=theme.MUTED, fontSize=12))
    x += text_width(words["dots"], 12) + 10
    for code, name in labels("orientation", lang).items():
        style: dict[str, Any] = {"color": theme.ORIENTATION_COLOURS[code], "fontSize": 12, "fontWeight": "bold"}
        drawn.append(text_at(name, x, y, align="left", **style))
        x += text_width(name, 12) * 1.08 + 14
    return drawn
