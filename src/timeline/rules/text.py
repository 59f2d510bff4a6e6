"""Titles, summaries and notes: what a careful editor asks of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, compress

import pyarrow as pa
import pyarrow.compute as pc

from timeline.bilingual import Said, quoted
from timeline.findings import FieldPath
from timeline.records.reader import Entry
from timeline.rules.core import Context, Hit, check

_MARKUP = r"(?i)<[A-Za-z!/][^>]*>?|&[a-z]+;|\]\(|https?://|javascript:"
_FRENCH = (
    (re.compile(r'"'), Said("straight double quotes", "guillemets droits"), Said("Use « and »", "Utilisez « et »")),
    (re.compile(r"\.\.\."), Said("three dots", "trois points"), Said("Use the character …", "Utilisez le signe …")),
    (
        re.compile(r"(?<!\s)[;!?»]|(?<![\s\d]):(?=\s|$)"),
        Said("no space before ; : ! ? or »", "pas d'espace devant ; : ! ? ou »"),
        Said("Put a space before it", "Mettez une espace devant"),
    ),
    (
        re.compile(r"«\S"),
        Said("no space after «", "pas d'espace après «"),
        Said("Put a space after it", "Mettez une espace après"),
    ),
    (
        re.compile(r"\d\.\d"),
        Said("a decimal point", "un point décimal"),
        Said("Use the decimal comma", "Utilisez la virgule décimale"),
    ),
    (
        re.compile(r"\d,\d{3}\b(?!\s*(?:milli|%))"),
        Said("a comma between thousands", "une virgule entre les milliers"),
        Said("Use a space: 20 000", "Utilisez une espace : 20 000"),
    ),
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


@check("title-stop", fr="Un titre s'écrit comme dans la presse : sans point final.")
def title_stop(context: Context) -> Iterator[Hit]:
    """A title is a headline: no full stop at its end."""
    for entry in context.entries:
        for lang, title in (("en", entry.record.title.en), ("fr", entry.record.title.fr)):
            if title.rstrip().endswith("."):
                yield Hit(
                    entry,
                    ("title", lang),
                    Said("the title ends with a full stop", "le titre se termine par un point"),
                    Said("Delete it", "Supprimez-le"),
                )


@check(
    "text-same",
    fr="L'anglais et le français sont deux textes, et non deux fois le même. Une copie passe pour une traduction "
    "auprès de tous les lecteurs des tables, et n'en est pas une.",
)
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
                yield Hit(
                    entry,
                    (field, "fr"),
                    Said("French and English are identical", "le français et l'anglais sont identiques"),
                    Said("Translate it", "Traduisez le texte"),
                )


@check(
    "text-filled",
    fr="Titres, résumés, notes et noms de médias contiennent des mots, et non les points du modèle.",
)
def text_filled(context: Context) -> Iterator[Hit]:
    """Titles, summaries, notes and outlets' names hold words, not the dots of the template."""
    outlets: list[Placed] = [(e, ("sources", i, "publisher"), source.publisher) for e, i, source in context.sources]
    pages: list[Placed] = [(e, ("sources", i, "title"), s.title) for e, i, s in context.sources if s.title]
    for entry, path, text in chain(context.prose, outlets, pages):
        if not (text[0].isalnum() or any(map(str.isalnum, text))):
            yield Hit(
                entry,
                path,
                Said(f"{text[:20]!r} holds no word", f"{quoted(text[:20])} ne contient aucun mot"),
                Said(
                    "Write the text, or delete an optional key",
                    "Écrivez le texte, ou supprimez la clé si elle est facultative",
                ),
            )


@check(
    "text-markup",
    fr="Titres, résumés et notes sont du texte simple : ni HTML, ni liens Markdown, ni adresses. Graphiques, tables et "
    "pages les traitent comme du texte ; les adresses vont dans `sources`.",
)
def text_markup(context: Context) -> Iterator[Hit]:
    """Titles, summaries and notes are plain text: no HTML, no Markdown links, no addresses.

    They are shown in charts, tables and pages that treat them as text; addresses belong to `sources`."""
    markup = re.compile(_MARKUP)
    for entry, path, text in suspects(context.prose, _MARKUP):
        if found := markup.search(text):
            yield Hit(
                entry,
                path,
                Said(f"{found[0]!r} is markup or an address", f"{quoted(found[0])} est du balisage ou une adresse"),
                Said(
                    "Write plain text; put addresses into `sources`",
                    "Écrivez du texte simple ; mettez les adresses dans `sources`",
                ),
            )


@check(
    "text-form",
    "warning",
    fr="Un texte est un seul paragraphe sans espaces doubles, et ne commence ni ne finit par une espace.",
)
def text_form(context: Context) -> Iterator[Hit]:
    """Texts are single paragraphs without double spaces, and begin and end without space."""
    for entry, path, text in context.prose:
        if "  " in text or "\n" in text.strip() or text != text.strip():
            yield Hit(
                entry,
                path,
                Said(
                    "the text has line breaks, double or outer spaces",
                    "le texte contient des retours à la ligne, des espaces doubles ou des espaces à ses bords",
                ),
                Said("Write one paragraph; `>-` folds it", "Écrivez un seul paragraphe ; `>-` le replie"),
            )


@check(
    "french-typography",
    "warning",
    fr="Le texte français suit la typographie française : « », une espace devant ; : ! ?, la virgule décimale, … pour "
    "les points de suspension.",
)
def french_typography(context: Context) -> Iterator[Hit]:
    """French text follows French typography: « », a space before ; : ! ?, decimal comma, … for an ellipsis."""
    french = [placed for placed in context.prose if placed[1][-1] == "fr"]
    for entry, path, text in suspects(french, _UNFRENCH):
        for pattern, what, remedy in _FRENCH:
            if found := pattern.search(text):
                told = Said(f"{what.en} in {found[0]!r}", f"{what.fr} dans {quoted(found[0])}")
                yield Hit(entry, path, told, remedy)
