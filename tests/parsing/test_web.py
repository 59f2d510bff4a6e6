"""Addresses: what a hostile or broken server can do ends in a message, and nothing private is read.

A server on this machine plays the newspaper; the check of addresses is told that this one machine is public, so that
what it redirects to is checked as on the web."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from typer.testing import CliRunner

from timeline import cli
from timeline.cli import app
from timeline.parsing import readers
from timeline.parsing.readers import UnreadableArticleError, check_address, read_url

ARTICLE = (Path(__file__).parents[1] / "articles" / "dev" / "06-rupture-relations-ukraine.html").read_bytes()
PLAIN = "Niger et Russie\n\nLe président Tiani s'est entretenu au téléphone mardi 26 mars 2024 avec Vladimir Poutine."
REDIRECTS = {
    "/to-file": "file:///etc/passwd",
    "/to-private": "http://10.1.2.3/secret",
    "/to-metadata": "http://169.254.169.254/latest/meta-data/",
    "/to-loopback": "http://[::1]:1/",
    "/to-ftp": "ftp://example.org/a",
    "/loop": "/loop",
    "/moved": "/article",
}


class Newspaper(BaseHTTPRequestHandler):
    """A page for every way in which a page can be wrong."""

    protocol_version = "HTTP/1.0"

    def do_GET(self) -> None:
        """Answers by the path."""
        if self.path in REDIRECTS:
            self.send_response(302)
            self.send_header("Location", REDIRECTS[self.path])
            self.end_headers()
            return
        kind, body = {
            "/article": ("text/html; charset=utf-8", ARTICLE),
            "/plain": ("text/plain; charset=utf-8", PLAIN.encode()),
            "/latin": ("text/html; charset=iso-8859-1", b"<html><body><p>" + PLAIN.encode("latin-1") + b"</p></body>"),
            "/lies": ("text/html; charset=utf-8", b"<html><body><p>" + PLAIN.encode("cp1252") + b"</p></body>"),
            "/pdf.html": ("text/html", b"%PDF-1.7 something"),
            "/empty": ("text/html", b""),
            "/nulls": ("text/html", b"\x00" * 400),
        }.get(self.path, ("text/html", b"<html>not found"))
        self.send_response(200 if kind and self.path != "/gone" else 404)
        self.send_header("Content-Type", kind)
        self.end_headers()
        if self.path == "/endless":
            try:
                for _ in range(400):
                    self.wfile.write(b"<p>Niger " + b"x" * 99_000)
            except OSError:
                return  # the reader hung up, as it should
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Silent."""


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Newspaper) as running:
        thread = threading.Thread(target=running.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{running.server_port}"
        running.shutdown()
        thread.join()


@pytest.fixture
def public(server: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """The server, as if it stood on the public web; all other addresses are checked as ever."""

    def check(url: str, *, private: bool = False) -> None:
        if not url.startswith(server):
            check_address(url, private=private)

    monkeypatch.setattr(readers, "check_address", check)
    return server


def test_an_article_is_read_and_keeps_its_own_address(public: str) -> None:
    page = read_url(f"{public}/article")
    assert page.published == "2024-08-07"
    assert page.url == "https://filsahel.example/afrique/20240807-niger-rupture-ukraine"


def test_a_redirect_is_followed(public: str) -> None:
    assert read_url(f"{public}/moved").published == "2024-08-07"


@pytest.mark.parametrize("path", ["/plain", "/latin", "/lies"])
def test_encodings_are_read_as_sent_or_as_they_are(public: str, path: str) -> None:
    page = read_url(f"{public}{path}")
    assert "s'est entretenu au téléphone" in page.text
    assert page.url == f"{public}{path}"


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("/to-file", "no web address"),
        ("/to-ftp", "no web address"),
        ("/to-private", "lies in a private network"),
        ("/to-metadata", "lies in a private network"),
        ("/to-loopback", "lies in a private network"),
        ("/loop", "redirects too often"),
        ("/pdf.html", "PDF"),
        ("/empty", "is empty"),
        ("/nulls", "is empty"),
        ("/gone", "could not be read"),
        ("/endless", "too large"),
    ],
)
def test_what_must_not_or_cannot_be_read_is_refused(public: str, path: str, reason: str) -> None:
    with pytest.raises(UnreadableArticleError, match=f"{reason}.*Remedy: "):
        read_url(f"{public}{path}")


def test_this_machine_is_private_unless_allowed(server: str) -> None:
    with pytest.raises(UnreadableArticleError, match=r"lies in a private network.*--private"):
        read_url(f"{server}/article")
    assert read_url(f"{server}/article", private=True).published == "2024-08-07"


def test_a_server_that_is_not_there(public: str) -> None:
    with pytest.raises(UnreadableArticleError, match="could not be read"):
        read_url("http://127.0.0.1:9/", private=True)


def test_the_command_line_writes_nothing_when_a_page_is_refused(
    public: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cli.parse, "project_root", lambda: tmp_path)
    run = CliRunner(env={"NO_COLOR": "1"})
    refused = run.invoke(app, ["parse", f"{public}/to-file", "--write"])
    assert refused.exit_code == 2
    assert "no web address" in refused.stderr
    assert list(tmp_path.iterdir()) == []
    done = run.invoke(app, ["parse", f"{public}/article", "--write"])
    assert done.exit_code == 0
    assert [path.suffix for path in (tmp_path / "data" / "drafts").iterdir()] == [".yaml"]
