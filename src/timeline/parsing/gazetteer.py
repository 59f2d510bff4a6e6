"""Step 4, names: states, people, organisations and places of the reference tables, found in one pass.

Names are keyed by their folded words in a dictionary of first words, so that a sentence costs one look-up a word
however long the tables are. The longest name wins; names that only look like one (the river, Niger State) are
listed in the lexicon and swallowed first.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from timeline.parsing.resources import LANGUAGES, lexicon_data, reference
from timeline.parsing.text import fold
from timeline.parsing.tokens import Sentence

FOCAL = "NER"
_WORD = re.compile(r"(?:[A-Za-z]\.){2,6}|[^\W\d_]+|\d+|\$")
_ARTICLE = re.compile(r"(?:the |le |la |les |l['’])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Name:
    """What a name stands for."""

    kind: str
    """partner | person | organisation | place | noise"""
    code: str
    """The partner's code; for a person, company or place the code of its country."""
    canonical: str
    form: str = "name"
    """How a partner is named: name | demonym | city | metonym | body; for an organisation, its sector."""
    exact: bool = False
    """An acronym, to be matched in capitals (UN, BAD, US); a long one also as many papers print it (Ecowas)."""
    capital: bool = True
    """Must begin with a capital letter in the text (French demonyms need not)."""


@dataclass(slots=True)
class Mention:
    """A name found in a sentence, as positions of its first word and after its last."""

    start: int
    end: int
    name: Name
    kind: str = field(init=False)
    """The name's kind."""
    code: str = field(init=False)
    """The name's code."""

    def __post_init__(self) -> None:
        self.kind, self.code = self.name.kind, self.name.code


Trie = dict[str, list[tuple[tuple[str, ...], Name]]]


def key_of(name: str) -> tuple[str, ...]:
    """The folded words under which a name is looked up.

    >>> key_of("Côte d'Ivoire"), key_of("États-Unis")
    (('cote', 'd', 'ivoire'), ('etats', 'unis'))
    """
    return tuple(fold(word) for word in _WORD.findall(name.replace("’", "'")))


def _strings(value: Any, lang: str | None = None) -> list[str]:
    """A list of strings, or a mapping of languages to such lists; of one language where it is given."""
    if not value:
        return []
    if isinstance(value, str):
        return [value]
    if isinstance(value, Mapping):
        chosen = [items for code, items in value.items() if lang is None or code == lang]
        return [text for items in chosen for text in _strings(items)]
    return [str(item) for item in value]


def _is_acronym(text: str) -> bool:
    return len(text) <= 6 and text.isupper()


class _Builder:
    """Collects names into a trie; the first entry for a key stays, so tables are added in order of weight."""

    def __init__(self) -> None:
        self.entries: dict[tuple[str, ...], Name] = {}

    def add(self, text: str, kind: str, code: str, canonical: str, form: str = "name", *, capital: bool = True) -> None:
        """Adds one spelling."""
        bare = _ARTICLE.sub("", text, count=1) if _ARTICLE.match(text) else text
        key = key_of(bare)
        if key:
            name = Name(kind, code, canonical, form, exact=_is_acronym(bare.strip()), capital=capital)
            self.entries.setdefault(key, name)

    def trie(self) -> Trie:
        """The finished trie, longest names first."""
        trie: Trie = {}
        for key, name in self.entries.items():
            trie.setdefault(key[0], []).append((key, name))
        for entries in trie.values():
            entries.sort(key=lambda entry: -len(entry[0]))
        return trie


def _add_partners(builder: _Builder, lang: str) -> None:
    others = [code for code in ("en", "fr") if code != lang]
    for code, row in reference("partners").items():
        canonical = row["name"]["en"]
        body = row["kind"] != "state"
        form = "body" if body else "name"
        for language in (lang, *others):
            builder.add(row["name"][language], "partner", code, canonical, form)
            for alias in _strings(row.get("aliases"), language):
                builder.add(alias, "partner", code, canonical, form)
        for demonym in _strings(row.get("demonyms"), lang):
            builder.add(demonym, "partner", code, canonical, "demonym", capital=lang != "fr")
        for language in (lang, *others):
            for metonym in _strings(row.get("metonyms"), language):
                place = _cities().get(key_of(_ARTICLE.sub("", metonym, count=1)))
                city = bool(place) or not _ARTICLE.match(metonym)
                builder.add(
                    metonym,
                    "partner",
                    code,
                    place or str(row.get("capital") or metonym),
                    "city" if city else "metonym",
                )


@cache
def _cities() -> dict[tuple[str, ...], str]:
    """Spellings of places in either language -> the English name that records use."""
    return {
        key_of(_ARTICLE.sub("", text, count=1)): row["name"]["en"]
        for row in _place_rows()
        for text in (*row["name"].values(), *_strings(row.get("aliases")))
    }


def _add_focal(builder: _Builder, lang: str) -> None:
    for text in (
        "Niger",
        "Republic of Niger",
        "Republic of the Niger",
        "Niger Republic",
        "République du Niger",
    ):
        builder.add(text, "partner", FOCAL, "Niger")
    for text in lexicon_data(lang)["niger_words"]:
        form = "name" if text == "niger" else "city" if text == "niamey" else "demonym"
        canonical = "Niamey" if form == "city" else "Niger"
        builder.add(text, "partner", FOCAL, canonical, form, capital=lang != "fr" or form != "demonym")
    for text in lexicon_data(lang)["niger_organisations"]:
        builder.add(text, "partner", FOCAL, "Niger", "body", capital=False)


MIN_SPOKEN = 4
"""Partners' acronyms so long may be printed like words ("la Cédéao", "Nato"); companies' are one letter longer."""
MIN_SURNAME = 5
"""Shorter surnames are shared by too many people to stand alone."""
_PARTICLES = frozenset(["al", "el", "ben", "bin", "ould", "de", "van", "von", "du", "di"])


def _surnames(people: Mapping[str, Any]) -> dict[str, str]:
    """Last names that point to one person of the table only, and to nothing else in it."""
    owners: dict[str, str | None] = {}
    others = {fold(word) for name in people for word in name.split()[:-1]}
    for name in people:
        words = name.split()
        last = words[-1]
        if (
            len(words) > 1
            and len(last) >= MIN_SURNAME
            and fold(last) not in others
            and fold(words[-2]) not in _PARTICLES
        ):
            owners[last] = None if last in owners else name
    return {last: name for last, name in owners.items() if name}


@cache
def names(lang: str) -> Trie:
    """All names known in a language."""
    builder = _Builder()
    lexicon = lexicon_data(lang)
    for text in (*lexicon["not_niger"], *lexicon["noise"]):
        builder.add(text, "noise", "", text, capital=False)
    _add_focal(builder, lang)
    for name, row in reference("organisations").items():
        for text in (name, *_strings(row.get("name")), *_strings(row.get("aliases"))):
            builder.add(text, "organisation", str(row.get("country") or ""), name, str(row.get("sector") or ""))
    _add_partners(builder, lang)
    for prefix, code in lexicon["prefixes"].items():
        builder.add(prefix, "partner", code, prefix, "demonym", capital=False)
    for name, row in reference("people").items():
        for text in (name, *_strings(row.get("aliases"))):
            builder.add(text, "person", str(row.get("country") or ""), name)
    for row in _place_rows():
        for text in (*row["name"].values(), *_strings(row.get("aliases"))):
            builder.add(text, "place", str(row.get("country") or ""), row["name"]["en"])
    for last, name in _surnames(reference("people")).items():
        builder.add(last, "person", str(reference("people")[name].get("country") or ""), name, "surname")
    return builder.trie()


def _place_rows() -> list[dict[str, Any]]:
    """The rows of the places table, whether it is a list or a mapping by name."""
    table = reference("places")
    if isinstance(table, Mapping):
        return [{"name": row.get("name") or {"en": name, "fr": name}, **row} for name, row in table.items()]
    return list(table)


def find(sentence: Sentence, trie: Trie) -> list[Mention]:
    """The names in a sentence, left to right, without overlap, the longest first."""
    keys, words = sentence.keys, sentence.words
    found: list[Mention] = []
    taken = 0
    for position in [index for index, key in enumerate(keys) if key in trie]:
        if position >= taken:
            match = _longest(trie[keys[position]], keys, words, position)
            if match:
                found.append(match)
                taken = match.end
    return found


@cache
def _titles() -> frozenset[str]:
    """Words that may stand before a surname without being a first name ("Président", "Minister")."""
    tables = ("titles_of_people", "role_words", "niger_words")
    return frozenset(str(word) for lang in LANGUAGES for table in tables for word in lexicon_data(lang)[table])


@cache
def _capital_words() -> frozenset[str]:
    """Acronyms that are common words where a whole line stands in capitals ("AU TITRE DU MINISTÈRE")."""
    return frozenset(str(word).upper() for lang in LANGUAGES for word in lexicon_data(lang)["capital_words"])


def _is_part(words: list[str], start: int, end: int, *, surname: bool) -> bool:
    """Whether a single name belongs to somebody else's ("Issoufou Katambé", "Amadou Keita" for Mama Keita)."""
    if 2 * sum(word[0].isupper() for word in words) >= len(words):
        return False  # a Headline Like This
    before, following = words[start - 1] if start > 1 else "", words[end] if end < len(words) else ""
    if following[:1].isupper() and following.isalpha():
        return True
    return surname and before[:1].isupper() and before.isalpha() and before.lower() not in _titles()


def _longest(
    entries: Iterable[tuple[tuple[str, ...], Name]], keys: list[str], words: list[str], start: int
) -> Mention | None:
    following = keys[start + 1] if start + 1 < len(keys) else ""
    for key, name in entries:
        end = start + len(key)
        if len(key) > 1 and (key[1] != following or tuple(keys[start:end]) != key):
            continue
        first = words[start]
        if name.exact:
            shortest = MIN_SPOKEN if name.kind == "partner" else MIN_SPOKEN + 1
            spoken = len(first) >= shortest and first[0].isupper() and end == start + 1
            if not (spoken or all(word.isupper() for word in words[start:end])):
                continue
            if first in _capital_words() and all(word.isupper() for word in words if word.isalpha()):
                continue
        elif name.capital and not (first[0].isupper() or (start and words[start - 1].isupper())):
            continue
        if name.kind == "person" and len(key) == 1 and _is_part(words, start, end, surname=name.form == "surname"):
            continue
        return Mention(start, end, name)
    return None
