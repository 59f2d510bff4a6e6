"""Step 8e, days: what is said of each day that may be that of the main event.

These are the days that the title and the first paragraphs name, the date line's and that of the publication. Features
are short texts, so that the weights that are learned for them (``days.json``, by ``day_training``) can
be read; ``dating`` takes the likeliest.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial

from timeline.parsing.dates import DateFound
from timeline.parsing.day import LASTING, Day, Done
from timeline.parsing.document import Analysed, Document
from timeline.parsing.features import word_at
from timeline.parsing.gazetteer import FOCAL, Mention
from timeline.parsing.linear import taught_from
from timeline.parsing.modality import is_background, opens_as_background, phrase_starts
from timeline.parsing.taught import Taught

DAYS_FILE = "days.json"
WITHIN = 4
"""Days are sought in the title and so many paragraphs."""
DONE_WITHIN = 3
BEFORE_WITHIN = 6
"""So near before a date stands the verb that it belongs to."""
BESIDE = 2
"""A place belongs to a day that stands so few words before it ("entamée samedi à Bamako")."""
NEWS_DAYS = 8
"""What was done within so many days before the publication is news."""
_GAPS = (
    (-8, "far ahead"), (-1, "ahead"), (0, "same day"), (1, "day before"), (2, "2 days before"), (4, "3 or 4 before"),
    (7, "5 to 7 before"), (14, "2 weeks before"), (31, "a month before"),
)  # fmt: skip
NEWS_WITHIN = 3
"""Of the days that are not named it is said whether news is dated in the title or a paragraph before this one."""
_STEPS = ((3, "at act"), (8, "near act"), (16, "off act"))
_ENDERS = frozenset('.!?…:»"')
"""What ends a sentence of the story."""


def days_of(document: Document, done: Done) -> list[Day]:
    """The days that the head of an article names, then that of its date line and of its publication."""
    days = list(_named(document, done))
    news = [day for day in days if _is_news(document, day)]
    for day in days:
        _beside(day, days, news)
    line = document.dateline_date
    if line is not None:
        days.append(_not_named("dateline", line.edtf, done, news))
    if document.published is not None and (line is None or line.edtf != document.published.isoformat()):
        name = "published" if line is None else "published beside dateline"
        days.append(_not_named(name, document.published.isoformat(), done, news))
    if done.beside:
        _beside_main(days, done.beside)
    return days


def _beside_main(days: list[Day], main: str) -> None:
    """Adds the day of the main event to those that may be an event's beside it, and what is said of each by that.

    All that is said of a day is said once more as of such an event, since papers date it otherwise than the main one.
    """
    first, _, last = main.partition("/")
    last = last or first
    if all(day.edtf != last for day in days):
        days.append(Day(last))
    for day in days:
        other = "among days of main" if first <= day.edtf <= last else "other"
        day.features.add("day of main" if day.edtf in (main, last) else other)
        day.features |= {f"beside: {feature}" for feature in day.features}


def _named(document: Document, done: Done) -> Iterator[Day]:
    order = 0
    for analysed in document.sentences:
        if analysed.paragraph > WITHIN or not analysed.dates or is_about_page(document, analysed):
            continue
        shared = set(_of_sentence(document, analysed, done))
        for number, found in enumerate(analysed.dates):
            if found.kind == "event" and not done.beside:
                continue
            order += 1
            features = shared | {f"number {min(order, 4)}", "first of sentence" if not number else "later of sentence"}
            features.update(_of_date(document, analysed, found, done))
            yield Day(resolved(found, done.beside), found, analysed, features)


def _of_sentence(document: Document, analysed: Analysed, done: Done) -> Iterator[str]:
    """What is said of every day of a sentence."""
    where, index = done.where, analysed.sentence.index
    yield f"paragraph {analysed.paragraph}"
    opens = index == 0 or document.sentences[index - 1].paragraph != analysed.paragraph
    yield "opens paragraph" if opens else "later in paragraph"
    if where is None:
        yield "no words of act"
    elif analysed is where:
        yield "with act"
    elif index in done.members:
        yield "with act told again"
        yield f"with act told again {analysed.paragraph}"
    else:
        yield "paragraph of act" if analysed.paragraph == where.paragraph else "apart from act"
    if where is not None and where.paragraph == 0:
        yield f"act in title, paragraph {analysed.paragraph}"
    if opens_as_background(document, analysed):
        yield "opens as background"
    if is_background(document, analysed):
        yield "background"
    keys = analysed.sentence.keys
    starts = phrase_starts(document.lang, "anaphora_starts").get(keys[0], ())
    if any(tuple(keys[: len(words)]) == words for words in starts):
        yield "continues"
    yield "niger" if any(mention.code == FOCAL for mention in analysed.mentions) else "no niger"
    yield "patterns" if analysed.hits else "no patterns"


def _of_date(document: Document, analysed: Analysed, found: DateFound, done: Done) -> Iterator[str]:
    """What is said of one day."""
    kind = found.kind
    way = "to come" if done.announced else "done"
    gap = "told from the main act" if kind == "event" else gap_of(document, found)
    yield from (f"kind {kind}", f"kind {kind} {analysed.paragraph}", f"act {done.act} {kind}")
    yield from (gap, f"{way} {gap}", f"{way} {gap} {kind}")
    if found.first != found.last:
        length = (found.last - found.first).days
        yield "long " + ("week" if length < 8 else "month" if length < 32 else "year")
    if analysed is done.where and done.hit is not None:
        between = min(abs(found.start - done.hit.start), abs(found.start - done.hit.end))
        yield next((name for most, name in _STEPS if between <= most), "far from act")
        yield "before act" if found.start < done.hit.start else "after act"
        yield f"with act {gap}"
    if found.distant:
        yield from ("since", f"since {kind}")
    if not found.exact:
        yield "inexact"
    if is_said(document, analysed, found):
        yield from ("said", f"said {way}")
    if was_done(analysed, found):
        yield from ("after past", f"after past {way}")
    if was_before(document, analysed, found):
        yield "after past perfect"
    if is_of_a_thing(document, analysed, found):
        yield "of a thing"
    for mention in analysed.mentions:
        if mention.start >= found.end and mention.start - found.end <= BESIDE and _is_where(mention):
            whose = "Niger" if mention.code == FOCAL else "a party" if mention.code in done.parties else "another"
            yield f"with a place of {whose}"
    if done.act in LASTING:
        yield f"lasting {kind}"
    if found.start <= 1:
        yield "opens sentence"
    yield from (f"{back} before: {word_at(analysed, found.start - back)}" for back in (1, 2))
    yield f"after: {word_at(analysed, found.end)}"


def resolved(found: DateFound, main: str) -> str:
    """A date in EDTF; one told from the main act ("le même jour") by the last day of that.

    >>> next_day = DateFound("1", date.min, date.min, 0, 2, "event")
    >>> resolved(next_day, "2024-03-02/2024-03-03"), resolved(next_day, "2024-03")
    ('2024-03-04', '2024-03')
    """
    if found.kind != "event" or not main:
        return found.edtf
    try:
        return (date.fromisoformat(main.rpartition("/")[2]) + timedelta(days=int(found.edtf))).isoformat()
    except ValueError:
        return main


def _is_where(mention: Mention) -> bool:
    return mention.kind == "place" or mention.name.form == "city"


def gap_of(document: Document, found: DateFound) -> str:
    """How long before the publication a day lies."""
    if document.published is None:
        return "no publication"
    if found.first < document.published <= found.last:
        return "covers publication"
    days = (document.published - found.last).days
    return next((name for most, name in _GAPS if days <= most), "long before")


def _is_news(document: Document, day: Day) -> bool:
    found, published = day.found, document.published
    if found is None or published is None or not found.exact or found.distant or found.kind == "event":
        return False
    return -1 <= (published - found.last).days <= NEWS_DAYS


def _beside(day: Day, days: list[Day], news: list[Day]) -> None:
    """Adds what is said of a day by the others."""
    alike = [other for other in days if other.edtf == day.edtf]
    if len(alike) > 1:
        day.features.add("named again")
        if day is not alike[0]:
            day.features.add("named before")
    others = {other.edtf for other in news if other.edtf != day.edtf}
    day.features.add(f"other news {min(2, len(others))}")
    if day.found is not None and any(other is day for other in news):
        gaps = {(other.found.last - day.found.last).days for other in news if other.found is not None}
        day.features.update(name for gap, name in ((1, "eve of another"), (-1, "morrow of another")) if gap in gaps)


def _not_named(name: str, edtf: str, done: Done, news: list[Day]) -> Day:
    """The day of the date line or of the publication, which stands where no other does."""
    others = [day for day in news if day.edtf != edtf]
    features = {name, f"{name} {'to come' if done.announced else 'done'}", f"{name} {done.act}"}
    features.add(f"{name} beside {min(3, len({day.edtf for day in others}))}")
    paragraphs = {day.where.paragraph for day in others if day.where is not None}
    features.update(f"{name} news in {number}" for number in paragraphs if number < NEWS_WITHIN)
    if done.where is not None and any(day.where is done.where for day in others):
        features.add(f"{name} news with act")
    if any(day.edtf == edtf for day in news):
        features.add(f"{name} named")
    return Day(edtf, features=features)


def is_about_page(document: Document, analysed: Analysed) -> bool:
    """Whether a line only says when and where the page was published ("Brussels | Thursday 11 September, 17:40")."""
    return (
        bool(analysed.paragraph)
        and not analysed.hits
        and analysed.sentence.low[-1] not in _ENDERS
        and all(found.first == found.last == document.published for found in analysed.dates)
    )


def is_said(document: Document, analysed: Analysed, found: DateFound) -> bool:
    """Whether a date is that of what was said ("a fait savoir mardi", "said on Thursday")."""
    low = analysed.sentence.low
    words = document.lexicon.sets["reporting"] | document.lexicon.sets["promising"]
    return any(word in words for word in low[max(0, found.start - 5) : found.start + 1])


def is_of_a_thing(document: Document, analysed: Analysed, found: DateFound) -> bool:
    """Whether a date only says which thing is meant ("les mutins du 7 décembre", not "le conseil du 7 décembre")."""
    low = analysed.sentence.low
    if found.start < 2 or found.kind != "day" or low[found.start - 1] != "du":
        return False
    return low[found.start - 2] not in document.lexicon.sets["dated_things"]


def was_before(document: Document, analysed: Analysed, found: DateFound) -> bool:
    """Whether a date is that of what was earlier than the news ("avait tenu ces propos le 1er février")."""
    low = analysed.sentence.low
    return not document.lexicon.sets["past_perfect"].isdisjoint(low[max(0, found.start - BEFORE_WITHIN) : found.start])


def was_done(analysed: Analysed, found: DateFound) -> bool:
    """Whether a date follows a verb of the past ("a adopté vendredi un décret", "approved on Friday")."""
    low = analysed.sentence.low
    for index in range(max(1, found.start - DONE_WITHIN), found.start):
        if low[index - 1] in ("a", "ont") and low[index].endswith(("é", "i", "u", "is", "it")):
            return True
        if (
            low[index].endswith("ed")
            and low[index - 1] not in ("is", "are", "be", "was", "were")
            and len(low[index]) > 4
        ):
            return True
    return False


_taught = Taught(partial(taught_from, DAYS_FILE))
shipped, dating_by, current, forget = _taught.shipped, _taught.using, _taught.current, _taught.forget
