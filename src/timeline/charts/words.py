"""How the charts write names, dates and shares, in English and French."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from timeline import codebook
from timeline.charts.theme import LOCALES
from timeline.charts.typography import typeset

# Names that are too long for a lane or a cell, by the short form that newspapers of the language print
_SHORT: Mapping[str, tuple[str, str]] = {
    "AES": ("AES", "AES"), "AFDB": ("AfDB", "BAD"), "AFREXIM": ("Afreximbank", "Afreximbank"),
    "ARE": ("Emirates", "Émirats"), "BIDC": ("EBID", "BIDC"), "BOAD": ("BOAD", "BOAD"),
    "CAF": ("Central Africa", "Centrafrique"), "COD": ("DR Congo", "RD Congo"), "ECCAS": ("ECCAS", "CEEAC"),
    "ECOWAS": ("ECOWAS", "CEDEAO"), "EITI": ("EITI", "ITIE"), "FAO": ("FAO", "FAO"),
    "GCF": ("Green Climate Fund", "Fonds vert climat"), "GIABA": ("GIABA", "GIABA"), "IAEA": ("IAEA", "AIEA"),
    "ICC": ("ICC", "CPI"), "ICRC": ("Red Cross (ICRC)", "Croix-Rouge (CICR)"), "ICSID": ("ICSID", "CIRDI"),
    "IFAD": ("IFAD", "FIDA"), "IFC": ("IFC", "SFI"), "IMF": ("IMF", "FMI"), "IOM": ("IOM", "OIM"),
    "ISDB": ("IsDB", "BID"), "LCBC": ("Lake Chad Basin", "Bassin du lac Tchad"), "MNJTF": ("MNJTF", "FMM"),
    "NATO": ("NATO", "OTAN"), "NGO": ("NGOs", "ONG"), "OIC": ("OIC", "OCI"), "OIF": ("Francophonie", "Francophonie"),
    "OPEC": ("OPEC Fund", "Fonds de l'OPEP"), "STP": ("São Tomé", "Sao Tomé"), "UEMOA": ("WAEMU", "UEMOA"),
    "UNDP": ("UNDP", "PNUD"), "UNHCR": ("UNHCR", "HCR"), "WFP": ("WFP", "PAM"), "WHO": ("WHO", "OMS"),
    "WTO": ("WTO", "OMC"),
}  # fmt: skip
_LONGEST = 20
# Blocs as they stand inside a sentence, with the article that the language wants.
_IN_A_SENTENCE: Mapping[str, Mapping[str, str]] = {
    "en": {
        "west": "the West", "aes": "the Sahel alliance", "russia-allies": "Russia and its allies",
        "middle-east": "the Middle East and Türkiye", "rest-of-africa": "the rest of Africa",
        "multilateral": "the United Nations and global bodies",
    },
    "fr": {
        "west": "l'Occident", "aes": "l'alliance sahélienne", "russia-allies": "la Russie et ses alliés",
        "china-asia": "la Chine et l'Asie", "west-africa": "l'Afrique de l'Ouest côtière",
        "north-africa": "l'Afrique du Nord", "rest-of-africa": "le reste de l'Afrique",
        "middle-east": "le Moyen-Orient et la Turquie", "latin-america": "l'Amérique latine",
        "multilateral": "les Nations unies et les organismes mondiaux",
    },
}  # fmt: skip


def wording(words: Mapping[str, Mapping[str, Any]]) -> dict[str, dict[str, Any]]:
    """A chart's phrases by language, each typeset; a phrase is a text, a list of lines, or texts by name.

    >>> wording({"en": {"coup": "Coup d'état"}, "fr": {"lines": ["Pâle : incertain"]}})
    {'en': {'coup': 'Coup d’état'}, 'fr': {'lines': ['Pâle\\xa0: incertain']}}
    """
    return {lang: {name: _typeset_all(text, lang) for name, text in phrases.items()} for lang, phrases in words.items()}


def _typeset_all(value: Any, lang: str) -> Any:
    if isinstance(value, str):
        return typeset(value, lang)
    if isinstance(value, Mapping):
        return {name: _typeset_all(text, lang) for name, text in value.items()}
    return [_typeset_all(text, lang) for text in value]


def labels(vocabulary: str, lang: str) -> dict[str, str]:
    """The codebook's labels of a vocabulary, typeset.

    >>> labels("bloc", "fr")["west-africa"]
    'Afrique de l’Ouest côtière'
    """
    return {code: typeset(label, lang) for code, label in codebook.labels(vocabulary, lang).items()}


def blocs_in_a_sentence(lang: str) -> dict[str, str]:
    """The names of blocs as they stand inside a sentence, not typeset.

    >>> names = blocs_in_a_sentence("fr")
    >>> names["west"], names["north-africa"]
    ("l'Occident", "l'Afrique du Nord")
    """
    return {**codebook.labels("bloc", lang), **_IN_A_SENTENCE[lang]}


def short_name(code: str, name: str, lang: str) -> str:
    """A partner's name as a lane or a cell can hold it: an organisation's acronym in the language.

    >>> short_name("ECOWAS", "Communauté économique des États de l'Afrique de l'Ouest", "fr")
    'CEDEAO'
    >>> short_name("FRA", "France", "en")
    'France'
    """
    if code in _SHORT:
        return typeset(_SHORT[code][0 if lang == "en" else 1], lang)
    return name if len(name) <= _LONGEST else code


def short_names(rows: pd.DataFrame, lang: str) -> list[str]:
    """The short names of a table's partners (columns ``partner`` and ``partner_en``, ``partner_fr``)."""
    return [
        short_name(str(code), str(name), lang)
        for code, name in zip(rows["partner"], rows[f"partner_{lang}"], strict=True)
    ]


def percent(share: float, lang: str) -> str:
    """A share as the language writes it.

    >>> percent(0.256, "en"), percent(0.256, "fr")
    ('26%', '26\\xa0%')
    """
    return f"{100 * share:.0f}%" if lang == "en" else f"{100 * share:.0f}\u00a0%"


def decimal(value: float, lang: str, digits: int = 1) -> str:
    """A number with a decimal point or comma, and a true minus sign.

    >>> decimal(-7.25, "en"), decimal(7.25, "fr", 2)
    ('−7.2', '7,25')
    """
    text = f"{value:.{digits}f}".replace("-", "−")
    return text if lang == "en" else text.replace(".", ",")


def signed(value: float) -> str:
    """A whole number with its sign, the same in both languages.

    >>> signed(51), signed(-66), signed(0)
    ('+51', '−66', '0')
    """
    return f"{value:+.0f}".replace("-", "−") if round(value) else "0"


def date_text(start: Any, end: Any, precision: str, lang: str) -> str:
    """A date as far as it is known: 26 Mar 2024, 20–21 mai 2022, Jan 2013.

    >>> day = pd.Timestamp
    >>> date_text(day("2024-03-26"), day("2024-03-26"), "day", "en")
    '26 Mar 2024'
    >>> date_text(day("2024-04-28"), day("2024-05-01"), "interval", "fr")
    '28 avr.–1er mai 2024'
    >>> date_text(day("2013-01-01"), day("2013-01-31"), "month", "en")
    'Jan 2013'
    """
    if precision == "year":
        return str(start.year)
    if precision == "month":
        return f"{_month(start, lang)} {start.year}"
    last = f"{_day(end, lang)} {_month(end, lang)} {end.year}"
    if start == end:
        return last
    if start.year != end.year:
        return f"{_day(start, lang)} {_month(start, lang)} {start.year}–{last}"
    if start.month != end.month:
        return f"{_day(start, lang)} {_month(start, lang)}–{last}"
    return f"{_day(start, lang)}–{last}"


def dates(events: pd.DataFrame, lang: str) -> list[str]:
    """The dates of events in words."""
    columns = (events[name] for name in ("date_start", "date_end", "date_precision"))
    return [date_text(start, end, str(precision), lang) for start, end, precision in zip(*columns, strict=True)]


def month_text(day: Any, lang: str) -> str:
    """A month and its year in words: April 2021, avril 2021."""
    return f"{LOCALES[lang]['time']['months'][day.month - 1]} {day.year}"


def from_to(start: Any, end: Any, lang: str) -> str:
    """From one month to another, in words that follow a noun.

    >>> day = pd.Timestamp
    >>> from_to(day("2021-04-01"), day("2026-03-31"), "en"), from_to(day("2021-04-01"), day("2026-03-31"), "fr")
    ('from April 2021 to March 2026', 'd’avril 2021 à mars 2026')
    """
    first, last = month_text(start, lang), month_text(end, lang)
    if lang == "en":
        return f"from {first} to {last}"
    return f"{'d’' if first[0] in 'ao' else 'de '}{first} à {last}"


def _month(day: Any, lang: str) -> str:
    return LOCALES[lang]["time"]["shortMonths"][day.month - 1]


def _day(day: Any, lang: str) -> str:
    return "1er" if lang == "fr" and day.day == 1 else str(day.day)
