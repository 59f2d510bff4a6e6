"""Step 5b, amounts: numbers with what they count, in both number styles.

``400 million U.S. dollars``, ``$400m``, ``1,3 million d'euros``, ``5.000 hommes``, ``une centaine d'instructeurs``.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from timeline.parsing.resources import lexicon_data
from timeline.parsing.tokens import Sentence

_FILLERS = frozenset(("de", "d", "of", "des", "en"))
NUMERAL_WORDS = 9
"""A number in words has at most so many."""
_SYMBOLS = {"$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY"}


@dataclass(slots=True)
class Amount:
    """A number with its unit (ISO 4217, or a code of the codebook's ``unit``) and the words it was read from."""

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


def find_amounts(sentence: Sentence, lang: str) -> list[Amount]:
    """The amounts in a sentence, left to right."""
    low = sentence.low
    spelled = lexicon_data(lang)["numbers"]
    multipliers = lexicon_data(lang)["multipliers"]
    spans = _spans(lang)
    currencies, units = _phrases(lang, "currencies"), _phrases(lang, "units")
    found: list[Amount] = []
    taken = 0
    for position in [index for index, word in enumerate(low) if word in spelled or word[0].isdecimal()]:
        if position < taken:
            continue
        word = low[position]
        if position and sentence.ends[position - 1] == sentence.starts[position] and low[position - 1][-1].isalpha():
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
        symbol = low[start - 1] if start else ""
        if symbol in _SYMBOLS:
            start -= 1
            unit = _SYMBOLS[symbol]
            if symbol == "$" and start and low[start - 1] in ("c", "ca", "cad"):
                unit = "CAD"
            found.append(Amount(value, unit, start, end, True))
            taken = end
            continue
        after = end
        if low[end : end + 1] == ["("] and low[end + 2 : end + 3] == [")"] and low[end + 1][0].isdecimal():
            after = end + 3  # "vingt-cinq milliards (25.000.000.000) de francs"
        begin = after
        while after < len(low) and low[after] in _FILLERS and after - begin < 2:
            after += 1
        money = _phrase_at(low, after, currencies)
        if money:
            found.append(Amount(value, str(money[0]), start, money[1], True))
            taken = money[1]
            continue
        unit_found = None
        for skip in range(3):
            if after + skip < len(low) and low[after + skip] in spans:
                break  # "seven weeks after soldiers …" counts weeks
            if (after + skip < len(low) and low[after + skip][0].isalnum()) or skip == 0:
                unit_found = _phrase_at(low, after + skip, units)
            if unit_found or scaled:
                break
        if unit_found and not (word in spelled and value < 2):
            found.append(Amount(value, str(unit_found[0]), start, unit_found[1], False))
            taken = unit_found[1]
            continue
        taken = end
    return found
