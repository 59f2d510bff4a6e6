"""Texts as they are printed: the signs and the spaces that careful typesetters use, in English and French."""

from __future__ import annotations

import re

# Narrow no-break space before the signs that stand high or low, no-break space where French sets a whole one
_NARROW, _WHOLE = "\u202f", "\u00a0"
_FRENCH = (
    (re.compile(r"(?<=[^\s\u00a0\u202f;!?(])[ \u00a0\u202f]*(?=[;!?])"), _NARROW),
    (re.compile(r"[ \u00a0\u202f]+(?=[:»%])"), _WHOLE),
    (re.compile(r"(?<=«)[ \u00a0\u202f]+"), _WHOLE),
    (re.compile(r"(?<=\b\d) (?=\d{3}\b)|(?<=\b\d\d) (?=\d{3}\b)|(?<=\b\d{3}) (?=\d{3}\b)"), _NARROW),
)
_OPENING = re.compile(r'(^|[\s(\[])"')


def typeset(text: str, lang: str) -> str:
    """A text as it is printed: curly apostrophes and quotation marks, and in French the spaces that no line may break.

    >>> typeset("Jusqu'en 2021 : 28 % des 1 200 actes", "fr")
    'Jusqu’en 2021\\xa0: 28\\xa0% des 1\\u202f200 actes'
    >>> typeset('The "right of reply" of Niger', "en")
    'The “right of reply” of Niger'
    """
    text = _OPENING.sub(r"\1“", text.replace("'", "’")).replace('"', "”")
    for pattern, space in _FRENCH if lang == "fr" else ():
        text = pattern.sub(space, text)
    return text
