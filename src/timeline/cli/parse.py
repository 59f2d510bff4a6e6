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

from timeline.cli.console import errors, out, reading
from timeline.errors import TimelineError
from timeline.paths import project_root

ARTICLE_ENDINGS = (".txt", ".html", ".htm")
_EDITOR_KEYS = ("confidence", "unread", "matches")
_DRAFT_NOTE = "# Draft made by `timeline parse`: write both summaries, check each field, then `timeline accept`."


class ParseFormat(StrEnum):
    """How drafts are printed."""

    yaml = "yaml"
    json = "json"


class Language(StrEnum):
    """The languages that the parser reads."""

    fr = "fr"
    en = "en"


class DraftError(TimelineError):
    """A draft cannot be accepted."""


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
        errors.print(f"timeline: {published!r} is no day. Remedy: write it as 2024-03-27", style="red")
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
        out.print("\n---\n".join(as_yaml(event) for event in answer["events"]))
    if not answer["events"]:
        errors.print(f"no event: {answer['reason']}")
    if write:
        for event in answer["events"]:
            errors.print(f"saved {save(event, project_root() / 'data' / 'drafts')}", style="green")


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


def as_yaml(event: dict[str, Any]) -> str:
    """A draft as a record file, what a curator needs to judge it in comments above."""
    from timeline.records.layout import dumps

    record = {key: value for key, value in event.items() if key not in _EDITOR_KEYS}
    lines = [
        _DRAFT_NOTE,
        f"# confidence: {json.dumps(event['confidence'])}",
        f"# not read: {', '.join(event['unread'])}",
    ]
    lines += [f"# likely the same: {match['id']} ({match['score']}) {match['title']}" for match in event["matches"]]
    return "\n".join(lines) + "\n" + dumps(record)


def draft_id(record: dict[str, Any]) -> str:
    """The id that a draft is given until a curator names it: month, partner, act.

    >>> draft_id({"date": "2024-03-26", "partners": {"RUS": "toward"}, "act": "call", "people": ["Vladimir Putin"]})
    '2024-03-rus-call-putin'
    """
    from timeline.parsing.text import fold

    month = re.match(r"\d{4}(-\d\d)?", str(record.get("date", "")).lstrip("["))
    people = record.get("people") or []
    foreign = [fold(name.split()[-1]) for name in people[-1:]]
    words = [month[0] if month else "0000", next(iter(record["partners"])).lower(), record["act"], *foreign]
    return "-".join(re.sub(r"[^a-z0-9-]", "", word) for word in words if word).strip("-")


def save(event: dict[str, Any], folder: Path) -> Path:
    """Saves a draft under an id that no other draft has."""
    from timeline.storage import write_atomic

    folder.mkdir(parents=True, exist_ok=True)
    stem = draft_id(event)
    path = folder / f"{stem}.yaml"
    number = 2
    while path.exists():
        path = folder / f"{stem}-{number}.yaml"
        number += 1
    write_atomic(path, as_yaml(event))
    return path


def accept(
    draft: Annotated[Path, typer.Argument(help="A draft under data/drafts.")],
    into: Annotated[
        str | None, typer.Option("--into", help="Add the article as a further source of this event.")
    ] = None,
    identifier: Annotated[
        str | None, typer.Option("--id", help="The id of the new record; default: the draft's name.")
    ] = None,
) -> None:
    """Take a draft into the dataset: check it and move it, or add its article to an event that is there.

    Examples: `timeline accept data/drafts/2024-03-rus-call-putin.yaml` ·
    `timeline accept data/drafts/2024-03-rus-call-putin.yaml --into 2024-03-rus-tiani-putin-call`
    """
    try:
        path = _add_source(draft, into) if into else _move(draft, identifier or draft.stem)
    except DraftError as error:
        errors.print(f"timeline: {error}", style="red")
        raise typer.Exit(1) from error
    out.print(f"{'added to' if into else 'accepted as'} {path}")


def _read(path: Path) -> dict[str, Any]:
    from timeline.records.reader import read_value
    from timeline.records.yamltext import UnreadableError

    if not path.is_file():
        raise DraftError(f"there is no {path}", remedy="check the path")
    try:
        value, _ = read_value(path)
    except UnreadableError as error:
        raise DraftError(f"{path}: {error}", remedy="mend the YAML") from error
    if not isinstance(value, dict):
        raise DraftError(f"{path} is no record", remedy="give a file made by `timeline parse --write`")
    return value


def _move(draft: Path, identifier: str) -> Path:
    from timeline.findings import has_errors
    from timeline.parsing.drafts import SUMMARY
    from timeline.storage import write_atomic
    from timeline.validation import validate

    record = _read(draft)
    summary = record.get("summary") or {}
    if any(summary.get(lang) == text for lang, text in SUMMARY.items()):
        raise DraftError(f"{draft.name} has no summary yet", remedy="write it in both languages, then accept")
    root = project_root()
    target = root / "data" / "events" / identifier[:4] / f"{identifier}.yaml"
    if target.exists():
        raise DraftError(f"{identifier} exists", remedy="give another --id, or add the article with --into")
    text = draft.read_text(encoding="utf-8")
    body = "\n".join(line for line in text.splitlines() if not line.startswith("# ")) + "\n"
    target.parent.mkdir(parents=True, exist_ok=True)
    write_atomic(target, body)
    findings = validate(target)
    if has_errors(findings):
        target.unlink()
        for finding in findings:
            errors.print(finding.as_text(), style="red" if finding.severity == "error" else "yellow")
        raise DraftError(f"{draft.name} does not pass validation", remedy="mend what is named above")
    draft.unlink()
    return target


def _add_source(draft: Path, into: str) -> Path:
    from timeline.records.layout import reformat
    from timeline.records.reader import discover
    from timeline.storage import write_atomic

    record = _read(draft)
    sources = record.get("sources") or []
    if not sources:
        raise DraftError(f"{draft.name} names no source", remedy="give --url when parsing")
    events = project_root() / "data" / "events"
    target = next((file for file in discover(events) if isinstance(file, Path) and file.stem == into), None)
    if target is None:
        raise DraftError(f"there is no event {into}", remedy="take an id from the draft's `likely the same` lines")
    known = _read(target)
    if any(source.get("url") == sources[0]["url"] for source in known.get("sources") or []):
        raise DraftError(f"{into} has this source already", remedy="delete the draft")
    write_atomic(target, _with_source(target.read_text(encoding="utf-8"), sources[0], reformat))
    draft.unlink()
    return target


def _with_source(text: str, source: dict[str, Any], reformat: Any) -> str:
    """A record's text with one more source at the end of its list; all other lines stay."""
    lines = text.rstrip("\n").split("\n")
    start = next(index for index, line in enumerate(lines) if line.startswith("sources:"))
    end = start + 1
    while end < len(lines) and (lines[end].startswith((" ", "-", "#")) or not lines[end].strip()):
        end += 1
    indent = re.match(r" *", lines[start + 1])
    margin = indent[0] if indent else "  "
    rows = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in source.items()]
    added = [f"{margin}{'- ' if number == 0 else '  '}{row}" for number, row in enumerate(rows)]
    return reformat("\n".join([*lines[:end], *added, *lines[end:]]) + "\n")
