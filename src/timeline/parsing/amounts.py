"""Step 5b, amounts: numbers with what they count, in both number styles.

``400 million U.S. dollars``, ``$400m``, ``1,3 million d'euros``, ``5.000 hommes``, ``une centaine d'instructeurs``.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from timeline.parsing.resources import lexicon_data, reference
from timeline.parsing.tokens import Sentence

_FILLERS = frozenset(("de", "d", "of", "des", "en"))
NUMERAL_WORDS = 9
"""A number in words has at most so many."""
MODEL_LETTERS = 2
"""The name of a type of aircraft or arm begins with so many capitals."""
SKIPPED = 3
"""A unit stands next to its number, or behind so many words less one."""
LEAST_PREFIXED = 1000
"""A sum with its currency before it is at least so great ("USD 40 million", not "SR 5")."""
MILLION = 1_000_000
_FOLLOWING = frozenset(
    [
        "avec",
        "au",
        "aux",
        "pour",
        "sur",
        "dont",
        "contre",
        "en",
        "et",
        "sous",
        "par",
        "via",
        "from",
        "for",
        "to",
        "by",
        "in",
        "over",
        "and",
        "with",
        "on",
        "through",
        "last",
        "this",
        "each",
        "more",
        "less",
        "under",
        "as",
    ]
)
"""What may follow a sum whose currency is not named again."""
_SYMBOLS = {"$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY"}


@dataclass(slots=True)
class Amount:
    """A number with its unit (ISO 4217, a code of the codebook's ``unit``, or empty) and the words it was read from."""

    value: float
    unit: str
    start: int
    end: int
    money: bool

    def record(self) -> dict[str, Any]:
        """The amount in the record's form, a whole number where it is one."""
        value = round(self.value, 6)
        return {"value": int(value) if value == int(value) else value, "unit": self.unit}


@cache
def _phrases(lang: str, table: str) -> dict[str, list[tuple[tuple[str, ...], Any]]]:
    index: dict[str, list[tuple[tuple[str, ...], Any]]] = {}
    for text, value in lexicon_data(lang)[table].items():
        words = tuple(str(text).split())
        index.setdefault(words[0], []).append((words, value))
    for entries in index.values():
        entries.sort(key=lambda entry: -len(entry[0]))
    return index


@cache
def _spans(lang: str) -> frozenset[str]:
    """Words for stretches of time, which are counted but are no amount."""
    return frozenset(lexicon_data(lang)["spans_of_time"])


def _phrase_at(
    low: list[str], position: int, index: dict[str, list[tuple[tuple[str, ...], Any]]]
) -> tuple[Any, int] | None:
    if position < len(low):
        for words, value in index.get(low[position], ()):
            end = position + len(words)
            if tuple(low[position:end]) == words:
                return value, end
    return None


def read_number(text: str, lang: str) -> float | None:
    """A number as printed, by the style of the language.

    >>> read_number("20,000", "en"), read_number("1,3", "fr"), read_number("5.000", "fr"), read_number("63.4", "en")
    (20000.0, 1.3, 5000.0, 63.4)
    """
    if not text.isascii():
        return None
    groups = text.replace(",", ".").split(".")
    if len(groups) > 24 or sum(map(len, groups)) > 24:
        return None
    if len(groups) == 1:
        return float(text)
    if len(groups) > 2:
        return float("".join(groups)) if all(len(group) == 3 for group in groups[1:]) else None
    head, tail = groups
    decimal = "," if lang == "fr" else "."
    if len(tail) == 3 and head != "0" and (decimal not in text or (lang == "fr" and tail == "000")):
        return float(head + tail)
    return float(f"{head}.{tail}")


def _number_at(sentence: Sentence, position: int, lang: str, spelled: dict[str, Any]) -> tuple[float, int] | None:
    low = sentence.low
    word = low[position]
    if word[0].isdecimal():
        end = position + 1
        digits = word
        while (
            end < len(low)
            and len(low[end]) == 3
            and low[end].isdecimal()
            and len(low[end - 1]) <= 3
            and sentence.starts[end] == sentence.ends[end - 1] + 1
            and digits.isdecimal()
        ):
            digits += low[end]
            end += 1
        value = read_number(digits, lang)
        return (value, end) if value is not None else None
    if word in spelled:
        value, end = _numeral(low, position, spelled)
        return (float(value), end) if value else None
    return None


def _numeral(low: list[str], position: int, spelled: dict[str, Any]) -> tuple[int, int]:
    """A number in words and where it ends: "quatre vingt deux", "two hundred and fifty"; 0 where it is none."""
    total = current = 0
    end = position
    while end < len(low) and end - position < NUMERAL_WORDS:
        value = spelled.get(low[end])
        if value is None:
            joins = low[end] in ("et", "and") and end > position and 0 < spelled.get(_at(low, end + 1), 0) < 100
            if not joins or (low[end] == "et" and _at(low, end + 1) not in ("un", "une", "onze")):
                break
        elif value == 1000:
            total, current = total + max(1, current) * 1000, 0
        elif value == 100:
            if current >= 100:
                break
            current = max(1, current) * 100
        elif value == 20 and current % 100 == 4:
            current += 76  # quatre-vingts
        elif current % 100 == 0 or (current % 10 == 0 and value < (20 if current % 100 in (60, 80) else 10)):
            if end > position and value == 0:
                break
            current += value
        else:
            break
        end += 1
    return total + current, max(end, position + 1)


def _at(low: list[str], index: int) -> str:
    return low[index] if index < len(low) else ""


@cache
def _peoples(lang: str) -> frozenset[str]:
    """What the people of a country are called, many of them ("Americans", "Indiens")."""
    demonyms = (
        str(name).lower()
        for row in reference("partners").values()
        for name in (row.get("demonyms") or {}).get(lang, ())
        if " " not in name and "-" not in name
    )
    if lang == "fr":
        return frozenset(name for name in demonyms if name.endswith("s"))
    return frozenset(f"{name}s" for name in demonyms if name.endswith(("n", "i", "k", "d")))


def _is_model(sentence: Sentence, position: int) -> bool:
    """Whether a number is part of a thing's name ("AB-412", "C-130")."""
    before = sentence.words[position - 1] if position else ""
    return (
        before.isalpha()
        and before.isupper()
        and len(before) <= MODEL_LETTERS
        and sentence.starts[position] - sentence.ends[position - 1] == 1
    )


def _unit_at(sentence: Sentence, lang: str, after: int, *, scaled: bool) -> tuple[str, int] | None:
    """What is counted after a number, and where it ends: the unit stands next, or behind an adjective or two."""
    low = sentence.low
    at, left = after, 1 if scaled else SKIPPED
    while at < len(low) and left:
        if at + 1 < len(low) and low[at + 1][0].isdecimal() and _is_model(sentence, at + 1):
            at += 2  # "two AB-412 helicopters"
            continue
        if low[at][0].isalnum() or at == after:
            found = _phrase_at(low, at, _phrases(lang, "units"))
            if found:
                return str(found[0]), found[1]
        if low[at] in _spans(lang):
            return None  # "seven weeks after soldiers …" counts weeks
        if low[at] in _peoples(lang) and sentence.words[at][0].isupper():
            return "persons", at + 1
        at, left = at + 1, left - 1
    return None


def _is_bare(low: list[str], after: int) -> bool:
    """Whether what follows a number of millions counts nothing, so that it is money told before ("et 5 milliards")."""
    return after >= len(low) or not low[after].isalpha() or low[after] in _FOLLOWING


def find_amounts(sentence: Sentence, lang: str) -> list[Amount]:
    """The amounts in a sentence, left to right; the unit is empty where it must have been told before."""
    low = sentence.low
    data = lexicon_data(lang)
    spelled, multipliers, prefixes = data["numbers"], data["multipliers"], data["currency_prefixes"]
    found: list[Amount] = []
    taken = 0
    for position in [index for index, word in enumerate(low) if word in spelled or word[0].isdecimal()]:
        if position < taken:
            continue
        word = low[position]
        before = low[position - 1] if position else ""
        prefix = prefixes.get(before) if position and sentence.words[position - 1].isupper() else None
        glued = before.isalpha() and sentence.ends[position - 1] == sentence.starts[position]
        if prefix is None and (glued or _is_model(sentence, position)):
            continue
        number = _number_at(sentence, position, lang, spelled)
        if number is None:
            continue
        value, end = number
        start = position
        scaled = False
        while end < len(low) and low[end] in multipliers:
            value *= float(multipliers[low[end]])
            end += 1
            scaled = True
        taken = end
        if before in _SYMBOLS:
            start -= 1
            unit = _SYMBOLS[before]
            if before == "$" and start and low[start - 1] in ("c", "ca", "cad"):
                unit = "CAD"
            found.append(Amount(value, unit, start, end, True))
            continue
        after = end
        if low[end : end + 1] == ["("] and low[end + 2 : end + 3] == [")"] and low[end + 1][0].isdecimal():
            after = end + 3  # "vingt-cinq milliards (25.000.000.000) de francs"
        begin = after
        while after < len(low) and low[after] in _FILLERS and after - begin < 2:
            after += 1
        money = _phrase_at(low, after, _phrases(lang, "currencies"))
        if money:
            found.append(Amount(value, str(money[0]), start, money[1], True))
            taken = money[1]
            continue
        if prefix is not None and value >= LEAST_PREFIXED:
            found.append(Amount(value, str(prefix), start - 1, end, True))
            continue
        counted = _unit_at(sentence, lang, after, scaled=scaled)
        if counted and not (word in spelled and value < 2):
            found.append(Amount(value, counted[0], start, counted[1], False))
            taken = counted[1]
        elif scaled and value >= MILLION and _is_bare(low, begin):
            found.append(Amount(value, "", start, end, False))
    return found
