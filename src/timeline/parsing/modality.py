"""Step 6b, modality: how an act is said, by the words around its pattern.

Denied, still to come, only asked for, undone, quoted, earlier than the news, or the circumstance of something else.
"""

from __future__ import annotations

from functools import cache

from timeline.parsing.document import Analysed, Document
from timeline.parsing.gazetteer import Mention
from timeline.parsing.lexicon import Hit, Lexicon
from timeline.parsing.resources import lexicon_data
from timeline.parsing.text import fold

NEAR_DAYS = 12
"""An act dated further than this from the publication is background."""
QUOTES = frozenset('«"')
"""What opens a quotation."""
_STOPS = frozenset((",", ";", ":", "(", ")", "–", "—"))
_READY = frozenset(("prêt", "prête", "prêts", "prêtes"))
"""Who is "prêt à" has not lent ("prête") yet."""
_INFINITIVES = ("er", "ir", "re")
"""How French verbs end that are yet to be done ("s'engage à ouvrir")."""
_JOINING = frozenset(
    (",", "le", "la", "les", "l", "du", "de", "des", "d", "au", "aux", "à", "en", "et", "the", "in", "and", "of")
)
"""Words that join the names of a row of countries."""


def is_negated(lexicon: Lexicon, analysed: Analysed, hit: Hit) -> bool:
    """Whether a negation stands with the pattern's own words."""
    low = analysed.sentence.low
    strong = lexicon.sets["denying"]
    first, last = hit.start, hit.anchors[-1] if len(hit.anchors) > 1 else hit.start
    for index in range(max(0, first - 3), min(len(low), last + 1)):
        if low[index] in strong and index not in hit.anchors:
            following = low[index + 1] if index + 1 < len(low) else ""
            if following in ("seulement", "only", "uniquement", "moins", "plus", "less", "more", "longer"):
                continue
            if low[index] in ("without", "sans") and following not in lexicon.by_word:
                continue
            if any(stop in _STOPS for stop in low[index:first]):
                continue
            return True
    return False


def is_future(lexicon: Lexicon, analysed: Analysed, hit: Hit) -> bool:
    """Whether the act is still to come, planned, promised or conditional."""
    low = analysed.sentence.low
    suffixes = lexicon.future_suffixes
    cues = lexicon.sets["future_before"]
    if _is_announced(lexicon, low, hit):
        return True
    for anchor in hit.anchors[:3]:
        word = low[anchor]
        if word in cues and word not in (
            "to",
            "set",
            "agreed",
            "offers",
            "offered",
            "convenu",
            "convenus",
            "prêt",
            "prête",
        ):
            return True
        if word in _READY and low[anchor + 1 : anchor + 2] == ["à"]:
            return True
        if suffixes and anchor and low[anchor - 1] == "à" and word.endswith(_INFINITIVES):
            return True
        if suffixes and len(word) > 5 and word.endswith(suffixes) and word not in ("contraire",):
            return True
    for index in range(hit.start - 1, max(-1, hit.start - 5), -1):
        word = low[index]
        if word in _STOPS:
            break
        if word == "to":
            before = low[index - 1] if index else ""
            if (
                before in ("is", "are", "be", "was", "were", "set", "due", "plans", "agreed", "wants", "ready")
                or index == hit.start - 1
            ):
                if before in lexicon.sets["done_before"] or before in ("visit", "trip"):
                    continue
                return True
            continue
        if word in cues:
            return True
    if suffixes:
        for index in range(max(0, hit.start - 3), hit.start):
            word = low[index]
            if len(word) > 4 and word.endswith(suffixes):
                return True
    return False


def _is_announced(lexicon: Lexicon, low: list[str], hit: Hit) -> bool:
    """Whether an act is only the noun that somebody announces ("annonce le retrait de ses troupes")."""
    before = low[max(0, hit.start - 4) : hit.start]
    return (
        low[hit.start] in lexicon.sets["announced_nouns"]
        and any(word in lexicon.sets["announcing"] for word in before)
        and not any(word in lexicon.sets["completion"] for word in before)
    )


def is_reversed(lexicon: Lexicon, analysed: Analysed, hit: Hit) -> bool:
    """Whether a noun is what is being undone ("lifting of sanctions", "la levée des sanctions")."""
    low = analysed.sentence.low
    for index in range(max(0, hit.start - 5), hit.anchors[-1]):
        if low[index] in lexicon.sets["reversal"] and index not in hit.anchors:
            return not any(word in _STOPS for word in low[index : hit.start])
    return False


def is_demanded(lexicon: Lexicon, analysed: Analysed, hit: Hit) -> bool:
    """Whether the act is only asked for ("réclament le départ des soldats")."""
    low = analysed.sentence.low
    window = range(max(0, hit.start - 5), hit.start)
    return any(low[index] in lexicon.sets["demanded"] for index in window)


def is_regretted(lexicon: Lexicon, analysed: Analysed, hit: Hit) -> bool:
    """Whether somebody only reacts to the act of another ("regrette la fin de la mission")."""
    low = analysed.sentence.low
    window = low[max(0, hit.start - 4) : hit.start]
    return not (lexicon.sets["reacting"].isdisjoint(window) or any(word in _STOPS for word in window))


def is_opposed(lexicon: Lexicon, analysed: Analysed, hit: Hit) -> bool:
    """Whether somebody speaks against the act ("s'oppose à une intervention")."""
    return not lexicon.sets["opposing"].isdisjoint(analysed.sentence.low[max(0, hit.start - 6) : hit.start])


def is_past_perfect(lexicon: Lexicon, analysed: Analysed, hit: Hit) -> bool:
    """Whether it is told as earlier than the story ("avait signé", "had signed"), outside reported speech."""
    low = analysed.sentence.low
    for index in range(max(0, hit.start - 4), hit.anchors[-1]):
        if low[index] in lexicon.sets["past_perfect"]:
            reported = any(word in lexicon.sets["reporting"] for word in low[max(0, index - 14) : index])
            return not reported
    return False


def is_subordinate(lexicon: Lexicon, analysed: Analysed, hit: Hit) -> bool:
    """Whether it only gives the circumstance of something else ("après le départ des troupes")."""
    low = analysed.sentence.low
    for index in range(hit.start - 1, max(-1, hit.start - 7), -1):
        word = low[index]
        if word in _STOPS:
            return False
        if word in lexicon.sets["background_before"]:
            return not (word in ("pour", "contre") and hit.start - index > 2)
    return False


def is_circumstance(lexicon: Lexicon, analysed: Analysed, hit: Hit) -> bool:
    """Whether a visit or meeting only says when something else was done ("signed during the visit")."""
    low = analysed.sentence.low
    return any(word in lexicon.sets["circumstance"] for word in low[max(0, hit.start - 4) : hit.start + 1])


@cache
def phrase_starts(lang: str, table: str) -> dict[str, tuple[tuple[str, ...], ...]]:
    """The phrases of a list of the lexicon as folded words, by their first word."""
    index: dict[str, list[tuple[str, ...]]] = {}
    for text in lexicon_data(lang)[table]:
        words = tuple(fold(word) for word in str(text).split())
        index.setdefault(words[0], []).append(words)
    return {first: tuple(phrases) for first, phrases in index.items()}


def holds_phrase(lang: str, analysed: Analysed, table: str) -> bool:
    """Whether a sentence holds one of the phrases of a list of the lexicon."""
    keys = analysed.sentence.keys
    starts = phrase_starts(lang, table)
    return any(
        tuple(keys[index : index + len(words)]) == words
        for index, key in enumerate(keys)
        for words in starts.get(key, ())
    )


def _background_starts(lang: str) -> dict[str, tuple[tuple[str, ...], ...]]:
    return phrase_starts(lang, "background_start")


def opens_as_background(document: Document, analysed: Analysed) -> bool:
    """Whether the sentence opens as a reminder or turns to another country."""
    if analysed.opening is None:
        keys = analysed.sentence.keys
        year = (
            len(keys) > 1
            and len(keys[1]) == 4
            and keys[1].isdecimal()
            and keys[1][:2] in ("19", "20")
            and keys[0] in ("en", "in")
        )
        starts = _background_starts(document.lang).get(keys[0], ())
        analysed.opening = year or any(tuple(keys[: len(start)]) == start for start in starts)
    return analysed.opening


def is_background(document: Document, analysed: Analysed) -> bool:
    """Whether a whole sentence tells of what was before the news."""
    low = analysed.sentence.low
    lexicon = document.lexicon
    if opens_as_background(document, analysed):
        return True
    if any(word in lexicon.sets["past_perfect"] for word in low[:25]) and not any(
        word in lexicon.sets["reporting"] for word in low[:10]
    ):
        return True
    if document.published is None:
        return False
    gaps = [(document.published - found.last).days for found in analysed.dates if found.kind != "event"]
    return bool(gaps) and min(gaps) > NEAR_DAYS


def is_quoted(analysed: Analysed, hit: Hit) -> bool:
    """Whether it stands inside a quotation of more than a few words."""
    low = analysed.sentence.low
    if low[0] in QUOTES and ("»" not in low[: hit.start] and '"' not in low[1 : hit.start]):
        return True
    opened = -1
    for index in range(hit.start):
        if low[index] == "«":
            opened = index
        elif low[index] == "»":
            opened = -1
    return opened >= 0 and hit.start - opened > 0 and "»" in low[hit.start : opened + 40] and hit.end - opened > 8


def date_distance(document: Document, analysed: Analysed, hit: Hit) -> tuple[bool, bool]:
    """Whether a near day, and whether a far one, is named with the act."""
    if document.published is None:
        return bool(analysed.dates), False
    near = far = False
    for found in analysed.dates:
        if found.kind == "event":
            near = True
            continue
        gap = (document.published - found.last).days
        between = abs(found.start - hit.start)
        if -2 <= gap <= NEAR_DAYS and (found.exact or found.first <= document.published <= found.last):
            near = near or found.exact
        elif gap > NEAR_DAYS and (between <= 14 or found.start <= 3):
            far = True
    return near, far


def is_beside(lexicon: Lexicon, analysed: Analysed, mention: Mention) -> bool:
    """Whether a country only says where something happened ("la frontière malienne", "le Mali voisin")."""
    low, beside = analysed.sentence.low, lexicon.sets["beside"]
    return any(word in beside for word in (*low[max(0, mention.start - 3) : mention.start], *low[mention.end :][:1]))


def is_compared(lexicon: Lexicon, analysed: Analysed, mention: Mention) -> bool:
    """Whether a country, or the row that it ends, is only compared with ("comme au Mali et au Niger", "like Niger")."""
    low = analysed.sentence.low
    named = {index for other in analysed.mentions for index in range(other.start, other.end)}
    index = mention.start - 1
    while index >= 0 and (index in named or low[index] in _JOINING):
        index -= 1
    return index >= 0 and low[index] in lexicon.sets["comparing"]


def implied_focal(lexicon: Lexicon, analysed: Analysed) -> bool:
    """Whether the sentence speaks of Niger without its name ("la junte", "the West African country")."""
    low = analysed.sentence.low
    joined = " ".join(low)
    return any(phrase in joined for phrase in lexicon.data["niger_implied"])
