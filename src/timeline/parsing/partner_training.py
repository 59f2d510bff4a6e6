"""The lesson of partners: which of those that the head of an article names take part in its act.

It learns from the records' own titles and summaries, from the same records told as newspapers might open the story,
and from whole articles; which of the named are partners is what the record says. One logistic regression
(scikit-learn's) learns both kinds of weights: of each of the named its own features and, with a plus for every other
one that is a partner and a minus for every one that is none, the features of the two (pseudo-likelihood). Weights are
rounded to hundredths.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from timeline.dates import parse_date
from timeline.parsing import lesson, read_day
from timeline.parsing.acts import Candidate, candidates, codes_of
from timeline.parsing.assemble import gather
from timeline.parsing.choosing import CHOICE_FILE, Choice, dumps, loads
from timeline.parsing.document import Document, build_document
from timeline.parsing.lesson import Lesson
from timeline.parsing.linear import LEAST, MIN_TIMES, STEP, TOLERANCE, Row, learn, near
from timeline.parsing.named import Act, Named, named_in
from timeline.parsing.openings import Opening, Story, codes, of_records, of_stories
from timeline.parsing.partners import partner_weights
from timeline.parsing.resources import LANGUAGES
from timeline.parsing.text import normalise
from timeline.parsing.training import text_of
from timeline.records.model import Record
from timeline.records.reader import read_records

COST = 0.1
STORY_TIMES = 6
"""A whole article counts so many times an opening; chosen by cross-validation."""


@dataclass(frozen=True, slots=True)
class Told:
    """An event told once: whom the head of the article names, and who of them are partners."""

    name: str
    """The record or the story."""
    named: Named
    partners: frozenset[str]
    times: int = 1
    """How much it counts."""


def likeliest_act(found: Sequence[Candidate], act: str, event_type: str) -> Candidate | None:
    """Of the possible acts of an article, the one that is coded so, or nearly; None where there is none."""

    def likeness(one: Candidate) -> tuple[float, float]:
        codes = codes_of(one.frame, future=one.future)
        return 1.5 * (codes[0] == act) + (codes[1] == event_type), one.score

    best = max(found, key=likeness, default=None)
    return None if best is None or likeness(best)[0] < 1 else best


def told_act(
    document: Document, act: str, event_type: str, found: Sequence[Candidate], beside: frozenset[str] = frozenset()
) -> Act:
    """An act, at those words of the article that tell of it best, if any do; ``beside`` another's partners."""
    best = likeliest_act(found, act, event_type)
    if best is None:
        return Act(act, event_type, beside=beside)
    event = gather(document, best, found, learned=False)
    strength = partner_weights(document, event)
    return Act(act, event_type, best.where, best.hit, strength, frozenset(event.partners), beside)


def examples(
    records: Iterable[tuple[str, Record]], openings: Iterable[Opening], stories: Iterable[Story]
) -> list[Told]:
    """What is learned from records, their openings and stories; openings of other records are left out."""
    known = dict(records)
    told = [
        _of_record(one.event_id, known[one.event_id], one.lang, one.text, one.published)
        for one in openings
        if one.event_id in known
    ]
    for event_id, record in known.items():
        day = (parse_date(record.date).end + timedelta(days=1)).isoformat()
        told += [_of_record(event_id, record, lang, text_of(record, lang), day) for lang in LANGUAGES]
    for story in stories:
        told += _of_story(story)
    return told


def _of_story(story: Story) -> Iterator[Told]:
    """The events of a story; of two that are coded alike nothing says which the words tell of."""
    coded = [(codes(event, "act")[0], codes(event, "event_type")[0]) for event in story.events]
    for number, event in enumerate(story.events):
        if number and coded[number] in coded[:number]:
            continue
        main = frozenset(story.events[0]["partners"] if number else ())
        yield _told(
            story.name, story.lang, story.text, story.published, coded[number], event["partners"], STORY_TIMES, main
        )


def _of_record(event_id: str, record: Record, lang: str, text: str, published: str | None) -> Told:
    return _told(event_id, lang, text, published, (record.act, record.event_type), record.partners)


def _told(
    name: str,
    lang: str,
    text: str,
    published: str | None,
    coded: tuple[str, str],
    partners: Iterable[str],
    times: int = 1,
    beside: frozenset[str] = frozenset(),
) -> Told:
    document = build_document(normalise(text), lang, read_day(published))
    act = told_act(document, *coded, candidates(document), beside)
    return Told(name, named_in(document, act), frozenset(partners), times)


def _rows(learned: Iterable[Told]) -> Iterable[Row]:
    """What is said of each of the named, and whether it is a partner; what is said of two begins with ``&``."""
    for one in learned:
        for code, features in one.named.features.items():
            row = dict.fromkeys(features, 1)
            for pair, together in one.named.pairs.items():
                if code in pair:
                    sign = 1 if pair[code == pair[0]] in one.partners else -1
                    for feature in together:
                        row[f"& {feature}"] = row.get(f"& {feature}", 0) + sign
            yield Row(row, code in one.partners, one.times)


def train(learned: Sequence[Told]) -> Choice:
    """Weights from examples; the same examples give the same weights."""
    loud, bias = learn(_rows(learned), COST)
    return Choice(
        {name: weight for name, weight in loud.items() if not name.startswith("& ")},
        {name[2:]: weight for name, weight in loud.items() if name.startswith("& ")},
        bias,
        digest(learned),
    )


def digest(learned: Sequence[Told]) -> str:
    """The SHA-256 of everything that training sees."""
    rows = (
        (
            sorted(one.partners),
            [(key, sorted(said)) for key, said in (*one.named.features.items(), *one.named.pairs.items())],
        )
        for one in learned
    )
    return lesson.digest((COST, MIN_TIMES, LEAST, STEP, STORY_TIMES), rows)


def same(one: Choice, other: Choice) -> bool:
    """Whether two trainings gave the same, up to rounding."""
    return abs(one.bias - other.bias) <= TOLERANCE and near(one.one, other.one) and near(one.two, other.two)


def is_of(weights: Choice, learned: Sequence[Told]) -> bool:
    """Whether weights are what training on these examples gives."""
    return same(weights, train(learned))


def dataset_examples(root: Path) -> list[Told]:
    """The examples of a checkout."""
    entries = read_records([root / "data" / "events"]).entries
    return examples(((entry.event_id, entry.record) for entry in entries), of_records(root), of_stories(root))


LESSON = Lesson(CHOICE_FILE, dataset_examples, train, digest, dumps, loads, is_of)
