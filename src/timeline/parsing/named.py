"""Step 8a, the named: what the head of an article says of each country, organisation and company that it names.

Features are short texts, so that the weights that are learned for them (``choosing``) can be read: ``title name``
(stands in the title by its name), ``AID opens`` … Names themselves are left out, so that what is learned is how a
partner is told and not who it mostly is; only the Sahel alliance has features of its own, because the dataset names
the alliance and its two other members together wherever they act as one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import combinations

from timeline.parsing.document import Analysed, Document
from timeline.parsing.gazetteer import FOCAL, Mention
from timeline.parsing.lexicon import Hit, frames
from timeline.parsing.modality import holds_phrase, is_beside, is_compared
from timeline.parsing.resources import reference

ALLIANCE = "AES"
MEMBERS = ("MLI", "BFA")
"""The members of the alliance beside Niger."""
SAHEL = (ALLIANCE, *MEMBERS)
ALLIED_FROM = date(2023, 9, 16)
"""The day on which the alliance was founded: before it two members are only two neighbours."""
LEAD_WORDS = 60
"""Of the first paragraph those sentences are read that begin within so many words …"""
LEAST_WORDS, LATE = 30, 3
"""… and of the next ones, up to this, where it is shorter than so many words or names nobody."""
MOST = 9
"""Of so many of the named a choice is made together; more are named only in lists."""
_LOCATIVE = frozenset(("à", "in", "at", "from", "depuis", "near", "via", "through", "vers", "to"))
_ARTICLES = frozenset(("le", "la", "les", "l", "the", "a", "an", "un", "une", "du", "des", "de", "d", "of", "s", "'"))
"""Words that say nothing of the name behind them (folded)."""
_CAPITALS = frozenset(("capitale", "capital"))
_FILLERS = frozenset(("le", "la", "l", "les", "du", "de", "d", "des", "the", "and", "et", ",", "au", "aux", "en"))
_JOINING = frozenset((",", "et", "and"))
_STEPS = ((1, "next to"), (4, "near"), (9, "off"))
"""How far a name stands from the words of the act."""


@dataclass(slots=True)
class Named:
    """What an article's head says of those it names."""

    features: dict[str, set[str]] = field(default_factory=dict[str, set[str]])
    """Code -> what is said of it."""
    pairs: dict[tuple[str, str], set[str]] = field(default_factory=dict[tuple[str, str], set[str]])
    """Two codes -> how they stand to each other."""
    spans: dict[str, tuple[int, int]] = field(default_factory=dict[str, tuple[int, int]])
    """Code -> where it is named first, as offsets in the text."""
    strongest: frozenset[str] = frozenset()
    """Those whom their strength alone would make partners."""


@dataclass(frozen=True, slots=True)
class Act:
    """The act whose partners are sought: its codes, and where its words stand if the lexicon found them."""

    act: str
    type: str
    where: Analysed | None = None
    hit: Hit | None = None
    strength: Mapping[str, float] = field(default_factory=dict[str, float])
    """How strongly each is tied to it (``partners.partner_weights``)."""
    strongest: frozenset[str] = frozenset()
    """Those whom their strength alone would make partners."""
    beside: frozenset[str] = frozenset()
    """Of an event beside the main one: the partners of that."""


def joined_countries(analysed: Analysed) -> list[list[str]]:
    """The rows of countries that a sentence joins by commas and "and": ``le Niger, le Mali et le Burkina Faso``."""
    rows: list[list[str]] = []
    previous: Mention | None = None
    for mention in analysed.mentions:
        if not mention.code:
            continue
        between = analysed.sentence.low[previous.end : mention.start] if previous else []
        if 0 < len(between) <= 4 and _FILLERS.issuperset(between) and not _JOINING.isdisjoint(between):
            rows[-1].append(mention.code)
        else:
            rows.append([mention.code])
        previous = mention
    return [row for row in rows if len(row) > 1]


def kind_of(code: str) -> str:
    """What kind of partner a code is: state, intergovernmental, lender, court, ngo."""
    return str(reference("partners").get(code, {}).get("kind", "state"))


def is_allied(document: Document) -> bool:
    """Whether the article was written since the alliance exists."""
    return document.published is not None and document.published >= ALLIED_FROM


def _foreign(analysed: Analysed) -> list[Mention]:
    return [mention for mention in analysed.mentions if mention.code not in ("", FOCAL)]


def seats_of(document: Document) -> dict[str, str]:
    """Countries named in the head only by a city that is the seat of an organisation named there, with that.

    What "Washington" decides of what the World Bank lends, the bank decides; what is told "in Abuja" of ECOWAS is no
    act of Nigeria.
    """
    forms: dict[str, set[str]] = {}
    for analysed in document.sentences:
        if analysed.paragraph <= LATE:
            for mention in _foreign(analysed):
                city = mention.kind == "partner" and mention.name.form == "city"
                forms.setdefault(mention.code, set()).add(mention.name.canonical if city else "")
    table = reference("partners")
    seats = {str(row["seat"]): code for code in forms if (row := table.get(code, {})).get("seat")}
    return {code: seats[city] for code, cities in forms.items() if len(cities) == 1 for city in cities if city in seats}


def is_locative(analysed: Analysed, mention: Mention) -> bool:
    """Whether a name only says where."""
    return mention.start > 0 and analysed.sentence.low[mention.start - 1] in _LOCATIVE


def _head(document: Document, act: Act) -> list[Analysed]:
    """The title, the sentences that open the story, and the one that tells of the act.

    Of an event beside the main one its whole paragraph.
    """
    own = {0, act.where.paragraph} if act.beside and act.where else {0}
    head: list[Analysed] = []
    read, named = 0, False
    for analysed in document.sentences:
        if analysed.paragraph in own or analysed is act.where:
            head.append(analysed)
        elif analysed.paragraph <= LATE:
            if not named or read < (LEAD_WORDS if analysed.paragraph == 1 else LEAST_WORDS):
                head.append(analysed)
            read += len(analysed.sentence)
        named = named or bool(head and head[-1] is analysed and _foreign(analysed))
    return head


def _form(mention: Mention, before: str, following: str) -> str:
    """How something is named; a city behind "in", and "the Togolese capital", are ones that only say where."""
    if _CAPITALS & {before, following} and mention.name.form == "demonym":
        return "in city"
    if mention.kind == "partner":
        form = mention.name.form
    elif mention.kind == "organisation":
        form = "media" if mention.name.form == "media" else "company"
    else:
        form = mention.kind
    return f"in {form}" if form in ("city", "place") and before in _LOCATIVE else form


def _words(analysed: Analysed, index: int, step: int) -> list[str]:
    """The two words beside a name, articles left out; another name by its kind."""
    keys = analysed.sentence.keys
    found: list[str] = []
    while 0 <= index < len(keys) and len(found) < 2:
        if keys[index] not in _ARTICLES:
            other = next((one for one in analysed.mentions if one.start <= index < one.end), None)
            if other is not None:
                found.append("<niger>" if other.code == FOCAL else f"<{other.kind}>")
                index = other.end if step > 0 else other.start - 1
                continue
            found.append("#" if keys[index][:1].isdecimal() else keys[index])
        index += step
    return [*found, "|", "|"][:2]


def _side(mention: Mention, hit: Hit) -> tuple[str, str]:
    """On which side of an act's words a name stands, and how far off."""
    if mention.start >= hit.end:
        side, distance = "after", mention.start - hit.end
    elif mention.end <= hit.start:
        side, distance = "before", hit.start - mention.end
    else:
        return ("behind" if mention.start >= hit.start else "before"), "within"
    return side, next((name for most, name in _STEPS if distance <= most), "far")


def _of_mention(document: Document, analysed: Analysed, mention: Mention, order: int, act: Act) -> Iterator[str]:
    low = analysed.sentence.low
    place = "lead" if analysed.paragraph else "title"
    before = low[mention.start - 1] if mention.start else ""
    form = _form(mention, before, low[mention.end] if mention.end < len(low) else "")
    yield form
    yield f"{place} {form}"
    left, further = _words(analysed, mention.start - 1, -1)
    right, beyond = _words(analysed, mention.end, 1)
    yield f"behind {left}"
    yield f"before {right}"
    yield f"{form} behind {left}"
    yield f"{form} before {right}"
    yield f"behind {further} {left}"
    yield f"before {right} {beyond}"
    yield f"{place} number {min(order, 3)}"
    if before:
        yield f"{form} right behind {before}"
        yield f"{act.type} right behind {before}"
    if mention.start <= 1:
        yield f"opens {place}"
    if is_beside(document.lexicon, analysed, mention):
        yield "neighbour"
    if is_compared(document.lexicon, analysed, mention):
        yield "compared"
    if not document.lexicon.sets["aside"].isdisjoint(low[max(0, mention.start - 7) : mention.start]):
        yield "aside"
    if act.where is not analysed:
        yield "other sentence"
        if act.beside and act.where is not None and act.where.paragraph == analysed.paragraph:
            yield "paragraph of act"
        return
    if act.beside:
        yield "with act"
    if act.hit is not None and act.hit.frame in frames():
        side, far = _side(mention, act.hit)
        yield f"{side} act {far}"
        yield f"{act.type} {side} act"
        yield f"{act.type} {side} act {form}"
        yield f"{act.act} {side} act"


def _phrases(document: Document, head: list[Analysed]) -> set[str]:
    """Where the head speaks of the alliance without its name ("the trio", "les trois pays")."""
    if not is_allied(document):
        return set()
    return {
        "lead" if analysed.paragraph else "title"
        for analysed in head
        if holds_phrase(document.lang, analysed, "alliance_words")
    }


@dataclass(frozen=True, slots=True)
class _Scene:
    """What is known of a head as a whole."""

    act: Act
    named: frozenset[str]
    title: tuple[str, ...]
    counts: Mapping[tuple[str, bool], int]
    """Code, whether in the title -> how often it is named there."""
    forms: Mapping[str, list[str]]
    rows: list[set[str]]
    sentences: list[set[str]]
    allied: bool
    phrases: set[str]

    @property
    def size(self) -> int:
        return min(len(self.named), 5)

    @property
    def sahel(self) -> str:
        """Who of the Sahel alliance is named, and whether it exists yet."""
        return "+".join(code for code in SAHEL if code in self.named) + (" allied" if self.allied else "")

    @property
    def sahel_title(self) -> str:
        return "+".join(code for code in SAHEL if code in self.title)


def named_in(document: Document, act: Act) -> Named:
    """What the head of an article says of each that may be a partner of an act.

    >>> from timeline.parsing.document import build_document
    >>> document = build_document("Niger and Chad sign an accord in Doha.", "en", None)
    >>> named = named_in(document, Act("treaty", "SUPPORT"))
    >>> "row with Niger" in named.features["TCD"], "title in city" in named.features["QAT"]
    (True, True)
    """
    head, seats = _head(document, act), seats_of(document)
    found = Named(strongest=act.strongest)
    counts: Counter[tuple[str, bool]] = Counter()
    for analysed in head:
        for order, mention in enumerate(_foreign(analysed)):
            code = seats.get(mention.code, mention.code)
            if code != mention.code and is_locative(analysed, mention):
                continue
            features = found.features.setdefault(code, set())
            if not found.spans:
                features.add("first of all")
            sentence = analysed.sentence
            found.spans.setdefault(code, (sentence.starts[mention.start], sentence.ends[mention.end - 1]))
            counts[code, analysed.paragraph == 0] += 1
            features.update(_of_mention(document, analysed, mention, order, act))
    scene = _Scene(
        act=act,
        named=frozenset(found.features),
        title=tuple(code for code, in_title in counts if in_title),
        counts=counts,
        forms={code: _forms(features) for code, features in found.features.items()},
        rows=[set(row) for analysed in head for row in joined_countries(analysed)],
        sentences=[{mention.code for mention in _foreign(analysed)} for analysed in head],
        allied=is_allied(document),
        phrases=_phrases(document, head),
    )
    for code in sorted(act.beside):
        found.features.setdefault(code, set())
    if scene.allied and (scene.phrases or not scene.named.isdisjoint(SAHEL)):
        for code in SAHEL:  # who speaks of one may mean all
            found.features.setdefault(code, set())
    for code, features in found.features.items():
        features.update(_of_code(scene, code))
    size = min(len(found.features), 6)
    for one, other in combinations(found.features, 2):
        found.pairs[one, other] = set(_of_two(scene, one, other, size))
    if act.beside:
        _beside_main(found, act)
    return found


def _beside_main(found: Named, act: Act) -> None:
    """Adds what is said of each by the partners of the main event.

    All that is said of a name is said once more as of such an event, since papers name its partners otherwise.
    """
    for code, features in found.features.items():
        main = "partner of main" if code in act.beside else "no partner of main"
        features.update((main, f"{main} {act.type}", f"{main} {'in' if 'with act' in features else 'not in'} sentence"))
        features |= {f"beside: {feature}" for feature in features}
    for (one, other), features in found.pairs.items():
        features.add(f"partners of main {(one in act.beside) + (other in act.beside)}")
        features |= {f"beside: {feature}" for feature in features}


def _forms(features: set[str]) -> list[str]:
    """How and where something is named, of what each mention says."""
    return [one for one in features if one.startswith(("title ", "lead ")) and " number " not in one]


def _of_code(scene: _Scene, code: str) -> Iterator[str]:
    """What the head as a whole says of one of the named."""
    act, title, size = scene.act, scene.title, scene.size
    in_title, in_lead = scene.counts.get((code, True), 0), scene.counts.get((code, False), 0)
    kind, main = kind_of(code), "title" if in_title else "lead"
    forms = scene.forms.get(code, [])
    mates = {other for row in scene.rows if code in row for other in row} - {code, FOCAL}
    yield from (kind, f"named {min(in_title, 2)} {min(in_lead, 3)}", f"of {size}", f"{main} {kind} of {size}")
    if in_title:
        yield f"title of {min(len(title), 4)}"
    yield "title names nobody" if not title else "title first" if title[0] == code else "title names others"
    yield from (f"{kind} beside {other}" for other in {kind_of(one) for one in scene.named} - {kind})
    if mates:
        yield f"row of {min(len(mates) + 1, 4)}"
    if not mates.isdisjoint(title):
        yield "row with the title"
    if any(code in row and FOCAL in row for row in scene.rows):
        yield "row with Niger"
    for form in forms:
        yield f"{kind} {form}"
        yield f"{form} of {size}"
    for about in (act.act, act.type):
        yield from (about, f"{about} {kind}", f"{about} {main}", f"{about} of {size}")
        yield from (f"{about} {form}" for form in forms)
        if mates:
            yield f"{about} row"
    yield from _of_alliance(scene, code)
    yield from _strength(code, act)


def _of_alliance(scene: _Scene, code: str) -> Iterator[str]:
    """What the head says of the Sahel alliance, for its members and for whoever is named beside them."""
    if code not in SAHEL and scene.named.isdisjoint(SAHEL):
        return
    role, sahel = _role(code), scene.sahel
    yield from (f"{role}: {sahel}", f"{role}: {sahel} {scene.act.type}", f"{role}: {sahel} of {scene.size}")
    if code not in SAHEL:
        return
    both = ("both" if scene.named.issuperset(MEMBERS) else "not both") + (" allied" if scene.allied else "")
    yield from (f"{role}: {both}", f"{role}: {both} {scene.act.act}", f"{role}: title {scene.sahel_title}")
    yield f"{role}: {sahel} others {min(2, len(scene.named.difference(SAHEL)))}"
    if scene.phrases:
        yield f"{role}: phrase and {sahel}"
        yield from (f"{role}: phrase in {place}" for place in scene.phrases)


def _of_two(scene: _Scene, one: str, other: str, size: int) -> Iterator[str]:
    """How two of the named stand to each other."""
    kind = scene.act.type
    together = [row for row in scene.rows if one in row and other in row]
    row = "row" if together else "apart"
    kinds = "-".join(sorted((kind_of(one), kind_of(other))))
    title = f"title {(one in scene.title) + (other in scene.title)}"
    same = "same" if any(one in names and other in names for names in scene.sentences) else "other"
    cities = "-".join(sorted("city" if _only_city(scene.forms.get(code, [])) else "named" for code in (one, other)))
    yield from (row, kinds, f"{row} {kinds}", f"{row} {kind}", title, f"{title} {row}", f"{title} {kinds}")
    yield from (cities, f"{cities} {kinds}", f"{same} sentence {row}", f"of {size}", f"{row} of {size}")
    if any(FOCAL in names for names in together):
        yield "row with Niger"
    if one in SAHEL or other in SAHEL:
        roles, when = "+".join(sorted((_role(one), _role(other)))), "allied" if scene.allied else "before"
        yield from (roles, f"{roles} {when}", f"{roles} {when} {row}", f"{roles} {when} {kind}")
        yield from (f"{roles} {scene.sahel}", f"{roles} title {scene.sahel_title}")


def _strength(code: str, act: Act) -> Iterator[str]:
    """How strong a code is beside the strongest."""
    if not act.strength:
        return
    share = act.strength.get(code, 0.0) / max(act.strength.values())
    chosen = "strong" if code in act.strongest else "weak"
    yield chosen
    yield f"strength {int(share * 5)}"
    yield f"{chosen} of {min(len(act.strongest), 3)}"
    yield f"{chosen} {act.type}"


def _role(code: str) -> str:
    return "alliance" if code == ALLIANCE else "member" if code in MEMBERS else "other"


def _only_city(forms: list[str]) -> bool:
    """Whether a country is named only as the place where something happens."""
    return bool(forms) and all(" in " in one for one in forms)
