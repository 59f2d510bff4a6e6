"""How newspapers open their stories, in this project's own words: what the parser's model learns from.

``schemas/openings`` holds, in English and French, for the most part a title and a first paragraph each:

- ``records``: events of the dataset told anew, with the breadth of words that papers use; the record is the label.
- ``acts``: invented ones for each event type (a file each) and act, so that rare acts are learned as well as common
  ones.
- ``none``: invented ones that name Niger and tell of no act between it and a foreign partner.
- ``background``: invented paragraphs that follow a lead and report nothing new, without a title.
- ``stories``: whole articles with the records that they should give, in the manner of ``tests/articles``.

No text copies an article. They serve to train and to measure, and are no part of the dataset.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from timeline.codebook import load_codebook
from timeline.parsing.resources import LANGUAGES, read_yaml


@dataclass(frozen=True, slots=True)
class Opening:
    """How a newspaper might open a story, and what it tells of."""

    lang: str
    title: str
    lead: str
    event_id: str | None = None
    """The record that is told; None for an invented story."""
    published: str | None = None
    """The day of the paper, where a record is told."""
    codes: tuple[tuple[str, str], ...] = ()
    """Field and code of an invented act: ``event_type``, ``act``, ``orientation``, ``status``; empty without an act."""

    @property
    def text(self) -> str:
        """As the parser reads it: the title, then the first paragraph; or a paragraph alone."""
        return f"{self.title}\n\n{self.lead}" if self.title else self.lead


@dataclass(frozen=True, slots=True)
class Story:
    """A whole article, and the records that it should give."""

    name: str
    """A number of its own within the checkout."""
    lang: str
    published: str
    text: str
    """Title and paragraphs, with an empty line after each."""
    events: tuple[dict[str, Any], ...]
    """The main one first; none for an article without an act. A list of codes holds what would be right as well."""


def openings_dir(root: Path) -> Path:
    """Where a checkout keeps them."""
    return root / "schemas" / "openings"


def of_records(root: Path) -> Iterator[Opening]:
    """The records told anew, a language after the other, in the order of the files.

    Raises DataNotFoundError where a file is missing, as do the others.
    """
    for lang in LANGUAGES:
        told: dict[str, list[dict[str, Any]]] = read_yaml(openings_dir(root) / f"records.{lang}.yaml")
        for event_id, rows in told.items():
            for row in rows:
                yield Opening(lang, row["title"], row["lead"], event_id, str(row["published"]))


def of_acts(root: Path) -> Iterator[Opening]:
    """Invented openings for each type and act."""
    for lang in LANGUAGES:
        for event_type in sorted(load_codebook()["event_type"]):
            told: dict[str, list[dict[str, Any]]] = read_yaml(openings_dir(root) / "acts" / f"{event_type}.{lang}.yaml")
            for act, rows in told.items():
                for row in rows:
                    own = {"orientation": row["orientation"], "status": row["status"]}
                    coded = {"event_type": event_type, "act": act} | own
                    yield Opening(lang, row["title"], row["lead"], codes=tuple(coded.items()))


def of_nothing(root: Path) -> Iterator[Opening]:
    """Invented openings without an act."""
    for lang in LANGUAGES:
        rows: list[dict[str, Any]] = read_yaml(openings_dir(root) / f"none.{lang}.yaml")
        for row in rows:
            yield Opening(lang, row["title"], row["lead"])


def of_background(root: Path) -> Iterator[Opening]:
    """Invented paragraphs that report nothing new."""
    for lang in LANGUAGES:
        rows: list[dict[str, Any]] = read_yaml(openings_dir(root) / f"background.{lang}.yaml")
        for row in rows:
            yield Opening(lang, "", row["text"])


def of_stories(root: Path) -> Iterator[Story]:
    """The whole articles."""
    for lang in LANGUAGES:
        rows: list[dict[str, Any]] = read_yaml(openings_dir(root) / f"stories.{lang}.yaml")
        for number, row in enumerate(rows):
            text = "\n\n".join([row["title"], *row["paragraphs"]])
            yield Story(f"story {lang} {number}", lang, str(row["published"]), text, tuple(row["events"]))


def codes(event: dict[str, Any], field: str) -> list[str]:
    """The codes of a story's event that are right in a field.

    >>> codes({"act": "mou"}, "act"), codes({"act": ["mou", "treaty"]}, "act")
    (['mou'], ['mou', 'treaty'])
    """
    value = event[field]
    return [str(one) for one in value] if isinstance(value, list) else [str(value)]
