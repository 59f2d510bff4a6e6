"""Step 7, people and places: canonical names of those who act, also of people whom no table knows yet.

An unknown name is a row of two to five capitalised words that begins after a title or a role ("le ministre",
"Mme"), or stands in apposition to one; a single surname counts when its full name stood before it.
"""

from __future__ import annotations

from dataclasses import dataclass

from timeline.parsing.document import Analysed, Document
from timeline.parsing.gazetteer import Mention
from timeline.parsing.text import fold
from timeline.parsing.tokens import Sentence

_JOINERS = 8
OFFICE_WORDS = 14
"""An office that stands before a name has at most so many words."""
_DESCRIBING = frozenset(("who", "qui", "a", "an", "un", "une"))
_WITHIN = frozenset(("à", "in", "at", "en", "sur", "dans", "into", "near", "leave", "quitter"))
"""Words after which a city says where something happens."""
_ARTICLES = frozenset(
    ["l", "la", "le", "les", "the", "au", "aux", "à", "at", "of", "du", "de", "des", "d", "in", "en", "sur", "on"]
)


@dataclass(frozen=True, slots=True)
class PersonFound:
    """A person in a sentence: canonical name, country where known, and the words it was read from."""

    name: str
    country: str
    start: int
    end: int


def find_people(document: Document, analysed: Analysed, seen: dict[str, str]) -> list[PersonFound]:
    """The people named in a sentence; ``seen`` remembers the surnames met so far in the article."""
    sentence = analysed.sentence
    taken: set[int] = set()
    found: list[PersonFound] = []
    for mention in analysed.mentions:
        if mention.kind == "person":
            grown = _known_longer(sentence, mention)
            found.append(PersonFound(mention.name.canonical, mention.code, mention.start, grown))
            taken.update(range(mention.start, grown))
        elif mention.kind != "noise":
            taken.update(range(mention.start, mention.end))
    after = 0
    for position in [index for index, word in enumerate(sentence.words) if word[0].isupper()]:
        if position < after or position in taken or not _name_word(sentence, position):
            continue
        end = _run(document, sentence, position, taken)
        name = _unknown(document, sentence, position, end)
        if name:
            found.append(PersonFound(name, "", position, end))
        elif end == position + 1 and fold(sentence.words[position]) in seen:
            found.append(PersonFound(seen[fold(sentence.words[position])], "", position, end))
        after = end
    for person in found:
        if " " in person.name:
            seen.setdefault(fold(person.name.split()[-1]), person.name)
    found.sort(key=lambda person: person.start)
    return found


def _known_longer(sentence: Sentence, mention: Mention) -> int:
    return mention.end if mention.end <= len(sentence) else len(sentence)


def _name_word(sentence: Sentence, position: int) -> bool:
    word = sentence.words[position]
    return word[0].isupper() and word.isalpha() and len(word) > 1 and not (word.isupper() and len(word) > 4)


def _run(document: Document, sentence: Sentence, start: int, taken: set[int]) -> int:
    """Where a row of capitalised words, with its particles, ends."""
    particles = document.lexicon.sets["name_particles"]
    end = start + 1
    while end < len(sentence) and end - start < _JOINERS and end not in taken:
        joint = document.text[sentence.ends[end - 1] : sentence.starts[end]]
        if _name_word(sentence, end) or joint == "-" or (joint == "'" and sentence.low[end] != "s"):
            end += 1  # "Dae-won", "Ngo'o"
        elif (
            len(sentence.words[end]) == 1
            and sentence.words[end].isupper()
            and document.text[sentence.ends[end] : sentence.ends[end] + 1] == "'"
        ):
            end += 2  # "Susan N'Garnim"
        elif (
            sentence.low[end] in particles
            and end + 1 < len(sentence)
            and end + 1 not in taken
            and _name_word(sentence, end + 1)
            and sentence.low[end] not in ("le", "la", "de", "du", "el")
        ):
            end += 2
        else:
            break
    return end


def _unknown(document: Document, sentence: Sentence, start: int, end: int) -> str | None:
    """The name made of ``words[start:end]`` when it is introduced as a person's."""
    sets = document.lexicon.sets
    roles, introducing = sets["role_words"], sets["introducing"]
    titled = [index for index in range(start, end - 1) if sentence.low[index] in introducing]  # not "Daniel Major"
    first = titled[-1] + 1 if titled else start  # "Son Excellence Madame …"
    if not 2 <= end - first <= 8:
        return None
    if not sets["strangers"].isdisjoint(sentence.low[first:end]):
        return None
    low = sentence.low
    window = low[max(0, first - 5) : first]
    if ";" in window:
        window = window[window.index(";") + 1 :]
    introduced = bool(titled) or not introducing.isdisjoint(window) or _after_office(document, sentence, first)
    after = low[end : end + 7]
    apposed = bool(after) and after[0] in (",", "(") and bool(set(after[1:]) & roles)
    if not (introduced or apposed or _is_described(document, after)):
        return None
    before = low[first - 1] if first else ""
    if before in _ARTICLES and not (apposed and before in ("le", "the")):
        return None
    text = document.text[sentence.starts[first] : sentence.ends[end - 1]]
    return " ".join(text.split())


def _after_office(document: Document, sentence: Sentence, first: int) -> bool:
    """Whether an office and a comma stand before a name ("le ministre de l'Industrie et du Commerce, …")."""
    low = sentence.low
    if not first or low[first - 1] != ",":
        return False
    begin = max(0, first - OFFICE_WORDS)
    window = low[begin : first - 1]
    if "," in window:
        window = window[len(window) - window[::-1].index(",") :]
    return not document.lexicon.sets["role_words"].isdisjoint(window)


def _is_described(document: Document, after: list[str]) -> bool:
    """Whether what follows a name tells of a person (", who heads …", ", un ressortissant …")."""
    if after[:1] != [","] or len(after) < 2 or after[1] not in _DESCRIBING:
        return False
    return document.lexicon.sets["apposed_things"].isdisjoint(after)


def locatives(document: Document, analysed: Analysed) -> list[Mention]:
    """The cities and places where something is said to happen ("à Niamey", "in Moscow")."""
    low = analysed.sentence.low
    found: list[Mention] = []
    for mention in analysed.mentions:
        if mention.kind != "place" and mention.name.form != "city":
            continue
        before = low[mention.start - 1] if mention.start else ""
        if before in _WITHIN or (document.lang == "en" and before == "to"):
            found.append(mention)
    return found
