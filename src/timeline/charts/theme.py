"""One look for all charts: colours with meaning, type, the bilingual phrases, and the frame around a chart."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import altair as alt

from timeline.charts.typography import typeset

COUP = "2023-07-26"

# Okabe and Ito's palette: told apart by people who do not see red and green alike
ORIENTATION_COLOURS: Mapping[str, str] = {"toward": "#0072B2", "away": "#D55E00", "neutral": "#8C8C8C"}
# Blocs: at least 3:1 on white, told apart from one another and from the orientations by readers of red-green and
# blue-yellow colour blindness too (tests/charts/test_theme.py measures it); the same in every chart and page
BLOC_COLOURS: Mapping[str, str] = {
    "west": "#0C0277", "russia-allies": "#A6035D", "china-asia": "#BA4783", "middle-east": "#458E1C",
    "aes": "#0E5802", "west-africa": "#7898B5", "north-africa": "#A4926E", "rest-of-africa": "#442E2D",
    "latin-america": "#9842DA", "multilateral": "#1B98FD",
}  # fmt: skip
# conflict and cooperation of an act are not nearness of the pair, so they do not share its colours
QUAD_COLOURS: Mapping[str, str] = {
    "material-conflict": "#762A83", "verbal-conflict": "#B793C6", "verbal-cooperation": "#86C489",
    "material-cooperation": "#1B7837",
}  # fmt: skip
INK, MUTED, RULE = "#1A1A1A", "#5F5F5F", "#D9D9D9"
# the first is inside vl-convert, so that pictures are the same on a machine without fonts
FONT = "Liberation Sans, Arial, Helvetica, sans-serif"

# d3 locales: how numbers and dates of axes and tooltips are written
LOCALES: Mapping[str, dict[str, Any]] = {
    "en": {
        "number": {"decimal": ".", "thousands": ",", "grouping": [3], "currency": ["", ""]},
        "time": {
            "dateTime": "%A, %e %B %Y, %X", "date": "%d/%m/%Y", "time": "%H:%M:%S", "periods": ["AM", "PM"],
            "days": ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"],
            "shortDays": ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"],
            "months": ["January", "February", "March", "April", "May", "June", "July", "August", "September",
                       "October", "November", "December"],
            "shortMonths": ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
        },
    },
    "fr": {
        "number": {"decimal": ",", "thousands": "\u202f", "grouping": [3], "currency": ["", ""]},
        "time": {
            "dateTime": "%A %e %B %Y à %X", "date": "%d/%m/%Y", "time": "%H:%M:%S", "periods": ["AM", "PM"],
            "days": ["dimanche", "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi"],
            "shortDays": ["dim.", "lun.", "mar.", "mer.", "jeu.", "ven.", "sam."],
            "months": ["janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre",
                       "octobre", "novembre", "décembre"],
            "shortMonths": ["janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.",
                            "nov.", "déc."],
        },
    },
}  # fmt: skip

_SOURCE_LINE = {
    "en": "Source: Niger partner-diversification timeline, {events} events to {last}; data CC BY 4.0",
    "fr": "Source : Chronologie de la diversification des partenaires du Niger, {events} événements jusqu'au {last} ; "
    "données CC BY 4.0",
}


def config() -> dict[str, Any]:
    """The Vega-Lite configuration that all charts share."""
    return {
        "font": FONT,
        # the chart's description says what there is to see; Vega's own words on axes and marks are English only
        "aria": False,
        "background": "#FFFFFF",
        "view": {"stroke": None},
        "axis": {"labelColor": MUTED, "titleColor": MUTED, "labelFontSize": 12, "titleFontSize": 12,
                 "gridColor": RULE, "domainColor": RULE, "tickColor": RULE, "titleFontWeight": "normal"},
        "legend": {"labelColor": INK, "titleColor": MUTED, "labelFontSize": 12, "titleFontSize": 12,
                   "titleFontWeight": "normal", "orient": "top"},
        "title": {"anchor": "start", "color": INK, "fontSize": 20, "subtitleColor": MUTED, "subtitleFontSize": 13,
                  "offset": 14, "frame": "group", "subtitlePadding": 6},
        "header": {"labelColor": INK, "labelFontSize": 12},
    }  # fmt: skip


def colours(orientations: Iterable[str]) -> list[str]:
    """The colours of orientations, in their order."""
    return [ORIENTATION_COLOURS[code] for code in orientations]


def bloc_colours(blocs: Iterable[str]) -> list[str]:
    """The colours of blocs, in their order.

    >>> bloc_colours(["west", "aes"])
    ['#0C0277', '#0E5802']
    """
    return [BLOC_COLOURS[code] for code in blocs]


def number(value: int, lang: str) -> str:
    """A whole number as the language writes it."""
    return f"{value:,}".replace(",", "," if lang == "en" else "\u202f")


def long_date(day: Any, lang: str) -> str:
    """A day in words: 26 March 2024, 26 mars 2024, 1er mai 2024."""
    first = "1er" if lang == "fr" and day.day == 1 else str(day.day)
    return f"{first} {LOCALES[lang]['time']['months'][day.month - 1]} {day.year}"


def source_line(events: Any, lang: str) -> str:
    """The line under every chart: where the figures come from and how far they reach."""
    return _SOURCE_LINE[lang].format(events=number(len(events), lang), last=long_date(events["date_end"].max(), lang))


def framed(chart: Any, *, title: str, subtitle: str | list[str], source: str, description: str, lang: str) -> Any:
    """A chart with its headline, its subtitle, its source line and its text for screen readers, all typeset."""
    title, source, description = (typeset(text, lang) for text in (title, source, description))
    subtitle = [typeset(line, lang) for line in ([subtitle] if isinstance(subtitle, str) else subtitle)]
    caption = alt.Chart(alt.Data(values=[{}]), width=10, height=14).mark_text(
        align="left", baseline="top", fontSize=11, color=MUTED, text=source, x=0, y=0
    )
    return (
        alt.vconcat(chart, caption, spacing=10)
        .properties(title=alt.TitleParams(title, subtitle=subtitle), description=description)
        .configure(locale=alt.Locale(number=LOCALES[lang]["number"], time=LOCALES[lang]["time"]), **config())
        .resolve_scale(color="independent")
    )
