"""Exceptions of the package: each says what failed, why, and what to do."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from timeline.findings import Finding


class TimelineError(Exception):
    """Base of all errors that a user can mend.

    >>> raise TimelineError("no data", remedy="run `make data`")
    Traceback (most recent call last):
    timeline.errors.TimelineError: no data. Remedy: run `make data`
    """

    def __init__(self, message: str, *, remedy: str) -> None:
        super().__init__(f"{message}. Remedy: {remedy}")
        self.message = message
        self.remedy = remedy


class DataNotFoundError(TimelineError, FileNotFoundError):
    """The Parquet files are neither in the checkout nor in the installed package."""


class UnknownValueError(TimelineError, ValueError):
    """An argument is not one of the values that the codebook or the data knows."""


class InvalidRecordsError(TimelineError):
    """A build was asked for, and the records have errors; ``findings`` say which."""

    def __init__(self, message: str, *, remedy: str, findings: Sequence[Finding]) -> None:
        super().__init__(message, remedy=remedy)
        self.findings = findings


class BrokenExpectationsError(TimelineError):
    """The records are sound, and the dataset as a whole is smaller or weaker than it promises."""
