"""What the model adds: lexicon, model and both, on texts whose events neither saw, cross-validated by event.

Each record is read as an article, in English and in French, as it tells itself (title, summary) and as newspapers might
open the story (``timeline.parsing.openings``), by weights that were trained without its event. The lexicon was written
by people who know the dataset, so that its own figures are not out of sample.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta

from benchmarks.parsing.articles import ROOT, Case, is_told, told_by
from timeline.parsing import Draft, day_training, detail_training, further_training, parse, partner_training
from timeline.parsing.acts import candidates
from timeline.parsing.choosing import Choice, choosing
from timeline.parsing.days import dating_by
from timeline.parsing.document import build_document
from timeline.parsing.event_training import events_read
from timeline.parsing.features import features_of
from timeline.parsing.figures import FIGURES_FILE, counting
from timeline.parsing.further import adding
from timeline.parsing.model import Weights, using
from timeline.parsing.openings import Story, of_records, of_stories
from timeline.parsing.persons import PERSONS_FILE, naming
from timeline.parsing.place import PLACES_FILE, placing
from timeline.parsing.resources import LANGUAGES
from timeline.parsing.text import normalise
from timeline.parsing.training import Example, invented_examples, record_examples, story_examples, text_of, train
from timeline.records.reader import Entry, read_records

FOLDS = 5
FIELDS = ("a draft at all", "type", "act", "partners", "orientation", "status", "domains F1")
WAYS = ("lexicon alone", "model alone", "both, as shipped")


def dataset() -> list[Entry]:
    """The records, in the order of their ids."""
    return read_records([ROOT / "data" / "events"]).entries


def examples_of(entries: Iterable[Entry], stories: Iterable[Story]) -> list[Example]:
    """What training sees of records and stories, and the invented openings."""
    records = ((entry.event_id, entry.record) for entry in entries)
    return [*record_examples(records, of_records(ROOT)), *invented_examples(ROOT), *story_examples(stories)]


def choice_of(entries: Iterable[Entry], stories: Iterable[Story] = ()) -> Choice:
    """What records and stories teach of who takes part."""
    records = ((entry.event_id, entry.record) for entry in entries)
    return partner_training.train(partner_training.examples(records, of_records(ROOT), stories))


@contextmanager
def taught_by(entries: Iterable[Entry], stories: Iterable[Story]) -> Iterator[None]:
    """Reads with what was learned from these records and stories alone, each lesson after the other."""
    known, told = list(entries), list(stories)
    records = [(entry.event_id, entry.record) for entry in known]
    openings = list(of_records(ROOT))
    days = day_training.LESSON.train(day_training.examples(records, openings, told))
    with using(train(examples_of(known, told))), choosing(choice_of(known, told)), dating_by(days):
        details = detail_training.taught_by(events_read(records, openings, told))
        more = further_training.LESSON.train(further_training.examples(told))
        with (
            adding(more),
            placing(details[PLACES_FILE]),
            counting(details[FIGURES_FILE]),
            naming(details[PERSONS_FILE]),
        ):
            yield


@contextmanager
def without(articles: Sequence[Case]) -> Iterator[None]:
    """Reads with what was learned without the events that some articles may tell of."""
    told = told_by(articles)
    entries = [entry for entry in dataset() if not is_told(entry.record.date, entry.record.partners, told)]
    stories = [
        story
        for story in of_stories(ROOT)
        if not any(is_told(str(event["date"]), event["partners"], told) for event in story.events)
    ]
    with taught_by(entries, stories):
        yield


@dataclass(frozen=True, slots=True)
class Text:
    """A record told once: how, in which language, and when."""

    entry: Entry
    lang: str
    published: str
    text: str


def own_texts(entries: Iterable[Entry]) -> list[Text]:
    """The records' own titles and summaries, read the day after."""
    return [
        Text(entry, lang, (entry.when.end + timedelta(days=1)).isoformat(), text_of(entry.record, lang))
        for entry in entries
        for lang in LANGUAGES
    ]


def opening_texts(entries: Iterable[Entry]) -> list[Text]:
    """The records as newspapers might open the story."""
    known = {entry.event_id: entry for entry in entries}
    return [
        Text(known[one.event_id], one.lang, one.published, one.text)
        for one in of_records(ROOT)
        if one.event_id in known and one.published
    ]


def tables() -> list[list[list[str]]]:
    """A table of the records' own texts and one of their openings: one row a field, one column a way."""
    entries = dataset()
    fold = {entry.event_id: number % FOLDS for number, entry in enumerate(entries)}
    learned = examples_of(entries, ())  # whole articles may tell of the same events
    weights = [train([one for one in learned if fold.get(one.event_id) != number]) for number in range(FOLDS)]
    choices = [choice_of(one for one in entries if fold[one.event_id] != number) for number in range(FOLDS)]
    taught = list(zip(weights, choices, strict=True))
    return [
        _rows([(text, *taught[fold[text.entry.event_id]]) for text in texts])
        for texts in (own_texts(entries), opening_texts(entries))
    ]


def _rows(texts: Sequence[tuple[Text, Weights, Choice]]) -> list[list[str]]:
    counts = {way: Counter[str]() for way in WAYS}
    for told, own, choice in texts:
        for way, chosen, partners in ((WAYS[0], None, None), (WAYS[2], own, choice)):
            with using(chosen), choosing(partners):
                drafts = parse(told.text, lang=told.lang, published=told.published).drafts
            _count(counts[way], told.entry, drafts)
        _count_model(counts[WAYS[1]], told.entry, told.text, told.lang, own)
    return [[name, *(_shown(counts[way], name, len(texts)) for way in WAYS)] for name in FIELDS]


def _shown(counts: Counter[str], name: str, texts: int) -> str:
    if name == "domains F1":
        return f"{2 * counts['domains right'] / max(1, counts['domains']):.3f}"
    return f"{counts[name] / texts:.3f}" if counts[name] else ""


def _count(counts: Counter[str], entry: Entry, drafts: Sequence[Draft]) -> None:
    wanted = set(entry.record.domains)
    counts["domains"] += len(wanted)
    if not drafts:
        return
    record, truth = drafts[0].record, entry.record
    counts["a draft at all"] += 1
    counts["type"] += record["event_type"] == truth.event_type
    counts["act"] += record["act"] == truth.act
    counts["partners"] += set(record["partners"]) == set(truth.partners)
    counts["status"] += record["status"] == truth.status
    shared = set(record["partners"]) & set(truth.partners)
    counts["orientation"] += bool(shared) and all(record["partners"][code] == truth.partners[code] for code in shared)
    counts["domains"] += len(record["domains"])
    counts["domains right"] += len(wanted & set(record["domains"]))


def _count_model(counts: Counter[str], entry: Entry, text: str, lang: str, weights: Weights) -> None:
    document = build_document(normalise(text), lang, None)
    told = weights.read(features_of(document, candidates(document))).margins

    def best(kind: str) -> str:
        names = [name for name in told if name.startswith(f"{kind}:")]
        return max(names, key=lambda name: told[name]).partition(":")[2]

    counts["a draft at all"] += 1
    counts["type"] += best("type") == entry.record.event_type
    counts["act"] += best("act") == entry.record.act
    counts["orientation"] += {best("orientation")} == set(entry.record.partners.values())
    counts["status"] += best("status") == entry.record.status
    found = {name.partition(":")[2] for name in told if name.startswith("domain:") and told[name] > 0} or {
        best("domain")
    }
    wanted = set(entry.record.domains)
    counts["domains"] += len(wanted) + len(found)
    counts["domains right"] += len(wanted & found)
