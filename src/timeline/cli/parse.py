"""``timeline parse`` and ``timeline accept``: from an article to a draft, from a draft to a record."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from timeline.bilingual import Said
from timeline.cli.console import Spoken, errors, out, reading
from timeline.errors import TimelineError
from timeline.findings import shown
from timeline.paths import project_root

ARTICLE_ENDINGS = (".txt", ".html", ".htm")


class ParseFormat(StrEnum):
    """How drafts are printed."""

    yaml = "yaml"
    json = "json"


class Language(StrEnum):
    """The languages that the parser reads."""

    fr = "fr"
    en = "en"


def parse(
    article: Annotated[
        str, typer.Argument(help="A .txt or .html file, a folder of them, an address, or - for standard input.")
    ],
    published: Annotated[
        str | None, typer.Option(help="Day of publication, such as 2024-03-27; overrides the page.")
    ] = None,
    url: Annotated[str | None, typer.Option(help="Address of the article.")] = None,
    publisher: Annotated[str | None, typer.Option(help="The outlet.")] = None,
    lang: Annotated[Language | None, typer.Option(help="Language; otherwise seen from the text.")] = None,
    form: Annotated[ParseFormat, typer.Option("--format", help="How drafts are printed.")] = ParseFormat.yaml,
    write: Annotated[bool, typer.Option("--write", help="Save each draft under data/drafts.")] = False,
    private: Annotated[bool, typer.Option("--private", help="Allow addresses of private networks.")] = False,
) -> None:
    """Read a news article and draft the events that it reports, the main one first.

    A folder is read on all cores and printed as JSON lines. Exit code 0: read (with or without events);
    2: the article could not be read.

    Examples: `timeline parse article.txt --published 2024-03-27` · `timeline parse https://… --format json` ·
    `timeline parse folder/ > drafts.jsonl` · `timeline parse article.txt --write`
    """
    from timeline.parsing import read_day
    from timeline.parsing.readers import UnreadableArticleError

    if published and read_day(published) is None:
        errors.print(
            f"timeline: {published!r} is no day on which a page can have been published. "
            "Remedy: write it as 2024-03-27",
            style="red",
        )
        raise typer.Exit(2)
    given = {"published": published, "url": url, "publisher": publisher, "lang": lang.value if lang else None}
    path = Path(article)
    if article != "-" and not re.match(r"[a-z]+://", article) and path.is_dir():
        raise typer.Exit(_folder(path, given))
    try:
        answer = _one(article, given, private=private)
    except UnreadableArticleError as error:
        errors.print(f"timeline: {error}", style="red")
        raise typer.Exit(2) from error
    if form is ParseFormat.json:
        print(json.dumps(answer, ensure_ascii=False, indent=2))
    elif answer["events"]:
        from timeline.parsing.files import as_yaml

        out.print("\n---\n".join(as_yaml(event) for event in answer["events"]))
    if not answer["events"]:
        errors.print(f"no event: {answer['reason']}")
    if write:
        from timeline.parsing.files import save

        for event in answer["events"]:
            errors.print(f"saved {shown(save(event, project_root() / 'data' / 'drafts'))}", style="green")


def _one(article: str, given: dict[str, str | None], *, private: bool = False) -> dict[str, Any]:
    """The answer for one article, wherever it comes from."""
    from timeline.parsing import parse_page
    from timeline.parsing.readers import UnreadableArticleError, read_bytes, read_file, read_url

    if article == "-":
        page = read_bytes(sys.stdin.buffer.read(), name="standard input")
    elif re.match(r"[a-z]+://", article):
        page = read_url(article, private=private)
    else:
        path = Path(article)
        if not path.is_file():
            raise UnreadableArticleError(f"there is no {article}", remedy="check the path")
        page = read_file(path)
    parsed = parse_page(page, **given, link=True)
    return {"events": [draft.as_json() for draft in parsed.drafts], "reason": parsed.reason}


def _answer(task: tuple[str, dict[str, str | None]]) -> dict[str, Any]:
    """A file of a batch; what cannot be read is told in the answer."""
    file, given = task
    try:
        return {"file": file, **_one(file, given)}
    except TimelineError as error:
        return {"file": file, "events": [], "reason": str(error)}


def _folder(folder: Path, given: dict[str, str | None]) -> int:
    """Reads all articles of a folder on all cores, a JSON line each."""
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    files = sorted(file for file in folder.rglob("*") if file.suffix.lower() in ARTICLE_ENDINGS)
    if not files:
        errors.print(f"timeline: no articles in {folder}. Remedy: give .txt or .html files", style="red")
        return 2
    with ProcessPoolExecutor(mp_context=get_context("spawn")) as pool:
        tasks = ((str(file), given) for file in files)
        for _, answer in zip(reading(files), _bounded(pool, tasks), strict=True):
            print(json.dumps(answer, ensure_ascii=False))
    return 0


def _bounded(
    pool: Any, tasks: Iterator[tuple[str, dict[str, str | None]]], ahead: int = 64
) -> Iterator[dict[str, Any]]:
    """Answers in order, with at most ``ahead`` files in hand, so that memory stays flat."""
    from collections import deque

    waiting: deque[Any] = deque()
    for task in tasks:
        waiting.append(pool.submit(_answer, task))
        if len(waiting) >= ahead:
            yield waiting.popleft().result()
    while waiting:
        yield waiting.popleft().result()


def accept(
    lang: Spoken,
    draft: Annotated[Path, typer.Argument(help="A draft under data/drafts.")],
    into: Annotated[
        str | None, typer.Option("--into", help="Add the article as a further source of this event.")
    ] = None,
    identifier: Annotated[
        str | None, typer.Option("--id", help="The id of the new record; default: the draft's name.")
    ] = None,
) -> None:
    """Take a draft into the dataset: check it and move it, or add its article to an event that is there.

    Nothing is written unless everything is right. Exit code 0: accepted; 1: refused, with the reason.

    Examples: `timeline accept data/drafts/2024-03-rus-call-putin.yaml` ·
    `timeline accept data/drafts/2024-03-rus-call-putin.yaml --into 2024-03-rus-tiani-putin-call`
    """
    from timeline.parsing.accepting import DraftError, accept_draft, add_source

    root = project_root()
    try:
        path = add_source(draft, root, into) if into else accept_draft(draft, root, identifier)
    except DraftError as error:
        for finding in error.findings:
            errors.print(finding.as_text(lang.value), style="red" if finding.severity == "error" else "yellow")
        errors.print(f"timeline: {error.said.told(lang.value)}", style="red")
        raise typer.Exit(1) from error
    done = Said("added to", "ajouté à") if into else Said("accepted as", "accepté :")
    out.print(f"{done.told(lang.value)} {shown(path)}")
