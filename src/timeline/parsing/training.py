"""The lesson of acts: how each type, act, orientation, status and domain is told.

It learns from the records' own titles and summaries, from the same records told as newspapers might open the story,
from invented openings (``openings``) and from title and lead of whole articles, each as a whole, and its title and its
paragraph by themselves. One linear classifier a class (scikit-learn's LinearSVC) is trained for types, acts,
orientations, statuses, domains, and for no act at all; classes told of fewer than ``MIN_EVENTS`` events are left to the
lexicon. Weights are rounded to a few steps and packed, to about one and a half megabytes.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_
from pathlib import Path
from typing import Any

import numpy as np

from timeline.parsing import read_day
from timeline.parsing.acts import candidates
from timeline.parsing.document import build_document
from timeline.parsing.features import Features, features_of
from timeline.parsing.lesson import Lesson
from timeline.parsing.model import (
    BACKGROUND,
    BITS,
    NO_ACT,
    SIGN_WEIGHT,
    WEIGHTS_FILE,
    Weights,
    dumps,
    loads,
    sign_rows,
    word_rows,
)
from timeline.parsing.openings import Opening, Story, codes, of_acts, of_background, of_nothing, of_records, of_stories
from timeline.parsing.resources import LANGUAGES
from timeline.parsing.text import normalise
from timeline.records.model import Record
from timeline.records.reader import read_records

MIN_EVENTS = 6
COST = 0.5
RARE = 0.3
"""How far the weight of rare classes goes from 0, their share, to 1, balance."""
STOP = 1e-2
"""The solver stops where no weight moves by more; finer ones vanish in the rounding."""
STEPS = 15
"""Weights are rounded to whole numbers from -STEPS to STEPS."""
MANY = 1000
"""So many examples are worth a process for each core."""
EVERY = 25
"""Of so many classes one is trained anew to see whether committed weights are what training gives: all take minutes."""
TOLERANCE = 2
"""Training on another processor may round a weight by so many steps differently."""


@dataclass(frozen=True, slots=True)
class Example:
    """A story told once: the features of its parts and its classes."""

    event_id: str
    """The record that it tells of; invented stories have a number of their own."""
    words: tuple[np.ndarray, ...]
    """The rows of its words: as a whole, of its title, of its paragraph."""
    signs: tuple[np.ndarray, ...]
    """The rows of the patterns found in the same parts."""
    classes: frozenset[str]


def text_of(record: Record, lang: str) -> str:
    """A record told as an article: its title, then its summary."""
    return f"{getattr(record.title, lang)}\n\n{getattr(record.summary, lang)}"


def classes_of(record: Record) -> frozenset[str]:
    """The classes that a record belongs to; an orientation only where all partners share it."""
    return frozenset(
        {
            f"type:{record.event_type}",
            f"act:{record.act}",
            f"status:{record.status}",
            *(f"domain:{code}" for code in record.domains),
            *_shared(record.partners),
        }
    )


def _shared(partners: Mapping[str, str]) -> list[str]:
    """The class of the orientation towards all partners; none where they differ."""
    ways = set(partners.values())
    return [f"orientation:{way}" for way in ways] if len(ways) == 1 else []


def record_examples(records: Iterable[tuple[str, Record]], openings: Iterable[Opening]) -> list[Example]:
    """What is learned from records: each in each language, and its openings; those of other records are left out."""
    known = dict(records)
    texts = [(event_id, lang, text_of(record, lang)) for event_id, record in known.items() for lang in LANGUAGES]
    texts += [(one.event_id, one.lang, one.text) for one in openings if one.event_id in known]
    return [_example(event_id, lang, text, classes_of(known[event_id])) for event_id, lang, text in texts]


def invented_examples(root: Path) -> list[Example]:
    """What is learned from the invented openings and paragraphs of a checkout."""
    invented = [
        *(
            (one, frozenset(f"{field.removeprefix('event_')}:{code}" for field, code in one.codes))
            for one in of_acts(root)
        ),
        *((one, frozenset({NO_ACT})) for one in of_nothing(root)),
        *((one, frozenset({BACKGROUND})) for one in of_background(root)),
    ]
    return [
        _example(f"invented {number}", one.lang, one.text, classes) for number, (one, classes) in enumerate(invented)
    ]


def story_examples(stories: Iterable[Story]) -> list[Example]:
    """What is learned from the heads of whole articles, read as the parser does; a digest has none."""
    learned: list[Example] = []
    for story in stories:
        document = build_document(normalise(story.text), story.lang, read_day(story.published))
        parts = features_of(document, candidates(document))
        if not document.items and not document.opinion:
            learned.append(_example_of(story.name, [reduce(or_, parts[:2]), *parts[:2]], _classes_told(story)))
    return learned


def _classes_told(story: Story) -> frozenset[str]:
    """The classes of a story's main event; all that would be right."""
    if not story.events:
        return frozenset({NO_ACT})
    main = story.events[0]
    coded = {f"{name}:{code}" for name in ("act", "status") for code in codes(main, name)}
    coded |= {f"type:{code}" for code in codes(main, "event_type")}
    coded |= {f"domain:{code}" for code in main.get("domains") or ()}
    return frozenset(coded.union(_shared(main["partners"])))


def _example(event_id: str, lang: str, text: str, classes: frozenset[str]) -> Example:
    document = build_document(normalise(text), lang, None)
    document = document.items[0] if document.items else document
    parts = features_of(document, candidates(document))
    parts = [part for part in parts if part.words]
    return _example_of(event_id, [reduce(or_, parts), *parts] if len(parts) > 1 else parts, classes)


def _example_of(event_id: str, told: Sequence[Features], classes: frozenset[str]) -> Example:
    told = [part for part in told if part.words]
    return Example(
        event_id, tuple(word_rows(part.words) for part in told), tuple(sign_rows(part.signs) for part in told), classes
    )


def _matrix(learned: Sequence[Example]) -> Any:
    """Examples as rows of a sparse matrix, of the values that ``Weights.values`` gives to words and signs."""
    from scipy.sparse import csr_matrix

    parts = [part for one in learned for part in zip(one.words, one.signs, strict=True)]
    sizes = [len(words) + len(signs) for words, signs in parts]
    values = [
        np.concatenate([np.ones(len(words)), np.full(len(signs), SIGN_WEIGHT)]) / len(words) ** 0.5
        for words, signs in parts
    ]
    columns = [np.concatenate(part) for part in parts]
    return csr_matrix(
        (np.concatenate(values), np.concatenate(columns), np.concatenate([[0], np.cumsum(sizes)])),
        shape=(len(parts), 1 << BITS),
    )


def train(learned: Sequence[Example], names: Sequence[str] | None = None) -> Weights:
    """Weights from examples, of all classes or of those named; the same examples give the same weights."""
    classes = tuple(names or _names(learned))
    columns, scale, bias = zip(*_columns(learned, classes), strict=True)
    return Weights(
        classes, np.stack(columns, axis=1), np.array(scale, np.float32), np.array(bias, np.float32), digest(learned)
    )


def _names(learned: Sequence[Example]) -> tuple[str, ...]:
    """The classes that enough events belong to."""
    held = {(example.event_id, name) for example in learned for name in example.classes}
    counts = Counter(name for _, name in held)
    return tuple(sorted(name for name, count in counts.items() if count >= MIN_EVENTS))


def _columns(learned: Sequence[Example], names: Sequence[str]) -> list[tuple[np.ndarray, float, float]]:
    """The weights of some classes, as ``_column`` gives them."""
    from joblib import Parallel, delayed

    matrix = _matrix(learned)
    owner = np.repeat(np.arange(len(learned)), [len(one.words) for one in learned])
    of_records = np.array([any(name.startswith("domain:") for name in one.classes) for one in learned])[owner]
    with_domains = matrix[of_records]

    def task(name: str) -> Any:
        wanted = np.array([name in example.classes for example in learned])[owner]
        if name.startswith("domain:"):  # nobody said the domains of invented stories
            return delayed(_column)(with_domains, wanted[of_records], 1.0)
        return delayed(_column)(matrix, wanted, float((~wanted).sum() / wanted.sum()) ** RARE)

    # processes, since the threads of one would share the solver's chance; few examples are not worth one
    found: Any = Parallel(n_jobs=-1 if len(learned) > MANY else 1)(map(task, names))
    return list(found)


def _column(matrix: Any, wanted: np.ndarray, heavier: float) -> tuple[np.ndarray, float, float]:
    """The weights of one class in whole steps, what a step is worth, and the value before any word is read.

    ``heavier`` says how much more a story of the class counts than another.
    """
    from sklearn.svm import LinearSVC

    fitted: Any = LinearSVC(C=COST, class_weight={True: heavier}, tol=STOP, random_state=0).fit(matrix, wanted)
    weights = fitted.coef_[0]
    step = max(float(np.quantile(np.abs(weights[weights != 0]), 0.999)) / STEPS, 1e-9)
    return np.clip(np.rint(weights / step), -STEPS, STEPS).astype(np.int8), step, float(fitted.intercept_[0])


def digest(learned: Sequence[Example]) -> str:
    """The SHA-256 of everything that training sees."""
    found = hashlib.sha256(f"{BITS} {COST} {RARE} {STOP} {STEPS} {MIN_EVENTS}".encode())
    for example in learned:
        for part in (*example.words, *example.signs):
            found.update(part.astype("<i4").tobytes())
        found.update(",".join(sorted(example.classes)).encode())
    return found.hexdigest()


def same(one: Weights, other: Weights) -> bool:
    """Whether two trainings gave the same, up to rounding."""
    return one.classes == other.classes and bool(
        np.abs(one.rows.astype(np.int16) - other.rows.astype(np.int16)).max() <= TOLERANCE
        and np.allclose(one.scale, other.scale, rtol=0.02)
        and np.allclose(one.bias, other.bias, atol=0.02)
    )


def is_of(weights: Weights, learned: Sequence[Example]) -> bool:
    """Whether weights were learned from these examples; of the classes, every ``EVERY``th is trained anew to see."""
    some = weights.classes[::EVERY]
    told = weights.learned_from == digest(learned) and weights.classes == _names(learned)
    return told and same(weights.only(some), train(learned, some))


def dataset_examples(root: Path) -> list[Example]:
    """The examples of a checkout."""
    entries = read_records([root / "data" / "events"]).entries
    records = ((entry.event_id, entry.record) for entry in entries)
    return [*record_examples(records, of_records(root)), *invented_examples(root), *story_examples(of_stories(root))]


LESSON = Lesson(WEIGHTS_FILE, dataset_examples, train, digest, dumps, loads, is_of)
