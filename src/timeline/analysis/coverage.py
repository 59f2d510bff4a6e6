"""What was researched and how: ``data/coverage.yaml``, and which windows may be compared."""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import msgspec
import pandas as pd
from msgspec import UNSET, Struct, UnsetType

from timeline.bilingual import Said
from timeline.codebook import load_codebook
from timeline.dates import InvalidDateError, parse_date
from timeline.errors import DataNotFoundError, InvalidRecordsError
from timeline.findings import FieldPath
from timeline.paths import data_dir
from timeline.records.model import BilingualText, DateText
from timeline.records.reader import place
from timeline.records.shape import deviations
from timeline.records.yamltext import Problem, UnreadableError, decode, parse
from timeline.reference import BlocCode

_WRITE_DAY = Said("Write a day, like 2021-04-01", "Écrivez un jour, comme 2021-04-01")

if TYPE_CHECKING:
    MethodCode = str
else:
    MethodCode = Literal["systematic", "landmarks", "none"]


class _Row(Struct, forbid_unknown_fields=True, frozen=True):
    """A mapping of the file; unknown keys are refused."""


class Span(_Row, frozen=True):
    """From the first to the last day, both included."""

    start: DateText
    end: DateText


class Period(_Row, frozen=True):
    """A period and how it was researched; without ``start`` or ``end`` it is open on that side."""

    method: MethodCode
    statement: BilingualText
    start: DateText | UnsetType = UNSET
    end: DateText | UnsetType = UNSET


class Coverage(_Row, frozen=True):
    """How the dataset was researched, by period and by partner group."""

    systematic: Span
    periods: list[Period]
    groups: dict[BlocCode, BilingualText]

    @property
    def start(self) -> pd.Timestamp:
        """The first day of the systematically researched period."""
        return pd.Timestamp.fromisoformat(self.systematic.start)

    @property
    def end(self) -> pd.Timestamp:
        """The last day of the systematically researched period."""
        return pd.Timestamp.fromisoformat(self.systematic.end)

    def holds(self, start: pd.Timestamp, end: pd.Timestamp) -> bool:
        """Whether all days from ``start`` to ``end`` were researched systematically.

        >>> load_coverage().holds(pd.Timestamp("2021-04-01"), pd.Timestamp("2022-03-31"))
        True
        >>> load_coverage().holds(pd.Timestamp("2021-03-31"), pd.Timestamp("2022-03-30"))
        False
        """
        return self.start <= start <= end <= self.end


@cache
def load_coverage() -> Coverage:
    """The dataset's coverage, read once.

    >>> coverage = load_coverage()
    >>> str(coverage.start.date()), str(coverage.end.date())
    ('2021-04-01', '2026-03-31')
    """
    return read_coverage(data_dir() / "coverage.yaml")


def read_coverage(file: Path) -> Coverage:
    """A coverage file. Raises DataNotFoundError without one, and InvalidRecordsError with every finding
    (line, column, remedy) for one that does not say what it must."""
    try:
        text = decode(file.read_bytes())
        value = parse(text)
    except OSError as error:
        raise DataNotFoundError(
            f"{file.name} cannot be read in {file.parent}: {error.strerror}",
            remedy="restore it from git, or install the package from a release",
        ) from None
    except UnreadableError as error:
        raise _invalid(file, list(error.problems)) from None
    try:
        coverage = msgspec.convert(value, Coverage)
    except msgspec.ValidationError:
        raise _invalid(file, deviations(value, Coverage)) from None
    if problems := _problems(coverage):
        raise _invalid(file, problems)
    return coverage


def _invalid(file: Path, problems: list[Problem]) -> InvalidRecordsError:
    told = problems[0].message
    return InvalidRecordsError(
        Said(f"{file.name} is not valid: {told.en}", f"{file.name} n'est pas valide : {told.fr}"),
        remedy=problems[0].remedy,
        findings=[place(file, problem) for problem in problems],
    )


def _problems(coverage: Coverage) -> list[Problem]:
    """What the form alone does not catch: days, order, gaps, and groups without a statement."""
    found: list[Problem] = []

    def day(path: FieldPath, text: str | UnsetType) -> pd.Timestamp | None:
        if isinstance(text, UnsetType):
            return None
        try:
            when = parse_date(text)
        except InvalidDateError as error:
            found.append(Problem("coverage-day", error.said, _WRITE_DAY, path))
            return None
        if when.precision != "day" or when.approximate or when.uncertain:
            told = Said(f"{text} is no whole day", f"{text} n'est pas un jour entier")
            found.append(Problem("coverage-day", told, _WRITE_DAY, path))
            return None
        return pd.Timestamp.fromordinal(when.start.toordinal())

    def order(path: FieldPath, start: pd.Timestamp | None, end: pd.Timestamp | None) -> None:
        if start is not None and end is not None and end < start:
            told = Said("the period ends before it starts", "la période finit avant de commencer")
            found.append(Problem("coverage-order", told, Said("Swap the two days", "Échangez les deux jours"), path))

    span = day(("systematic", "start"), coverage.systematic.start), day(("systematic", "end"), coverage.systematic.end)
    order(("systematic",), *span)
    bounds: list[tuple[Any, Any]] = []
    for index, period in enumerate(coverage.periods):
        path = ("periods", index)
        bounds.append((day((*path, "start"), period.start), day((*path, "end"), period.end)))
        order(path, *bounds[-1])
    for index, ((_, end), (start, _)) in enumerate(pairwise(bounds), start=1):
        if end is None or start is None or start != end + pd.Timedelta(days=1):
            found.append(
                Problem(
                    "coverage-gap",
                    Said(
                        "the period does not begin on the day after the one before it",
                        "la période ne commence pas le lendemain de la précédente",
                    ),
                    Said(
                        "Let each period begin where the last one ends; only the first and the last may be open",
                        "Faites commencer chaque période où finit la précédente ; seules la première et la dernière "
                        "peuvent être ouvertes",
                    ),
                    ("periods", index),
                )
            )
    systematic = [b for b, period in zip(bounds, coverage.periods, strict=True) if period.method == "systematic"]
    if systematic != [span]:
        found.append(
            Problem(
                "coverage-systematic",
                Said(
                    "the systematic period is not the one period with the method systematic",
                    "la période systématique n'est pas l'unique période dont la méthode est systématique",
                ),
                Said(
                    "Give both the same first and last day", "Donnez aux deux le même premier et le même dernier jour"
                ),
                ("systematic",),
            )
        )
    if missing := [code for code in load_codebook().codes("bloc") if code not in coverage.groups]:
        blocs = ", ".join(missing)
        found.append(
            Problem(
                "coverage-groups",
                Said(f"no statement for {blocs}", f"rien n'est dit de {blocs}"),
                Said(
                    "Say in English and French how each bloc of the codebook was researched",
                    "Dites en anglais et en français comment chaque bloc du codebook a été étudié",
                ),
                ("groups",),
            )
        )
    return found
