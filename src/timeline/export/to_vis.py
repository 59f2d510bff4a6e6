"""vis-timeline: items and groups, as ``new vis.Timeline(element, items, groups, options)`` takes them."""

from __future__ import annotations

from html import escape
from typing import Any

import pandas as pd

from timeline.charts.typography import typeset
from timeline.charts.words import short_name
from timeline.codebook import labels
from timeline.export.selection import Selection
from timeline.export.story import Side, Story, stories
from timeline.export.to_json import dumped

_DAY = pd.Timedelta(days=1)


def vis_bytes(selection: Selection) -> bytes:
    """``{"items": […], "groups": […]}``: an item for each event and partner, in a group for each partner.

    Groups of partners lie in groups of blocs; an item's ``className`` is its orientation (toward, away, neutral).
    Days are whole: an end is the midnight after the last day."""
    told = stories(selection)
    items = [_item(story, side) for story in told for side in story.sides]
    return dumped({"items": items, "groups": _groups(told, selection.reader)})


def _item(story: Story, side: Side) -> dict[str, Any]:
    item: dict[str, Any] = {
        "id": f"{story.event_id}/{side.code}",
        "event_id": story.event_id,
        "group": side.code,
        "content": escape(story.title),
        "title": escape(f"{story.when} · {story.title}"),
        "start": story.first.strftime("%Y-%m-%d"),
        "className": side.orientation,
    }
    if story.first == story.last:
        return {**item, "type": "point"}
    return {**item, "type": "range", "end": (story.last + _DAY).strftime("%Y-%m-%d")}


def _groups(told: list[Story], lang: str) -> list[dict[str, Any]]:
    """Blocs in the codebook's order, each before its partners; partners without a bloc last."""
    names = {side.code: side for story in told for side in story.sides}
    groups: list[dict[str, Any]] = []
    for bloc, label in labels("bloc", lang).items():
        members = [side for side in names.values() if side.bloc == bloc]
        if members:
            nested = sorted(side.code for side in members)
            content = escape(typeset(label, lang))
            groups.append({"id": f"bloc/{bloc}", "content": content, "treeLevel": 1, "nestedGroups": nested})
            groups += [_group(side, 2, lang) for side in sorted(members, key=lambda side: side.code)]
    rest = sorted((side for side in names.values() if side.bloc is None), key=lambda side: side.code)
    return groups + [_group(side, 1, lang) for side in rest]


def _group(side: Side, level: int, lang: str) -> dict[str, Any]:
    """A partner's lane: its short name, the whole one where the pointer rests."""
    short = short_name(side.code, side.name, lang)
    return {"id": side.code, "content": escape(short), "title": escape(side.name), "treeLevel": level}
