"""Step 11, draft files: a draft as a record file, with what a curator needs to judge it in comments above."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from timeline.parsing.text import fold
from timeline.records.layout import dumps
from timeline.storage import write_atomic

DRAFT_NOTE = "# Draft made by `timeline parse`: write both summaries, check each field, then `timeline accept`."
_EDITOR_KEYS = ("confidence", "unread", "matches")


def as_yaml(event: Mapping[str, Any]) -> str:
    """A draft, as ``Draft.as_json`` gives it, as the text of a record file."""
    record = {key: value for key, value in event.items() if key not in _EDITOR_KEYS}
    lines = [
        DRAFT_NOTE,
        f"# confidence: {json.dumps(event['confidence'])}",
        f"# not read: {', '.join(event['unread'])}",
    ]
    lines += [f"# likely the same: {match['id']} ({match['score']}) {match['title']}" for match in event["matches"]]
    return "\n".join(lines) + "\n" + dumps(record)


def draft_id(record: Mapping[str, Any]) -> str:
    """The id that a draft is given until a curator names it: month, partner, act, person.

    >>> draft_id({"date": "2024-03-26", "partners": {"RUS": "toward"}, "act": "call", "people": ["Vladimir Putin"]})
    '2024-03-rus-call-putin'
    """
    month = re.match(r"\d{4}(-\d\d)?", str(record.get("date", "")).lstrip("["))
    people = record.get("people") or []
    foreign = [fold(name.split()[-1]) for name in people[-1:]]
    words = [month[0] if month else "0000", next(iter(record["partners"])).lower(), record["act"], *foreign]
    return "-".join(re.sub(r"[^a-z0-9-]", "", word) for word in words if word).strip("-")


def save(event: Mapping[str, Any], folder: Path) -> Path:
    """Saves a draft in a folder, under an id that no other draft there has."""
    folder.mkdir(parents=True, exist_ok=True)
    stem = draft_id(event)
    path = folder / f"{stem}.yaml"
    number = 2
    while path.exists():
        path = folder / f"{stem}-{number}.yaml"
        number += 1
    write_atomic(path, as_yaml(event))
    return path
