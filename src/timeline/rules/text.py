"""Titles, summaries and notes: what a careful editor asks of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, compress

import pyarrow as pa
import pyarrow.compute as pc

from timeline.findings import FieldPath
from timeline.records.reader import Entry
from timeline.rules.core import Context, Hit, check

_MARKUP = r"(?i)<[A-Za-z!/][^>]*>?|&[a-z]+;|\]\(|https?://|javascript:"
_FRENCH = (
    (re.compile(r'"'), "straight double quotes", "Use « and »"),
    (re.compile(r"\.\.\."), "three dots", "Use the character …"),
    (re.compile(r"(?<!\s)[;!?»]|(?<![\s\d]):(?=\s|$)"), "no space before ; : ! ? or »", "Put a space before it"),
    (re.compile(r"«\S"), "no space after «", "Put a space after it"),
    (re.compile(r"\d\.\d"), "a decimal point", "Use the decimal comma"),
    (re.compile(r"\d,\d{3}\b(?!\s*(?:milli|%))"), "a comma between thousands", "Use a space: 20 000"),
)
# whatever one of these finds holds one of the following
_UNFRENCH = r'"|\.\.\.|(?:^|[^ ])[;!?»:]|«(?:[^ ]|$)|\d[.,]\d'
Placed = tuple[Entry, FieldPath, str]


def suspects(texts: Sequence[Placed], pattern: str) -> Iterable[Placed]:
    """The texts in which an RE2 pattern is found; all are searched at once, outside Python."""
    found = pc.call_function(
        "match_substring_regex", [pa.array([text for *_, text in texts])], pc.MatchSubstringOptions(pattern)
    )
    return compress(texts, found.to_pylist())


@check("title-stop")
def title_stop(context: Context) -> Iterator[Hit]:
    """A title is a headline: no full stop at its end."""
    for entry in context.entries:
        for lang, title in (("en", entry.record.title.en), ("fr", entry.record.title.fr)):
            if title.rstrip().endswith("."):
                yield Hit(entry, ("title", lang), "the title ends with a full stop", "Delete it")


@check("text-same")
def text_same(context: Context) -> Iterator[Hit]:
    """English and French are two texts, not one text twice.

    A copy looks translated to every reader of the tables, and is not."""
    for entry in context.entries:
        record = entry.record
        for field, en, fr in (
            ("title", record.title.en, record.title.fr),
            ("summary", record.summary.en, record.summary.fr),
        ):
            if en.strip() == fr.strip():
                yield Hit(entry, (field, "fr"), "French and English are identical", "Translate it")


@check("text-filled")
def text_filled(context: Context) -> Iterator[Hit]:
    """Titles, summaries, notes and outlets' names hold words, not the dots of the template."""
    outlets: list[Placed] = [(e, ("sources", i, "publisher"), source.publisher) for e, i, source in context.sources]
    pages: list[Placed] = [(e, ("sources", i, "title"), s.title) for e, i, s in context.sources if s.title]
    for entry, path, text in chain(context.prose, outlets, pages):
        if not (text[0].isalnum() or any(map(str.isalnum, text))):
            yield Hit(entry, path, f"{text[:20]!r} holds no word", "Write the text, or delete an optional key")


@check("text-markup")
def text_markup(context: Context) -> Iterator[Hit]:
    """Titles, summaries and notes are plain text: no HTML, no Markdown links, no addresses.

    They are shown in charts, tables and pages that treat them as text; addresses belong to `sources`."""
    markup = re.compile(_MARKUP)
    for entry, path, text in suspects(context.prose, _MARKUP):
        if found := markup.search(text):
            yield Hit(entry, path, f"{found[0]!r} is markup or an address",
                      "Write plain text; put addresses into `sources`")  # fmt: skip


@check("text-form", "warning")
def text_form(context: Context) -> Iterator[Hit]:
    """Texts are single paragraphs without double spaces, and begin and end without space."""
    for entry, path, text in context.prose:
        if "  " in text or "\n" in text.strip() or text != text.strip():
            yield Hit(entry, path, "the text has line breaks, double or outer spaces",
                      "Write one paragraph; `>-` folds it")  # fmt: skip


@check("french-typography", "warning")
def french_typography(context: Context) -> Iterator[Hit]:
    """French text follows French typography: « », a space before ; : ! ?, decimal comma, … for an ellipsis."""
    french = [placed for placed in context.prose if placed[1][-1] == "fr"]
    for entry, path, text in suspects(french, _UNFRENCH):
        for pattern, what, remedy in _FRENCH:
            if found := pattern.search(text):
                yield Hit(entry, path, f"{what} in {found[0]!r}", remedy)
