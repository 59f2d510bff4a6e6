"""Step 8f, figures: which of the amounts that an article names are those of the act.

Those in the act's own sentences, else those of the first paragraphs; not prices, conversions and background, and not
counts of people to whom nothing was done. What is told once rounded and once in full is one amount.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from timeline.codebook import load_codebook
from timeline.parsing.amounts import Amount
from timeline.parsing.document import Analysed, Document
from timeline.parsing.event import Event
from timeline.parsing.modality import is_background
from timeline.parsing.resources import lexicon_data

Figure = tuple[dict[str, Any], int, int]
"""An amount in the record's form, and where its words begin and end in the text."""

MAX_FIGURES = 5
FEW = 3
"""Fewer things than that are seldom an amount."""
BILLION = 1_000_000_000
"""So many francs are CFA francs, whoever gives them."""
CROWD = 20
"""So many people who are deported are migrants."""
POPULATION = 1_000_000
"""So many people are those of a country, not of an act."""
NEED_WORDS = 6
"""So near after a number of people stands that they are in need."""
KILLED_WORDS = 4
"""So near after it stands that they were killed."""
ALIKE = 0.04
"""Two amounts that differ by no more are one, rounded and in full."""
HEAD = 3
"""The first paragraphs name the amount where the act's own sentences do not."""
PARTS_WITHIN = 2
"""So many paragraphs name the parts of a sum."""
MONEY = frozenset(("USD", "EUR", "XOF"))
CASUALTIES = ("dead", "wounded")
PEOPLE = frozenset(("persons", "prisoners", "soldiers", "instructors", "students", "migrants"))
HEADS = frozenset(("persons", "prisoners"))
LISTED = frozenset(("items", "vehicles", "aircraft"))
"""Things of which a delivery may hold several kinds."""
_FEWER = {"attack": 1, "release": 2, "evacuation": 2}
"""Acts that are done to one or two people as well as to many."""
_TO_COME_TO = frozenset(
    ("visit", "audience", "meeting", "summit", "accreditation", "recall", "threat", "denial", "refusal")
)
"""Acts that have no amount but in their own sentences, and move nobody."""
_COUNTED = frozenset(
    (
        "arrest",
        "attack",
        "deployment",
        "deportation",
        "evacuation",
        "expulsion",
        "extradition",
        "release",
        "training",
        "delivery",
        "grant",
        "withdrawal",
        "travel-ban",
    )
)
"""Acts that are done to people, so that their number is an amount."""
_SHARES = frozenset(("nationalisation", "sale", "creation", "contract", "statement", "permit-grant"))
"""Acts of which a percentage is an amount: a stake, mostly."""
_AGREED = frozenset(("treaty", "mou"))
"""Acts of which the number of agreements is an amount."""
_FUNDED = frozenset(("loan", "grant", "treaty"))
"""Acts whose sum may be told in parts, a funder each."""
_WITHOUT_GOODS = frozenset(("permit-grant", "denial", "termination", "visit", "meeting", "summit"))
"""Acts beside which tonnes and barrels are background."""
_OWN_CURRENCIES = {
    "XOF": {"CHE": "CHF"},
    "DKK": {"NOR": "NOK", "SWE": "SEK"},
    "DZD": {"KWT": "KWD"},
    "KWD": {"DZA": "DZD"},
    "MAD": {"ARE": "AED"},
    "AED": {"MAR": "MAD"},
}
_SHARED_NAMES = frozenset(("francs", "kroner", "kronor", "couronnes", "dinars", "dirhams"))
"""Currencies that share a name: whose it is, the partner says ("45 million kroner")."""


def amounts_of(document: Document, event: Event) -> list[Figure]:
    """The amounts of an act, in the order in which its own sentences, then the title, name them."""
    main = event.main
    own = sorted(event.sentences, key=lambda item: item.paragraph == 0)
    found = _chosen(document, event, own)
    if found and event.coding["act"] in _FUNDED:
        parts = (one for one in document.sentences if one not in own and 0 < one.paragraph <= PARTS_WITHIN)
        told = [
            one
            for one in parts
            if (one.paragraph == 1 or _names_partner(event, one)) and not is_background(document, one)
        ]
        found = _chosen(document, event, [*own, *told])
    if found or event.coding["act"] in _TO_COME_TO:
        return found
    near = [
        analysed
        for analysed in document.sentences
        if analysed.paragraph <= max(HEAD, main.paragraph)
        and (analysed.paragraph >= main.paragraph or main.paragraph <= 2)
        and analysed.amounts
        and not is_background(document, analysed)
    ]
    return _chosen(document, event, sorted(near, key=lambda item: item.paragraph == 0))


def _names_partner(event: Event, analysed: Analysed) -> bool:
    return any(mention.code in event.partners for mention in analysed.mentions)


def _chosen(document: Document, event: Event, sentences: Iterable[Analysed]) -> list[Figure]:
    """The amounts of some sentences that may be the act's, without what is told twice."""
    chosen: list[Figure] = []
    spelled: set[int] = set()  # figures whose number stood in words
    currency = ""
    for analysed in sentences:
        low = analysed.sentence.low
        for amount in analysed.amounts:
            currency = amount.unit if amount.money else currency
            unit = _unit(document, event, analysed, amount, currency)
            record = amount.record() | {"unit": unit}
            if not _is_act_s(document, event, analysed, amount, record) or _is_conversion(low, amount, chosen):
                continue
            in_words = not low[amount.start][-1:].isdecimal() and not amount.money
            span = analysed.sentence.starts[amount.start], analysed.sentence.ends[amount.end - 1]
            _add(event, chosen, spelled, (record, *span), in_words=in_words)
    return chosen[:MAX_FIGURES]


def _add(event: Event, chosen: list[Figure], spelled: set[int], figure: Figure, *, in_words: bool) -> None:
    """Adds a figure, or puts it in the place of the same one told less exactly."""
    value, unit = figure[0]["value"], figure[0]["unit"]
    for index, (other, _, _) in enumerate(chosen):
        if other["unit"] != unit:
            continue
        alike = abs(other["value"] - value) <= ALIKE * max(other["value"], value)
        several = unit in LISTED or (unit.isupper() and event.coding["act"] not in ("bond-issue",))
        if index in spelled and not in_words and not several:
            chosen[index] = figure
            spelled.discard(index)
            return
        if alike and _digits(value) > _digits(other["value"]):
            chosen[index] = figure
        if alike or not several:
            return
    if in_words:
        spelled.add(len(chosen))
    chosen.append(figure)


def _digits(value: float) -> int:
    """How many digits of a number say something: 1 for 400, 4 for 131.5."""
    return len(f"{value:.6f}".replace(".", "").strip("0"))


def _unit(document: Document, event: Event, analysed: Analysed, amount: Amount, currency: str) -> str:
    """The unit of an amount, by what the act is and whose currency it may be."""
    low = analysed.sentence.low
    act = event.coding["act"]
    if not amount.unit:
        return currency
    if amount.money:
        plain = low[amount.end - 1] in _SHARED_NAMES and amount.value < BILLION
        shared = _OWN_CURRENCIES.get(amount.unit, {}) if plain else {}
        return next((shared[code] for code in event.partners if code in shared), amount.unit)
    if act == "deportation" and amount.unit == "persons" and amount.value >= CROWD:
        return "migrants"
    if act == "release" and amount.unit == "persons":
        return "prisoners"
    after = low[amount.end : amount.end + KILLED_WORDS]
    stopped = after[: after.index(",")] if "," in after else after
    if act == "attack" and amount.unit in PEOPLE and not document.lexicon.sets["killed"].isdisjoint(stopped):
        return "dead"
    return amount.unit


def _is_act_s(document: Document, event: Event, analysed: Analysed, amount: Amount, record: dict[str, Any]) -> bool:
    """Whether an amount may be one of the act, by its unit and what stands beside it."""
    low, act = analysed.sentence.low, event.coding["act"]
    unit, value = record["unit"], record["value"]
    if unit not in load_codebook()["unit"] or value <= 0:
        return False
    if unit.isupper():
        return not _is_price(document, low, amount)
    if unit == "percent":
        return act in _SHARES and analysed.paragraph <= HEAD
    if unit in CASUALTIES:
        return act in ("attack", "exercise", "protest")
    if unit == "agreements" and act not in _AGREED:
        return False
    if unit in ("tonnes", "barrels", "barrels_per_day"):
        return act not in _WITHOUT_GOODS
    if value < (_FEWER.get(act, FEW) if unit in PEOPLE else FEW):
        return False
    if unit in PEOPLE and (act in (*_TO_COME_TO, "termination") or value >= POPULATION):
        return False
    if unit in HEADS:
        needy = not document.lexicon.sets["in_need"].isdisjoint(low[amount.end : amount.end + NEED_WORDS])
        return act in _COUNTED and not needy and not (act == "deportation" and value < CROWD)
    return True


def _is_price(document: Document, low: list[str], amount: Amount) -> bool:
    """Whether a sum is what one of something costs ("328 CFA francs a litre", "8,678 dollars a month")."""
    data = lexicon_data(document.lang)
    after = low[amount.end : amount.end + 2]
    return len(after) > 1 and after[0] in data["per_words"] and after[1] in data["priced"]


def _is_conversion(low: list[str], amount: Amount, chosen: list[Figure]) -> bool:
    """Whether a sum in brackets is the one before it in another currency."""
    return "(" in low[max(0, amount.start - 3) : amount.start] and any(one[0]["unit"] in MONEY for one in chosen)
