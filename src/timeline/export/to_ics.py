"""iCalendar (RFC 5545): one all-day entry an event, for calendar applications."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

from icalendar import Calendar, Event, vUri

from timeline.about import load_about
from timeline.charts.typography import typeset
from timeline.export.selection import Selection
from timeline.export.story import SOURCES, Story, stories


def ics_bytes(selection: Selection) -> bytes:
    """A calendar of the selected events.

    An entry's id is the event's, so that a second import replaces and does not double; its end is the day after the
    last, as the standard wants it; where the day is unknown, it spans the days that are possible and its text says so.
    """
    about, lang = load_about(), selection.reader
    calendar = Calendar()
    calendar.add("prodid", f"-//{about.name}//{about.version}//{lang.upper()}")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("x-wr-calname", typeset(about.title[lang], lang))
    for story in stories(selection):
        calendar.add_component(_entry(story, about.name, lang))
    return calendar.to_ical()


def _entry(story: Story, host: str, lang: str) -> Event:
    entry = Event()
    entry.add("uid", f"{story.event_id}@{host}")
    entry.add("dtstamp", _stamp(story))
    entry.add("dtstart", story.first.date())
    entry.add("dtend", story.last.date() + timedelta(days=1))
    entry.add("summary", story.title, parameters={"LANGUAGE": lang})
    entry.add("description", _description(story, lang), parameters={"LANGUAGE": lang})
    entry.add("categories", list(story.domains))
    entry.add("transp", "TRANSPARENT")  # nobody is busy on that day
    if story.pages:
        entry.add("url", vUri(story.pages[0].url))
    if story.place:
        entry.add("location", story.place)
    if story.point:
        entry.add("geo", story.point)
    return entry


def _stamp(story: Story) -> datetime:
    """When the entry was last changed: the day of the second reading, else that of the release; never the clock."""
    day = story.reviewed.date() if story.reviewed is not None else load_about().released
    return datetime.combine(day, time(), tzinfo=UTC)


def _description(story: Story, lang: str) -> str:
    sides = ", ".join(side.name for side in story.sides)
    pages = [f"{page.publisher} <{page.url}>" for page in story.pages]
    return "\n".join([f"{story.when} · {sides}", "", story.summary, "", SOURCES[lang], *pages])
