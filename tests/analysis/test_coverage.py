"""``data/coverage.yaml``: what it says, and what is said about a faulty one."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from timeline.analysis import load_coverage, read_coverage
from timeline.codebook import load_codebook
from timeline.errors import DataNotFoundError, InvalidRecordsError
from timeline.paths import data_dir

FILE = data_dir() / "coverage.yaml"


def test_the_project_says_how_it_looked() -> None:
    coverage = load_coverage()
    assert (coverage.start, coverage.end) == (pd.Timestamp("2021-04-01"), pd.Timestamp("2026-03-31"))
    assert [period.method for period in coverage.periods] == ["landmarks", "systematic", "none"]
    assert set(coverage.groups) == set(load_codebook().codes("bloc"))
    for text in (*coverage.groups.values(), *(period.statement for period in coverage.periods)):
        assert text.en != text.fr


@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        ("groups:", "groupes:", None),
        ("method: landmarks", "method: some", None),
        ("{start: 2021-04-01, end: 2026-03-31}", "{start: 2021-04-01}", None),
        ("{start: 2021-04-01, end: 2026-03-31}", "{start: 2021-13-01, end: 2026-03-31}", "coverage-day"),
        ("{start: 2021-04-01, end: 2026-03-31}", "{start: '2021', end: 2026-03-31}", "coverage-day"),
        ("{start: 2021-04-01, end: 2026-03-31}", "{start: 2026-04-01, end: 2026-03-31}", "coverage-order"),
        ("{start: 2021-04-01, end: 2026-03-31}", "{start: 2021-05-01, end: 2026-03-31}", "coverage-systematic"),
        ("  - end: 2021-03-31", "  - end: 2021-03-30", "coverage-gap"),
        ("  latin-america:", "  atlantis:", None),
        ("systematic: {", "systematic: &a {", "yaml-anchor"),
    ],
)
def test_a_faulty_file_is_refused_with_its_line(tmp_path: Path, old: str, new: str, rule: str | None) -> None:
    text = FILE.read_text(encoding="utf-8")
    assert old in text
    file = tmp_path / "coverage.yaml"
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(InvalidRecordsError, match="Remedy: ") as caught:
        read_coverage(file)
    assert all(finding.line > 0 and finding.remedy for finding in caught.value.findings)
    if rule:
        assert rule in {finding.rule for finding in caught.value.findings}


def test_a_group_without_a_statement_is_named(tmp_path: Path) -> None:
    text = FILE.read_text(encoding="utf-8")
    file = tmp_path / "coverage.yaml"
    file.write_text(text[: text.index("  multilateral:")], encoding="utf-8")
    with pytest.raises(InvalidRecordsError, match="no statement for multilateral"):
        read_coverage(file)


def test_an_absent_file_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(DataNotFoundError, match="restore it"):
        read_coverage(tmp_path / "coverage.yaml")
