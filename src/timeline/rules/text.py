"""Titles, summaries and notes: what a careful editor asks of them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from timeline.findings import FieldPath
from timeline.records.model import Record, or_none
from timeline.rules.core import Context, Hit, check

_MARKUP = re.compile(r"<[A-Za-z!/][^>]*>?|&[a-z]+;|\]\(|https?://|javascript:", re.IGNORECASE)
# what to look for, the signs without which it cannot be there, what it is, and what to do
_FRENCH = (
    (re.compile(r'"'), ('"',), "straight double quotes", "Use « and »"),
    (re.compile(r"\.\.\."), ("...",), "three dots", "Use the character …"),
    (
        re.compile(r"(?<!\s)[;!?»]|(?<![\s\d]):(?=\s|$)"),
        (";", "!", "?", "»", ":"),
        "no space before ; : ! ? or »",
        "Put a space before it",
    ),
    (re.compile(r"«\S"), ("«",), "no space after «", "Put a space after it"),
    (re.compile(r"\d\.\d"), (".",), "a decimal point", "Use the decimal comma"),
    (re.compile(r"\d,\d{3}\b(?!\s*(?:milli|%))"), (",",), "a comma between thousands", "Use a space: 20 000"),
)


def prose(record: Record) -> Iterator[tuple[FieldPath, str]]:
    """Every text of a record that readers see, with its path."""
    yield ("title", "en"), record.title.en
    yield ("title", "fr"), record.title.fr
    yield ("summary", "en"), record.summary.en
    yield ("summary", "fr"), record.summary.fr
    if note := or_none(record.note):
        yield ("note",), note


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
    for entry in context.entries:
        texts = [*prose(entry.record)]
        for index, source in enumerate(entry.record.sources):
            texts += [(("sources", index, "publisher"), source.publisher)]
            texts += [(("sources", index, "title"), title)] if (title := or_none(source.title)) else []
        for path, text in texts:
            if not any(map(str.isalnum, text)):
                yield Hit(entry, path, f"{text[:20]!r} holds no word", "Write the text, or delete an optional key")


@check("text-markup")
def text_markup(context: Context) -> Iterator[Hit]:
    """Titles, summaries and notes are plain text: no HTML, no Markdown links, no addresses.

    They are shown in charts, tables and pages that treat them as text; addresses belong to `sources`."""
    for entry in context.entries:
        for path, text in prose(entry.record):
            # most texts have none of these signs, and the pattern is slower than they are
            if ("<" in text or "&" in text or "](" in text or ":" in text) and (found := _MARKUP.search(text)):
                yield Hit(
                    entry,
                    path,
                    f"{found[0]!r} is markup or an address",
                    "Write plain text; put addresses into `sources`",
                )


@check("text-form", "warning")
def text_form(context: Context) -> Iterator[Hit]:
    """Texts are single paragraphs without double spaces, and begin and end without space."""
    for entry in context.entries:
        for path, text in prose(entry.record):
            if "  " in text or "\n" in text.strip() or text != text.strip():
                yield Hit(
                    entry,
                    path,
                    "the text has line breaks, double or outer spaces",
                    "Write one paragraph; `>-` folds it",
                )


@check("french-typography", "warning")
def french_typography(context: Context) -> Iterator[Hit]:
    """French text follows French typography: « », a space before ; : ! ?, decimal comma, … for an ellipsis."""
    for entry in context.entries:
        record = entry.record
        for field, text in (("title", record.title.fr), ("summary", record.summary.fr)):
            for pattern, signs, what, remedy in _FRENCH:
                for sign in signs:
                    if sign in text and (found := pattern.search(text)):
                        yield Hit(entry, (field, "fr"), f"{what} in {found[0]!r}", remedy)
                        break
