"""Step 1, input: an article from a file, a folder, standard input or the web, as text with what is known of it.

Web pages are read with trafilatura and htmldate, loaded only when a page comes; the page's own statements (title,
time of publication, outlet, canonical address, language) are read first.
"""

from __future__ import annotations

import html as entities
import ipaddress
import json
import re
import socket
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

from timeline.errors import TimelineError

MAX_BYTES = 20 * 1024 * 1024
"""Larger files are refused."""
MAX_HTML = 3_000_000
"""Characters of a page that are looked at; the story stands well before."""
MAX_DEPTH = 400
"""Deeper nesting is cut: no newspaper needs it, and tree builders recurse."""
TIMEOUT_SECONDS = 15.0
MAX_REDIRECTS = 5


class UnreadableArticleError(TimelineError):
    """The input is no article that can be read."""


@dataclass(slots=True)
class Page:
    """An article's text, title on the first line, and what its page says of it."""

    text: str
    title: str | None = None
    published: str | None = None
    publisher: str | None = None
    url: str | None = None
    lang: str | None = None


def decode(content: bytes, declared: str | None = None) -> str:
    """Bytes as text in whatever encoding a newspaper used.

    >>> decode("Sangaré".encode("cp1252")), decode("Sangaré".encode("utf-16"))
    ('Sangaré', 'Sangaré')
    """
    if content.startswith(b"%PDF"):
        raise UnreadableArticleError("this is a PDF, not a page or a text", remedy="save its text as .txt")
    if content[:4] in (b"PK\x03\x04",) or content[:2] in (b"\x1f\x8b", b"\xff\xd8") or content[:4] == b"\x89PNG":
        raise UnreadableArticleError("this is a binary file, not a page or a text", remedy="save its text as .txt")
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", "replace")
    if content.startswith(b"\xef\xbb\xbf"):
        return content[3:].decode("utf-8", "replace")
    head = content[:4096]
    found = re.search(rb"charset=[\"' ]?([A-Za-z0-9_-]{2,20})", head)
    names = [declared, "utf-8", found.group(1).decode("ascii") if found else None, "cp1252"]
    for name in names:
        if not name:
            continue
        try:
            return content.decode(name)
        except (UnicodeDecodeError, LookupError):
            continue
    return content.decode("utf-8" if content.count(b"\xc3") > 3 else "latin-1", "replace")


_META = re.compile(r"<meta\b([^<>]{1,2000})>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"([a-zA-Z:._-]{1,40})\s?=\s?(?:\"([^\"]{0,1500})\"|'([^']{0,1500})')")
_TITLE = re.compile(r"<title[^<>]{0,200}>([^<]{1,600})</title", re.IGNORECASE)
_H1 = re.compile(r"<h1\b[^<>]{0,500}>(.{1,1500}?)</h1", re.IGNORECASE | re.DOTALL)
_CANONICAL = re.compile(r"<link\b([^<>]{1,800})>", re.IGNORECASE)
_LANG = re.compile(r"<html\b[^<>]{0,300}?\blang\s?=\s?[\"']?([a-zA-Z]{2})", re.IGNORECASE)
_LD = re.compile(r"<script[^<>]{0,200}application/ld\+json[^<>]{0,200}>([^<]{1,60000})", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]{0,3000}>")
_DATES = (
    "article:published_time", "og:article:published_time", "datepublished", "date", "pubdate", "publishdate",
    "dc.date", "dc.date.issued", "dcterms.date", "sailthru.date", "parsely-pub-date", "article.published",
    "publication_date",
)  # fmt: skip


def _attributes(text: str) -> dict[str, str]:
    return {match[1].lower(): entities.unescape(match[2] or match[3] or "") for match in _ATTRIBUTE.finditer(text)}


def _metadata(page: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for match in _META.finditer(page[:300_000]):
        attributes = _attributes(match[1])
        name = (attributes.get("property") or attributes.get("name") or attributes.get("itemprop") or "").lower()
        if name and attributes.get("content"):
            found.setdefault(name, attributes["content"].strip())
    return found


def _linked_data(page: str) -> dict[str, Any]:
    """The first article among the page's JSON-LD blocks."""
    for match in list(_LD.finditer(page[:500_000]))[:6]:
        try:
            value = json.loads(match[1])
        except (ValueError, RecursionError):
            continue
        items = value if isinstance(value, list) else value.get("@graph", [value]) if isinstance(value, dict) else []
        for item in items[:20] if isinstance(items, list) else []:
            if isinstance(item, dict) and item.get("datePublished"):
                return item
    return {}


def read_html(page: str) -> Page:
    """Title, story and metadata of a web page.

    Raises UnreadableArticleError for a page without text.
    """
    page = page[:MAX_HTML].replace("\x00", "")
    if "<" not in page:
        raise UnreadableArticleError("there is no HTML in this page", remedy="give it as .txt")
    metadata = _metadata(page)
    data = _linked_data(page)
    canonical = next(
        (
            attributes["href"]
            for match in _CANONICAL.finditer(page[:300_000])
            if (attributes := _attributes(match[1])).get("rel") == "canonical" and attributes.get("href")
        ),
        None,
    )
    url = canonical or metadata.get("og:url")
    title = _title(page, metadata)
    story = _story(page)
    publisher = data.get("publisher")
    outlet = metadata.get("og:site_name") or (publisher.get("name") if isinstance(publisher, dict) else None)
    published = next((metadata[name] for name in _DATES if metadata.get(name)), None) or data.get("datePublished")
    if not published or not re.match(r"\d{4}-\d\d-\d\d", str(published)):
        published = _page_date(page)
    lang = _LANG.search(page[:20_000])
    if not story.strip() and not title:
        raise UnreadableArticleError("no story was found in this page", remedy="save the article's text as .txt")
    lines = [line for line in story.split("\n") if line.strip() and line.strip() != (title or "")]
    return Page(
        "\n\n".join([title or "", *lines]).strip(),
        title,
        str(published)[:10] if published else None,
        str(outlet).strip() if outlet else None,
        url if url and url.startswith(("http://", "https://")) else None,
        lang[1].lower() if lang and lang[1].lower() in ("fr", "en") else None,
    )


def _title(page: str, metadata: dict[str, str]) -> str | None:
    heading = _H1.search(page)
    text = entities.unescape(_TAG.sub(" ", heading[1])) if heading else ""
    text = " ".join(text.split())
    if len(text) > 12:
        return text[:300]
    given = metadata.get("og:title")
    if not given:
        plain = _TITLE.search(page)
        given = entities.unescape(plain[1]) if plain else None
    return " ".join(given.split())[:300] if given else (text or None)


def _depth(page: str) -> int:
    depth = deepest = 0
    for match in re.finditer(
        r"<(/?)(?:div|span|p|b|i|em|font|table|td|tr|ul|li|section|a|blockquote|script|style|svg|form)\b", page
    ):
        depth = max(0, depth - 1) if match[1] else depth + 1
        deepest = max(deepest, depth)
    return deepest


_BLOCK = re.compile(r"</(?:p|h1|h2|h3|li|div|tr|blockquote)>|<br ?/?>", re.IGNORECASE)
_PARAGRAPH = re.compile(r"<p\b[^<>]{0,500}>", re.IGNORECASE)
_DROP = re.compile(
    r"<(script|style|nav|footer|header|aside|form|noscript|svg|figure|figcaption|button)\b", re.IGNORECASE
)


def _without(page: str) -> str:
    """A page without its scripts, menus and captions, in one pass."""
    parts: list[str] = []
    position = 0
    lowered = page.lower()
    unclosed: set[str] = set()
    while True:
        match = _DROP.search(page, position)
        if not match:
            parts.append(page[position:])
            return "".join(parts)
        parts.append(page[position : match.start()])
        tag = match[1].lower()
        close = -1 if tag in unclosed else lowered.find(f"</{tag}", match.end())
        if close < 0:
            unclosed.add(tag)
            position = match.end()
            continue
        position = close + len(match[1]) + 3


def _plain(page: str) -> str:
    """A story read without a tree, for pages that no tree builder should be given."""
    body = _without(page)
    lines = [" ".join(entities.unescape(_TAG.sub(" ", block)).split()) for block in _BLOCK.split(body)]
    return "\n".join(line for line in lines if len(line) > 60)


def _story(page: str) -> str:
    if len(page) > 1_500_000 or _depth(page) > MAX_DEPTH:
        return _plain(page)
    import trafilatura

    try:
        text = trafilatura.extract(
            page, include_comments=False, include_tables=False, include_images=False, include_links=False,
            favor_precision=False, deduplicate=False, with_metadata=False,
        )  # fmt: skip
    except Exception:  # the tree builders raise many kinds on broken pages; the plain reader always ends
        text = None
    if not text or len(text) < 200:
        other = _plain(page)
        return other if len(other) > len(text or "") else (text or "")
    return text


def _page_date(page: str) -> str | None:
    """The day of publication by htmldate, where the page does not state it plainly."""
    from htmldate import find_date

    try:
        return find_date(page[:500_000], original_date=True, extensive_search=False)
    except Exception:  # same as above: a date that cannot be read stays empty
        return None


def read_file(path: Path) -> Page:
    """An article from a ``.txt`` or ``.html`` file.

    Raises UnreadableArticleError for what is too large, empty or not text.
    """
    if path.stat().st_size > MAX_BYTES:
        raise UnreadableArticleError(
            f"{path.name} is larger than {MAX_BYTES // 2**20} MB", remedy="give the article alone"
        )
    return read_bytes(path.read_bytes(), html=path.suffix.lower() in (".html", ".htm", ".xhtml"), name=path.name)


def read_bytes(
    content: bytes, *, html: bool | None = None, name: str = "the input", declared: str | None = None
) -> Page:
    """An article from bytes; HTML is recognised by its head where it is not said."""
    if not content.strip(b"\x00 \t\r\n"):
        raise UnreadableArticleError(f"{name} is empty", remedy="give an article")
    text = decode(content, declared)
    head = text[:2000].lower()
    if html is None:
        html = "<html" in head or "<!doctype html" in head or "<body" in head
    return read_html(text) if html and "<" in head else Page(text)


def check_address(url: str, *, private: bool = False) -> None:
    """Refuses what is not http(s) and, unless ``private``, any host of a private network.

    >>> check_address("file:///etc/passwd")
    Traceback (most recent call last):
    timeline.parsing.readers.UnreadableArticleError: ...
    """
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise UnreadableArticleError(f"{url[:100]} is no web address", remedy="give an https:// or http:// address")
    if private:
        return
    try:
        found = socket.getaddrinfo(parts.hostname, parts.port or 443, type=socket.SOCK_STREAM)
    except OSError as error:
        raise UnreadableArticleError(f"{parts.hostname} was not found ({error})", remedy="check the address") from error
    for *_, address in found:
        if not ipaddress.ip_address(str(address[0]).partition("%")[0]).is_global:
            raise UnreadableArticleError(
                f"{parts.hostname} lies in a private network", remedy="allow it with --private if you mean it"
            )


def read_url(url: str, *, private: bool = False) -> Page:
    """An article from the web: http and https only, with a time-out, a size limit and every redirect checked."""
    import requests

    current = url
    for _ in range(MAX_REDIRECTS + 1):
        check_address(current, private=private)
        try:
            with requests.get(
                current, timeout=TIMEOUT_SECONDS, stream=True, allow_redirects=False,
                headers={"User-Agent": "timeline-niger (research; reads one article)"},
            ) as response:  # fmt: skip
                if response.is_redirect:
                    current = urljoin(current, response.headers["location"])
                    continue
                response.raise_for_status()
                content = bytearray()
                for chunk in response.iter_content(65536):
                    content.extend(chunk)
                    if len(content) > MAX_BYTES:
                        raise UnreadableArticleError(f"{url} is too large", remedy="save the article as .txt")
                page = read_bytes(
                    bytes(content),
                    name=url,
                    declared=response.encoding if "charset" in response.headers.get("content-type", "") else None,
                )
                page.url = page.url or current
                return page
        except requests.RequestException as error:
            raise UnreadableArticleError(
                f"{url} could not be read ({type(error).__name__})", remedy="try again later, or save the page"
            ) from error
    raise UnreadableArticleError(f"{url} redirects too often", remedy="give the final address")
