"""First readings of articles are kept once, and for good."""

from __future__ import annotations

from pathlib import Path

import pytest
from benchmarks.parsing.articles import ARTICLES, SETS, cases
from benchmarks.parsing.unseen import ReadBeforeError, Reading, keep, readings


def test_a_reading_is_kept_and_cannot_be_replaced(tmp_path: Path) -> None:
    file = tmp_path / "unseen.json"
    first = Reading("some", 3, None, {"act": 0.5})
    keep(first, file)
    with pytest.raises(ReadBeforeError):
        keep(Reading("some", 3, None, {"act": 1.0}), file)
    assert readings(file) == [first]


def test_what_was_kept_belongs_to_sets_of_that_size() -> None:
    kept = readings()
    assert [one.name for one in kept] == [name for name in SETS if name not in ("dev", "own", "held_out")]
    for one in kept:
        assert one.articles == len(cases(ARTICLES / one.name))
        assert all(0 <= share <= 1 for share in one.scores.values())
