"""Step 3b, the document: title, paragraphs, date line, and what is not part of the story.

Everything keeps its offsets in the normalised text. Lines such as "LIRE AUSSI" or "All rights reserved" are left
out by the words that the lexicon lists.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache

from timeline.parsing.amounts import Amount, find_amounts
from timeline.parsing.dates import DateFound, find_dates
from timeline.parsing.digests import items_of
from timeline.parsing.gazetteer import FOCAL, Mention, Name, find, names
from timeline.parsing.lexicon import Hit, Lexicon, load_lexicon, match_patterns
from timeline.parsing.resources import LANGUAGES, lexicon_data
from timeline.parsing.text import fold
from timeline.parsing.tokens import Sentence, split_sentences
from timeline.parsing.told import Told

MAX_PARAGRAPHS = 60
MAX_PARAGRAPH_CHARS = 12_000
MAX_SENTENCES = 400
WRITTEN_DAYS = 3
"""A text is published at most so many days after the day of its date line."""
MAX_SENTENCE_WORDS = 160
HEAD_CHARS = 80
"""The first words of a line stand within so many characters."""
NOTICE_CHARS = 400
"""A longer line is a paragraph of the story, whatever it begins with."""
BYLINE_CHARS, BYLINE_WORDS = 110, 7
"""A line that names the author is at most so long, one of a date alone has at most so many words."""
SCRAP_WORDS = 9
"""A line about the page, a label or a link has fewer words than this, and does not end as a sentence does."""
LINK_WORDS = 16
"""So has a headline that links to another story, at the end of a page."""
STANDFIRST = 25
"""A first paragraph of fewer words may be what stands above the story."""
DATELINE_WITHIN = 3
"""The date line opens one of so many paragraphs."""
_LINE = re.compile(r"[^\n]+")
_LETTERS = re.compile(r"[^\W\d_]+|\d+")
_AFTER_LABEL = frozenset(":|–—")
_OPINIONS = {(word,) for word in ("tribune", "editorial", "opinion", "edito")}
"""Words that say it of a title even without a sign after them."""
TITLE_CHARS = 140
_DASH = re.compile(r"(?:\s(?:-{1,2}|–|—)\s?|/\.\s|(?<=\d{4})\.\s|\)\.\s|(?<=[A-Z]{4}):\s)")
"""What a date line ends with: a dash, or a full stop after its year or agency ("Lomé, 6 octobre 2016. Le …")."""
_MARKERS = {
    "fr": frozenset(
        [
            "le",
            "la",
            "les",
            "des",
            "du",
            "un",
            "une",
            "et",
            "est",
            "dans",
            "par",
            "pour",
            "sur",
            "avec",
            "au",
            "aux",
            "qui",
            "que",
            "ce",
            "cette",
            "son",
            "ses",
            "leur",
        ]
    ),
    "en": frozenset(
        [
            "the",
            "of",
            "and",
            "in",
            "to",
            "a",
            "is",
            "was",
            "for",
            "on",
            "with",
            "by",
            "that",
            "it",
            "its",
            "has",
            "have",
            "from",
            "at",
            "their",
            "as",
            "which",
        ]
    ),
}


@dataclass(slots=True)
class Analysed:
    """A sentence with what was found in it."""

    sentence: Sentence
    mentions: list[Mention]
    at: dict[int, Mention]
    hits: list[Hit]
    dates: list[DateFound]
    amounts: list[Amount]
    opening: bool | None = None
    """Whether it opens as background, once that has been asked."""
    words: list[str] | None = None
    """Its words with names by their kind (``features.words_of``), once they have been asked for."""
    paragraph: int = field(init=False)
    """0 for the title."""

    def __post_init__(self) -> None:
        self.paragraph = self.sentence.paragraph


@dataclass(slots=True)
class Document:
    """An article ready for coding."""

    text: str
    lang: str
    published: date | None
    sentences: list[Analysed] = field(default_factory=list[Analysed])
    dateline_city: Mention | None = None
    dateline_span: tuple[int, int] = (0, 0)
    dateline_date: DateFound | None = None
    opinion: bool = False
    assumed: bool = False
    """Whether it speaks of Niger even where it does not name it: a decision of its council."""
    items: list[Document] = field(default_factory=list["Document"])
    """Of a page that tells of several things one after the other, each as an article of its own."""
    head_codes: set[str] | None = None
    """The partners named in the title and the first paragraph, once that has been asked."""
    told: Told = field(default_factory=Told)
    """What the model says of its head, once it has read it."""
    denied: set[str] = field(default_factory=set[str])
    """The groups of acts that it denies, once acts were looked for."""

    lexicon: Lexicon = field(init=False)
    """The lexicon of its language."""

    def __post_init__(self) -> None:
        self.lexicon = load_lexicon(self.lang)


def detect_language(text: str, default: str = "fr") -> str:
    """``fr`` or ``en``, by the commonest little words.

    >>> detect_language("The minister of the Niger has signed it."), detect_language("Le ministre est à Paris.")
    ('en', 'fr')
    """
    words = [word.lower() for word in _LETTERS.findall(text[:4000])]
    counts = {lang: sum(word in markers for word in words) for lang, markers in _MARKERS.items()}
    best = max(LANGUAGES, key=lambda lang: counts[lang])
    return best if counts[best] else default


@cache
def _line_markers(
    lang: str,
) -> tuple[dict[str, list[tuple[str, ...]]], tuple[str, ...], frozenset[str], dict[str, list[tuple[str, ...]]]]:
    """Openings of lines about the page, by their first word; phrases of such lines, and a word of each; openings of
    opinion pieces, by their first word."""
    data = lexicon_data(lang)

    def keys(entries: list[str]) -> list[tuple[str, ...]]:
        return [tuple(fold(word) for word in _LETTERS.findall(entry)) or (entry.strip(),) for entry in entries]

    def by_first(entries: list[str]) -> dict[str, list[tuple[str, ...]]]:
        found: dict[str, list[tuple[str, ...]]] = {}
        for words in keys(entries):
            found.setdefault(words[0], []).append(words)
        return found

    phrases = data["boilerplate_anywhere"]
    anywhere = tuple(" ".join(words) for words in keys(phrases))
    # the longest word without accents, which stands in a line as it does in the phrase
    plain = ((word.lower() for word in _LETTERS.findall(phrase) if word.isascii()) for phrase in phrases)
    signs = frozenset(max(words, key=len, default="") for words in plain)
    return by_first(data["boilerplate_starts"]), anywhere, signs, by_first(data["opinion_starts"])


def is_boilerplate(line: str, lang: str) -> bool:
    """Whether a line speaks about the page rather than the news.

    >>> is_boilerplate("LIRE AUSSI : Burkina Faso", "fr"), is_boilerplate("Le Niger signe.", "fr")
    (True, False)
    """
    stripped = line.strip(' >*•|–—-(["«')
    if not stripped or stripped[0] in "©":
        return True
    if len(stripped) > NOTICE_CHARS:
        return False
    starts, anywhere, signs, _ = _line_markers(lang)
    head = tuple(map(fold, _LETTERS.findall(stripped[:HEAD_CHARS])[:6]))
    if not head and len(stripped) <= HEAD_CHARS:
        return True
    if head and any(head[: len(start)] == start for start in starts.get(head[0], ())):
        return len(_LETTERS.findall(stripped)) < 60
    lowered = stripped.lower()
    if not any(sign in lowered for sign in signs):
        return False
    words = list(map(fold, _LETTERS.findall(stripped)))
    joined = " ".join(words)
    return len(words) < 45 and any(phrase in joined for phrase in anywhere)


def is_byline(line: str, lang: str) -> bool:
    """Whether a line only says who wrote the article, and when.

    >>> is_byline("Par notre correspondant – 11 mars 2025", "fr"), is_byline("By Monday, all had left.", "en")
    (True, False)
    """
    if len(line) > BYLINE_CHARS or (line[-1] in ".!?" and line[-3:-2] != " "):  # "Par Aïcha M."
        return False
    words = [word.lower() for word in _LETTERS.findall(line)]
    if words[:1] == ["by"] or words[:1] == ["par"]:
        return True
    dated = any(len(word) == 4 and word.isdecimal() for word in words) and any(
        word in lexicon_data(lang)["months"] for word in words
    )
    return dated and len(words) <= BYLINE_WORDS


def is_scrap(line: str, most: int = SCRAP_WORDS) -> bool:
    """Whether a line is too short to be a paragraph, and does not end as one: a kicker, a label, a link.

    >>> is_scrap("Share on X"), is_scrap("Niger signs."), is_scrap("The minister of Niger met his counterpart:")
    (True, False, False)
    """
    return line.rstrip(' »”"')[-1:] not in tuple(".!?:…)") and (
        sum(word.isalpha() for word in _LETTERS.findall(line[:NOTICE_CHARS])) < most
    )


def _is_opinion(line: str, lang: str) -> bool:
    """Whether a line says that the article is an opinion: a label by itself, or before the title ("Essay: …")."""
    starts = _line_markers(lang)[3]
    first = _LETTERS.search(line)
    if first is None or fold(first[0]) not in starts:
        return False
    words = list(_LETTERS.finditer(line[:HEAD_CHARS]))
    folded = tuple(fold(word[0]) for word in words)
    for start in starts[folded[0]] if folded else ():
        size = len(start)
        if folded[:size] == start and (
            len(words) == size or not _AFTER_LABEL.isdisjoint(line[words[size - 1].end() : words[size].start()])
        ):
            return True
    return folded[:1] in _OPINIONS and len(line) < TITLE_CHARS


def analyse(sentence: Sentence, lang: str, reference: date | None, lexicon: Lexicon) -> Analysed:
    """Finds names, dates, amounts and patterns in a sentence."""
    found = find(sentence, names(lang))
    mentions = [mention for mention in found if mention.kind != "noise"]
    amounts = find_amounts(sentence, lang)
    at = {mention.start: mention for mention in mentions}
    for amount in (one for one in amounts if one.unit):
        kind = "money" if amount.money else "number"
        at.setdefault(amount.start, Mention(amount.start, amount.end, Name(kind, "", amount.unit)))
    hits = match_patterns(lexicon, sentence, at)
    if len(mentions) < len(found):  # "le Niger menace de sortir de son lit" is no threat
        noise = [range(one.start, one.end) for one in found if one.kind == "noise"]
        hits = [hit for hit in hits if not any(hit.start in span for span in noise)]
    return Analysed(
        sentence,
        mentions,
        at,
        hits,
        find_dates(sentence, lang, reference),
        amounts,
    )


def _trimmed(sentence: Sentence) -> Sentence:
    if len(sentence.words) <= MAX_SENTENCE_WORDS:
        return sentence
    cut = MAX_SENTENCE_WORDS
    return Sentence(
        sentence.words[:cut], sentence.low[:cut], sentence.keys[:cut], sentence.starts[:cut], sentence.ends[:cut],
        sentence.paragraph, sentence.index,
    )  # fmt: skip


def build_document(text: str, lang: str | None, published: date | None) -> Document:
    """Splits a normalised text into the sentences of its story and finds what is in them.

    The first line is the title. Without a day of publication the date line's own date stands in for it.
    """
    lines = [(match.start(), match.end()) for match in _LINE.finditer(text)]
    language = lang if lang in LANGUAGES else detect_language(text)
    document = Document(text, language, published)
    paragraph = 0
    story: list[tuple[int, int, int]] = []
    lines = lines[: MAX_PARAGRAPHS * 3]
    while len(lines) > 2 and is_scrap(text[slice(*lines[-1])], LINK_WORDS):
        lines.pop()  # what follows the story links to others
    for index, (start, end) in enumerate(lines):
        line = text[start:end]
        if index < 5 and _is_opinion(line, language):
            document.opinion = True
        if index and (is_boilerplate(line, language) or is_byline(line, language)):
            continue
        # what stands between the title and the story, or below its standfirst, is no paragraph of its own
        short = paragraph == 0 or (paragraph == 1 and len(_LETTERS.findall(text[slice(*story[-1][:2])])) < STANDFIRST)
        if index and not (short and is_scrap(line) and index + 1 < len(lines)):
            paragraph += 1
            if paragraph > MAX_PARAGRAPHS:
                break
        story.append((start, end, max(paragraph, min(index, 1))))
    items = items_of(text, language, story) if len(story) > 1 else []
    told = {start for item in items for start, _, _ in item}
    _read_dateline(document, [row for row in story if row[0] not in told])  # "NIGER. …" labels an item
    document.published = document.published or (document.dateline_date.last if document.dateline_date else None)
    for item in items:
        part = replace(document, sentences=[], items=[], dateline_city=None, denied=set())
        _read(part, item)
        document.items += [part] if part.sentences else []
    if any(mention.code == FOCAL for part in document.items for one in part.sentences for mention in one.mentions):
        for part in document.items:
            part.assumed = bool(part.sentences[0].paragraph)
    if not items:
        _read(document, story)
    return document


def _read(document: Document, story: list[tuple[int, int, int]]) -> None:
    """Adds the sentences of a story, of which are given offsets and numbers of its paragraphs."""
    for start, end, number in story:
        begin = max(start, document.dateline_span[1]) if number and start <= document.dateline_span[1] <= end else start
        if len(document.sentences) >= MAX_SENTENCES:
            break
        today = _written(document) if number else document.published
        for sentence in split_sentences(document.text, begin, min(end, begin + MAX_PARAGRAPH_CHARS), number):
            sentence.index = len(document.sentences)
            document.sentences.append(analyse(_trimmed(sentence), document.lang, today, document.lexicon))


def _written(document: Document) -> date | None:
    """The day that "today" and weekdays are told from: the date line's where it is just before the publication."""
    line, published = document.dateline_date, document.published
    if line is None or published is None or line.first != line.last:
        return published
    return line.last if 0 <= (published - line.last).days <= WRITTEN_DAYS else published


def _read_dateline(document: Document, story: list[tuple[int, int, int]]) -> None:
    """Finds ``Niamey, 28 juil. (ADF) –`` at the head of one of the first paragraphs."""
    for start, end, number in (row for row in story[1:] if row[2] <= DATELINE_WITHIN):
        head_end = min(end, start + 110)
        match = _DASH.search(document.text, start, head_end)
        short = end - start < (60 if document.text[end - 1] == ")" else 40)
        if match is None and not short:
            continue
        stop = match.end() if match else end
        if document.text.count(". ", start, stop) > 2 or stop - start > 105:
            continue
        pieces = split_sentences(document.text, start, stop, number)
        if not pieces:
            continue
        found = find(pieces[0], names(document.lang))
        first = found[0] if found else None
        at_head = (
            first is not None and first.start <= 1 and (first.kind == "place" or first.name.form in ("city", "name"))
        )
        if first is None and match and "." not in match[0]:  # not "26 juillet 2023. Le général …", of a chronology
            opening = find_dates(pieces[0], document.lang, document.published)
            if opening and opening[0].start <= 1 and opening[0].exact and opening[0].end >= len(pieces[0]) - 2:
                document.dateline_span, document.dateline_date = (
                    (start, stop),
                    opening[0],
                )  # "Friday, 17 October 2025 –"
                return
        upper = pieces[0].words[0].isupper() and len(pieces[0].words[0]) > 3
        if not (at_head or upper) or (at_head and not upper and not match):
            continue
        if not match and not upper:
            continue
        dates = [found for piece in pieces for found in find_dates(piece, document.lang, document.published)]
        if not upper and not dates and "(" not in document.text[start:stop]:
            continue
        if first is not None and first.name.form == "name" and not upper and not any(one.exact for one in dates):
            continue
        document.dateline_city = first if at_head else None
        document.dateline_span = (start, stop)
        document.dateline_date = next((found for found in dates if found.exact), None)
        return
