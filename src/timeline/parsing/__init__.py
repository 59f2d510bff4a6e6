"""From a news article to draft events: French or English, text or HTML, every field traced to its words.

The steps, one a module: ``readers`` (input), ``text`` (normalisation), ``tokens`` (sentences), ``document``
(paragraphs) and ``digests`` (pages of several items), ``gazetteer`` (names), ``dates`` (by ``date_words``),
``amounts``, ``people``, ``lexicon``, ``modality`` and ``acts`` (what was done, and how it is said), ``features``,
``model`` and ``learned`` (what it is told like), ``assemble`` (events, with ``named``, ``choosing``, ``partners``,
``talks``, ``status``, ``hosts``, ``dating``, ``day``, ``days``, ``spans``, ``details`` and ``further``), ``place``,
``figures`` and ``persons``, ``drafts`` (records), ``linking`` (the same event in the dataset), ``files`` and
``accepting`` (from draft to record).

What is learned from records and from ``openings`` are seven lessons (``lesson``): ``training`` (how acts are told),
``partner_training``, ``day_training``, ``detail_training`` (places, figures, persons, by ``event_training``) and
``further_training``; ``teaching`` gives them all.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

from timeline.parsing.drafts import Draft, Source, drafts_of
from timeline.parsing.readers import Page
from timeline.parsing.text import normalise

__all__ = ["Draft", "Parsed", "parse", "parse_article", "parse_page"]


FIRST_WEB_YEAR = 1993
"""No page is older."""
MAX_HEADLINE = 180
"""A longer first line is a paragraph, which no record may copy."""


@dataclass(slots=True)
class Parsed:
    """What came of an article: its drafts, or the reason why there are none, and the text that offsets refer to."""

    drafts: list[Draft] = field(default_factory=list[Draft])
    reason: str = ""
    text: str = ""
    source: Source = field(default_factory=Source)
    lang: str = ""


def read_day(text: str | None) -> date | None:
    """The day of publication in an ISO date or time; None for what is no day, or cannot be this one.

    Pages whose clock is wrong say 1970-01-01 or a day to come; resolving "hier" against it would be silently wrong.

    >>> read_day("2024-04-12T08:15:00+01:00"), read_day("soon"), read_day("1970-01-01"), read_day("2999-12-31")
    (datetime.date(2024, 4, 12), None, None, None)
    """
    try:
        day = date.fromisoformat(text[:10]) if text else None
    except ValueError:
        return None
    return day if day and day.year >= FIRST_WEB_YEAR and day <= date.today() + timedelta(days=2) else None


def parse(
    text: str,
    *,
    published: str | None = None,
    url: str | None = None,
    publisher: str | None = None,
    lang: str | None = None,
    html: bool = False,
    link: bool = False,
) -> Parsed:
    """Reads an article and says, where nothing comes of it, why.

    ``html`` takes title, date, outlet, URL and language from the page; what is given here overrides the page.
    ``link`` looks for the same events in the dataset.
    """
    from timeline.parsing.readers import read_html

    page = read_html(text) if html else Page(text)
    return parse_page(page, published=published, url=url, publisher=publisher, lang=lang, link=link)


def _headline(text: str) -> str | None:
    """The first line of a text, where it is short enough to be a title."""
    line = text.partition("\n")[0]
    return line if 0 < len(line) <= MAX_HEADLINE else None


def parse_page(
    page: Page,
    *,
    published: str | None = None,
    url: str | None = None,
    publisher: str | None = None,
    lang: str | None = None,
    link: bool = False,
) -> Parsed:
    """Reads a page that a reader of ``timeline.parsing.readers`` gave; what is given here overrides it."""
    normal = normalise(page.text)
    day = read_day(published or page.published)
    source = Source(
        published=day.isoformat() if day else None,
        url=url or page.url,
        publisher=publisher or page.publisher,
        title=page.title or _headline(normal),
    )
    drafts, reason, document = drafts_of(normal, lang or page.lang, source, day)
    if link and drafts:
        from timeline.parsing.linking import add_matches

        add_matches(drafts)
    return Parsed(drafts, reason, normal, source, document.lang)


def parse_article(
    text: str,
    *,
    published: str | None = None,
    url: str | None = None,
    publisher: str | None = None,
    lang: str | None = None,
    html: bool = False,
    link: bool = False,
) -> list[Draft]:
    """The draft events of a news article, the main one first; an empty list where it tells of none.

    >>> text = "Niger et Russie\\n\\nLe président Tiani s'est entretenu au téléphone mardi avec Vladimir Poutine."
    >>> [draft] = parse_article(text, published="2024-03-27")
    >>> draft.record["date"], draft.record["partners"], draft.record["act"]
    ('2024-03-26', {'RUS': 'toward'}, 'call')
    """
    return parse(text, published=published, url=url, publisher=publisher, lang=lang, html=html, link=link).drafts
