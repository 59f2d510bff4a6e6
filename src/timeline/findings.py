"""What is wrong with a record: where, by which rule, why, and what to do about it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import KW_ONLY, asdict, dataclass
from pathlib import Path
from typing import Literal

from timeline.bilingual import Lang, Said, typeset

Severity = Literal["error", "warning"]
FieldPath = tuple[str | int, ...]
SEVERITIES: Mapping[Severity, Said] = {"error": Said("error", "erreur"), "warning": Said("warning", "avertissement")}
_BOTH: tuple[Lang, Lang] = ("en", "fr")


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One thing that a record, a file or the dataset as a whole does not get right.

    ``line`` and ``column`` count from 1; ``field`` is a dotted path (``sources.0.url``), empty for a
    finding about the file as a whole. ``message`` and ``remedy`` are English, ``message_fr`` and ``remedy_fr``
    say the same in French."""

    file: str
    line: int
    column: int
    field: str
    rule: str
    message: str
    remedy: str
    severity: Severity = "error"
    _: KW_ONLY
    message_fr: str
    remedy_fr: str

    @classmethod
    def of(
        cls,
        file: str,
        place: tuple[int, int],
        path: FieldPath,
        rule: str,
        message: Said,
        remedy: Said,
        severity: Severity = "error",
    ) -> Finding:
        """A finding from what is said in both languages; ``place`` is its line and column."""
        return cls(
            file, *place, dotted(path), rule, message.en, remedy.en, severity,
            message_fr=message.fr, remedy_fr=remedy.fr,
        )  # fmt: skip

    def told(self, lang: Lang | None = "en") -> str:
        """What is wrong and what to do about it, in one language; in both, one after the other, without ``lang``."""
        if lang is None:
            return f"{self.told('en')} · {self.told('fr')}"
        return f"{self.message}. {self.remedy}" if lang == "en" else f"{self.message_fr}. {self.remedy_fr}"

    def as_text(self, lang: Lang = "en", *, placed: bool = True) -> str:
        """One line, as compilers print it; without the place for a record that no file holds yet."""
        where = f"{self.file}:{self.line}:{self.column}: " if placed else ""
        return f"{where}{SEVERITIES[self.severity].told(lang)} [{self.rule}] {self._at(lang)}{self.told(lang)}"

    def as_github(self, lang: Lang | None = "en") -> str:
        """A workflow command: GitHub shows it on the file and line in the pull request, a language a line."""
        told = "\n".join(f"{self._at(one)}{self.told(one)}" for one in ((lang,) if lang else _BOTH))
        return (
            f"::{self.severity} file={_escape_property(self.file)},line={self.line},col={self.column},"
            f"title={_escape_property(self.rule)}::{_escape(told)}"
        )

    def _at(self, lang: Lang) -> str:
        return typeset(f"{self.field}: " if lang == "en" else f"{self.field} : ", lang) if self.field else ""


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
