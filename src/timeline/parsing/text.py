"""Step 2, text normalisation: one canonical text that every offset and the SHA-256 refer to.

The text is put into Unicode NFC, its apostrophes, quotation marks, spaces and line ends are unified, control
and zero-width characters go. Nothing else changes, so that whoever holds the article can make the same text.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from functools import lru_cache

MAX_CHARS = 400_000
"""Longer texts are cut here: no newspaper article comes near it, and every later step stays bounded."""

_TRANSLATION = str.maketrans(
    {
        **dict.fromkeys("\u2018\u2019\u201b\u02bc\u02b9\u00b4\u2032\u0060\uff07", "'"),
        **dict.fromkeys("\u201c\u201d\u201e\u201f\u2033", '"'),
        **dict.fromkeys("\u00a0\u202f\u2007\u2009\u200a\u2008\u2002\u2003\u2005\u3000\t\f\v", " "),
        **dict.fromkeys("\u2010\u2011\u2043", "-"),
        **dict.fromkeys("\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u200f", None),
        "\u2028": "\n",
        "\u2029": "\n",
        "\u0085": "\n",
        "\ufb01": "fi",
        "\ufb02": "fl",
        **{chr(code): None for code in range(32) if chr(code) not in "\t\n\v\f"},
        "\x7f": None,
    }
)
_PLAIN = {chr(code): plain or "" for code, plain in _TRANSLATION.items()}
_ODD = re.compile(f"[{re.escape(''.join(_PLAIN))}]")  # much quicker than str.translate where few characters change
_SPACES = re.compile(r" {2,}")
_LINE_EDGES = re.compile(r" ?\n ?")
_BLANK_LINES = re.compile(r"\n{3,}")


def normalise(text: str) -> str:
    """The canonical form of a text: Unicode NFC, plain apostrophes, quotes, spaces and line ends.

    >>> normalise("L\u2019Ukraine\\u00a0et  le Niger\\r\\n")
    "L'Ukraine et le Niger"
    """
    if len(text) > MAX_CHARS:
        text = text[:MAX_CHARS]
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    text = _ODD.sub(lambda match: _PLAIN[match[0]], text)
    if "  " in text:
        text = _SPACES.sub(" ", text)
    if " \n" in text or "\n " in text:
        text = _LINE_EDGES.sub("\n", text)
    return (_BLANK_LINES.sub("\n\n", text) if "\n\n\n" in text else text).strip()


def sha256(text: str) -> str:
    """The SHA-256 of a normalised text, in hexadecimal.

    >>> sha256("Niger")[:8]
    '2cbebc54'
    """
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """A word in lower case without its accents: the key under which names are looked up.

    >>> fold("Erdoğan"), fold("Élysée"), fold("İbrahim"), fold("Côte")
    ('erdogan', 'elysee', 'ibrahim', 'cote')
    """
    if word.isascii():
        return word.lower()
    plain = word.translate(_LETTERS)
    decomposed = unicodedata.normalize("NFD", plain)
    return "".join(char for char in decomposed if not unicodedata.combining(char)).lower()


_LETTERS = str.maketrans({"ı": "i", "ł": "l", "ø": "o", "œ": "oe", "Œ": "OE", "æ": "ae", "ß": "ss", "đ": "d", "Ø": "O"})
