"""What a rule is, what it is given, and the list of all rules."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from timeline.bilingual import Said
from timeline.findings import FieldPath, Severity
from timeline.records.model import Source, or_none
from timeline.records.reader import Entry
from timeline.reference import Reference

EARLIEST = date(1960, 8, 3)  # independence of the Republic of the Niger
CORRECT_DATE = Said("Correct the date", "Corrigez la date")


@dataclass(frozen=True)
class Context:
    """What the rules look at: the records, the reference rows, and the day of the check."""

    entries: Sequence[Entry]
    reference: Reference
    today: date = field(default_factory=date.today)

    @cached_property
    def by_id(self) -> Mapping[str, Entry]:
        """The records by id; of two with one id, the first."""
        return {entry.event_id: entry for entry in reversed(self.entries)}

    @cached_property
    def known_ids(self) -> Mapping[str, str]:
        """Every id that resolves, former ids included, and the id that it leads to."""
        former = {old: e.event_id for e in self.entries for old in e.record.former_ids}
        return former | {event_id: event_id for event_id in self.by_id}

    @cached_property
    def prose(self) -> Sequence[tuple[Entry, FieldPath, str]]:
        """Every text that readers see: titles, summaries and notes, with record and path."""
        return [
            (entry, path, text)
            for entry in self.entries
            for path, text in (
                (("title", "en"), entry.record.title.en),
                (("title", "fr"), entry.record.title.fr),
                (("summary", "en"), entry.record.summary.en),
                (("summary", "fr"), entry.record.summary.fr),
                (("note",), or_none(entry.record.note)),
            )
            if text is not None
        ]

    @cached_property
    def sources(self) -> Sequence[tuple[Entry, int, Source]]:
        """Every source, with its record and its position there."""
        return [(entry, index, source) for entry in self.entries for index, source in enumerate(entry.record.sources)]


@dataclass(frozen=True, slots=True)
class Hit:
    """A rule broken by one record, at one of its fields."""

    entry: Entry
    path: FieldPath
    message: Said
    remedy: Said
    on_key: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule's id, severity and function, and what it asks, in French; the docstring says it in English."""

    id: str
    severity: Severity
    function: Callable[[Context], Iterator[Hit]]
    french: str

    @property
    def documentation(self) -> Said:
        """What is asked and why, as one paragraph."""
        return Said(" ".join((self.function.__doc__ or "").split()), self.french)


RULES: dict[str, Rule] = {}


def check(
    rule_id: str, severity: Severity = "error", *, fr: str
) -> Callable[[Callable[[Context], Iterator[Hit]]], Callable[[Context], Iterator[Hit]]]:
    """Register a function as a rule; ``fr`` says in French what its docstring says."""

    def register(function: Callable[[Context], Iterator[Hit]]) -> Callable[[Context], Iterator[Hit]]:
        if rule_id in RULES:
            raise ValueError(f"two rules are called {rule_id}")
        RULES[rule_id] = Rule(rule_id, severity, function, fr)
        return function

    return register
