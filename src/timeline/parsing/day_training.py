"""The lesson of days: which of the days that an article names is that of its main event, or of one beside it.

It learns from whole articles, and from records told as newspapers might open the story, of each day that is named
whether it is that of the act (of an act that lasted, its first or its last), by logistic regression (``linear``).
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from timeline.parsing import read_day
from timeline.parsing.acts import candidates
from timeline.parsing.assemble import gather
from timeline.parsing.dating import done_of
from timeline.parsing.day import LASTING, Done
from timeline.parsing.days import DAYS_FILE, days_of
from timeline.parsing.document import build_document
from timeline.parsing.linear import Seen, lesson_of
from timeline.parsing.openings import Opening, Story, codes, of_records, of_stories
from timeline.parsing.partner_training import likeliest_act
from timeline.parsing.spans import edges, spans_of
from timeline.parsing.text import normalise
from timeline.records.model import Record
from timeline.records.reader import read_records

COST = 1.0
LEAST_TIMES = 4
CODED = ("act", "event_type", "status")
STORY_TIMES = 3
"""A whole article counts so many times an opening."""


def examples(
    records: Iterable[tuple[str, Record]], openings: Iterable[Opening], stories: Iterable[Story]
) -> list[Seen]:
    """What is learned from openings of these records and from stories; openings of other records are left out."""
    known = dict(records)
    named: list[Seen] = []
    for one in openings:
        record = known.get(one.event_id or "")
        if record is not None and one.published:
            named += _named(
                one.lang, one.text, one.published, (record.act, record.event_type, record.status), record.date
            )
    for story in stories:
        told = [(tuple(codes(event, field)[0] for field in CODED), str(event["date"])) for event in story.events]
        for coded, date in told:
            if coded == told[0][0] and date != told[0][1]:
                continue  # nothing says which of two such acts the words tell of
            beside = "" if (coded, date) == told[0] else told[0][1]
            named += _named(story.lang, story.text, story.published, coded, date, STORY_TIMES, beside)
    return named


def _named(
    lang: str, text: str, published: str, coded: tuple[str, ...], date: str, times: int = 1, beside: str = ""
) -> list[Seen]:
    """The days of an article, of an act, type and status, that took place on ``date``, ``beside`` another day's."""
    act, kind, status = coded
    document = build_document(normalise(text), lang, read_day(published))
    found = candidates(document)
    told = likeliest_act(found, act, kind)
    event = gather(document, told, found, learned=False) if told else None
    done = done_of(event, beside) if event else Done(act, status == "announced", beside=beside)
    days = days_of(document, done)
    right = {date} if any(day.edtf == date for day in days) else edges(date)
    seen = [Seen(frozenset(day.features), day.edtf in right, times) for day in days]
    if done.act in LASTING:  # of spans those count that begin or end on the right day, since the day is sought first
        spans = [span for span in spans_of(document, days, beside) if edges(span.edtf) & edges(date)]
        seen += [Seen(frozenset(span.features), span.edtf == date, times) for span in spans]
    return seen


def dataset_examples(root: Path) -> list[Seen]:
    """The examples of a checkout."""
    entries = read_records([root / "data" / "events"]).entries
    return examples(((entry.event_id, entry.record) for entry in entries), of_records(root), of_stories(root))


LESSON = lesson_of(DAYS_FILE, dataset_examples, COST, LEAST_TIMES)
