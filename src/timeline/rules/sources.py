"""Sources: addresses that work, outlets that are known, and dates that can be true."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterator
from functools import lru_cache
from urllib.parse import urlsplit

from timeline.dates import parse_date
from timeline.records.model import or_none
from timeline.rules.core import Context, Hit, check

_HOST = re.compile(r"[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*\.[a-z][a-z0-9-]+", re.IGNORECASE)
_ARCHIVES = (
    "archive.org", "archive.ph", "archive.today", "archive.is", "archive.li", "archive.md", "archive.vn", "archive.fo",
    "archive-it.org", "perma.cc", "ghostarchive.org", "webcitation.org", "arquivo.pt", "webarchive.org.uk",
)  # fmt: skip
_COPY = re.compile(r"/(?:web/)?\d{4,14}(?:[a-z]{2}_)?/((?:https?://)?[\w.-]+\.[a-z]{2,}(?:[/:?#].*)?)$", re.IGNORECASE)
_UNSAFE = re.compile(r"[\s<>\"'`{}|\\^]")


@lru_cache(maxsize=1 << 16)
def host_of(url: str) -> str:
    """The host of a web address that has no fault, else nothing.

    >>> host_of("https://www.lesahel.org/a"), host_of("javascript:alert(1)")
    ('www.lesahel.org', '')
    """
    return "" if url_fault(url) else urlsplit(url).hostname or ""


def site_of(url: str) -> str:
    """The host of a web address without its www, else nothing."""
    return host_of(url).removeprefix("www.")


@lru_cache(maxsize=1 << 16)
def url_fault(url: str) -> str | None:
    """What is wrong with a web address, or None.

    >>> url_fault("javascript:alert(1)")
    "it begins with 'javascript', not with http or https"
    """
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        return "it is malformed"
    if parts.scheme not in ("http", "https"):
        return (
            f"it begins with {parts.scheme!r}, not with http or https"
            if parts.scheme
            else "it does not begin with http:// or https://"
        )
    if parts.username is not None or parts.password is not None:
        return "it carries a user name"
    if _UNSAFE.search(url):
        return "it holds a space, quote or bracket"
    if not host or not (
        _is_address(host) or _HOST.fullmatch(host.encode("idna").decode() if host.isascii() else _idna(host))
    ):
        return f"{host!r} is no host name"
    return None


def _idna(host: str) -> str:
    try:
        return host.encode("idna").decode()
    except UnicodeError:
        return ""


def _is_address(host: str) -> bool:
    if not (host.endswith(tuple("0123456789")) or ":" in host):
        return False
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


@check("url-form")
def url_form(context: Context) -> Iterator[Hit]:
    """A source's address begins with http or https and names a host.

    Readers click on it."""
    for entry, index, source in context.sources:
        for field, url in (("url", source.url), ("archive_url", or_none(source.archive_url))):
            if url is not None and (fault := url_fault(url)):
                yield Hit(
                    entry,
                    ("sources", index, field),
                    f"{url[:80]!r} is no web address: {fault}",
                    "Copy the address from the browser",
                )


@check("url-repeated")
def url_repeated(context: Context) -> Iterator[Hit]:
    """An event lists a page once.

    A page twice would look like two sources."""
    for entry in context.entries:
        urls = [
            source.url.rstrip("/").partition("#")[0].replace("http://", "https://") for source in entry.record.sources
        ]
        for index, url in enumerate(urls):
            if url in urls[:index]:
                yield Hit(entry, ("sources", index, "url"), "this page is listed above", "Delete one of the two")


@check("url-host", "warning")
def url_host(context: Context) -> Iterator[Hit]:
    """A source has a host name; a bare IP address is a mirror that will not last."""
    for entry, index, source in context.sources:
        if _is_address(host_of(source.url)):
            yield Hit(
                entry,
                ("sources", index, "url"),
                "the page is served from a bare IP address",
                "Look for the page on the outlet's own site",
            )


@check("publisher-known", "warning")
def publisher_known(context: Context) -> Iterator[Hit]:
    """Every source's domain belongs to an outlet of data/reference/publishers.yaml, and bears that outlet's name.

    Corroboration counts outlets: one outlet under two names would count twice."""
    for entry, index, source in context.sources:
        host = site_of(source.url)
        outlet = context.reference.outlet(host) if host else source.publisher
        if outlet is None:
            yield Hit(
                entry,
                ("sources", index, "url"),
                f"no outlet is known for {host}",
                "Add it to data/reference/publishers.yaml",
            )
        elif outlet != source.publisher:
            yield Hit(
                entry,
                ("sources", index, "publisher"),
                f"this page belongs to {outlet!r}",
                f"Write {outlet}",
            )


@check("archive-copy")
def archive_copy(context: Context) -> Iterator[Hit]:
    """`archive_url` leads to a copy of this page that somebody else keeps.

    The page's own site may go away with the page; and a copy of another page proves nothing."""
    for entry, index, source in context.sources:
        copy = or_none(source.archive_url)
        if copy is None or url_fault(copy) or url_fault(source.url):
            continue
        path = ("sources", index, "archive_url")
        if site_of(copy) == site_of(source.url):
            yield Hit(entry, path, "the copy lies on the page's own site",
                      "Give the address of a copy at a web archive")  # fmt: skip
        elif (kept := archived_address(copy)) and site_of(kept) != site_of(source.url):
            yield Hit(entry, path, f"this is a copy of a page of {site_of(kept)}", "Give the copy of this page")


@check("archive-known", "warning")
def archive_known(context: Context) -> Iterator[Hit]:
    """`archive_url` lies at a public web archive.

    Other keepers are allowed; few of them last."""
    for entry, index, source in context.sources:
        copy = or_none(source.archive_url)
        if copy is not None and url_fault(copy) is None and not is_archive(copy):
            yield Hit(entry, ("sources", index, "archive_url"), f"{site_of(copy)} is no archive known here",
                      "Prefer web.archive.org, archive.ph or perma.cc")  # fmt: skip


def is_archive(url: str) -> bool:
    """Whether an address lies at one of the public web archives.

    >>> is_archive("https://web.archive.org/web/2024/https://example.org/"), is_archive("https://example.org/")
    (True, False)
    """
    site = site_of(url)
    return any(site == archive or site.endswith(f".{archive}") for archive in _ARCHIVES)


def archived_address(url: str) -> str | None:
    """The address of the page that a copy at an archive is of, where the copy's address says so.

    >>> archived_address("https://web.archive.org/web/20240326120000/https://example.org/a")
    'https://example.org/a'
    """
    found = _COPY.search(url) if is_archive(url) else None
    if found is None:
        return None
    return found[1] if "://" in found[1] else f"http://{found[1]}"


@check("agency-known", "warning")
def agency_known(context: Context) -> Iterator[Hit]:
    """The agency that a page reprints has a row in data/reference/publishers.yaml."""
    for entry, index, source in context.sources:
        agency = or_none(source.agency)
        if agency is not None and agency not in context.reference.publishers:
            yield Hit(
                entry,
                ("sources", index, "agency"),
                f"{agency!r} is no known outlet",
                "Use the usual name, such as AFP, or add it to data/reference/publishers.yaml",
            )


@check("published-date")
def published_date(context: Context) -> Iterator[Hit]:
    """No page reports an act before it took place, unless the record says that it was announced.

    A page that only gives context may be older; its `supports` says so."""
    for entry in context.entries:
        record, when = entry.record, entry.when
        if record.status == "announced":
            continue
        for index, source in enumerate(record.sources):
            published = or_none(source.published)
            if published is None or source.supports == ["context"]:
                continue
            seen = parse_date(published)
            if seen.end < when.start:
                found = f"published {published}, before the event of {record.date}"
                remedy = "Correct one of the dates; if the page only gives context, write supports: [context]"
                yield Hit(entry, ("sources", index, "published"), found, remedy)
            elif seen.start > context.today:
                yield Hit(
                    entry,
                    ("sources", index, "published"),
                    f"{published} lies in the future",
                    "Correct the date",
                )
