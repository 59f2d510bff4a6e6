"""Trains the parser's linear model on the records: ``python -m timeline.parsing.training``.

Every record is learned twice, from its English and from its French title and summary. One linear classifier a class
(scikit-learn's LinearSVC) is trained for types, acts, orientations and domains; classes with fewer than
``MIN_EVENTS`` records are left to the lexicon. Weights are rounded to a few steps and packed, well below one megabyte.
"""

from __future__ import annotations

import hashlib
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from timeline.findings import shown
from timeline.parsing.document import build_document
from timeline.parsing.model import BITS, WEIGHTS_FILE, Weights, dumps, features_of, hashed, loads
from timeline.parsing.resources import LANGUAGES
from timeline.parsing.text import normalise
from timeline.paths import project_root
from timeline.records.model import Record
from timeline.records.reader import read_records
from timeline.storage import write_atomic

MIN_EVENTS = 6
COST = 2.0
STEPS = 15
"""Weights are rounded to whole numbers from -STEPS to STEPS."""
TOLERANCE = 2
"""Training on another processor may round a weight by so many steps differently."""


@dataclass(frozen=True, slots=True)
class Example:
    """A record in one language: its features and its classes."""

    event_id: str
    features: np.ndarray
    classes: frozenset[str]


def text_of(record: Record, lang: str) -> str:
    """A record told as an article: its title, then its summary."""
    return f"{getattr(record.title, lang)}\n\n{getattr(record.summary, lang)}"


def classes_of(record: Record) -> frozenset[str]:
    """The classes that a record belongs to; an orientation only where all partners share it."""
    ways = set(record.partners.values())
    shared = {f"orientation:{way}" for way in ways} if len(ways) == 1 else set[str]()
    return frozenset(
        {f"type:{record.event_type}", f"act:{record.act}", *(f"domain:{code}" for code in record.domains)} | shared
    )


def examples(records: Iterable[tuple[str, Record]]) -> list[Example]:
    """What is learned from: each record in each language."""
    return [
        Example(
            event_id,
            hashed(features_of(build_document(normalise(text_of(record, lang)), lang, None))),
            classes_of(record),
        )
        for event_id, record in records
        for lang in LANGUAGES
    ]


def train(learned: Sequence[Example]) -> Weights:
    """Weights from examples; the same examples give the same weights."""
    from scipy.sparse import csr_matrix
    from sklearn.svm import LinearSVC

    counts = Counter(name for example in learned for name in example.classes)
    names = tuple(sorted(name for name, count in counts.items() if count >= MIN_EVENTS * len(LANGUAGES)))
    sizes = [len(example.features) for example in learned]
    values = np.repeat([size**-0.5 for size in sizes], sizes)
    matrix = csr_matrix(
        (values, np.concatenate([example.features for example in learned]), np.concatenate([[0], np.cumsum(sizes)])),
        shape=(len(learned), 1 << BITS),
    )
    rows = np.empty((1 << BITS, len(names)), dtype=np.int8)
    scale, bias = np.empty(len(names), dtype=np.float32), np.empty(len(names), dtype=np.float32)
    for column, name in enumerate(names):
        wanted = np.array([name in example.classes for example in learned])
        fitted: Any = LinearSVC(C=COST, random_state=0).fit(matrix, wanted)
        weights = fitted.coef_[0]
        step = max(float(np.quantile(np.abs(weights[weights != 0]), 0.999)) / STEPS, 1e-9)
        rows[:, column] = np.clip(np.rint(weights / step), -STEPS, STEPS)
        scale[column], bias[column] = step, fitted.intercept_[0]
    return Weights(names, rows, scale, bias, digest(learned))


def digest(learned: Sequence[Example]) -> str:
    """The SHA-256 of everything that training sees."""
    found = hashlib.sha256(f"{BITS} {COST} {STEPS} {MIN_EVENTS}".encode())
    for example in learned:
        found.update(example.features.astype("<i4").tobytes())
        found.update(",".join(sorted(example.classes)).encode())
    return found.hexdigest()


def same(one: Weights, other: Weights) -> bool:
    """Whether two trainings gave the same, up to rounding."""
    return one.classes == other.classes and bool(
        np.abs(one.rows.astype(np.int16) - other.rows.astype(np.int16)).max() <= TOLERANCE
        and np.allclose(one.scale, other.scale, rtol=0.02)
        and np.allclose(one.bias, other.bias, atol=0.02)
    )


def dataset_examples(root: Path) -> list[Example]:
    """The examples of a checkout's records."""
    entries = read_records([root / "data" / "events"]).entries
    return examples((entry.event_id, entry.record) for entry in entries)


def weights_path(root: Path) -> Path:
    """Where a checkout keeps the weights."""
    return root / "schemas" / "lexicon" / WEIGHTS_FILE


def up_to_date(root: Path) -> bool:
    """Whether the committed weights are what training on the records gives now."""
    path = weights_path(root)
    return path.is_file() and same(loads(path.read_bytes()), train(dataset_examples(root)))


def main() -> int:
    """Trains and writes the weights, unless they are there already for the same examples."""
    path = weights_path(project_root())
    learned = dataset_examples(project_root())
    if path.is_file() and loads(path.read_bytes()).learned_from == digest(learned):
        return 0
    write_atomic(path, dumps(train(learned)))
    print(f"wrote {shown(path)}: {len(learned)} texts, {path.stat().st_size / 1024:.0f} kB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
