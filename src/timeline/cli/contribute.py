"""``timeline new``, ``timeline propose`` and ``timeline review``: how events come in from people."""

from __future__ import annotations

import json
import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from timeline.bilingual import Said, several
from timeline.cli.console import Spoken, Tongue, errors, out, reading, spoken
from timeline.errors import TimelineError
from timeline.findings import has_errors
from timeline.paths import project_root

if TYPE_CHECKING:
    from timeline.contributing.candidate import Candidate, Dataset


class ReviewFormat(StrEnum):
    """What a review is printed as."""

    text = "text"
    github = "github"
    markdown = "markdown"
    scope = "scope"


class NewRecordError(TimelineError):
    """A new record cannot be written."""


def new(
    lang: Spoken,
    given: Annotated[
        str | None, typer.Option("--from-json", help="Take the record from a JSON file, or - for standard input.")
    ] = None,
    identifier: Annotated[
        str | None, typer.Option("--id", help="The event's id; default: made from the record.")
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Print the file instead of writing it.")] = False,
    distinct: Annotated[
        bool, typer.Option("--distinct", help="With --from-json: it is another event than those that look alike.")
    ] = False,
) -> None:
    """Write a new event's file: asks field by field, or takes the record from JSON.

    Each answer is checked at once; an event that looks like one of the dataset's is shown before it is written.
    An existing file is never overwritten. Exit code 0: written; 1: not a sound record, or a likely duplicate;
    2: could not run.

    Examples: `timeline new` · `timeline new --lang fr` · `timeline new --from-json record.json --dry-run`
    """
    from timeline.contributing.candidate import Dataset

    root = project_root()
    if given is None and not sys.stdin.isatty():
        raise NewRecordError("there is no terminal to ask on", remedy="give the record with --from-json FILE or -")
    dataset = Dataset.read(root, progress=reading)
    if given is None:
        event_id, value = _ask(dataset, lang, identifier)
    else:
        value = _json(given)
        event_id = identifier or _suggested(value, dataset)
    candidate = _sound(value, event_id, dataset, lang)
    if given is not None and not distinct:
        _refuse_look_alikes(candidate, dataset, lang)
    if dry_run:
        print(candidate.text, end="")
        return
    path = _write(root, candidate)
    out.print(Said(f"wrote {path}", f"fiche écrite : {path}").told(lang.value), style="green")


def _ask(dataset: Dataset, lang: Tongue, identifier: str | None) -> tuple[str, Any]:
    from timeline.contributing.candidate import file_of
    from timeline.contributing.interview import SameEventError, interview

    try:
        event_id, value = interview(dataset, lang.value, errors.print)
    except SameEventError as same:
        path = file_of(same.event_id).as_posix()
        told = Said(
            f"Nothing was written: add your pages to `sources` in {path}",
            f"Rien n'a été écrit : ajoutez vos pages à `sources` dans {path}",
        )
        errors.print(told.told(lang.value))
        raise typer.Exit(1) from None
    except (KeyboardInterrupt, EOFError):
        errors.print(Said("Nothing was written.", "Rien n'a été écrit.").told(lang.value))
        raise typer.Exit(1) from None
    return identifier or event_id, value


def _json(given: str) -> Any:
    try:
        text = sys.stdin.read() if given == "-" else Path(given).read_text(encoding="utf-8-sig")
        return json.loads(text)
    except OSError as error:
        raise NewRecordError(f"{given} cannot be read: {error.strerror}", remedy="check the path") from None
    except (ValueError, RecursionError) as error:
        raise NewRecordError(
            f"this is not JSON: {error}", remedy="give one object, with the keys of a record"
        ) from None


def _suggested(value: Any, dataset: Dataset) -> str:
    from timeline.contributing.candidate import suggest_id

    return suggest_id(value if isinstance(value, dict) else {}, [entry.event_id for entry in dataset.entries])


def _sound(value: Any, event_id: str, dataset: Dataset, lang: Tongue) -> Candidate:
    """The candidate, its warnings printed; ends the command where it has errors."""
    from timeline.contributing.candidate import examine

    candidate = examine(value, event_id, dataset)
    for finding in candidate.findings:
        errors.print(
            finding.as_text(lang.value, placed=False), style="red" if finding.severity == "error" else "yellow"
        )
    if has_errors(candidate.findings):
        told = Said(
            "Nothing was written: mend what is named above.",
            "Rien n'a été écrit : corrigez ce qui est nommé ci-dessus.",
        )
        errors.print(told.told(lang.value), style="red")
        raise typer.Exit(1)
    return candidate


def _refuse_look_alikes(candidate: Candidate, dataset: Dataset, lang: Tongue) -> None:
    from timeline.contributing.candidate import similar

    found = similar(candidate.entry, dataset) if candidate.entry else []
    for other in found:
        told = Said(
            f"looks like {other.event_id} ({other.percent} %): {other.title['en']}",
            f"ressemble à {other.event_id} ({other.percent} %) : {other.title['fr']}",
        )
        errors.print(told.told(lang.value), style="yellow")
    if found:
        told = Said(
            "Nothing was written: if it is another event, name them in distinct_from, or give --distinct.",
            "Rien n'a été écrit : si c'est un autre événement, nommez-les dans distinct_from, ou donnez --distinct.",
        )
        errors.print(told.told(lang.value), style="red")
        raise typer.Exit(1)


def _write(root: Path, candidate: Candidate) -> Path:
    """Write the file whole, and only where there is none."""
    from timeline.contributing.candidate import file_of
    from timeline.storage import create_atomic

    path = root / file_of(candidate.event_id)
    if not create_atomic(path, candidate.text):
        raise NewRecordError(f"{file_of(candidate.event_id)} exists already", remedy="give another --id")
    return file_of(candidate.event_id)


def propose(
    issue: Annotated[Path, typer.Argument(help="The issue's text, or the JSON of a GitHub event that holds it.")],
    repository: Annotated[
        str | None, typer.Option(help="Address of the repository on the web, for the link in the answer.")
    ] = None,
) -> None:
    """Read a filled-in form "Propose an event" and print the answer: the record's file, or what is missing.

    Used by the workflow that answers proposals. Exit code 0: answered; 2: could not run.

    Examples: `timeline propose issue.md` · `timeline propose "$GITHUB_EVENT_PATH"`
    """
    from timeline.contributing.candidate import Dataset
    from timeline.contributing.proposals import judge, reply

    print(reply(judge(_issue_text(issue), Dataset.read(project_root())), repository), end="")


def _issue_text(path: Path) -> str:
    try:
        text = path.read_text(encoding="utf-8", errors="replace")
    except OSError as error:
        raise NewRecordError(f"{path} cannot be read: {error.strerror}", remedy="check the path") from None
    if path.suffix != ".json":
        return text
    try:
        event = json.loads(text)
    except ValueError as error:
        raise NewRecordError(f"{path} is not JSON: {error}", remedy="give the event's own file") from None
    issue = event.get("issue") if isinstance(event, dict) else None
    body = issue.get("body") if isinstance(issue, dict) else None
    return body if isinstance(body, str) else ""


def review(
    base: Annotated[str, typer.Option(help="The branch, tag or commit to compare with.")] = "main",
    form: Annotated[
        ReviewFormat,
        typer.Option(
            "--format",
            help="text: findings; github: findings as annotations; markdown: every changed event as readers see it; "
            "scope: scope=records where records and reference rows alone are changed, else scope=code.",
        ),
    ] = ReviewFormat.text,
    output: Annotated[Path | None, typer.Option("--output", "-o", help="Add to this file instead of printing.")] = None,
    lang: Annotated[
        Tongue | None,
        typer.Option(help="Language of text and github; default: the locale's for text, both for github."),
    ] = None,
) -> None:
    """Review the records that differ from another state of the repository, committed or not.

    Exit code 0: no errors, or a format other than text and github; 1: errors; 2: could not run.

    Examples: `timeline review --base main` · `timeline review --base main --format markdown`
    """
    from timeline.contributing.review import as_markdown
    from timeline.contributing.review import review as compare

    found = compare(project_root(), base)
    if form is ReviewFormat.markdown:
        text = as_markdown(found)
    elif form is ReviewFormat.scope:
        text = f"scope={'records' if found.only_records else 'code'}\n"
    else:
        lines = [
            one.as_github(lang.value if lang else None)
            if form is ReviewFormat.github
            else one.as_text((lang or spoken()).value)
            for one in found.findings
        ]
        text = "".join(f"{line}\n" for line in lines)
    if output is None:
        print(text, end="")
    else:
        with output.open("a", encoding="utf-8") as stream:
            stream.write(text)
    if form in (ReviewFormat.text, ReviewFormat.github):
        bad = has_errors(found.findings)
        n_errors = sum(one.severity == "error" for one in found.findings)
        n_warnings, before, after = len(found.findings) - n_errors, found.events_before, found.events_after
        told = Said(
            f"{len(found.records)} changed records, {n_errors} errors, {n_warnings} warnings; "
            f"events {before} before, {after} after",
            f"{several(len(found.records), 'fiche modifiée', 'fiches modifiées')}, "
            f"{several(n_errors, 'erreur', 'erreurs')}, {several(n_warnings, 'avertissement', 'avertissements')} ; "
            f"événements : {before} avant, {after} après",
        )
        errors.print(told.told((lang or spoken()).value), style="red" if bad else "green")
        raise typer.Exit(1 if bad else 0)
