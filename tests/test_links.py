"""``timeline check-links`` against a site on this machine that behaves in every way that sites do."""

from __future__ import annotations

import json
import threading
import time
from collections import Counter
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from typer.testing import CliRunner

from timeline import cli
from timeline.links import STATES, Link, Manners, as_json, as_markdown, check_links, links_of
from timeline.records.reader import read_records

run = CliRunner(env={"NO_COLOR": "1", "COLUMNS": "200"})


class Site(ThreadingHTTPServer):
    """A site that counts what it is asked, and how many at once."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Page)
        self.asked: Counter[str] = Counter()
        self.robots = "User-agent: *\nDisallow: /barred\n"
        self.lock = threading.Lock()
        self.now = self.most = 0

    def url(self, path: str) -> str:
        return f"http://127.0.0.1:{self.server_port}{path}"


class Page(BaseHTTPRequestHandler):
    server: Site

    def do_HEAD(self) -> None:
        self.respond(body=False)

    def do_GET(self) -> None:
        self.respond(body=True)

    def respond(self, *, body: bool) -> None:
        with self.server.lock:
            self.server.asked[f"{self.command} {self.path}"] += 1
            self.server.now += 1
            self.server.most = max(self.server.most, self.server.now)
            times = self.server.asked[f"HEAD {self.path}"]
        self.page(self.path, times, body=body)

    def answered(self) -> None:
        """Called before the answer goes out: once it has, the next request may come before this thread goes on."""
        with self.server.lock:
            self.server.now -= 1

    def page(self, path: str, times: int, *, body: bool) -> None:
        port = self.server.server_port
        match path:
            case "/robots.txt":
                self.send(200, text=self.server.robots if body else "")
            case "/moved":
                self.send(301, location="/here")
            case "/far":
                self.send(302, location=f"http://localhost:{port}/here")
            case "/inside":
                self.send(302, location="http://10.0.0.1/admin")
            case "/to-file":
                self.send(302, location="file:///etc/passwd")
            case "/round":
                self.send(302, location="/round")
            case "/to-barred":
                self.send(302, location="/barred/page")
            case "/gone":
                self.send(404)
            case "/no-head":
                self.send(200 if body else 405)
            case "/no-programs":
                self.send(403)
            case "/broken":
                self.send(500)
            case "/wakes":
                self.send(200 if times > 1 else 500)
            case "/busy":
                self.send(200 if times > 1 else 429, after="7")
            case "/slow":
                time.sleep(1.5)
                self.send(200)
            case "/cut":
                self.answered()
                self.connection.close()
            case _:
                self.send(200)

    def send(self, status: int, *, location: str = "", after: str = "", text: str = "") -> None:
        self.answered()
        self.send_response(status)
        if location:
            self.send_header("Location", location)
        if after:
            self.send_header("Retry-After", after)
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text.encode())

    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture
def site() -> Iterator[Site]:
    server = Site()
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()


FAST = Manners(timeout=0.5, pause=0.0, retries=2, backoff=1.0, private=True)


def ask(site: Site, path: str, waits: list[float] | None = None) -> Link:
    [link] = check_links([Link(site.url(path))], FAST, sleep=[].append if waits is None else waits.append)
    return link


@pytest.mark.parametrize(
    ("path", "state", "status"),
    [
        ("/here", "ok", 200), ("/no-head", "ok", 200), ("/wakes", "ok", 200), ("/busy", "ok", 200),
        ("/moved", "moved", 200), ("/far", "moved", 200), ("/gone", "gone", 404), ("/no-programs", "refused", 403),
        ("/broken", "error", 500), ("/round", "error", 302), ("/slow", "timeout", None), ("/cut", "unreachable", None),
        ("/barred/page", "robots", None), ("/to-barred", "robots", 302), ("/to-file", "invalid", 302),
    ],
)  # fmt: skip
def test_each_way_in_which_a_site_answers(path: str, state: str, status: int | None, site: Site) -> None:
    link = ask(site, path)
    assert (link.state, link.status) == (state, status)
    assert link.state in STATES


def test_a_page_that_moved_says_where(site: Site) -> None:
    assert ask(site, "/moved").final_url == site.url("/here")
    assert ask(site, "/here").final_url is None


def test_failures_are_tried_again_with_growing_waits(site: Site) -> None:
    waits: list[float] = []
    ask(site, "/broken", waits)
    assert waits == [1.0, 2.0]
    assert site.asked["HEAD /broken"] == 3
    ask(site, "/busy", waits)
    assert waits[2:] == [7.0]  # as the site asked
    ask(site, "/gone", waits)
    assert len(waits) == 3
    assert site.asked["HEAD /gone"] == 1


def test_head_first_and_get_where_it_is_refused(site: Site) -> None:
    ask(site, "/here")
    assert (site.asked["HEAD /here"], site.asked["GET /here"]) == (1, 0)
    ask(site, "/no-head")
    assert (site.asked["HEAD /no-head"], site.asked["GET /no-head"]) == (1, 1)


def test_robots_are_kept_to_and_asked_once(site: Site) -> None:
    links = check_links([Link(site.url(f"/barred/{n}")) for n in range(5)], FAST, sleep=[].append)
    assert {link.state for link in links} == {"robots"}
    assert site.asked == {"GET /robots.txt": 1}
    site.robots = "User-agent: timeline-niger-check-links\nDisallow: /\n"
    assert ask(site, "/here").state == "robots"


def test_one_page_of_a_site_at_a_time_with_a_pause(site: Site) -> None:
    waits: list[float] = []
    manners = Manners(hosts=16, timeout=5, pause=0.25, private=True)
    check_links([Link(site.url(f"/{n}")) for n in range(12)], manners, sleep=waits.append)
    assert site.most == 1
    assert waits == [0.25] * 11


def test_private_addresses_are_refused_unless_allowed(site: Site) -> None:
    """Also those that a public page would lead to."""
    careful = Manners(timeout=0.5, retries=0)
    urls = [site.url("/here"), "http://10.0.0.1/", "http://[::1]/", "http://169.254.169.254/latest/meta-data/"]
    assert {link.state for link in check_links([Link(url) for url in urls], careful)} == {"private"}
    assert site.asked == {}
    [no_name] = check_links([Link("http://localhost/admin")], careful)
    assert no_name.state == "invalid"


def test_a_redirect_into_a_private_network_is_not_followed(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    from timeline import links
    from timeline.parsing.readers import check_address

    def only_this_site(url: str, *, private: bool = False) -> None:
        check_address(url, private=url.startswith(site.url("/")))

    monkeypatch.setattr(links, "check_address", only_this_site)
    link = ask(site, "/inside")
    assert (link.state, link.status) == ("private", 302)


@pytest.mark.parametrize("url", ["javascript:alert(1)", "ftp://example.org/", "https://", "not an address", ""])
def test_what_is_no_address(url: str) -> None:
    [link] = check_links([Link(url)], FAST)
    assert link.state == "invalid"
    assert link.detail


def test_the_order_is_kept_and_every_link_reported(site: Site) -> None:
    urls = [site.url(f"/{n}") for n in range(6)] + ["ftp://x", site.url("/gone")]
    seen: list[str] = []
    links = check_links([Link(url) for url in urls], FAST, sleep=[].append, done=lambda link: seen.append(link.url))
    assert [link.url for link in links] == urls
    assert sorted(seen) == sorted(urls)


def test_links_of_records_name_their_events(root: Path) -> None:
    links = links_of(read_records([root / "data" / "events"]).entries)
    by_url = {link.url: link for link in links}
    assert by_url["https://tass.com/politics/1"].events == ["2024-03-rus-tiani-putin-call"]
    assert len(by_url) == len(links)


def test_reports() -> None:
    links = [
        Link("https://a.example/`x`|y", ["2024-03-a-b"], archived=True, state="gone", status=404, detail="status 404"),
        Link("https://a.example/2", ["2024-03-a-c"], state="moved", status=200, final_url="https://b.example/2"),
        Link("https://a.example/3", ["2024-03-a-c"]),
    ]
    page = as_markdown(links)
    assert "| gone | 1 |" in page
    assert "- ``https://a.example/`x`|y`` (status 404), archived: `2024-03-a-b`" in page
    assert "→ `https://b.example/2`" in page
    assert "https://a.example/3" not in page
    report = json.loads(as_json(links))
    assert report["counts"] == dict.fromkeys(STATES, 0) | {"gone": 1, "moved": 1, "ok": 1}
    assert [link["url"] for link in report["links"]] == [link.url for link in links]


def test_the_command_reports_and_never_fails(
    site: Site, root: Path, call: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cli.links, "project_root", lambda: root)
    text = call.read_text("utf-8").replace("https://www.lesahel.org/appel", site.url("/gone"))
    call.write_text(text.replace("https://tass.com/politics/1", site.url("/here")), "utf-8")
    options = ["--private", "--pause", "0", "--retries", "0"]
    done = run.invoke(cli.app, ["check-links", str(call), *options])
    assert done.exit_code == 0
    assert f"- `{site.url('/gone')}` (status 404): `{call.stem}`" in done.stdout
    assert "2 pages asked, 1 answer" in done.stderr
    report = root / "links.json"
    assert (
        run.invoke(cli.app, ["check-links", str(call), *options, "--format", "json", "-o", str(report)]).exit_code == 0
    )
    assert json.loads(report.read_text("utf-8"))["counts"]["gone"] == 1
    assert run.invoke(cli.app, ["check-links", str(root / "nowhere")]).exit_code == 2
    call.write_text("a: [", "utf-8")
    assert "1 files are no records" in run.invoke(cli.app, ["check-links", str(call), *options]).stderr
