"""Trains the choice of partners: ``python -m timeline.parsing.partner_training``.

It learns from the records' own titles and summaries, and from the same records told as newspapers might open the
story; which of the named are partners is what the record says. One logistic regression (scikit-learn's) learns both
kinds of weights: of each of the named its own features and, with a plus for every other one that is a partner and a
minus for every one that is none, the features of the two (pseudo-likelihood). Weights are rounded to hundredths.
"""

from __future__ import annotations

import hashlib
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import numpy as np

from timeline.dates import parse_date
from timeline.findings import shown
from timeline.parsing import read_day
from timeline.parsing.acts import Candidate, candidates, codes_of
from timeline.parsing.assemble import gather
from timeline.parsing.choosing import CHOICE_FILE, STEP, Choice, dumps, loads
from timeline.parsing.document import Document, build_document
from timeline.parsing.named import Act, Named, named_in
from timeline.parsing.openings import Opening, of_records
from timeline.parsing.partners import partner_weights
from timeline.parsing.resources import LANGUAGES
from timeline.parsing.text import normalise
from timeline.parsing.training import text_of
from timeline.paths import project_root
from timeline.records.model import Record
from timeline.records.reader import read_records
from timeline.storage import write_atomic

COST = 0.1
MIN_TIMES = 8
"""What is said of fewer of the named is not learned."""
LEAST = 2
"""Weights nearer to 0, in steps, are left out."""
TOLERANCE = 4
"""Training on another processor may round a weight by so many steps differently."""


@dataclass(frozen=True, slots=True)
class Told:
    """A record told once: whom its head names, and who of them are partners."""

    event_id: str
    named: Named
    partners: frozenset[str]


def told_act(document: Document, record: Record, found: Sequence[Candidate]) -> Act:
    """The act of a record, at those words of the article that tell of it best, if any do."""

    def likeness(one: Candidate) -> tuple[float, float]:
        act, kind = codes_of(one.frame, future=one.future)
        return 1.5 * (act == record.act) + (kind == record.event_type), one.score

    best = max(found, key=likeness, default=None)
    if best is None or likeness(best)[0] < 1:
        return Act(record.act, record.event_type)
    event = gather(document, best, found)
    strength = partner_weights(document, event)
    return Act(record.act, record.event_type, best.where, best.hit, strength, frozenset(event.partners))


def examples(records: Iterable[tuple[str, Record]], openings: Iterable[Opening]) -> list[Told]:
    """What is learned from records and their openings; openings of other records are left out."""
    known = dict(records)
    told = [
        _told(one.event_id, known[one.event_id], one.lang, one.text, one.published)
        for one in openings
        if one.event_id in known
    ]
    for event_id, record in known.items():
        day = (parse_date(record.date).end + timedelta(days=1)).isoformat()
        told += [_told(event_id, record, lang, text_of(record, lang), day) for lang in LANGUAGES]
    return told


def _told(event_id: str, record: Record, lang: str, text: str, published: str | None) -> Told:
    document = build_document(normalise(text), lang, read_day(published))
    act = told_act(document, record, candidates(document))
    return Told(event_id, named_in(document, act), frozenset(record.partners))


def _rows(learned: Iterable[Told]) -> Iterable[tuple[dict[str, int], bool]]:
    """What is said of each of the named, and whether it is a partner; what is said of two begins with ``&``."""
    for one in learned:
        for code, features in one.named.features.items():
            row = dict.fromkeys(features, 1)
            for pair, together in one.named.pairs.items():
                if code in pair:
                    sign = 1 if pair[code == pair[0]] in one.partners else -1
                    for feature in together:
                        row[f"& {feature}"] = row.get(f"& {feature}", 0) + sign
            yield row, code in one.partners


def train(learned: Sequence[Told]) -> Choice:
    """Weights from examples; the same examples give the same weights."""
    from scipy.sparse import csr_matrix
    from sklearn.linear_model import LogisticRegression

    rows = list(_rows(learned))
    times = Counter(feature for row, _ in rows for feature in row)
    names = {feature: n for n, feature in enumerate(sorted(one for one in times if times[one] >= MIN_TIMES))}
    kept = [[(names[feature], value) for feature, value in sorted(row.items()) if feature in names] for row, _ in rows]
    starts = np.concatenate([[0], np.cumsum([len(row) for row in kept])]).astype(np.int32)
    columns = np.array([column for row in kept for column, _ in row], dtype=np.int32)
    values = np.array([value for row in kept for _, value in row], dtype=np.float64)
    matrix = csr_matrix((values, columns, starts), shape=(len(kept), len(names)))
    fitted: Any = LogisticRegression(C=COST, solver="liblinear", random_state=0, max_iter=400).fit(
        matrix, [partner for _, partner in rows]
    )
    rounded = {name: round(float(fitted.coef_[0][n]) / STEP) for name, n in names.items()}
    loud = {name: weight for name, weight in rounded.items() if abs(weight) >= LEAST}
    return Choice(
        {name: weight for name, weight in loud.items() if not name.startswith("& ")},
        {name[2:]: weight for name, weight in loud.items() if name.startswith("& ")},
        round(float(fitted.intercept_[0]) / STEP),
        digest(learned),
    )


def digest(learned: Sequence[Told]) -> str:
    """The SHA-256 of everything that training sees."""
    found = hashlib.sha256(f"{COST} {MIN_TIMES} {LEAST} {STEP}".encode())
    for one in learned:
        found.update(",".join(sorted(one.partners)).encode())
        for key, features in (*one.named.features.items(), *one.named.pairs.items()):
            found.update(f"{key} {sorted(features)}".encode())
    return found.hexdigest()


def same(one: Choice, other: Choice) -> bool:
    """Whether two trainings gave the same, up to rounding."""

    def near(mine: dict[str, int], theirs: dict[str, int]) -> bool:
        return all(abs(mine.get(key, 0) - theirs.get(key, 0)) <= TOLERANCE for key in mine | theirs)

    bias = abs(one.bias - other.bias) <= TOLERANCE
    return bias and near(dict(one.one), dict(other.one)) and near(dict(one.two), dict(other.two))


def dataset_examples(root: Path) -> list[Told]:
    """The examples of a checkout."""
    entries = read_records([root / "data" / "events"]).entries
    return examples(((entry.event_id, entry.record) for entry in entries), of_records(root))


def choice_path(root: Path) -> Path:
    """Where a checkout keeps the weights."""
    return root / "schemas" / "lexicon" / CHOICE_FILE


def up_to_date(root: Path) -> bool:
    """Whether the committed weights are what training on the records gives now."""
    path = choice_path(root)
    return path.is_file() and same(loads(path.read_text("utf-8")), train(dataset_examples(root)))


def main() -> int:
    """Trains and writes the weights, unless they are there already for the same examples."""
    path = choice_path(project_root())
    learned = dataset_examples(project_root())
    if path.is_file() and loads(path.read_text("utf-8")).learned_from == digest(learned):
        return 0
    write_atomic(path, dumps(train(learned)).encode())
    print(f"wrote {shown(path)}: {len(learned)} texts, {path.stat().st_size / 1024:.0f} kB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
