"""A record that is not in the dataset yet."""

from __future__ import annotations

from pathlib import Path

import pytest

from newcomer import NEW
from timeline.contributing.candidate import Dataset, examine, examine_so_far, examine_text, file_of, similar, suggest_id
from timeline.findings import has_errors
from timeline.records.reader import read_record


def test_a_sound_record_has_no_findings_and_reads_back(dataset: Dataset, root: Path) -> None:
    candidate = examine(NEW, "2024-05-nor-fish", dataset)
    assert list(candidate.findings) == []
    file = root / file_of(candidate.event_id)
    file.write_text(candidate.text, "utf-8")
    assert candidate.entry is not None
    assert read_record(file) == (candidate.entry.record, [])


@pytest.mark.parametrize(
    ("change", "rule", "field"),
    [
        ({"date": "soon"}, "date-form", "date"),
        ({"date": "2034-05-01"}, "date-range", "date"),
        ({"act": "phoning"}, "code-unknown", "act"),
        ({"act": "loan"}, "type-act", "act"),
        ({"partners": {"XYZ": "toward"}}, "partner-known", "partners.XYZ"),
        ({"titel": 1}, "key-unknown", "titel"),
        ({"title": {"en": "A", "fr": "A"}}, "text-same", "title.fr"),
        ({"sources": []}, "list-empty", "sources"),
        ({"note": "hidden \u202e text"}, "file-characters", ""),
        ({"note": "\ud800"}, "yaml-syntax", ""),
        ({"note": "x" * 70_000}, "file-size", ""),
    ],
)  # fmt: skip
def test_faults_are_named_by_the_rules_of_the_dataset(
    change: dict[str, object], rule: str, field: str, dataset: Dataset
) -> None:
    found = examine(NEW | change, "2024-05-nor-fish", dataset).findings
    assert (rule, field) in {(finding.rule, finding.field) for finding in found}


@pytest.mark.parametrize("value", [None, [], "text", 7, {"date": {"a": 1}}, {"sources": [[]]}, {"title": None}])
def test_what_is_no_record_gives_findings(value: object, dataset: Dataset) -> None:
    candidate = examine(value, "2024-05-nor-fish", dataset)
    assert candidate.entry is None
    assert has_errors(candidate.findings)


def test_a_file_that_is_no_yaml(dataset: Dataset) -> None:
    assert [one.rule for one in examine_text("a: [", "2024-05-nor-fish", dataset).findings] == ["yaml-syntax"]


@pytest.mark.parametrize(
    "event_id", ["../../../etc/passwd", "2024-05-NOR-fish", "2024-05-nor-fish\n", "2024-06-nor-fish", "",
                 "2024-03-rus-tiani-putin-call"],
)  # fmt: skip
def test_ids_that_are_refused(event_id: str, dataset: Dataset) -> None:
    found = examine(NEW, event_id, dataset).findings
    assert any(one.rule.startswith("id-") and one.severity == "error" for one in found)


def test_only_what_is_there_is_judged_while_a_record_grows(dataset: Dataset) -> None:
    assert examine_so_far({}, dataset) == []
    assert examine_so_far({"title": {"en": "Niger and Norway talk"}}, dataset) == []
    wrong = {"date": "soon", "act": "phoning", "people": ["Nobody"], "title": {"en": "Stop."}}
    assert {(one.field, one.rule) for one in examine_so_far(wrong, dataset)} == {
        ("date", "date-form"), ("act", "code-unknown"), ("people.0", "person-known"), ("title.en", "title-stop"),
    }  # fmt: skip


def test_an_id_nobody_has() -> None:
    first = suggest_id(NEW)
    assert first == "2024-05-nor-norway-open-talks-fish"
    assert suggest_id(NEW, [first]) == f"{first}-2"
    assert suggest_id({}) == "0000-xxx-event"


def test_look_alikes_by_title_or_by_coding(dataset: Dataset) -> None:
    call = {
        **NEW, "date": "2024-03-27", "partners": {"RUS": "toward"}, "mode": "phone", "act": "call",
        "title": {"en": "Something else altogether", "fr": "Tout autre chose"},
    }  # fmt: skip
    entry = examine(call, "2024-03-rus-other", dataset).entry
    assert entry is not None
    assert [one.event_id for one in similar(entry, dataset)] == ["2024-03-rus-tiani-putin-call"]
    apart = examine(call | {"distinct_from": ["2024-03-rus-tiani-putin-call"]}, "2024-03-rus-other", dataset).entry
    assert apart is not None
    assert similar(apart, dataset) == []
    other = examine(NEW, "2024-05-nor-fish", dataset).entry
    assert other is not None
    assert similar(other, dataset) == []
