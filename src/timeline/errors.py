"""Exceptions of the package: each says what failed, why, and what to do."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from timeline.bilingual import Said

if TYPE_CHECKING:
    from timeline.findings import Finding


class TimelineError(Exception):
    """Base of all errors that a user can mend; ``said`` has those of records in French too.

    >>> raise TimelineError("no data", remedy="run `make data`")
    Traceback (most recent call last):
    timeline.errors.TimelineError: no data. Remedy: run `make data`
    """

    def __init__(self, message: str | Said, *, remedy: str | Said) -> None:
        told, mend = (text if isinstance(text, Said) else Said(text, text) for text in (message, remedy))
        english = f"{told.en}. Remedy: {mend.en}"
        super().__init__(english)
        self.message = told.en
        self.remedy = mend.en
        self.said = Said(english, f"{told.fr}. Remède : {mend.fr}" if isinstance(message, Said) else english)


class DataNotFoundError(TimelineError, FileNotFoundError):
    """The Parquet files are neither in the checkout nor in the installed package."""


class UnknownValueError(TimelineError, ValueError):
    """An argument is not one of the values that the codebook or the data knows."""


class InvalidRecordsError(TimelineError):
    """A build was asked for, and the records have errors; ``findings`` say which."""

    def __init__(self, message: str | Said, *, remedy: str | Said, findings: Sequence[Finding]) -> None:
        super().__init__(message, remedy=remedy)
        self.findings = findings


class BrokenExpectationsError(TimelineError):
    """The records are sound, and the dataset as a whole is smaller or weaker than it promises."""
