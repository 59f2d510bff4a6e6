"""Whether the pages that the records cite still answer: asked politely, reported, never a reason to fail.

One request at a time to a host, a bounded number of hosts at once; robots.txt is kept to, bodies are not read."""

from __future__ import annotations

import json
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass, field
from typing import Any
from urllib.parse import urljoin, urlsplit
from urllib.robotparser import RobotFileParser

from timeline.errors import TimelineError
from timeline.parsing.readers import UnreadableArticleError, check_address
from timeline.records.model import or_none
from timeline.records.reader import Entry
from timeline.rules.sources import url_fault

AGENT = "timeline-niger-check-links"
MAX_REDIRECTS = 6
ROBOTS_BYTES = 512 * 1024
"""RFC 9309 asks for at least 500 KiB."""
LONGEST_WAIT = 60.0
_TRY_AGAIN = frozenset({408, 425, 429, 500, 502, 503, 504})
#: What a state means to a reader of the report, in the order of the report.
STATES: Mapping[str, str] = {
    "gone": "the page is gone (404, 410)",
    "unreachable": "the site does not answer",
    "timeout": "the site answers too late",
    "error": "the site answers with an error of its own (5xx), or with redirects that do not end",
    "refused": "the site refuses programs (401, 403, 429 …); a browser may be let in",
    "private": "the address lies in a private network, and is not asked",
    "invalid": "this is no web address",
    "robots": "robots.txt asks programs to stay away; not asked",
    "moved": "the page answers at another address",
    "ok": "the page answers",
}


class MissingRequestsError(TimelineError):
    """The library that asks the web is not installed."""


@dataclass(frozen=True, slots=True)
class Manners:
    """How much is asked at once, how long is waited (seconds), how often a failure is tried again."""

    hosts: int = 16
    timeout: float = 15.0
    pause: float = 1.0
    retries: int = 2
    backoff: float = 2.0
    private: bool = False


@dataclass(slots=True)
class Link:
    """An address, the events that cite it, whether a copy of it is archived, and how it answered."""

    url: str
    events: list[str] = field(default_factory=list)
    archived: bool = False
    state: str = "ok"
    status: int | None = None
    final_url: str | None = None
    detail: str = ""


def links_of(entries: Iterable[Entry]) -> list[Link]:
    """The addresses that records cite, each once."""
    found: dict[str, Link] = {}
    for entry in entries:
        for source in entry.record.sources:
            link = found.setdefault(source.url, Link(source.url))
            link.events.append(entry.event_id)
            link.archived |= or_none(source.archive_url) is not None
    return list(found.values())


def check_links(
    links: Sequence[Link],
    manners: Manners | None = None,
    *,
    sleep: Callable[[float], None] = time.sleep,
    done: Callable[[Link], object] = str,
) -> list[Link]:
    """Ask every address; the links with their states, in the order given. ``done`` is told of each.

    Raises MissingRequestsError where ``requests`` is not installed; whatever the web does becomes a state."""
    try:
        import requests
    except ImportError:
        raise MissingRequestsError(
            "asking the web needs the library requests", remedy="pip install timeline-niger[parse]"
        ) from None
    manners = manners or Manners()
    by_host: dict[str, list[Link]] = defaultdict(list)
    for link in links:
        fault = url_fault(link.url)
        if fault and not (manners.private and "host name" in fault.en):
            link.state, link.detail = "invalid", fault.en
            done(link)
        else:
            by_host[urlsplit(link.url).netloc.lower()].append(link)

    def ask_host(group: list[Link]) -> None:
        with requests.Session() as session:
            asker = _Asker(session, manners, sleep)
            for number, link in enumerate(group):
                if number:
                    sleep(manners.pause)
                asker.ask(link)
                done(link)

    with ThreadPoolExecutor(max_workers=max(1, manners.hosts)) as pool:
        # the hosts with most pages first, since they take longest
        list(pool.map(ask_host, sorted(by_host.values(), key=len, reverse=True)))
    return list(links)


class _Asker:
    """Asks the pages of one host, and wherever they lead."""

    def __init__(self, session: Any, manners: Manners, sleep: Callable[[float], None]) -> None:
        self.session, self.manners, self.sleep = session, manners, sleep
        self.robots: dict[str, RobotFileParser | None] = {}
        session.headers["User-Agent"] = AGENT
        session.headers["Accept"] = "text/html,*/*;q=0.8"

    def ask(self, link: Link) -> None:
        url = link.url
        for _ in range(MAX_REDIRECTS):
            if not self.allowed(url, link):
                return
            answer = self.answer(url, link)
            if answer is None:
                return
            status, location = answer
            link.status = status
            if location is not None:
                url = urljoin(url, location)
                continue
            link.state = _state(status)
            link.detail = "" if link.state == "ok" else f"status {status}"
            if url != link.url:
                link.final_url = url
                link.state = "moved" if link.state == "ok" else link.state
            return
        link.state, link.detail = "error", f"more than {MAX_REDIRECTS - 1} redirects"

    def allowed(self, url: str, link: Link) -> bool:
        """Whether an address may be asked: public, and not barred by its robots.txt; else the link says why."""
        try:
            check_address(url, private=self.manners.private)
        except UnreadableArticleError as error:
            private = "private network" in error.message
            link.state = "private" if private else "unreachable" if "not found" in error.message else "invalid"
            link.detail = error.message
            return False
        rules = self.rules(url)
        if rules is not None and not rules.can_fetch(AGENT, url):
            link.state, link.detail = "robots", f"barred by robots.txt of {urlsplit(url).netloc}"
            return False
        return True

    def rules(self, url: str) -> RobotFileParser | None:
        """The robots.txt of an address's host, read once; None where it says nothing."""
        parts = urlsplit(url)
        host = f"{parts.scheme}://{parts.netloc}"
        if host not in self.robots:
            self.robots[host] = self.read_rules(f"{host}/robots.txt")
        return self.robots[host]

    def read_rules(self, url: str) -> RobotFileParser | None:
        import requests

        rules = RobotFileParser()
        try:
            with self.session.get(url, timeout=self.manners.timeout, stream=True, allow_redirects=False) as response:
                if response.status_code in (401, 403):
                    rules.parse(["User-agent: *", "Disallow: /"])
                    return rules
                if response.status_code != 200:
                    return None
                content = next(response.iter_content(ROBOTS_BYTES), b"")
        except requests.RequestException:
            return None
        rules.parse(content.decode("utf-8", "replace").splitlines())
        return rules

    def answer(self, url: str, link: Link) -> tuple[int, str | None] | None:
        """Status and redirect of an address, by HEAD, then GET where HEAD is not answered well; None on failure."""
        import requests

        wait = self.manners.backoff
        for attempt in range(self.manners.retries + 1):
            last = attempt == self.manners.retries
            try:
                status, location, after = self.request("head", url)
                if status >= 400:
                    status, location, after = self.request("get", url)
            except requests.Timeout:
                link.state, link.detail, after = "timeout", f"no answer in {self.manners.timeout:g} s", None
            except (requests.RequestException, UnicodeError, ValueError) as error:
                link.state, link.detail, after = "unreachable", type(error).__name__, None
            else:
                if last or status not in _TRY_AGAIN:
                    return status, location
            if last:
                return None
            self.sleep(min(LONGEST_WAIT, after if after is not None else wait))
            wait *= 2
        return None

    def request(self, method: str, url: str) -> tuple[int, str | None, float | None]:
        with self.session.request(
            method, url, timeout=self.manners.timeout, stream=True, allow_redirects=False
        ) as response:
            location = response.headers.get("location") if response.is_redirect else None
            after = response.headers.get("retry-after", "")
            return response.status_code, location, float(after) if after.isdecimal() else None


def _state(status: int) -> str:
    if status in (404, 410):
        return "gone"
    if status >= 500:
        return "error"
    return "refused" if status >= 400 else "ok"


def as_json(links: Sequence[Link]) -> str:
    """The report as JSON: counts by state, and every link."""
    counts = {state: sum(link.state == state for link in links) for state in STATES}
    return (
        json.dumps({"counts": counts, "links": [asdict(link) for link in links]}, ensure_ascii=False, indent=2) + "\n"
    )


def as_markdown(links: Sequence[Link]) -> str:
    """The report as Markdown: counts, then every link that wants attention, worst first."""
    return "\n".join(_lines(links)) + "\n"


def _lines(links: Sequence[Link]) -> Iterator[str]:
    from timeline.contributing.markdown import code, plain

    yield "# Pages of the sources"
    yield ""
    yield "| state | pages | what it means |"
    yield "|---|---:|---|"
    for state, meaning in STATES.items():
        if count := sum(link.state == state for link in links):
            yield f"| {state} | {count} | {meaning} |"
    for state, meaning in STATES.items():
        found = [link for link in links if link.state == state]
        if state == "ok" or not found:
            continue
        yield ""
        yield f"## {state}: {meaning}"
        yield ""
        for link in found:
            to = f" → {code(link.final_url)}" if link.final_url else ""
            detail = f" ({plain(link.detail)})" if link.detail else ""
            copy = ", archived" if link.archived else ""
            yield f"- {code(link.url)}{to}{detail}{copy}: {', '.join(map(code, link.events))}"
