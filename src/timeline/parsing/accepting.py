"""Step 12, accepting: a draft that a curator has finished becomes a record, or a further source of one.

Everything is checked before anything is written, as if the file lay in the dataset already; a draft is removed only
once its record is written. A draft that is refused stays as it is.
"""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from timeline.bilingual import Said, quoted
from timeline.errors import TimelineError
from timeline.findings import Finding, has_errors, shown
from timeline.parsing.drafts import SUMMARY
from timeline.records.layout import reformat
from timeline.records.model import EVENT_ID
from timeline.records.reader import discover, read_value
from timeline.records.yamltext import UnreadableError
from timeline.storage import write_atomic
from timeline.validation import errors_first, validate

_TONGUES = {"en": "anglais", "fr": "français"}


class DraftError(TimelineError):
    """A draft cannot be accepted; ``findings`` say where it breaks which rule."""

    def __init__(self, message: Said, *, remedy: Said, findings: Sequence[Finding] = ()) -> None:
        super().__init__(message, remedy=remedy)
        self.findings = errors_first(findings)


def accept_draft(draft: Path, root: Path, identifier: str | None = None) -> Path:
    """Moves a finished draft into the dataset under ``root`` and returns the record's path.

    ``identifier`` is the id of the record, by default the draft's file name. Raises DraftError where a summary is not
    written, the id is taken, or the record would not pass validation.
    """
    event_id = identifier or draft.stem
    record = _record(draft)
    unwritten = [lang for lang, text in SUMMARY.items() if (record.get("summary") or {}).get(lang) == text]
    if unwritten:
        raise DraftError(
            Said(
                f"{draft.name} has no summary in {' and '.join(unwritten)} yet",
                f"{draft.name} n'a pas encore de résumé en {' et en '.join(_TONGUES[lang] for lang in unwritten)}",
            ),
            remedy=Said(
                "write it in your own words in both languages, then accept",
                "rédigez-le avec vos mots dans les deux langues, puis acceptez",
            ),
        )
    if not re.match(EVENT_ID, event_id):
        raise DraftError(
            Said(f"{event_id!r} is no event id", f"{quoted(event_id)} n'est pas un identifiant d'événement"),
            remedy=Said(
                "name it with --id, like 2024-03-rus-tiani-putin-call",
                "donnez-en un avec --id, comme 2024-03-rus-tiani-putin-call",
            ),
        )
    if _event_file(root, event_id):
        raise DraftError(
            Said(f"there is an event {event_id} already", f"il y a déjà un événement {event_id}"),
            remedy=Said(
                "give another --id, or add the article to it with --into",
                "donnez un autre --id, ou ajoutez-lui l'article avec --into",
            ),
        )
    target = root / "data" / "events" / _year(record, event_id) / f"{event_id}.yaml"
    head, body = _split(draft.read_text(encoding="utf-8"))
    _check(body, target, root, told_as=draft, offset=head)
    write_atomic(target, reformat(body))
    draft.unlink()
    return target


def add_source(draft: Path, root: Path, event_id: str) -> Path:
    """Adds a draft's article to the sources of an event that is there, removes the draft, returns the event's path.

    Raises DraftError where the draft names no article, the event does not exist or has this source already, or the
    event would no longer pass validation.
    """
    sources = [source for source in _record(draft).get("sources") or [] if isinstance(source, dict)]
    if not sources or not all(source.get("url") for source in sources):
        raise DraftError(
            Said(f"{draft.name} names no source", f"{draft.name} ne nomme aucune source"),
            remedy=Said(
                "parse the article anew with --url and --publisher",
                "lisez l'article à nouveau avec --url et --publisher",
            ),
        )
    target = _event_file(root, event_id)
    if target is None:
        raise DraftError(
            Said(f"there is no event {event_id}", f"il n'y a pas d'événement {event_id}"),
            remedy=Said(
                "take an id from the draft's `likely the same` lines",
                "prenez un identifiant dans les lignes `likely the same` du brouillon",
            ),
        )
    known = {source.get("url") for source in _record(target).get("sources") or []}
    new = [source for source in sources if source["url"] not in known]
    if not new:
        raise DraftError(
            Said(f"{event_id} has this source already", f"{event_id} a déjà cette source"),
            remedy=Said("delete the draft: it adds nothing", "supprimez le brouillon : il n'ajoute rien"),
        )
    text = target.read_text(encoding="utf-8")
    for source in new:
        text = _with_source(text, source)
    text = reformat(text)
    _check(text, target, root, told_as=target, offset=0)
    write_atomic(target, text)
    draft.unlink()
    return target


def _record(path: Path) -> dict[str, Any]:
    if not path.is_file():
        raise DraftError(
            Said(f"there is no {path}", f"{path} n'existe pas"),
            remedy=Said("check the path", "vérifiez le chemin"),
        )
    try:
        value, _ = read_value(path)
    except UnreadableError as error:
        reason = error.problems[0].message
        raise DraftError(
            Said(f"{path.name} cannot be read: {reason.en}", f"{path.name} n'a pas pu être lu : {reason.fr}"),
            remedy=Said("mend the YAML", "corrigez le YAML"),
        ) from error
    if not isinstance(value, dict):
        raise DraftError(
            Said(f"{path.name} is no record", f"{path.name} n'est pas une fiche"),
            remedy=Said(
                "give a file made by `timeline parse --write`", "donnez un fichier de `timeline parse --write`"
            ),
        )
    return value


def _year(record: Mapping[str, Any], event_id: str) -> str:
    """The folder of a record: the year of its date, or of its id where the date has none."""
    year = re.search(r"\d{4}", str(record.get("date", "")))
    return year[0] if year else event_id[:4]


def _event_file(root: Path, event_id: str) -> Path | None:
    found = discover(root / "data" / "events")
    return next((file for file in found if isinstance(file, Path) and file.stem == event_id), None)


def _split(text: str) -> tuple[int, str]:
    """How many comment lines stand at the head of a draft, and the record below them."""
    lines = text.splitlines(keepends=True)
    head = next((number for number, line in enumerate(lines) if not line.startswith("#")), len(lines))
    return head, "".join(lines[head:])


def _check(text: str, target: Path, root: Path, *, told_as: Path, offset: int) -> None:
    """Validates a text as if it were the file ``target``; what is wrong is told with the lines of ``told_as``."""
    with tempfile.TemporaryDirectory() as folder:
        trial = Path(folder) / target.parent.name / target.name
        write_atomic(trial, text)
        findings = validate(trial, root=root)
    name, tried = shown(told_as), shown(trial)
    findings = [
        replace(finding, file=name, line=finding.line + offset) if finding.file == tried else finding
        for finding in findings
    ]
    if has_errors(findings):
        raise DraftError(
            Said(f"{told_as.name} does not pass validation", f"{told_as.name} ne passe pas la validation"),
            remedy=Said("mend what is named above, then accept", "corrigez ce qui est nommé ci-dessus, puis acceptez"),
            findings=findings,
        )


def _with_source(text: str, source: Mapping[str, Any]) -> str:
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
    return "\n".join([*lines[:end], *added, *lines[end:]]) + "\n"
