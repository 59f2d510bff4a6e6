"""Step 8i, persons: who of the people that an article names takes part in an act, by what the stories have taught.

Of each person short texts say where and how they are named, on whose side and beside which act, so that the weights
that are learned for them (``persons.json``, by ``detail_training``) can be read.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial

from timeline.parsing.document import Analysed, Document
from timeline.parsing.event import Event
from timeline.parsing.features import word_at
from timeline.parsing.gazetteer import FOCAL
from timeline.parsing.linear import taught_from
from timeline.parsing.modality import is_background
from timeline.parsing.people import PersonFound, find_people
from timeline.parsing.taught import Taught

PERSONS_FILE = "persons.json"
WITHIN = 6
"""People are sought in the title and so many paragraphs."""
MAX_PERSONS = 8
LIKELY = -40
"""A person takes part from these log odds on, in ``STEP``s."""
_STEPS = ((3, "at act"), (8, "near act"), (16, "off act"))
_NEAR = 5
"""So near stand the words that say that somebody speaks, is sent or has come to grief."""
_SAID_OF = ("speaking", "fates", "sent_by", "hosting", "hosted", "going", "aside", "reporting")
"""Sets of the lexicon whose words beside a name say something of who bears it."""
_DEPOSED = ("dépos", "depos", "renvers", "oust", "toppl", "déch", "overthr")
_FORMER = (*_DEPOSED, "ancien", "former", "remov", "temps")
"""How words begin that stand before a person who holds the office no longer."""
_STEM = 5
"""A word beside a name counts by so many first letters, too."""


@dataclass(slots=True)
class Person:
    """Somebody who is named, where first, and what is said of them."""

    name: str
    span: tuple[int, int]
    features: set[str] = field(default_factory=set[str])


def people_in(document: Document) -> dict[int, list[PersonFound]]:
    """The people of the title and the first paragraphs, by the number of the sentence that names them."""
    seen: dict[str, str] = {}
    head = (one for one in document.sentences if one.paragraph <= WITHIN)
    return {analysed.sentence.index: find_people(document, analysed, seen) for analysed in head}


def persons_of(document: Document, event: Event, people: Mapping[int, list[PersonFound]]) -> list[Person]:
    """Those who may take part in an event whose sentences and partners are known, in the order of the article."""
    found: dict[str, Person] = {}
    sides: dict[str, str] = {}
    for analysed in document.sentences:
        for person in people.get(analysed.sentence.index, ()):
            span = analysed.sentence.starts[person.start], analysed.sentence.ends[person.end - 1]
            one = found.setdefault(person.name, Person(person.name, span))
            sides.setdefault(person.name, _side(event, person))
            again = "again " if one.features else ""
            one.features |= {f"{again}{said}" for said in _of_mention(document, event, analysed, person)}
    for order, one in enumerate(found.values()):
        side, act, kind = sides[one.name], event.coding["act"], event.coding["type"]
        mates = [name for name, other in sides.items() if other == side and name != one.name]
        one.features |= {
            *(f"number {min(order, 5)}", f"one of {min(len(found), 6)}", f"{side} with {min(len(mates), 3)} more"),
            *(f"{about} by {side}" for about in (act, kind, "act")),
        }
        one.features |= {f"{about}: {said}" for about in (side, act) for said in one.features}
    return list(found.values())


def _side(event: Event, person: PersonFound) -> str:
    """Whose side a person is on."""
    if person.country == FOCAL:
        return "Niger"
    if not person.country:
        return "unknown"
    return "partner" if person.country in event.partners else "other"


def _of_mention(document: Document, event: Event, analysed: Analysed, person: PersonFound) -> Iterator[str]:
    """What is said of a person where they are named."""
    low = analysed.sentence.low
    before = [word_at(analysed, person.start - back) for back in range(_NEAR, 0, -1)]
    after = [word_at(analysed, person.end + ahead) for ahead in range(_NEAR)]
    yield f"paragraph {analysed.paragraph}"
    yield from (f"behind {' '.join(before[-2:])}", f"before {' '.join(after[:2])}")
    yield from (f"behind {word[:_STEM]}" for word in before)
    yield from (f"before {word[:_STEM]}" for word in after)
    beside = (*low[max(0, person.start - 2) : person.start], *low[person.end : person.end + 3])
    if any(word.startswith(_DEPOSED) for word in beside):
        yield "deposed"
    if any(word == "ex" or word.startswith(_FORMER) for word in low[max(0, person.start - _NEAR) : person.start]):
        yield "former"
    near = {*low[max(0, person.start - _NEAR) : person.start], *low[person.end : person.end + _NEAR]}
    yield from (name for name in _SAID_OF if not document.lexicon.sets[name].isdisjoint(near))
    if person.start <= 1:
        yield "opens"
    if is_background(document, analysed):
        yield "background"
    if any(analysed is one for one in event.sentences):
        yield "with event"
    if analysed is event.main.where:
        hit = event.main.hit
        between = min(abs(person.start - hit.start), abs(person.start - hit.end))
        yield "with act"
        yield next((name for most, name in _STEPS if between <= most), "far from act")
        yield "before act" if person.start < hit.start else "after act"
    elif analysed.paragraph == event.main.paragraph:
        yield "paragraph of act"
    elif analysed.paragraph > event.main.paragraph:
        yield f"{min(analysed.paragraph - event.main.paragraph, 4)} after act"
    codes = {one.code for one in analysed.mentions if one.kind != "person"}
    yield "partner named" if not codes.isdisjoint(event.partners) else "others named" if codes else "nobody named"


def people_of(document: Document, event: Event, people: Mapping[int, list[PersonFound]]) -> list[Person]:
    """Those who take part in an act, in the order of the article; nobody before the first training."""
    taught = current()
    if taught is None:
        return []
    odds = [(taught.value(one.features), one) for one in persons_of(document, event, people)]
    likely = sorted((value for value, _ in odds if value >= LIKELY), reverse=True)[:MAX_PERSONS]
    return [one for value, one in odds if likely and value >= likely[-1]][:MAX_PERSONS]


_taught = Taught(partial(taught_from, PERSONS_FILE))
shipped, naming, current, forget = _taught.shipped, _taught.using, _taught.current, _taught.forget
