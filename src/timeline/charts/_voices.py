"""Who tells the story: the countries whose media report on each partner, and how much rests on one voice."""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd

from timeline.analysis import load_coverage
from timeline.charts import theme
from timeline.charts.data import ChartData, some
from timeline.charts.words import from_to, percent, short_name, short_names, wording

_PARTNERS, _COUNTRIES = 20, 12
_CELL_WIDTH, _CELL_HEIGHT, _BARS = 54, 24, 190
# a share has neither direction nor bloc, so it has no colour of theirs; black figures stay readable on the deepest
_PALE, _DEEP = "#F7F7F7", "#8C8C8C"
_WORDS = wording({
    "en": {
        "title": "{share} of events rest on a single voice, up to {most} ({partner}); leading source country: "
        "{country}, {heard} of voices",
        "subtitle": [
            "Countries of the voices that report on events with Niger's {n} most frequent partners, {span}: share in "
            "%. First column: the partner's own country.",
            "A voice is an outlet or the agency that it reprints, counted once an event; aggregators have none. "
            "Bars: events with one voice at most.",
        ],
        "own": "the partner", "other": "other", "unknown": "unknown",
        "bars": "Events resting on one voice", "of": "{single} of {events}",
        "partner": "Partner", "country": "Country of the voice", "voices": "Voices", "share": "Share of the partner's "
        "voices", "events": "Events", "single": "With one voice",
        "description": "Heat map of {n} partners by the country of the voices that report on them, share in percent, "
        "and bars of the share of events that rest on one voice. {title}.",
    },
    "fr": {
        "title": "{share} des événements reposent sur une seule voix, jusqu'à {most} ({partner}) ; premier pays "
        "source : {country}, {heard} des voix",
        "subtitle": [
            "Pays des voix qui rapportent les événements avec les {n} principaux partenaires du Niger, {span} : part "
            "en %. Première colonne : le pays du partenaire.",
            "Une voix : un média ou l'agence qu'il reprend, comptée une fois par événement ; les agrégateurs n'en ont "
            "pas. Barres : événements à une voix au plus.",
        ],
        "own": "le partenaire", "other": "autres", "unknown": "inconnu",
        "bars": "Événements reposant sur une voix",
        "of": "{single} sur {events}",
        "partner": "Partenaire", "country": "Pays de la voix", "voices": "Voix", "share": "Part des voix du "
        "partenaire", "events": "Événements", "single": "À une seule voix",
        "description": "Carte de chaleur de {n} partenaires selon le pays des voix qui en parlent, part en pour cent, "
        "et barres de la part des événements reposant sur une seule voix. {title}.",
    },
})  # fmt: skip


def voices_by_country(data: ChartData, lang: str) -> pd.DataFrame:
    """One row a main partner and country of voices, inside the systematic period.

    A voice counts once for an event and partner, however many of its pages the record lists; pages without a voice
    (mere aggregators) do not count. The partner's own country is ``own``, those after the most frequent ones ``other``,
    that of voices whose country is not known ``unknown``. Columns: partner, name, code and country (of the voices),
    voices, share (of the partner's voices, 0 to 1)."""
    pairs, words = _pairs(data), _WORDS[lang]
    told: Any = data.sources.dropna(subset=["voice"]).drop_duplicates(["event_id", "voice"])
    rows: Any = pairs.merge(told[["event_id", "voice", "voice_country"]], on="event_id")
    rows = rows.assign(code=rows["voice_country"].astype(object).where(rows["voice_country"].notna(), "unknown"))
    heard = _heard(data)
    rows["code"] = rows["code"].where(rows["code"].isin([*heard.index[:_COUNTRIES], "unknown"]), "other")
    rows["code"] = rows["code"].where(rows["voice_country"] != rows["partner"], "own")
    rows["name"] = short_names(rows, lang)
    counted: Any = rows.groupby(["partner", "name", "code"]).size().rename("voices").reset_index()
    counted["share"] = counted["voices"] / counted.groupby("partner")["voices"].transform("sum")
    names = _names(data, lang) | {code: words[code] for code in ("own", "other", "unknown")}
    return counted.assign(country=[names.get(code, code) for code in counted["code"]])


def single_voices(data: ChartData, lang: str) -> pd.DataFrame:
    """How many of a main partner's events rest on one voice at most, the largest share first.

    Columns: partner, name, events, single, share (0 to 1)."""
    rows = _pairs(data).merge(data.events[["event_id", "corroboration"]], on="event_id")
    rows = rows.assign(name=short_names(rows, lang), single=(rows["corroboration"] == "single").astype(int))
    counted: Any = rows.groupby(["partner", "name"])["single"].agg(["size", "sum"]).reset_index()
    counted.columns = ["partner", "name", "events", "single"]
    counted["share"] = counted["single"] / counted["events"]
    return counted.sort_values(["share", "events", "name"], ascending=[False, True, True], ignore_index=True)


def _systematic(data: ChartData) -> Any:
    coverage = load_coverage()
    return data.events[data.events["date_plot"].between(coverage.start, coverage.end)]


def _pairs(data: ChartData) -> Any:
    """Events of the systematic period with each of the most frequent partners in it."""
    pairs: Any = data.participants[data.participants["event_id"].isin(_systematic(data)["event_id"])]
    main = pairs["partner"].value_counts().head(_PARTNERS).index
    return pairs.loc[pairs["partner"].isin(main), ["event_id", "partner", "partner_en", "partner_fr"]]


def _heard(data: ChartData) -> Any:
    """How many voices of each country speak on events of the systematic period, whatever the partner."""
    told: Any = data.sources.dropna(subset=["voice"]).drop_duplicates(["event_id", "voice"])
    told = told[told["event_id"].isin(_systematic(data)["event_id"])]
    counted: Any = told.value_counts("voice_country").rename("voices").reset_index()
    counted = counted.sort_values(["voices", "voice_country"], ascending=[False, True])
    return counted.set_index("voice_country")["voices"].rename_axis(index=None)


def _names(data: ChartData, lang: str) -> dict[str, str]:
    rows = data.partners
    return {
        str(code): short_name(str(code), str(name), lang)
        for code, name in zip(rows["partner"], rows[f"name_{lang}"], strict=True)
    }


def voices(tables: ChartData | None = None, *, lang: str = "en") -> Any:
    """The countries whose media report on each partner, and beside it how much rests on a single voice."""
    data = ChartData.given(tables)
    words, bars = _WORDS[lang], single_voices(data, lang)
    cells = some(voices_by_country(data, lang), "events of the systematic period with a voice")
    heard, names, events = _heard(data), _names(data, lang), _systematic(data)
    told: Any = data.sources.dropna(subset=["voice"]).drop_duplicates(["event_id", "voice"])
    total = int(told["event_id"].isin(events["event_id"]).sum())
    coverage, top = load_coverage(), bars.iloc[0]
    title = words["title"].format(
        share=percent((events["corroboration"] == "single").mean(), lang), partner=top["name"],
        most=percent(top["share"], lang), country=names.get(str(heard.index[0]), str(heard.index[0])),
        heard=percent(heard.iloc[0] / total, lang),
    )  # fmt: skip
    span = {"n": len(bars), "span": from_to(coverage.start, coverage.end, lang)}
    columns = [words["own"], *(names.get(str(code), str(code)) for code in heard.index[:_COUNTRIES])]
    columns += [words[code] for code in ("other", "unknown") if code in set(cells["code"])]
    order = bars["name"].tolist()
    return theme.framed(
        alt.hconcat(_heat(cells, order, columns, words), _bars(bars, order, words, lang), spacing=26),
        title=title,
        subtitle=[line.format(**span) for line in words["subtitle"]],
        source=theme.source_line(data.events, lang),
        description=words["description"].format(n=len(bars), title=title),
        lang=lang,
    )


def _heat(cells: Any, order: list[str], columns: list[str], words: Any) -> Any:
    most = cells["share"].max()
    y = alt.Y(
        "name:N", sort=order, title=None,
        axis=alt.Axis(labelColor=theme.INK, labelLimit=200, labelPadding=8, ticks=False, domain=False),
    )  # fmt: skip
    x = alt.X(
        "country:N", sort=columns, title=None, scale=alt.Scale(domain=columns),
        axis=alt.Axis(orient="top", labelAngle=-40, labelAlign="left", labelColor=theme.INK, labelLimit=160,
                      ticks=False, domain=False),
    )  # fmt: skip
    base = alt.Chart(cells).encode(
        x=x, y=y,
        tooltip=[
            alt.Tooltip("name:N", title=words["partner"]), alt.Tooltip("country:N", title=words["country"]),
            alt.Tooltip("voices:Q", title=words["voices"]),
            alt.Tooltip("share:Q", title=words["share"], format=".0%"),
        ],
    )  # fmt: skip
    tiles = base.mark_rect(stroke="#FFFFFF", strokeWidth=1).encode(
        color=alt.Color("share:Q", legend=None, scale=alt.Scale(domain=[0, most], range=[_PALE, _DEEP]))
    )
    # apart from the others: a line at its right
    edge = alt.Chart(alt.Data(values=[{}])).mark_rule(color=theme.INK, strokeWidth=1.5)
    edge = edge.encode(x=alt.value(_CELL_WIDTH), y=alt.value(0), y2=alt.value(_CELL_HEIGHT * len(order)))
    figures = base.transform_calculate(figure="format(100 * datum.share, '.0f')").mark_text(
        fontSize=12, color=theme.INK
    ).encode(text="figure:N")  # fmt: skip
    size: Any = {"width": _CELL_WIDTH * len(columns), "height": _CELL_HEIGHT * len(order)}
    return alt.layer(tiles, edge, figures).properties(**size)


def _bars(bars: Any, order: list[str], words: Any, lang: str) -> Any:
    text = [
        f"{percent(share, lang)}  ({words['of'].format(single=single, events=events)})"
        for share, single, events in zip(bars["share"], bars["single"], bars["events"], strict=True)
    ]
    top = bars["share"].max() or 1
    base = alt.Chart(bars.assign(text=text)).encode(
        y=alt.Y("name:N", sort=order, title=None, axis=None),
        x=alt.X("share:Q", title=words["bars"], scale=alt.Scale(domain=[0, top], nice=False),
                axis=alt.Axis(orient="top", labels=False, ticks=False, grid=False, domain=False, titleColor=theme.INK,
                              titleAnchor="start", titleFontWeight="bold")),
        tooltip=[
            alt.Tooltip("name:N", title=words["partner"]), alt.Tooltip("events:Q", title=words["events"]),
            alt.Tooltip("single:Q", title=words["single"]),
        ],
    )  # fmt: skip
    drawn = base.mark_bar(color=theme.MUTED, height=_CELL_HEIGHT - 8)
    named = base.mark_text(align="left", dx=5, color=theme.INK, fontSize=12).encode(text="text:N")
    size: Any = {"width": _BARS, "height": _CELL_HEIGHT * len(order)}
    return alt.layer(drawn, named).properties(**size)
