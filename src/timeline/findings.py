"""What is wrong with a record: where, by which rule, why, and what to do about it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal

Severity = Literal["error", "warning"]
FieldPath = tuple[str | int, ...]


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One thing that a record, a file or the dataset as a whole does not get right.

    ``line`` and ``column`` count from 1; ``field`` is a dotted path (``sources.0.url``), empty for a
    finding about the file as a whole."""

    file: str
    line: int
    column: int
    field: str
    rule: str
    message: str
    remedy: str
    severity: Severity = "error"

    def as_text(self) -> str:
        """One line, as compilers print it."""
        what = f"{self.field}: " if self.field else ""
        return (
            f"{self.file}:{self.line}:{self.column}: {self.severity} [{self.rule}] {what}{self.message}. {self.remedy}"
        )

    def as_github(self) -> str:
        """A workflow command: GitHub shows it on the file and line in the pull request."""
        text = _escape(
            f"{self.field}: {self.message}. {self.remedy}" if self.field else f"{self.message}. {self.remedy}"
        )
        return (
            f"::{self.severity} file={_escape_property(self.file)},line={self.line},col={self.column},"
            f"title={_escape_property(self.rule)}::{text}"
        )


def _escape(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _escape_property(text: str) -> str:
    return _escape(text).replace(":", "%3A").replace(",", "%2C")


def as_json(findings: Iterable[Finding]) -> str:
    """A JSON array of objects with the fields of ``Finding``."""
    return json.dumps([asdict(finding) for finding in findings], ensure_ascii=False, indent=2)


def has_errors(findings: Iterable[Finding]) -> bool:
    """Whether any finding is an error; warnings do not stop a build."""
    return any(finding.severity == "error" for finding in findings)


def dotted(path: Sequence[str | int]) -> str:
    """``("sources", 0, "url")`` as ``sources.0.url``."""
    return ".".join(map(str, path))


def shown(path: Path, base: Path | None = None) -> str:
    """A path as messages print it: relative to the working directory where it lies below it."""
    try:
        return path.resolve().relative_to((base or Path.cwd()).resolve()).as_posix()
    except ValueError:
        return path.as_posix()
