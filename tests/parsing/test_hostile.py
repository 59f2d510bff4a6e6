"""Hostile input: broken, huge, empty or lying pages end in a message or a draft, never in a crash or a hang.

The tests allow twice the processor time that fuzzing does, for machines slower than those of the figures."""

from __future__ import annotations

import time
from contextlib import suppress
from pathlib import Path

import pytest
from benchmarks.parsing.hostile import SECONDS, WORDS
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline.coding import code_sentence
from timeline.parsing import parse, parse_page
from timeline.parsing.readers import MAX_BYTES, UnreadableArticleError, check_address, read_bytes, read_file, read_html
from timeline.parsing.resources import LANGUAGES


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=60), st.sampled_from(LANGUAGES))
def test_any_row_of_its_own_words(words: list[str], lang: str) -> None:
    parse(" ".join(words), lang=lang, published="2024-03-27")


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=400))
def test_any_text(text: str) -> None:
    parse(text, published="2024-03-27")
    code_sentence(text)


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=600))
def test_any_bytes(content: bytes) -> None:
    with suppress(UnreadableArticleError):
        read_bytes(content, html=True)


@pytest.mark.parametrize(
    "page",
    [
        "<div>" * 60_000 + "Le Niger et la Russie signent un accord." + "</div>" * 60_000,
        "<html><body><p>" + "Le Niger signe. " * 100_000,
        "<html><title>" + "<" * 200_000,
        "<meta " * 100_000,
        "<h1 " + "a" * 500_000,
        "<script>" * 50_000 + "<p>Le Niger</p>",
        "<html><head><link rel='canonical' href='" + "x" * 300_000,
        "<html lang=" + " " * 200_000 + "fr>",
        '<script type="application/ld+json">' + "[" * 50_000 + "</script><p>Niger</p>",
    ],
    ids=["nesting", "long", "brackets", "meta", "h1", "scripts", "link", "lang", "json"],
)
def test_pages_end_in_time(page: str) -> None:
    start = time.process_time()
    with suppress(UnreadableArticleError):
        parse(page, html=True, published="2024-03-27")
    assert time.process_time() - start < SECONDS * 2


@pytest.mark.parametrize(
    "piece", ["a ", "1 ", "1,", "(", "Niger, ", "« ", "signe un accord ", "le 3 au ", "M. ", "A.B.C.", "- "]
)
def test_long_texts_end_in_time(piece: str) -> None:
    text = "Niger\n\n" + piece * (200_000 // len(piece))
    start = time.process_time()
    parse(text, published="2024-03-27", lang="fr")
    assert time.process_time() - start < SECONDS * 2


@pytest.mark.parametrize("published", [None, "1970-01-01", "2999-12-31", "0001-01-01", "9999-12-31", "yesterday"])
def test_without_a_plausible_day_of_publication_relative_dates_stay_empty(published: str | None) -> None:
    text = "Niger\n\nLe Niger et la Russie ont signé un accord hier, mardi 26 mars, à Niamey."
    [draft] = parse(text, published=published).drafts
    assert "date" not in draft.record
    assert "date" in draft.unread
    [dated] = parse(text.replace("26 mars", "26 mars 2024"), published=published).drafts
    assert dated.record["date"] == "2024-03-26"


def test_twenty_megabytes_are_read_and_more_refused(tmp_path: Path) -> None:
    line = "<p>Le Niger et la Russie ont signé mardi à Niamey un accord de coopération militaire.</p>\n".encode()
    path = tmp_path / "page.html"
    path.write_bytes(b"<html><body>" + line * (MAX_BYTES // len(line) - 1))
    start = time.process_time()
    [draft] = parse_page(read_file(path), published="2024-03-27").drafts
    assert time.process_time() - start < SECONDS * 2
    assert draft.record["partners"] == {"RUS": "toward"}
    path.write_bytes(b"<html>" + line * (MAX_BYTES // len(line) + 1))
    with pytest.raises(UnreadableArticleError, match="larger than 20 MB"):
        read_file(path)


def test_mixed_encodings_lose_single_letters_at_most() -> None:
    mixed = "Le général Tiani".encode() + " a été reçu à Alger".encode("latin-1")
    text = read_bytes(mixed, html=False).text
    assert "Tiani" in text
    assert "reçu à Alger" in text or "re�u � Alger" in text


def test_null_bytes_inside_a_page_are_dropped() -> None:
    page = read_bytes(b"<html><body><p>Le Niger\x00 et la Russie\x00 ont sign\xc3\xa9 un accord.</p>", html=True)
    assert page.text == "Le Niger et la Russie ont signé un accord."


@pytest.mark.parametrize("content", [b"", b"\x00" * 50, b"%PDF-1.7 x", b"PK\x03\x04", b"\x89PNG"])
def test_what_is_no_article_is_refused(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_bytes(content)
    with pytest.raises(UnreadableArticleError):
        read_file(path)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252", "latin-1"])
def test_encodings(encoding: str) -> None:
    text = "Général Tiani reçu à N'Djaména"
    assert read_bytes(text.encode(encoding), html=False).text == text


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd",
        "ftp://example.org/a",
        "http://127.0.0.1/a",
        "http://[::1]/",
        "http://10.0.0.1/",
        "http://169.254.169.254/",
        "gopher://x",
        "http:///a",
    ],
)
def test_addresses_refused(url: str) -> None:
    with pytest.raises(UnreadableArticleError):
        check_address(url)


def test_page_says_its_own_facts() -> None:
    page = read_html(
        (Path(__file__).parents[1] / "articles" / "dev" / "06-rupture-relations-ukraine.html").read_text("utf-8")
    )
    assert (page.published, page.publisher, page.lang) == ("2024-08-07", "Le Fil du Sahel", "fr")
    assert page.url == "https://filsahel.example/afrique/20240807-niger-rupture-ukraine"
    assert "cookies" not in page.text
