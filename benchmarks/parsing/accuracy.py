"""Accuracy of the parser, a field at a time, over articles with expected records.

    python benchmarks/parsing/accuracy.py tests/articles/dev [--errors]

An event counts where its article's expected event of the same rank exists: main against main, second against second.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

import yaml_rs

from timeline.parsing import Parsed, parse

UNITS = {"t": "tonnes", "%": "percent", "instructors": "persons", "soldiers": "persons", "students": "persons"}
FIELDS = ("events", "date", "partners", "orientation", "type", "act", "status", "place")


def read_case(folder: Path, case: dict[str, Any]) -> Parsed:
    """The parser's answer for an article of a folder."""
    path = folder / case["file"]
    return parse(
        path.read_text(encoding="utf-8"),
        published=str(case["published"]),
        url=case.get("url"),
        publisher=case.get("publisher"),
        lang=case.get("lang"),
        html=path.suffix == ".html",
    )


def pair(
    expected: list[dict[str, Any]], found: list[dict[str, Any]]
) -> list[tuple[dict[str, Any], dict[str, Any] | None]]:
    """Expected events with the found one that fits best; each found event is used once."""
    left = list(found)
    pairs: list[tuple[dict[str, Any], dict[str, Any] | None]] = []
    for index, event in enumerate(expected):

        def fit(other: dict[str, Any], event: dict[str, Any] = event, index: int = index) -> tuple[int, int, int, int]:
            return (
                int(_accepts(event["act"], other["act"])),
                int(set(other["partners"]) == set(event["partners"])),
                int(_accepts(event["event_type"], other["event_type"])),
                int(found.index(other) == index),
            )

        best = max(left, key=lambda other: (sum(fit(other)), fit(other)), default=None)
        if best is not None:
            left.remove(best)
        pairs.append((event, best))
    return pairs


def _accepts(expected: Any, answer: Any) -> bool:
    """Whether an answer is the expected code, or one of them."""
    return answer in expected if isinstance(expected, list) else answer == expected


def _amounts(event: dict[str, Any] | None) -> set[tuple[float, str]]:
    return {
        (float(item["value"]), UNITS.get(item["unit"], item["unit"])) for item in (event or {}).get("amounts") or []
    }


def _f1(counts: list[int]) -> float:
    hit, expected, found = counts
    return 2 * hit / (expected + found) if expected + found else 1.0


def measure(folder: Path, *, errors: bool = False) -> dict[str, float]:
    """The share right of each field over the articles of a folder."""
    cases = yaml_rs.loads((folder / "gold.yaml").read_text(encoding="utf-8"))
    right = dict.fromkeys(FIELDS, 0)
    total = 0
    sums = {name: [0, 0, 0] for name in ("people", "amounts", "domains", "organisations")}
    for case in cases:
        parsed = read_case(folder, case)
        found = [draft.record for draft in parsed.drafts]
        expected = case["events"]
        wrong: list[str] = []
        if len(found) == len(expected):
            right["events"] += 1
        else:
            wrong.append(
                f"events {len(found)} for {len(expected)} ({parsed.reason}) "
                f"{[(record['act'], dict(record['partners']), record.get('date')) for record in found]}"
            )
        for event, answer in pair(expected, found):
            total += 1
            other: dict[str, Any] = answer or {}
            checks = {
                "date": str(event["date"]) == other.get("date"),
                "partners": set(event["partners"]) == set(other.get("partners", {})),
                "orientation": bool(other)
                and all(
                    other["partners"].get(code) == way
                    for code, way in event["partners"].items()
                    if code in other["partners"]
                )
                and bool(set(event["partners"]) & set(other["partners"])),
                "type": _accepts(event["event_type"], other.get("event_type")),
                "act": _accepts(event["act"], other.get("act")),
                "status": _accepts(event["status"], other.get("status")),
                "place": (event.get("place") or {}).get("name", "") == (other.get("place") or {}).get("name", ""),
            }
            for name, ok in checks.items():
                right[name] += ok
                if not ok and (name != "place" or errors):
                    shown = {
                        "date": "date",
                        "partners": "partners",
                        "orientation": "partners",
                        "type": "event_type",
                        "act": "act",
                        "status": "status",
                        "place": "place",
                    }[name]
                    wrong.append(f"{name}: {other.get(shown)} for {event.get(shown)}")
            for name in sums:
                if name == "amounts":
                    mine, theirs = _amounts(event), _amounts(answer)
                else:
                    mine, theirs = set(event.get(name) or []), set(other.get(name) or [])
                sums[name][0] += len(mine & theirs)
                sums[name][1] += len(mine)
                sums[name][2] += len(theirs)
                if errors and mine != theirs and name != "domains":
                    wrong.append(f"{name}: -{sorted(map(str, mine - theirs))} +{sorted(map(str, theirs - mine))}")
        if errors and wrong:
            print(f"{case['file']}: " + "\n    ".join(wrong))
    scores = {
        name: right[name] / (len(cases) if name == "events" else max(1, total))
        for name in FIELDS
        if not name.endswith("F1")
    }
    return scores | {f"{name} F1": _f1(counts) for name, counts in sums.items()}


def main() -> None:
    """Prints the table."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("folders", nargs="+", type=Path)
    arguments.add_argument("--errors", action="store_true")
    given = arguments.parse_args()
    for folder in given.folders:
        scores = measure(folder, errors=given.errors)
        print(f"{folder}: " + "  ".join(f"{name} {score:.2f}" for name, score in scores.items()))


if __name__ == "__main__":
    main()
