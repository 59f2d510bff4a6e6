"""Step 8b, choosing: which of the named are partners of an event, by weights that the records taught.

The weights (``partners.json``, made by ``partner_training``) say how far each feature of ``named``
speaks for a partner, and how far each feature of two speaks for both being partners or neither. The set that they
favour most is chosen; it is never empty. A learned choice must be clearly likelier than that of strength alone
(``partners``), which was written by people who read whole articles.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from math import exp

from timeline.parsing.linear import STEP, as_file, ordered
from timeline.parsing.named import MOST, Named
from timeline.parsing.taught import Taught
from timeline.paths import schemas_dir

CHOICE_FILE = "partners.json"
RESERVE = 60
"""By so many steps another set must be likelier than that of the strongest to be chosen."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """Who takes part, and how sure that is, 0 to 1."""

    odds: Mapping[str, float]
    """The partners' codes, with the log odds of each beside the others."""
    sureness: float = 0.0


@dataclass(frozen=True, slots=True)
class Choice:
    """What was learned: how far each feature speaks for a partner, or for two of them together, in ``STEP``s."""

    one: Mapping[str, int]
    two: Mapping[str, int]
    bias: int
    learned_from: str = ""
    """SHA-256 of what it was trained on."""

    def partners(self, named: Named) -> Chosen:
        """Those of the named that are partners; nobody where nobody is named.

        >>> named = Named({"FRA": {"title name"}, "MLI": {"neighbour"}}, {("FRA", "MLI"): {"apart"}})
        >>> Choice({"title name": 200, "neighbour": -100}, {"apart": -50}, 0).partners(named)
        Chosen(odds={'FRA': 2.5}, sureness=0.79)
        """
        alone = {
            code: self.bias + sum(self.one.get(feature, 0) for feature in features)
            for code, features in named.features.items()
        }
        row = {
            (first, second): sum(self.two.get(feature, 0) for feature in features)
            for (first, second), features in named.pairs.items()
        }
        for (first, second), weight in row.items():
            alone[first] -= weight
            alone[second] -= weight
        likeliest = sorted(alone, key=lambda code: -alone[code])[:MOST]
        between = [[2 * row.get((a, b), row.get((b, a), 0)) for b in likeliest] for a in likeliest]
        usual = [n for n, code in enumerate(likeliest) if code in named.strongest]
        chosen, share = _best([alone[code] for code in likeliest], between, usual)
        odds = {
            likeliest[n]: round(STEP * (alone[likeliest[n]] + sum(between[n][m] for m in chosen if m != n)), 2)
            for n in chosen
        }
        return Chosen(odds, round(share, 2))


def _best(alone: list[int], between: list[list[int]], usual: list[int]) -> tuple[list[int], float]:
    """The positions of the set with the greatest sum of its own weights and of those between its members, and its
    share in the odds of all sets.

    >>> _best([300, -90, -90], [[0, 0, 0], [0, 0, 200], [0, 200, 0]], [])[0], _best([-3, -1], [[0, 0], [0, 0]], [])[0]
    ([0, 1, 2], [1])
    """
    sums = [0] * (1 << len(alone))
    for members in range(1, len(sums)):
        last = members.bit_length() - 1
        rest = members & ~(1 << last)
        sums[members] = (
            sums[rest] + alone[last] + sum(value for n, value in enumerate(between[last][:last]) if rest >> n & 1)
        )
    if usual:
        sums[sum(1 << n for n in usual)] += RESERVE
    best = max(range(1, len(sums)), key=lambda members: sums[members], default=0)
    every = sum(exp(STEP * (value - sums[best])) for value in sums[1:])
    return [n for n in range(len(alone)) if best >> n & 1], 1 / every if every else 0.0


def dumps(choice: Choice) -> bytes:
    """Weights as a file to read: a feature a line, those that speak loudest for a partner first."""
    content = {
        "learned_from": choice.learned_from,
        "bias": choice.bias,
        "one": ordered(choice.one),
        "two": ordered(choice.two),
    }
    return as_file(content)


def loads(content: bytes) -> Choice:
    """Weights from a file that ``dumps`` made."""
    read = json.loads(content)
    return Choice(read["one"], read["two"], read["bias"], read["learned_from"])


def _read() -> Choice | None:
    path = schemas_dir() / "lexicon" / CHOICE_FILE
    return loads(path.read_bytes()) if path.is_file() else None


_taught = Taught(_read)
shipped, choosing, current, forget = _taught.shipped, _taught.using, _taught.current, _taught.forget
