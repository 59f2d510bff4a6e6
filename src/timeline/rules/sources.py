"""Sources: addresses that work, outlets that are known, and dates that can be true."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterator
from functools import lru_cache
from urllib.parse import urlsplit

from timeline.bilingual import Said, quoted
from timeline.dates import parse_date
from timeline.records.model import or_none
from timeline.rules.core import CORRECT_DATE, Context, Hit, check

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
def url_fault(url: str) -> Said | None:
    """What is wrong with a web address, or None.

    >>> url_fault("javascript:alert(1)").en
    "it begins with 'javascript', not with http or https"
    """
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        return Said("it is malformed", "elle est mal formée")
    if parts.scheme not in ("http", "https"):
        if not parts.scheme:
            return Said("it does not begin with http:// or https://", "elle ne commence ni par http:// ni par https://")
        return Said(
            f"it begins with {parts.scheme!r}, not with http or https",
            f"elle commence par {quoted(parts.scheme)}, et non par http ou https",
        )
    if parts.username is not None or parts.password is not None:
        return Said("it carries a user name", "elle contient un nom d'utilisateur")
    if _UNSAFE.search(url):
        return Said("it holds a space, quote or bracket", "elle contient une espace, un guillemet ou un crochet")
    if not host or not (
        _is_address(host) or _HOST.fullmatch(host.encode("idna").decode() if host.isascii() else _idna(host))
    ):
        return Said(f"{host!r} is no host name", f"{quoted(host)} n'est pas un nom de serveur")
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


@check(
    "url-form",
    fr="L'adresse d'une source commence par http ou https et nomme un serveur. Les lecteurs cliquent dessus.",
)
def url_form(context: Context) -> Iterator[Hit]:
    """A source's address begins with http or https and names a host.

    Readers click on it."""
    for entry, index, source in context.sources:
        for field, url in (("url", source.url), ("archive_url", or_none(source.archive_url))):
            if url is not None and (fault := url_fault(url)):
                yield Hit(
                    entry,
                    ("sources", index, field),
                    Said(
                        f"{url[:80]!r} is no web address: {fault.en}",
                        f"{quoted(url[:80])} n'est pas une adresse web : {fault.fr}",
                    ),
                    Said("Copy the address from the browser", "Copiez l'adresse depuis le navigateur"),
                )


@check(
    "url-repeated",
    fr="Un événement ne cite une page qu'une fois. Citée deux fois, elle passerait pour deux sources.",
)
def url_repeated(context: Context) -> Iterator[Hit]:
    """An event lists a page once.

    A page twice would look like two sources."""
    for entry in context.entries:
        urls = [
            source.url.rstrip("/").partition("#")[0].replace("http://", "https://") for source in entry.record.sources
        ]
        for index, url in enumerate(urls):
            if url in urls[:index]:
                yield Hit(
                    entry,
                    ("sources", index, "url"),
                    Said("this page is listed above", "cette page est déjà citée plus haut"),
                    Said("Delete one of the two", "Supprimez l'une des deux"),
                )


@check(
    "url-host",
    "warning",
    fr="Une source a un nom de serveur ; une simple adresse IP est celle d'un miroir qui ne durera pas.",
)
def url_host(context: Context) -> Iterator[Hit]:
    """A source has a host name; a bare IP address is a mirror that will not last."""
    for entry, index, source in context.sources:
        if _is_address(host_of(source.url)):
            yield Hit(
                entry,
                ("sources", index, "url"),
                Said("the page is served from a bare IP address", "la page est servie depuis une simple adresse IP"),
                Said("Look for the page on the outlet's own site", "Cherchez la page sur le site du média lui-même"),
            )


@check(
    "publisher-known",
    "warning",
    fr="Le domaine de chaque source appartient à un média de data/reference/publishers.yaml, et la source porte le nom "
    "de ce média. La corroboration compte les médias : sous deux noms, un média compterait deux fois.",
)
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
                Said(f"no outlet is known for {host}", f"aucun média n'est connu pour {host}"),
                Said("Add it to data/reference/publishers.yaml", "Ajoutez-le à data/reference/publishers.yaml"),
            )
        elif outlet != source.publisher:
            yield Hit(
                entry,
                ("sources", index, "publisher"),
                Said(f"this page belongs to {outlet!r}", f"cette page appartient à {quoted(outlet)}"),
                Said(f"Write {outlet}", f"Écrivez {outlet}"),
            )


@check(
    "archive-copy",
    fr="`archive_url` mène à une copie de cette page que quelqu'un d'autre conserve. Le site de la page peut "
    "disparaître avec elle, et la copie d'une autre page ne prouve rien.",
)
def archive_copy(context: Context) -> Iterator[Hit]:
    """`archive_url` leads to a copy of this page that somebody else keeps.

    The page's own site may go away with the page; and a copy of another page proves nothing."""
    for entry, index, source in context.sources:
        copy = or_none(source.archive_url)
        if copy is None or url_fault(copy) or url_fault(source.url):
            continue
        path = ("sources", index, "archive_url")
        if site_of(copy) == site_of(source.url):
            yield Hit(
                entry,
                path,
                Said("the copy lies on the page's own site", "la copie se trouve sur le site de la page elle-même"),
                Said(
                    "Give the address of a copy at a web archive",
                    "Donnez l'adresse d'une copie dans une archive du web",
                ),
            )
        elif (kept := archived_address(copy)) and site_of(kept) != site_of(source.url):
            site = site_of(kept)
            yield Hit(
                entry,
                path,
                Said(f"this is a copy of a page of {site}", f"c'est la copie d'une page de {site}"),
                Said("Give the copy of this page", "Donnez la copie de cette page-ci"),
            )


@check(
    "archive-known",
    "warning",
    fr="`archive_url` se trouve dans une archive publique du web. D'autres dépôts sont permis ; peu durent.",
)
def archive_known(context: Context) -> Iterator[Hit]:
    """`archive_url` lies at a public web archive.

    Other keepers are allowed; few of them last."""
    for entry, index, source in context.sources:
        copy = or_none(source.archive_url)
        if copy is not None and url_fault(copy) is None and not is_archive(copy):
            site = site_of(copy)
            yield Hit(
                entry,
                ("sources", index, "archive_url"),
                Said(f"{site} is no archive known here", f"{site} n'est pas une archive connue ici"),
                Said(
                    "Prefer web.archive.org, archive.ph or perma.cc",
                    "Préférez web.archive.org, archive.ph ou perma.cc",
                ),
            )


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


@check(
    "agency-known",
    "warning",
    fr="L'agence dont une page reprend la dépêche a une ligne dans data/reference/publishers.yaml.",
)
def agency_known(context: Context) -> Iterator[Hit]:
    """The agency that a page reprints has a row in data/reference/publishers.yaml."""
    for entry, index, source in context.sources:
        agency = or_none(source.agency)
        if agency is not None and agency not in context.reference.publishers:
            yield Hit(
                entry,
                ("sources", index, "agency"),
                Said(f"{agency!r} is no known outlet", f"{quoted(agency)} n'est pas un média connu"),
                Said(
                    "Use the usual name, such as AFP, or add it to data/reference/publishers.yaml",
                    "Donnez le nom usuel, comme AFP, ou ajoutez l'agence à data/reference/publishers.yaml",
                ),
            )


@check(
    "published-date",
    fr="Aucune page ne rapporte un acte avant qu'il ait lieu, sauf si la fiche dit qu'il a été annoncé. Une page qui "
    "ne donne que le contexte peut être plus ancienne ; son `supports` le dit.",
)
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
                yield Hit(
                    entry,
                    ("sources", index, "published"),
                    Said(
                        f"published {published}, before the event of {record.date}",
                        f"page datée {published}, avant l'événement daté {record.date}",
                    ),
                    Said(
                        "Correct one of the dates; if the page only gives context, write supports: [context]",
                        "Corrigez l'une des dates ; si la page ne donne que le contexte, écrivez `supports: [context]`",
                    ),
                )
            elif seen.start > context.today:
                yield Hit(
                    entry,
                    ("sources", index, "published"),
                    Said(f"{published} lies in the future", f"{published} est dans le futur"),
                    CORRECT_DATE,
                )
