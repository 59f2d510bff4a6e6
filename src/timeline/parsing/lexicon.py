"""Step 6a, the lexicon: patterns of words that tell of an act, compiled from ``schemas/lexicon``.

A pattern is a row of elements: a word, a ``stem*``, ``(one|other)``, a named list ``{sign}``, ``..`` (up to 4 words
between) or ``...`` (up to 12), and ``<partner>``, ``<person>``, ``<company>``, ``<media>``, ``<organisation>``,
``<place>``, ``<abroad>``, ``<niger>``, ``<money>``, ``<number>`` for what is named or counted there. Matching never
goes back, so a sentence costs time in proportion to its length.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from timeline.errors import TimelineError
from timeline.parsing.gazetteer import FOCAL, Mention
from timeline.parsing.resources import lexicon_data, read_yaml
from timeline.parsing.tokens import Sentence
from timeline.paths import schemas_dir

_ELEMENT = re.compile(
    r"\((?P<group>[^()]+)\)\*?|\{(?P<list>\w+)\}|<(?P<slot>\w+)>|(?P<gap>\.{2,3})|(?P<word>[^\s(){}<>]+)"
)
_GROUP = re.compile(r"\(([^()]+)\)")
_SLOT = re.compile(r"<(\w+)>")
_BREAKS = frozenset((";", "said", "says", "saying", "adding", "déclaré", "affirmé", "indiqué", "précisé", "ajouté"))
"""What follows one of these is another statement, so that no pattern reaches across."""
_GAPS = {"..": 4, "...": 12}
MEMORY_WORDS = 50_000
"""So many words are remembered with what they can begin; memory stays flat over a long batch."""
LITTLE = 4
"""Words shorter than that are little words ("de", "was")."""
SLOTS = frozenset(
    ("partner", "niger", "person", "company", "media", "organisation", "place", "abroad", "money", "number")
)


SLOT_SIGN = {slot: f"<{slot}>" for slot in SLOTS} | {"abroad": "<place>"}
"""What stands for a slot among the words that a sentence holds."""


class LexiconError(TimelineError):
    """An entry of the lexicon cannot be used."""


@dataclass(frozen=True, slots=True)
class Frame:
    """How one kind of act is coded; see ``schemas/lexicon/acts.yaml``."""

    id: str
    act: str
    type: str
    mode: str | None
    orientation: str
    status: str
    strength: int
    group: str
    joint: bool
    future: dict[str, Any] | None


@dataclass(frozen=True, slots=True)
class Element:
    """One element of a pattern and how many words may stand before it."""

    words: frozenset[str]
    stems: tuple[str, ...]
    slots: tuple[str, ...]
    gap: int


@dataclass(frozen=True, slots=True)
class Pattern:
    """A compiled pattern of a frame."""

    frame: str
    elements: tuple[Element, ...]
    source: str
    needed: frozenset[str]
    """Words and signs of slots of which a sentence must hold one, where an element is filled by nothing else."""


LEARNED = "learned"
"""What stands for a frame where the model codes, and no pattern was found."""


@dataclass(slots=True)
class Hit:
    """A pattern found in a sentence, from the first word to after the last; ``anchors`` are its own words."""

    frame: str
    start: int
    end: int
    anchors: tuple[int, ...]
    source: str = ""


@dataclass(frozen=True, slots=True)
class Starters:
    """The patterns that may begin at a word."""

    patterns: list[Pattern]
    needed: frozenset[str] | None
    """Words of which a sentence must hold one, lest none of the patterns be tried; None where one needs no word."""
    pairs: dict[str, list[Pattern]]
    """Those whose second word stands right behind, by that word."""


@dataclass(slots=True)
class Lexicon:
    """All that is known of a language, ready for use."""

    lang: str
    data: dict[str, Any]
    by_word: dict[str, list[Pattern]] = field(default_factory=dict[str, list[Pattern]])
    by_stem: dict[str, list[tuple[str, Pattern]]] = field(default_factory=dict[str, list[tuple[str, Pattern]]])
    by_slot: dict[str, list[Pattern]] = field(default_factory=dict[str, list[Pattern]])
    by_pair: dict[str, dict[str, list[Pattern]]] = field(default_factory=dict[str, dict[str, list[Pattern]]])
    """Patterns whose first two words stand together ("de retour"), by the first and then by the second."""
    domain_words: dict[str, list[str]] = field(default_factory=dict[str, list[str]])
    domain_stems: dict[str, list[tuple[str, str]]] = field(default_factory=dict[str, list[tuple[str, str]]])
    domain_memory: dict[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])
    memory: dict[str, Starters | None] = field(default_factory=dict[str, Starters | None])
    sets: dict[str, frozenset[str]] = field(default_factory=dict[str, frozenset[str]])
    future_suffixes: tuple[str, ...] = ()
    """How verbs end that tell of what is to come."""

    def domains_of(self, word: str) -> tuple[str, ...]:
        """The domains that a word speaks of."""
        known = self.domain_memory.get(word)
        if known is None:
            stems = self.domain_stems.get(word[:3], ())
            known = (*self.domain_words.get(word, ()), *(domain for stem, domain in stems if word.startswith(stem)))
            if len(self.domain_memory) < MEMORY_WORDS:
                self.domain_memory[word] = known
        return known

    def starters(self, word: str) -> Starters | None:
        """The patterns that may begin at a word; None where there is none."""
        stems = self.by_stem.get(word[:3], ())
        patterns = [*self.by_word.get(word, ()), *(pattern for stem, pattern in stems if word.startswith(stem))]
        pairs = self.by_pair.get(word, {})
        needed = [pattern.needed for pattern in patterns]
        known = Starters(patterns, frozenset().union(*needed) if all(needed) else None, pairs)
        known = known if patterns or pairs else None
        if len(self.memory) < MEMORY_WORDS:
            self.memory[word] = known
        return known


def split_alternatives(text: str, lists: dict[str, list[str]]) -> tuple[frozenset[str], tuple[str, ...]]:
    """The whole words and the stems of ``one|other*|{list}``.

    >>> split_alternatives("sign*|ink", {})
    (frozenset({'ink'}), ('sign',))
    """
    words: set[str] = set()
    stems: list[str] = []
    for item in text.split("|"):
        item = item.strip().lower()
        if item.startswith("{"):
            inner_words, inner_stems = split_alternatives("|".join(lists[item.strip("{}")]), lists)
            words |= inner_words
            stems.extend(inner_stems)
        elif item.endswith("*"):
            stems.append(item[:-1])
        elif item:
            words.add(item)
    return frozenset(words), tuple(stems)


def expand(source: str) -> list[str]:
    """A pattern once for its one-word alternatives and once for each alternative of several words.

    >>> expand("(met|held talks) with")
    ['(met) with', 'held talks with']
    """
    for match in _GROUP.finditer(source):
        items = match[1].split("|")
        long = [item for item in items if " " in item.strip()]
        if long:
            short = [item for item in items if item not in long]
            heads = [f"({'|'.join(short)})"] if short else []
            variants = [source[: match.start()] + head + source[match.end() :] for head in (*heads, *long)]
            return [found for variant in variants for found in expand(variant)]
    return [source]


def compile_pattern(source: str, frame: str, lists: dict[str, list[str]]) -> Pattern:
    """Compiles one pattern.

    Raises LexiconError where it names a list or a slot that does not exist, or begins with a gap.
    """
    elements: list[Element] = []
    gap = 0
    position = 0
    for match in _ELEMENT.finditer(source):
        if source[position : match.start()].strip():
            raise LexiconError(f"{frame}: cannot read the pattern {source!r}", remedy="see the head of the lexicon")
        position = match.end()
        if match["gap"]:
            gap = _GAPS[match["gap"]]
            continue
        inner = match["group"] or (f"{{{match['list']}}}" if match["list"] else match["word"] or "")
        slots = (match["slot"],) if match["slot"] else tuple(_SLOT.findall(match["group"] or ""))
        if unknown := set(slots) - SLOTS:
            raise LexiconError(
                f"{frame}: unknown slot {unknown} in {source!r}", remedy=f"use {', '.join(sorted(SLOTS))}"
            )
        plain = "|".join(item for item in inner.split("|") if not item.startswith("<"))
        try:
            words, stems = split_alternatives(plain, lists) if plain else (frozenset[str](), ())
        except KeyError as error:
            raise LexiconError(f"{frame}: unknown list {error} in {source!r}", remedy="add it to `words`") from error
        elements.append(Element(words, stems, slots, gap))
        gap = 0
    if not elements or elements[0].gap:
        raise LexiconError(f"{frame}: the pattern {source!r} begins with a gap", remedy="begin it with a word")
    plain = [
        element.words | {SLOT_SIGN[slot] for slot in element.slots} for element in elements[1:] if not element.stems
    ]
    # little words stand in every sentence, so that they tell least
    rarest = min(plain, key=lambda words: (min(map(len, words)) < LITTLE, len(words)), default=frozenset[str]())
    return Pattern(frame, tuple(elements), source, rarest)


@cache
def frames() -> dict[str, Frame]:
    """The coding of every frame, from ``schemas/lexicon/acts.yaml``."""
    rows = read_yaml(schemas_dir() / "lexicon" / "acts.yaml")["frames"]
    return {
        name: Frame(
            id=name,
            act=row["act"],
            type=row["type"],
            mode=row.get("mode"),
            orientation=row["orientation"],
            status=row["status"],
            strength=row["strength"],
            group=row["group"],
            joint=bool(row.get("joint")),
            future=row.get("future"),
        )
        for name, row in rows.items()
    }


@cache
def load_lexicon(lang: str) -> Lexicon:
    """The compiled lexicon of a language.

    Raises LexiconError for an entry without a test sentence, an unknown frame or a pattern that cannot be read.
    """
    data = lexicon_data(lang)
    lexicon = Lexicon(lang, data, future_suffixes=tuple(data["future_suffixes"]))
    for frame, entry in data["acts"].items():
        if frame not in frames():
            raise LexiconError(
                f"schemas/lexicon/{lang}.yaml: acts.yaml has no frame {frame!r}", remedy="add its coding to acts.yaml"
            )
        if not entry.get("tests"):
            raise LexiconError(
                f"schemas/lexicon/{lang}.yaml: the entry {frame!r} has no test sentence",
                remedy="add a sentence that it must recognise under `tests`",
            )
        for source in entry["patterns"]:
            for variant in expand(source):
                _index(lexicon, compile_pattern(variant, frame, data["words"]))
    for domain, cues in data["domains"].items():
        for cue in cues:
            if cue.endswith("*"):
                lexicon.domain_stems.setdefault(cue[:3], []).append((cue[:-1], domain))
            else:
                lexicon.domain_words.setdefault(cue, []).append(domain)
    for name in [
        "negation",
        "future_before",
        "past_perfect",
        "reporting",
        "background_before",
        "quote_verbs",
        "distant",
        "own_date",
        "sport",
        "titles_of_people",
        "name_particles",
        "role_words",
        "apposed_things",
        "not_people",
        "reversal",
        "demanded",
        "opposing",
        "reacting",
        "beside",
        "done_before",
        "aside",
        "comparing",
        "gift_words",
        "in_need",
        "paid_words",
        "circumstance",
        "arriving",
        "ending",
        "announcing",
        "promising",
        "announced_nouns",
        "completion",
        "hosting",
        "speaking",
        "fates",
        "sent_by",
        "killed",
        "opening",
        "closing",
        "dated_things",
        "day_words",
        "lasting",
        "not_lasting",
        "signing",
        "hosted",
        "giving",
        "going",
    ]:
        lexicon.sets[name] = frozenset(str(item) for item in data[name])
    lexicon.sets["denying"] = lexicon.sets["negation"] - {"ne", "n", "t"}  # these deny with another word only
    lexicon.sets["introducing"] = lexicon.sets["titles_of_people"] | lexicon.sets["role_words"]
    lexicon.sets["strangers"] = lexicon.sets["not_people"] | lexicon.sets["role_words"] | data["months"].keys()
    lexicon.sets["pair_starts"] = frozenset(word.split()[0] for word in lexicon.domain_words if " " in word)
    return lexicon


def _index(lexicon: Lexicon, pattern: Pattern) -> None:
    first, *others = pattern.elements
    together = others[0].words if others and not (others[0].gap or others[0].stems or others[0].slots) else ()
    for word in first.words:
        if not together:
            lexicon.by_word.setdefault(word, []).append(pattern)
        for second in together:
            lexicon.by_pair.setdefault(word, {}).setdefault(second, []).append(pattern)
    for stem in first.stems:
        lexicon.by_stem.setdefault(stem[:3], []).append((stem, pattern))
    for slot in first.slots:
        lexicon.by_slot.setdefault(slot, []).append(pattern)


def slots_of(mention: Mention) -> tuple[str, ...]:
    """The slots that a mention can fill."""
    name = mention.name
    match name.kind:
        case "partner":
            base = ("niger",) if name.code == FOCAL else ("partner",)
            if name.form == "city":
                return (*base, "place")
            return (*base, "organisation") if name.form == "body" else base
        case "person":
            return ("person",) if name.code == FOCAL or not name.code else ("person", "partner")
        case "organisation":
            return ("company", "media", "partner") if name.form == "media" else ("company", "partner")
        case "place":
            return ("place",)
        case "money":
            return ("money", "number")
        case "number":
            return ("number",)
        case _:
            return ()


def match_patterns(lexicon: Lexicon, sentence: Sentence, at: dict[int, Mention]) -> list[Hit]:
    """Every pattern that is found in a sentence; ``at`` holds the mentions by their first word."""
    hits: list[Hit] = []
    low, memory = sentence.low, lexicon.memory
    held = {*low, *(SLOT_SIGN[slot] for mention in at.values() for slot in slots_of(mention))}
    for start, known in enumerate([memory[word] if word in memory else lexicon.starters(word) for word in low]):
        if known is None:
            continue
        patterns = known.patterns
        if known.needed is not None and known.needed.isdisjoint(held):
            patterns = ()
        if known.pairs and start + 1 < len(low):
            patterns = [*patterns, *known.pairs.get(low[start + 1], ())]
        for pattern in patterns:
            if pattern.needed and pattern.needed.isdisjoint(held):
                continue
            hit = _try(pattern, low, at, start, start + 1, None)
            if hit:
                hits.append(hit)
    if lexicon.by_slot:
        for start, mention in at.items():
            for slot in slots_of(mention):
                for pattern in lexicon.by_slot.get(slot, ()):
                    if pattern.needed and pattern.needed.isdisjoint(held):
                        continue
                    hit = _try(pattern, low, at, start, mention.end, mention)
                    if hit:
                        hits.append(hit)
    return hits


def _try(
    pattern: Pattern, low: list[str], at: dict[int, Mention], start: int, end: int, first: Mention | None
) -> Hit | None:
    position = end
    anchors = [start]
    size = len(low)
    previous = first
    for element in pattern.elements[1:]:
        limit = min(size, position + element.gap + 1)
        found = -1
        words, stems, slots = element.words, element.stems, element.slots
        for index in range(position, limit):
            word = low[index]
            if slots and index in at and any(_fills(at[index], slot, previous) for slot in slots):
                found, position, previous = index, at[index].end, at[index]
                break
            if word in words or (stems and word.startswith(stems)):
                found, position = index, index + 1
                break
            if word in _BREAKS:
                break
        if found < 0:
            return None
        anchors.append(found)
    return Hit(pattern.frame, start, position, tuple(anchors), pattern.source)


def _fills(mention: Mention, slot: str, previous: Mention | None) -> bool:
    if slot == "abroad":
        return "place" in slots_of(mention) and (previous is None or mention.code != previous.code)
    return slot in slots_of(mention)
