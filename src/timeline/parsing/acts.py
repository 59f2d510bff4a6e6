"""Step 6b, acts: which of the patterns found tell of an act, and how they are said.

A candidate is a pattern in its sentence with what the words around it say: whether it is denied, still to come,
conditional, or background; who stands in the sentence; and how much weight its place in the article gives it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache

from timeline.codebook import load_codebook
from timeline.parsing.document import Analysed, Document
from timeline.parsing.gazetteer import FOCAL, Mention
from timeline.parsing.lexicon import Frame, Hit, Lexicon, frames
from timeline.parsing.model import loudness
from timeline.parsing.resources import lexicon_data
from timeline.parsing.text import fold

PLACE_IN_ARTICLE = (4.6, 3.6, 2.4, 1.8, 1.2, 0.6)
"""Weight of the title, the first paragraph and so on; 0 after the last."""
NEAR_DAYS = 12
"""An act dated further than this from the publication is background."""
PRIOR_WEIGHT = 1.5
"""How much the model's word counts beside the lexicon's; chosen by cross-validation (``make accuracy``)."""
LEARNED_MIN = -1.0
"""The model speaks alone where its margins for act and type add up to this."""
LEAD_MARGIN = 0.4
"""… and by so much more where the title names no partner."""
LEARNED_SCORE = 5.0
"""What a coding by the model alone weighs, before its margin."""
UNSEEN = -0.9
"""The margin of an act too rare to be learned: that of a class that nothing speaks for."""
CIRCUMSTANCE = 2.5
"""What a visit or meeting weighs less where it only says when something else was done."""
ANY_NGO = "NGO"
"""The partner code of non-governmental organisations in general: a partner only of what is done to them."""
_STOPS = frozenset((",", ";", ":", "(", ")", "–", "—"))
_DONE_ONLY = frozenset(("forces", "detention", "evacuation", "sanction", "border"))
"""Groups of acts that are no event while somebody only asks for them (the order to leave has its own frame)."""
_READY = frozenset(("prêt", "prête", "prêts", "prêtes"))
"""Who is "prêt à" has not lent ("prête") yet."""
_INFINITIVES = ("er", "ir", "re")
"""How French verbs end that are yet to be done ("s'engage à ouvrir")."""
_JOINING = frozenset(
    (",", "le", "la", "les", "l", "du", "de", "des", "d", "au", "aux", "à", "en", "et", "the", "in", "and", "of")
)
"""Words that join the names of a row of countries."""
_QUOTES = frozenset('«"')


@dataclass(slots=True)
class Candidate:
    """A possible act in one sentence."""

    frame: Frame
    hit: Hit
    where: Analysed
    future: bool
    background: bool
    score: float
    partners: tuple[str, ...]
    focal: bool
    dated: bool
    """Whether the sentence names a day near the publication."""
    told: float = 0.0
    """What the model adds to the score."""
    paragraph: int = field(init=False)
    """The paragraph it stands in, 0 for the title."""

    def __post_init__(self) -> None:
        self.paragraph = self.where.paragraph


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
    if low[0] in _QUOTES and ("»" not in low[: hit.start] and '"' not in low[1 : hit.start]):
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


def far_headings(document: Document) -> set[int]:
    """The paragraphs that open with nothing but a day long past, as those of a chronology do ("26 juillet 2023.")."""
    if document.published is None:
        return set()
    return {
        analysed.paragraph
        for analysed in document.sentences
        if analysed.paragraph > 0
        and len(analysed.dates) == 1
        and len(analysed.sentence.low) - (analysed.dates[0].end - analysed.dates[0].start) <= 1
        and (document.published - analysed.dates[0].last).days > NEAR_DAYS
    }


def partner_codes(mentions: list[Mention], *, media: bool = False) -> list[str]:
    """The foreign partners named by mentions, each once, in order."""
    codes: list[str] = []
    for mention in mentions:
        if mention.kind == "place" or mention.code in ("", FOCAL, ANY_NGO):
            continue
        if mention.kind == "organisation" and mention.name.form == "media" and not media:
            continue
        if mention.code not in codes:
            codes.append(mention.code)
    return codes


def implied_focal(lexicon: Lexicon, analysed: Analysed) -> bool:
    """Whether the sentence speaks of Niger without its name ("la junte", "the West African country")."""
    low = analysed.sentence.low
    joined = " ".join(low)
    return any(phrase in joined for phrase in lexicon.data["niger_implied"])


def prior(frame: Frame, known: dict[str, float], *, future: bool) -> float:
    """How far the article's head is told like the records of a frame's act and type; 0 without a model."""
    if not known:
        return 0.0
    codes = frame.future if future and frame.future else {}
    act, kind = codes.get("act", frame.act), codes.get("type", frame.type)
    return 0.5 * (known.get(f"act:{act}", UNSEEN) + known.get(f"type:{kind}", UNSEEN)) - UNSEEN


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


def _parties(document: Document, analysed: Analysed) -> list[Mention]:
    return [mention for mention in analysed.mentions if not is_beside(document.lexicon, analysed, mention)]


def learned_candidate(document: Document) -> Candidate | None:
    """What the model alone would code, where it is sure and the title or the lead names Niger and a partner.

    Its words are those of the lead or title that speak loudest for the class.
    """
    told = document.told
    if not told:
        return None
    pairs = [
        (told[f"act:{act}"] + told[f"type:{kind}"], act, kind)
        for act, term in load_codebook()["act"].items()
        for kind in term.extra["event_types"]
        if f"act:{act}" in told and f"type:{kind}" in told
    ]
    margin, act, kind = max(pairs, default=(LEARNED_MIN - 1, "", ""))
    if margin < LEARNED_MIN:
        return None
    head = [analysed for analysed in document.sentences if analysed.paragraph <= 1]
    told_in = next((analysed for analysed in head if partner_codes(_parties(document, analysed))), None)
    if told_in is None or margin < LEARNED_MIN + (LEAD_MARGIN if told_in.paragraph else 0.0):
        return None
    keys = told_in.sentence.keys
    words = [index for index, key in enumerate(keys) if len(key) > 3 and key.isalpha()] or range(len(keys))
    anchor = max(words, key=lambda index: loudness(keys, index, (f"act:{act}", f"type:{kind}")))
    hit = Hit("learned", anchor, anchor + 1, (anchor,))
    ways = {way: told.get(f"orientation:{way}", UNSEEN) for way in load_codebook()["orientation"]}
    frame = next((frame for frame in frames().values() if (frame.act, frame.type) == (act, kind)), None) or Frame(
        id="learned",
        act=act,
        type=kind,
        mode=None,
        orientation=max(ways, key=lambda way: ways[way]),
        status="announced" if kind == "AGREE" else "completed",
        strength=1,
        group="word",
        joint=False,
        future=None,
    )
    mine = tuple(partner_codes(_parties(document, told_in)))
    focal = any(mention.code == FOCAL for mention in told_in.mentions)
    score = LEARNED_SCORE + PRIOR_WEIGHT * (0.5 * margin - UNSEEN)
    return Candidate(frame, hit, told_in, False, False, score, mine, focal, False)


def candidates(document: Document) -> list[Candidate]:
    """The acts that the article may tell of, in its order."""
    lexicon = document.lexicon
    known = frames()
    found: list[Candidate] = []
    dated_long_ago = far_headings(document)
    titles = (analysed for analysed in document.sentences if analysed.paragraph == 0)
    scrapped = any(hit.frame == "cancellation" for analysed in titles for hit in analysed.hits)
    for analysed in document.sentences:
        if not analysed.hits:
            continue
        opens = opens_as_background(document, analysed)
        codes = partner_codes(analysed.mentions)
        denials = [hit.start for hit in analysed.hits if hit.frame == "denial"]
        cancelled = any(hit.frame == "cancellation" for hit in analysed.hits)
        quotes = not _QUOTES.isdisjoint(analysed.sentence.low)
        freed = any(hit.frame == "release" for hit in analysed.hits)
        focal = any(mention.code == FOCAL for mention in analysed.mentions)
        niger = 0.8 if focal else 0.3 if implied_focal(lexicon, analysed) else 0.0
        best: dict[str, Candidate] = {}
        for hit in analysed.hits:
            frame = known[hit.frame]
            if is_negated(lexicon, analysed, hit) or (quotes and is_quoted(analysed, hit)):
                continue
            if frame.id != "departure_order" and frame.group in _DONE_ONLY and is_demanded(lexicon, analysed, hit):
                continue
            if frame.orientation == "away" and frame.group != "word" and is_regretted(lexicon, analysed, hit):
                continue
            if frame.id == "force_threat" and is_opposed(lexicon, analysed, hit):
                continue
            if frame.orientation == "away" and is_reversed(lexicon, analysed, hit):
                continue
            if frame.id != "denial" and any(start < hit.start for start in denials):
                continue
            if (
                frame.group == "talk"
                and frame.id != "cancellation"
                and (cancelled or (scrapped and analysed.paragraph < 2))
            ):
                continue
            if frame.id in ("abduction", "arrest") and freed:  # "enlevés au Sahel, retrouvés sains et saufs"
                continue
            if (
                frame.id in ("commission", "meeting")
                and not codes
                and holds_phrase(document.lang, analysed, "own_meetings")
            ):
                continue
            near, far = date_distance(document, analysed, hit)
            title = analysed.paragraph == 0
            background = (
                ((opens or analysed.paragraph in dated_long_ago) and not near)
                or is_subordinate(lexicon, analysed, hit)
                or (is_past_perfect(lexicon, analysed, hit) and not near)
                or (far and not near and not title)
            )
            future = is_future(lexicon, analysed, hit)
            media = frame.id in ("media_ban", "lawsuit")
            mine = partner_codes(analysed.mentions, media=True) if media else codes
            place = PLACE_IN_ARTICLE[min(analysed.paragraph, len(PLACE_IN_ARTICLE) - 1)]
            if analysed.paragraph >= len(PLACE_IN_ARTICLE):
                place = 0.0
            score = (
                place
                + 1.1 * frame.strength
                + niger
                + (0.8 if mine else 0.0)
                + (0.6 if near else 0.0)
                - (4.5 if background else 0.0)
                - (0.5 if future else 0.0)
                - (CIRCUMSTANCE if frame.group == "talk" and is_circumstance(lexicon, analysed, hit) else 0.0)
                - 0.02 * hit.start
            )
            likeness = PRIOR_WEIGHT * prior(frame, document.told, future=future)
            candidate = Candidate(
                frame, hit, analysed, future, background, score + likeness, tuple(mine or codes), focal, near, likeness
            )
            other = best.get(frame.id)
            if other is None or candidate.score > other.score:
                best[frame.id] = candidate
        planned = {candidate.frame.group for candidate in best.values() if candidate.future}
        for candidate in best.values():
            if candidate.frame.group in planned and candidate.frame.future and analysed.paragraph <= 1:
                candidate.future = True
        found.extend(best.values())
    return found
