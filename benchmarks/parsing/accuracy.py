"""Accuracy of the parser, a field at a time, over articles with expected records: ``make accuracy``.

    python -m benchmarks.parsing.accuracy            the tables
    python -m benchmarks.parsing.accuracy --write    the same, kept for README and put there
    python -m benchmarks.parsing.accuracy dev own    what is wrong, article by article

Every article is read with weights that were trained without the events it may tell of. An expected event is compared
with the found one that fits it best; one that was not found counts as wrong in every field.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from benchmarks.parsing.articles import ARTICLES, ROOT, SETS, Case, cases
from benchmarks.parsing.words import FRENCH, both
from timeline.pages import write_pages
from timeline.pages.measured import Part, Table, Text, printed, write_results

FIELDS = ("events", "date", "partners", "orientation", "type", "act", "status", "place")
LISTS = ("people", "amounts")
AIMS = {"events": 0.9, "date": 0.95, "partners": 0.92, "orientation": 0.92, "type": 0.85, "act": 0.8}
UNSEEN = (
    "What a user should expect is nearer to this: the same sets when they were first read, before anything was mended "
    "by them (`benchmarks/results/unseen.json` names the commits):"
)
SURE = ("date", "partners", "type", "act", "status", "place")
"""Fields for which a draft says how sure it is."""
BANDS = ((0.0, 0.5, "below 0.5"), (0.5, 0.8, "0.5 to 0.8"), (0.8, 0.95, "0.8 to 0.95"), (0.95, 1.1, "0.95 and more"))
KEYS = {"type": "event_type", "orientation": "partners"}
UNITS = {"t": "tonnes", "%": "percent", "instructors": "persons", "soldiers": "persons", "students": "persons"}
"""Units that count as one, since articles call the same people by several."""


@dataclass(slots=True)
class Tally:
    """What was right, over a set of articles."""

    articles: int = 0
    events: int = 0
    right: dict[str, int] = field(default_factory=lambda: dict.fromkeys(FIELDS, 0))
    lists: dict[str, list[int]] = field(default_factory=lambda: {name: [0, 0] for name in LISTS})
    wrong: list[str] = field(default_factory=list[str])
    sure: list[tuple[str, float, bool]] = field(default_factory=list[tuple[str, float, bool]])
    """Field, how sure a draft was of it, whether it was right."""

    def scores(self) -> dict[str, float]:
        """Share right a field; F1 of lists."""
        shares = {
            name: count / max(1, self.articles if name == "events" else self.events)
            for name, count in self.right.items()
        }
        return shares | {f"{name} F1": 2 * hit / size if size else 1.0 for name, (hit, size) in self.lists.items()}


def _accepts(expected: Any, answer: Any) -> bool:
    """Whether an answer is the expected code, or one of them."""
    return answer in expected if isinstance(expected, list) else answer == expected


def pair(
    expected: list[dict[str, Any]], found: list[dict[str, Any]]
) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    """Expected events with the found one that fits best, or with nothing; each found event is used once."""
    left = list(found)
    for event in expected:

        def fit(other: dict[str, Any], event: dict[str, Any] = event) -> tuple[int, bool, bool]:
            act, kind = _accepts(event["act"], other["act"]), _accepts(event["event_type"], other["event_type"])
            same = set(other["partners"]) == set(event["partners"])
            return act + kind + same, act, same

        best = max(left, key=fit, default=None)
        if best is not None:
            left.remove(best)
        yield event, best or {}


def _checks(event: dict[str, Any], other: dict[str, Any]) -> dict[str, bool]:
    wanted, got = event["partners"], other.get("partners", {})
    shared = set(wanted) & set(got)
    return {
        "date": str(event["date"]) == other.get("date"),
        "partners": set(wanted) == set(got),
        "orientation": bool(shared) and all(got[code] == wanted[code] for code in shared),
        "type": _accepts(event["event_type"], other.get("event_type")),
        "act": _accepts(event["act"], other.get("act")),
        "status": _accepts(event["status"], other.get("status")),
        "place": (event.get("place") or {}).get("name", "") == (other.get("place") or {}).get("name", ""),
    }


def _items(event: dict[str, Any], name: str) -> set[Any]:
    if name == "amounts":
        return {(float(one["value"]), UNITS.get(one["unit"], one["unit"])) for one in event.get(name) or []}
    return set(event.get(name) or [])


def measure(articles: Iterable[Case]) -> Tally:
    """What the parser gets right, by the weights in use."""
    tally = Tally()
    for case in articles:
        parsed = case.parsed()
        found = [draft.record for draft in parsed.drafts]
        confidence = {id(draft.record): draft.confidence for draft in parsed.drafts}
        tally.articles += 1
        tally.right["events"] += len(found) == len(case.events)
        wrong: list[str] = []
        if len(found) != len(case.events):
            got = [(record["act"], dict(record["partners"]), record.get("date")) for record in found]
            wrong.append(f"{len(found)} events for {len(case.events)} ({parsed.reason}) {got}")
        for event, other in pair(case.events, found):
            tally.events += 1
            for name, right in _checks(event, other).items():
                tally.right[name] += right
                if name in SURE and id(other) in confidence:
                    key = "event_type" if name == "type" else name
                    tally.sure.append((name, confidence[id(other)][key], right))
                if not right:
                    key = KEYS.get(name, name)
                    wrong.append(f"{name}: {other.get(key)} for {event.get(key)}")
            for name in LISTS:
                mine, theirs = _items(event, name), _items(other, name)
                tally.lists[name][0] += len(mine & theirs)
                tally.lists[name][1] += len(mine) + len(theirs)
                if mine != theirs:
                    missing, more = sorted(map(str, mine - theirs)), sorted(map(str, theirs - mine))
                    wrong.append(f"{name}: without {missing}, with {more}")
        if wrong:
            tally.wrong.append(f"{case.path.name}: " + "\n    ".join(wrong))
    return tally


def _table(head: Iterable[Text], rows: Iterable[list[str]]) -> Table:
    """A table whose first column holds words, as does the second where it is one of ``means``."""
    return {"head": list(head), "rows": [[both(row[0]), *(_cell(cell) for cell in row[1:])] for row in rows]}


def _cell(text: str) -> Text:
    return both(text) if text in FRENCH else text


def _sets() -> list[tuple[str, str]]:
    """What each set is, and the names of those that are so."""
    kinds = dict.fromkeys(SETS.values())
    return [(what, ", ".join(f"`{name}`" for name, one in SETS.items() if one == what)) for what in kinds]


def _by_set(rows: Iterable[tuple[str, int, Mapping[str, float]]]) -> Table:
    """Scores of sets of articles, a row a set: its name, its size, and the share right a field; the aims last."""
    fields = [*FIELDS, *(f"{name} F1" for name in LISTS)]
    aims: tuple[Text, ...] = (both("aim"), "", *(_share(AIMS, name) for name in fields))
    found = [[f"`{name}`", str(size), *(_share(scores, name) for name in fields)] for name, size, scores in rows]
    return {"head": [both("set"), both("articles"), *map(both, fields)], "rows": [*found, list(aims)]}


def _confidence(sure: Iterable[tuple[str, float, bool]]) -> Table:
    """How often fields were right that drafts were so sure of, a row a field; how many there were, in brackets."""
    known = list(sure)
    rows = [
        [name, *(_right([right for one, value, right in known if one == name and low <= value < high])
                 for low, high, _ in BANDS)]
        for name in SURE
    ]  # fmt: skip
    return _table(map(both, ("field", *(band for _, _, band in BANDS))), rows)


def _right(found: list[bool]) -> str:
    return f"{sum(found) / len(found):.2f} ({len(found)})" if found else ""


def _share(scores: Mapping[str, float], name: str) -> str:
    return f"{scores[name]:.2f}" if name in scores else ""


def report() -> list[Part]:
    """All tables of README's section on the parser."""
    from benchmarks.parsing import baselines, learning, speed
    from benchmarks.parsing.unseen import readings

    articles = {name: cases(ARTICLES / name) for name in SETS}
    everything = [case for found in articles.values() for case in found]
    with learning.without(everything):
        tallies = {name: measure(found) for name, found in articles.items()}
    scores = {name: tally.scores() for name, tally in tallies.items()}
    own, openings = learning.tables()
    return [
        _by_set((name, len(found), scores[name]) for name, found in articles.items()),
        [
            "; ".join(f"{names}: {what}" for what, names in _sets()) + ".",
            " ; ".join(f"{names} : {FRENCH[what]}" for what, names in _sets()) + ".",
        ],
        both(UNSEEN),
        _by_set((one.name, one.articles, one.scores) for one in readings()),
        both("How often a field was right, by how sure the draft was of it (and how many there were):"),
        _confidence(sure for tally in tallies.values() for sure in tally.sure),
        both("The main event of the same articles by simpler means:"),
        _table(map(both, ("field", "means", "share right")), baselines.rows(everything)),
        both("What the model adds, on the records' own titles and summaries, five-fold by event:"),
        _table(map(both, ("field", *learning.WAYS)), own),
        both("The same on the records as newspapers might open the story (`schemas/openings`):"),
        _table(map(both, ("field", *learning.WAYS)), openings),
        both("Speed on one core:"),
        _table(map(both, ("what", "articles/s", "of ours (aim)")), speed.rows()),
    ]


def main(arguments: list[str]) -> None:
    """Prints the tables, writes them, or lists errors."""
    names = [name for name in arguments if not name.startswith("-")]
    for name in names:
        print("\n".join(measure(cases(ARTICLES / name)).wrong))
    if names:
        return
    results = report()
    print(printed(results, "en"))
    if "--write" in arguments:
        write_results(ROOT, "accuracy", results)
        write_pages(ROOT)


if __name__ == "__main__":
    main(sys.argv[1:])
