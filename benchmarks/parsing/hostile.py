"""Words that get past the parser's first checks, and the time that it may take: for its fuzzing and its tests."""

from __future__ import annotations

from timeline.parsing.resources import LANGUAGES, lexicon_data

SECONDS = 2.0
"""Of processor time an input."""
_TABLES = ("months", "weekdays", "currencies", "numbers", "units", "relative_days", "relative_spans")
_OTHERS = {
    "Niger", "Russie", "Russia", "Tiani", "signe", "accord", "2024", "31", "12", "1er", "«", "»", ".", ",", ";", "(",
    "–", "d'", "$", "%", "/", "<p>", "\n", "\n\n",
}  # fmt: skip
WORDS = sorted(
    {str(word) for lang in LANGUAGES for table in _TABLES for word in lexicon_data(lang)[table]}
    | {word for lang in LANGUAGES for entry in lexicon_data(lang)["acts"].values() for word in entry["tests"]}
    | _OTHERS
)
