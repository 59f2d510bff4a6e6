"""Wrong records and files: each gives the expected finding, on the right line, and nothing else breaks.

``tests/bad`` holds one wrong record a file; its first line names the rule, line and field expected."""

from __future__ import annotations

from pathlib import Path

import pytest

from conftest import HERE, TODAY
from timeline.records.yamltext import MAX_BYTES
from timeline.validation import validate

BAD = sorted((HERE / "bad").glob("*.yaml"))
# a misspelt key leaves the right one missing; a date far off makes other dates impossible
ALSO = {"key-unknown": ["key-missing"], "date-range": ["published-date", "reviewed-date"]}


def errors(root: Path, *paths: Path) -> list[tuple[str, int, str]]:
    found = validate(list(paths), root=root, today=TODAY)
    return [(finding.rule, finding.line, finding.field) for finding in found if finding.severity == "error"]


def test_there_are_many() -> None:
    assert len(BAD) >= 80


@pytest.mark.parametrize("file", BAD, ids=lambda file: file.stem)
def test_bad_record(file: Path, root: Path) -> None:
    _, _, rule, line, field = file.read_text(encoding="utf-8").splitlines()[0].split()
    expected = (rule, int(line), "" if field == "-" else field)
    found = errors(root, file)
    assert expected in found
    # a single fault gives findings of a single kind
    assert {name for name, _, _ in found} <= {rule, *ALSO.get(rule, ())}


@pytest.mark.parametrize("file", BAD, ids=lambda file: file.stem)
def test_messages_say_why_and_what_to_do(file: Path, root: Path) -> None:
    for finding in validate(file, root=root, today=TODAY):
        assert finding.message
        assert finding.remedy
        assert not finding.message.endswith(".")
        assert "Traceback" not in finding.as_text()
        assert "\n" not in finding.as_github()


def test_the_fixture_itself_is_clean(root: Path) -> None:
    assert validate(root=root, today=TODAY) == []


@pytest.mark.parametrize(
    ("content", "rule", "line"),
    [
        (b"", "file-empty", 1),
        (b" \n\n", "file-empty", 1),
        (b"# only a comment\n", "record-mapping", 1),
        ("date: 2024-03-26\ntitle:\n  fr: Entretien téléphonique\n".encode("latin-1"), "file-encoding", 3),
        ("date: 2024-03-26\n".encode("utf-16"), "file-encoding", 1),
        ("\ufeffdate: 2024-03-26\n".encode(), "file-characters", 1),
        (b"date: 2024-03-26\nnote: a\x00b\n", "file-characters", 2),
        (b"date: 2024-03-26\nnote: \x1b[31mred\n", "file-characters", 2),
        (b"x" * (MAX_BYTES + 1), "file-size", 1),
        (b"note: " + b"x" * 5_000_000, "file-size", 1),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "file-encoding", 2),
        (b"a: 1\n b: 2\n", "yaml-syntax", 2),
        (b"'\n", "yaml-syntax", 1),
        (b"[" * 60_000, "yaml-syntax", 1),
        (b"{a: " * 15_000, "yaml-syntax", 1),
    ],
)
def test_bad_bytes(content: bytes, rule: str, line: int, root: Path) -> None:
    file = root / "data" / "events" / "2024" / "2024-03-rus-bytes.yaml"
    file.write_bytes(content)
    assert (rule, line) in [found[:2] for found in errors(root, file)]


def test_folder_named_like_a_record(root: Path) -> None:
    (root / "data" / "events" / "2024" / "2024-03-rus-folder.yaml").mkdir()
    assert errors(root, root / "data" / "events") == [("file-kind", 1, "")]


def test_link_out_of_the_records(root: Path, tmp_path_factory: pytest.TempPathFactory, call: Path) -> None:
    outside = tmp_path_factory.mktemp("outside") / "secret.yaml"
    outside.write_bytes(call.read_bytes())
    (call.parent / "2024-03-rus-link.yaml").symlink_to(outside)
    assert errors(root, root / "data" / "events") == [("file-kind", 1, "")]


def test_link_to_a_folder_is_not_followed(root: Path) -> None:
    (root / "data" / "events" / "loop").symlink_to(root / "data" / "events", target_is_directory=True)
    assert errors(root, root / "data" / "events") == [("file-kind", 1, "")]


@pytest.mark.parametrize("name", ["2024-03-rus-x.yml", "2024-03-rus-x.json", "notes.txt"])
def test_other_files_among_the_records(name: str, root: Path, call: Path) -> None:
    (call.parent / name).write_bytes(call.read_bytes())
    assert errors(root, root / "data" / "events") == [("file-kind", 1, "")]


def test_a_wrong_date_is_named_beside_a_wrong_code(root: Path, call: Path) -> None:
    """All faults of form at once: nobody should mend a record in rounds."""
    text = call.read_text("utf-8").replace("act: call", "act: cal").replace("date: 2024-03-26", "date: 2024-02-30")
    call.write_text(text, "utf-8")
    found = [(finding.rule, finding.field) for finding in validate(call, root=root, today=TODAY)]
    assert found == [("date-form", "date"), ("code-unknown", "act")]


def test_ids_that_differ_in_case(root: Path, call: Path) -> None:
    (call.parent / "2024-03-rus-Tiani-Putin-Call.yaml").write_bytes(call.read_bytes())
    assert {rule for rule, _, _ in errors(root, root / "data" / "events")} == {"id-form", "id-unique"}


def test_one_id_in_two_folders(root: Path, call: Path) -> None:
    other = root / "data" / "events" / "2023" / call.name
    other.parent.mkdir()
    other.write_bytes(call.read_bytes())
    assert {rule for rule, _, _ in errors(root, root / "data" / "events")} == {"id-folder", "id-unique"}


def test_missing_file(root: Path) -> None:
    assert errors(root, root / "data" / "events" / "2024" / "2024-03-rus-gone.yaml") == [("file-unreadable", 1, "")]


def test_links_in_a_circle(root: Path, call: Path) -> None:
    call.write_text(call.read_text("utf-8") + "related: {2024-04-rus-instructors-arrive: follows}\n", "utf-8")
    assert ("link-cycle", 33, "related") in errors(root, root / "data" / "events")


def test_spell_that_starts_twice(root: Path, call: Path) -> None:
    call.write_text(call.read_text("utf-8") + "starts: [rus-instructors]\n", "utf-8")
    assert [rule for rule, _, _ in errors(root, root / "data" / "events")] == ["spell-once"]


def test_spell_that_ends_before_it_starts(root: Path, call: Path) -> None:
    call.write_text(call.read_text("utf-8") + "ends: [rus-instructors]\n", "utf-8")
    assert errors(root, root / "data" / "events") == [("spell-order", 33, "ends.0")]


def test_likely_duplicate_is_a_warning_that_a_record_can_answer(root: Path, call: Path) -> None:
    twin = call.with_name("2024-03-rus-putin-calls-tiani.yaml")
    text = (
        call.read_text("utf-8")
        .replace("date: 2024-03-26", "date: 2024-03-27")
        .replace("published: 2024-03-26\n", "published: 2024-03-27\n")
    )
    twin.write_text(text, "utf-8")
    warnings = validate(root=root, today=TODAY)
    assert [(w.rule, w.severity, Path(w.file).name) for w in warnings] == [("duplicate-likely", "warning", twin.name)]
    twin.write_text(text + f"distinct_from: [{call.stem}]\n", "utf-8")
    assert validate(root=root, today=TODAY) == []


@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        ("[Abdourahamane Tiani, V", "[Abdourahamane Tchiani, V", "person-known"),
        ("place: {name: Niamey,", "place: {name: Niamy,", "place-known"),
        ("initiator: joint", "initiator: FRA", "initiator-party"),
        ("publisher: TASS", "publisher: Tass agency", "publisher-known"),
        ("https://tass.com/", "https://unknown-outlet.com/", "publisher-known"),
        ("https://tass.com/", "http://93.184.216.34/", "url-host"),
        ("    publisher: TASS\n", "    publisher: TASS\n    agency: Nobody\n", "agency-known"),
        ("origin: curated", "organisations: [Areva]\norigin: curated", "organisation-known"),
        ("{RUS: toward}", "{RUS: away}", "type-orientation"),
        ("Les deux hommes se sont", 'Les deux hommes, "proches", se sont', "french-typography"),
        ("The two men spoke", "The two men  spoke", "text-form"),
    ],
)
def test_warnings(old: str, new: str, rule: str, root: Path, call: Path) -> None:
    call.write_text(call.read_text("utf-8").replace(old, new), "utf-8")
    found = validate(root=root, today=TODAY)
    assert rule in {finding.rule for finding in found}
    assert {finding.severity for finding in found} == {"warning"}
