"""What the project says to people, in English and French side by side, so that neither can be forgotten."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

Lang = Literal["en", "fr"]


@dataclass(frozen=True, slots=True)
class Said:
    """One sentence or its part in both languages; the French gets its no-break spaces here.

    >>> Said("Did you mean 'toward'?", "Vouliez-vous dire « toward » ?").fr
    'Vouliez-vous dire «\\xa0toward\\xa0»\\xa0?'
    """

    en: str
    fr: str

    def __post_init__(self) -> None:
        object.__setattr__(self, "fr", typeset(self.fr, "fr"))

    def told(self, lang: Lang) -> str:
        """The sentence in one language."""
        return self.en if lang == "en" else self.fr

    @property
    def both(self) -> str:
        """English · French on one line; once where the two are the same.

        >>> Said("Close", "Fermer").both, Said("Mali", "Mali").both
        ('Close · Fermer', 'Mali')
        """
        return self.en if self.en == self.fr else f"{self.en} · {self.fr}"


def typeset(text: str, lang: Lang) -> str:
    """French with the no-break spaces that French asks for; English as it is.

    >>> typeset("Est-ce le même ?", "fr")
    'Est-ce le même\\xa0?'
    """
    return re.sub(r"(?<=«) | (?=[;:!?»%])", "\u00a0", text) if lang == "fr" else text


def quoted(text: str) -> str:
    """A text as a French sentence quotes it, on one line whatever it holds, as ``repr`` is in an English one.

    >>> quoted("l'appel"), quoted("a\\n")
    ("« l'appel »", '« a\\\\n »')
    """
    return f"« {repr(text)[1:-1]} »"


def grouped(number: int) -> str:
    """A whole number as French writes it.

    >>> grouped(65536)
    '65\\u202f536'
    """
    return f"{number:,}".replace(",", "\u202f")


def several(count: int, one: str, more: str) -> str:
    """A French count with its noun: the plural begins at two.

    >>> several(0, "erreur", "erreurs"), several(2, "erreur", "erreurs")
    ('0 erreur', '2 erreurs')
    """
    return f"{grouped(count)} {one if abs(count) < 2 else more}"
