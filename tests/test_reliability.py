"""Krippendorff's alpha: against hand-worked numbers, and the thresholds for the committed codings."""

from __future__ import annotations

import pandas as pd
import pytest

from timeline.codebook import load_codebook
from timeline.paths import project_root
from timeline.reliability import alpha, read_codings, table

CODINGS = read_codings(project_root() / "data" / "reliability.csv")


def test_full_agreement_and_chance() -> None:
    assert alpha(pd.DataFrame({"first": ["a", "b", "c"], "second": ["a", "b", "c"]})) == 1
    assert alpha(pd.DataFrame({"first": ["a", "b"], "second": ["b", "a"]})) < 0


def test_hand_worked() -> None:
    """Two coders, three units, one disagreement: 1 - (n - 1) * 2 / (2 * 3 * 3) with n = 6 values."""
    two = pd.DataFrame({"first": ["a", "b", "a"], "second": ["a", "b", "b"]})
    assert alpha(two) == pytest.approx(1 - 5 * 2 / (2 * 3 * 3))


def test_the_sample_is_complete() -> None:
    assert CODINGS.groupby("event_id").size().tolist() == [2] * 120
    book = load_codebook()
    assert set(CODINGS["event_type"]) <= set(book["event_type"])
    assert set(CODINGS["act"]) <= set(book["act"])


def test_thresholds() -> None:
    found = table(CODINGS)["alpha"]
    for field in ("event_type", "act", "orientation", "domains"):
        assert found[field] >= 0.8, field
    assert found["significance"] >= 0.67
