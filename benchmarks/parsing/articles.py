"""The articles with expected records that accuracy and speed are measured on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml_rs

from timeline.dates import parse_date
from timeline.parsing import Parsed, parse
from timeline.parsing.readers import read_html
from timeline.parsing.text import normalise

ROOT = Path(__file__).parents[2]
ARTICLES = ROOT / "tests" / "articles"
MENDED = "read unseen once, then mended by and used like `own`"
UNTOUCHED = "read unseen once, and nothing was mended by it"
SETS = {
    "dev": "used while the parser was written",
    "own": "used while it was tuned",
    "held_out": "looked at only to report, slightly contaminated",
    "further": MENDED,
    "last": MENDED,
    "fresh": MENDED,
    "open3": MENDED,
    "sealed": MENDED,
    "sealed2": MENDED,
    "final": UNTOUCHED,
    "open4": MENDED,
    "open5": MENDED,
    "sealed3": MENDED,
    "sealed4": MENDED,
    "sealed5": MENDED,
    "sealed6": UNTOUCHED,
}
NEAR_DAYS = 20
"""Events so near an article's, with a partner in common, are left out of training before the article is read."""


@dataclass(frozen=True, slots=True)
class Case:
    """An article, what is known of it beforehand, and the records that it should give."""

    path: Path
    lang: str
    published: str
    given: dict[str, Any]
    events: list[dict[str, Any]]

    @property
    def html(self) -> bool:
        """Whether it is a page rather than a text."""
        return self.path.suffix == ".html"

    def content(self) -> str:
        """The file as it is."""
        return self.path.read_text("utf-8")

    def story(self) -> str:
        """Its text alone, as a baseline gets it."""
        return normalise(read_html(self.content()).text if self.html else self.content())

    def parsed(self) -> Parsed:
        """The parser's answer."""
        return parse(self.content(), published=self.published, lang=self.lang, html=self.html, **self.given)


def cases(folder: Path) -> list[Case]:
    """The articles of a folder."""
    return [
        Case(
            folder / row["file"],
            row["lang"],
            str(row["published"]),
            {"url": row.get("url"), "publisher": row.get("publisher")},
            row["events"],
        )
        for row in yaml_rs.loads((folder / "gold.yaml").read_text("utf-8"))
    ]


def is_told(day: str, partners: Iterable[str], told: list[tuple[date, date, set[str]]]) -> bool:
    """Whether an event of a day and partners may be one that the articles tell of."""
    when, mine = parse_date(day), set(partners)
    return any(
        theirs & mine and (when.start - last).days <= NEAR_DAYS and (first - when.end).days <= NEAR_DAYS
        for first, last, theirs in told
    )


def told_by(articles: Sequence[Case]) -> list[tuple[date, date, set[str]]]:
    """First day, last day and partners of each event that articles tell of."""
    days = [(parse_date(str(event["date"])), set(event["partners"])) for case in articles for event in case.events]
    return [(when.start, when.end, partners) for when, partners in days]
