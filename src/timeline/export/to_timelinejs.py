"""TimelineJS (Knight Lab, version 3): the JSON that ``new TL.Timeline(element, document)`` shows.

The reader's page decides how much it can bear: hundreds of slides are slow, ``--significance 3`` gives the turning
points."""

from __future__ import annotations

from html import escape
from typing import Any

import pandas as pd

from timeline.about import load_about
from timeline.charts.typography import typeset
from timeline.codebook import labels
from timeline.export.selection import Selection
from timeline.export.story import SOURCES, Story, stories
from timeline.export.to_json import dumped
from timeline.metadata.citation import citation


def timelinejs_bytes(selection: Selection) -> bytes:
    """The document: a title slide, and a slide an event, grouped by the bloc of its first partner."""
    about, lang = load_about(), selection.reader
    blocs = labels("bloc", lang)
    document = {
        "title": {
            "unique_id": about.name,
            "text": {
                "headline": escape(typeset(about.title[lang], lang)),
                "text": f"<p>{escape(typeset(about.description[lang], lang))}</p><p>{_linked(citation(lang=lang))}</p>",
            },
        },
        "events": [_slide(story, blocs, lang) for story in stories(selection)],
        "scale": "human",
    }
    return dumped(document)


def _slide(story: Story, blocs: dict[str, str], lang: str) -> dict[str, Any]:
    slide: dict[str, Any] = {
        "unique_id": story.event_id,
        "start_date": _date(story.first, story.precision),
        "display_date": story.when,
        "text": {"headline": escape(story.title), "text": f"<p>{escape(story.summary)}</p>{_sources(story, lang)}"},
    }
    if story.precision in ("interval", "one-of"):
        slide["end_date"] = _date(story.last, "day")
    if story.sides and story.sides[0].bloc:
        slide["group"] = typeset(blocs[story.sides[0].bloc], lang)
    return slide


def _date(day: pd.Timestamp, precision: str) -> dict[str, int]:
    """A date as far as it is known: TimelineJS takes a year or a month alone."""
    parts = {"year": day.year, "month": day.month, "day": day.day}
    known = {"year": 1, "month": 2}.get(precision, 3)
    return dict(list(parts.items())[:known])


def _sources(story: Story, lang: str) -> str:
    links = (f'<a href="{escape(page.url)}">{escape(page.publisher)}</a>' for page in story.pages)
    return f"<p><small>{SOURCES[lang]} {', '.join(links)}</small></p>" if story.pages else ""


def _linked(text: str) -> str:
    """A text as HTML, its last word a link where it is an address."""
    words = escape(text).split(" ")
    if words[-1].startswith("https://"):
        words[-1] = f'<a href="{words[-1]}">{words[-1]}</a>'
    return " ".join(words)
