"""Weights of named features, learned by logistic regression and kept as a file to read.

Features are short texts (``title name``, ``published has lead``), so that whoever reads the file sees what was learned.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from timeline.parsing import lesson
from timeline.paths import schemas_dir

STEP = 0.01
"""What one unit of a weight is worth, in log odds."""
LEAST = 2
"""Weights nearer to 0, in steps, are left out."""
MIN_TIMES = 8
"""What is said fewer times is not learned."""
FAINT = 0.5
"""What a feature counts of which there are so many that each says little."""
TOLERANCE = 4
"""Training on another processor may round a weight by so many steps differently."""


@dataclass(frozen=True, slots=True)
class Linear:
    """How far each feature speaks for a thing, in ``STEP``s."""

    weights: Mapping[str, int]
    bias: int
    learned_from: str = ""
    """SHA-256 of what it was trained on."""

    def value(self, features: Iterable[str]) -> int:
        """The log odds of a thing with these features, in ``STEP``s.

        >>> Linear({"near": 200, "far": -100}, -50).value({"near", "never met"})
        150
        """
        return self.bias + sum(self.weights.get(feature, 0) for feature in features)


@dataclass(frozen=True, slots=True)
class Row:
    """What training sees of a thing: its features with their values, whether it was so, and how much it counts."""

    features: Mapping[str, float]
    right: bool
    times: int = 1


@dataclass(frozen=True, slots=True)
class Seen:
    """A thing that was seen: what is said of it, whether it was so, and how much it counts."""

    features: frozenset[str]
    right: bool
    times: int = 1


def train(learned: Sequence[Seen], cost: float, least_times: int, faint: tuple[str, ...] = ()) -> Linear:
    """Weights from what was seen; the same examples give the same weights.

    Features that open with one of ``faint`` count less, so that they are not learned by heart.

    >>> seen = [Seen(frozenset({"near" if right else "far"}), right) for right in (True, False) * 9]
    >>> taught = train(seen, cost=1.0, least_times=8)
    >>> taught.value({"near"}) > 0 > taught.value({"far"})
    True
    """

    def counted(feature: str) -> float:
        return FAINT if feature.startswith(faint) else 1

    rows = [Row({feature: counted(feature) for feature in one.features}, one.right, one.times) for one in learned]
    weights, bias = learn(rows, cost, least_times)
    own = {feature: round(weight * counted(feature)) for feature, weight in weights.items()}
    loud = {feature: weight for feature, weight in own.items() if abs(weight) >= LEAST}
    return Linear(loud, bias, digest(learned, cost, least_times, faint))


def digest(learned: Sequence[Seen], cost: float, least_times: int, faint: tuple[str, ...] = ()) -> str:
    """The SHA-256 of everything that training sees."""
    rows = (f"{one.right} {one.times} {sorted(one.features)}" for one in learned)
    return lesson.digest((cost, least_times, faint, FAINT, LEAST, STEP), rows)


def learn(rows: Iterable[Row], cost: float, least_times: int = MIN_TIMES) -> tuple[dict[str, int], int]:
    """Weights and bias in ``STEP``s; the same rows give the same weights."""
    import numpy as np
    from scipy.sparse import csr_matrix
    from sklearn.linear_model import LogisticRegression

    known = list(rows)
    times = Counter(feature for row in known for feature in row.features)
    names = {feature: n for n, feature in enumerate(sorted(one for one in times if times[one] >= least_times))}
    kept = [
        [(names[feature], value) for feature, value in sorted(row.features.items()) if feature in names]
        for row in known
    ]
    starts = np.concatenate([[0], np.cumsum([len(row) for row in kept])]).astype(np.int32)
    columns = np.array([column for row in kept for column, _ in row], dtype=np.int32)
    values = np.array([value for row in kept for _, value in row], dtype=np.float64)
    matrix = csr_matrix((values, columns, starts), shape=(len(kept), len(names)))
    fitted: Any = LogisticRegression(C=cost, solver="liblinear", random_state=0, max_iter=400).fit(
        matrix, [row.right for row in known], sample_weight=[row.times for row in known]
    )
    rounded = {name: round(float(fitted.coef_[0][n]) / STEP) for name, n in names.items()}
    loud = {name: weight for name, weight in rounded.items() if abs(weight) >= LEAST}
    return loud, round(float(fitted.intercept_[0]) / STEP)


def taught_from(file: str) -> Linear | None:
    """The weights of a file of ``schemas/lexicon``; None before the first build."""
    path = schemas_dir() / "lexicon" / file
    return loads(path.read_bytes()) if path.is_file() else None


def near(one: Mapping[str, int], other: Mapping[str, int]) -> bool:
    """Whether two trainings gave the same weights, up to rounding."""
    return all(abs(one.get(key, 0) - other.get(key, 0)) <= TOLERANCE for key in {**one, **other})


def same(one: Linear, other: Linear) -> bool:
    """Whether two trainings gave the same, up to rounding."""
    return abs(one.bias - other.bias) <= TOLERANCE and near(one.weights, other.weights)


def ordered(weights: Mapping[str, int]) -> dict[str, int]:
    """Weights as they stand in a file: those that speak loudest for the thing first."""
    return dict(sorted(weights.items(), key=lambda item: (-item[1], item[0])))


def dumps(linear: Linear) -> bytes:
    """Weights as a file to read, a feature a line."""
    content = {"learned_from": linear.learned_from, "bias": linear.bias, "weights": ordered(linear.weights)}
    return as_file(content)


def as_file(content: Mapping[str, Any]) -> bytes:
    """Weights and what belongs to them as JSON, a feature a line."""
    return (json.dumps(content, indent=0, ensure_ascii=False) + "\n").encode()


def loads(content: bytes) -> Linear:
    """Weights from a file that ``dumps`` made."""
    read = json.loads(content)
    return Linear(read["weights"], read["bias"], read["learned_from"])


def lesson_of(
    file: str,
    examples: Callable[[Path], list[Seen]],
    cost: float,
    least_times: int,
    faint: tuple[str, ...] = (),
) -> lesson.Lesson[Seen, Linear]:
    """The lesson that makes a file of weights from what is seen in a checkout."""

    def fit(learned: Sequence[Seen]) -> Linear:
        return train(learned, cost, least_times, faint)

    return lesson.Lesson(
        file,
        examples,
        fit,
        lambda learned: digest(learned, cost, least_times, faint),
        dumps,
        loads,
        lambda weights, learned: same(weights, fit(learned)),
    )
