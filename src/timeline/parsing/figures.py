"""Step 8h, figures: which of the amounts that an article names are those of the act, by what the stories have taught.

Of each amount of the first paragraphs short texts say where and how it is named and beside which act, so that the
weights that are learned for them (``figures.json``, by ``detail_training``) can be read; those that are likelier an
amount of the act than none are taken. What is told once rounded and once in full is one amount.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from timeline.codebook import load_codebook
from timeline.parsing.amounts import Amount
from timeline.parsing.document import Analysed, Document
from timeline.parsing.event import Event
from timeline.parsing.features import word_at
from timeline.parsing.linear import taught_from
from timeline.parsing.modality import is_background
from timeline.parsing.resources import lexicon_data
from timeline.parsing.taught import Taught

FIGURES_FILE = "figures.json"
WITHIN = 5
"""Amounts are sought in the title and so many paragraphs."""
LIKELY = -50
"""An amount is taken from these log odds on, in ``STEP``s: one too many is seen at once, one too few is not."""
MAX_FIGURES = 5
BILLION = 1_000_000_000
"""So many francs are CFA francs, whoever gives them."""
CROWD = 20
"""So many people who are deported are migrants."""
NEED_WORDS = 6
"""So near after a number of people stands that they are in need."""
KILLED_WORDS = 4
"""So near after a number of people stands that they were killed."""
ALIKE = 0.04
"""Two amounts that differ by no more are one, rounded and in full."""
_STEPS = ((3, "at act"), (8, "near act"), (16, "off act"))
_SIZES = (1, 2, 3, 5, 10, 20, 100, 1_000, 10_000, 1_000_000)
PEOPLE = frozenset(("persons", "prisoners", "soldiers", "instructors", "students", "migrants"))
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


@dataclass(slots=True)
class Figure:
    """An amount in the record's form, where its words begin and end in the text, and what is said of it."""

    record: dict[str, Any]
    start: int
    end: int
    features: set[str] = field(default_factory=set[str])


def figures_of(document: Document, event: Event) -> list[Figure]:
    """The amounts that the first paragraphs name, in their order."""
    units = load_codebook()["unit"]
    found: list[Figure] = []
    currency = ""
    for analysed in document.sentences:
        if analysed.paragraph > WITHIN:
            break
        for amount in analysed.amounts:
            currency = amount.unit if amount.money else currency
            unit = _unit(document, event, analysed, amount, currency)
            if unit not in units or amount.value <= 0 or _is_price(document, analysed, amount):
                continue
            sentence = analysed.sentence
            figure = Figure(
                amount.record() | {"unit": unit}, sentence.starts[amount.start], sentence.ends[amount.end - 1]
            )
            figure.features.update(_of_amount(document, event, analysed, amount, unit))
            found.append(figure)
    for figure in found:
        figure.features.update(_beside(figure, found))
        figure.features |= {f"{_kind(figure.record['unit'])}: {feature}" for feature in figure.features}
    return found


def _is_price(document: Document, analysed: Analysed, amount: Amount) -> bool:
    """Whether a sum is what one of something costs ("328 CFA francs a litre", "8,678 dollars a month")."""
    data = lexicon_data(document.lang)
    after = analysed.sentence.low[amount.end : amount.end + 2]
    return len(after) > 1 and after[0] in data["per_words"] and after[1] in data["priced"]


def _kind(unit: str) -> str:
    """What is counted: money, people, or the unit itself."""
    return "money" if unit.isupper() else "people" if unit in PEOPLE else unit


def _of_amount(document: Document, event: Event, analysed: Analysed, amount: Amount, unit: str) -> Iterator[str]:
    """What is said of an amount where it is named."""
    low, act, kind = analysed.sentence.low, event.coding["act"], _kind(unit)
    size = sum(amount.value >= least for least in _SIZES)
    yield from (kind, f"{kind} {act}", f"{kind} {event.coding['type']}", f"unit {unit}", f"unit {unit} {act}")
    yield from (f"size {size}", f"paragraph {analysed.paragraph}", f"{act} in paragraph {min(analysed.paragraph, 3)}")
    before = [word_at(analysed, amount.start - back) for back in (2, 1)]
    after = [word_at(analysed, amount.end + ahead) for ahead in (0, 1)]
    yield from (f"behind {' '.join(before)}", f"before {' '.join(after)}")
    yield from (f"behind {word}" for word in before)
    yield from (f"before {word}" for word in after)
    if "(" in low[max(0, amount.start - 3) : amount.start]:
        yield "in brackets"
    if not low[amount.start][-1:].isdecimal() and not amount.money:
        yield "in words"
    if is_background(document, analysed):
        yield "background"
    if not document.lexicon.sets["in_need"].isdisjoint(low[amount.end : amount.end + NEED_WORDS]):
        yield "in need"
    own = any(analysed is one for one in event.sentences)
    if own:
        yield from ("with event", f"with event {act}")
    if analysed is event.main.where:
        hit = event.main.hit
        between = min(abs(amount.start - hit.start), abs(amount.start - hit.end))
        far = next((name for most, name in _STEPS if between <= most), "far from act")
        yield from ("with act", f"with act {act}", far, "before act" if amount.start < hit.start else "after act")
    elif analysed.paragraph == event.main.paragraph:
        yield "paragraph of act"
    elif not own:
        yield "apart from act"
    codes = {mention.code for mention in analysed.mentions}
    yield "partner named" if not codes.isdisjoint(event.partners) else "others named" if codes else "nobody named"


def _beside(figure: Figure, found: list[Figure]) -> Iterator[str]:
    """What is said of an amount by the others of its kind."""
    kind = _kind(figure.record["unit"])
    others = [one for one in found if _kind(one.record["unit"]) == kind]
    order = next(number for number, one in enumerate(others) if one is figure)
    yield from (f"number {min(order, 3)}", f"one of {min(len(others), 4)}")
    same = [one for one in others if one is not figure and _alike(one, figure)]
    if same:
        yield "told again"
    if all(one.record["value"] <= figure.record["value"] for one in others):
        yield "greatest"


def _alike(one: Figure, other: Figure) -> bool:
    """Whether two amounts are one, told rounded and in full."""
    values = one.record["value"], other.record["value"]
    return one.record["unit"] == other.record["unit"] and max(values) - min(values) <= ALIKE * max(values)


def amounts_of(document: Document, event: Event) -> list[Figure]:
    """The amounts of an act whose sentences and partners are known; none before the first training."""
    taught = current()
    chosen: list[Figure] = []
    for figure in figures_of(document, event) if taught else ():
        if taught is None or taught.value(figure.features) < LIKELY:
            continue
        same = next((n for n, one in enumerate(chosen) if _alike(one, figure)), None)
        if same is None:
            chosen.append(figure)
        elif _digits(figure.record["value"]) > _digits(chosen[same].record["value"]):
            chosen[same] = figure
    return chosen[:MAX_FIGURES]


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


def is_among(record: dict[str, Any], amounts: Iterable[dict[str, Any]]) -> bool:
    """Whether an amount is one of those expected: the same number, of money or of things, whatever a thing is called.

    >>> is_among({"value": 5, "unit": "persons"}, [{"value": 5.0, "unit": "soldiers"}])
    True
    """
    return any(
        float(one["value"]) == float(record["value"]) and one["unit"].isupper() == record["unit"].isupper()
        for one in amounts
    )


_taught = Taught(partial(taught_from, FIGURES_FILE))
shipped, counting, current, forget = _taught.shipped, _taught.using, _taught.current, _taught.forget
