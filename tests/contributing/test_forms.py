"""The form on the web, the template, and the link that opens a new file."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
import yaml

from conftest import TODAY
from timeline.codebook import load_codebook
from timeline.contributing.forms import FORM, LABEL, MAX_LINK, TEMPLATE, issue_form, new_file_link, project_files
from timeline.contributing.questions import QUESTIONS
from timeline.paths import project_root
from timeline.records.layout import reformat
from timeline.reference import Partner, Reference, read_reference
from timeline.validation import validate

ROOT = project_root()
TEXT = (ROOT / TEMPLATE).read_text("utf-8")
FILLED = {
    "YYYY-MM-DD": "2024-05-14", "en: …": "en: An English text", "fr: …": "fr: Un texte", "XXX: toward": "NOR: toward",
    "initiator: XXX": "initiator: joint", "event_type: XXX": "event_type: CONSULT", "act: xxx": "act: meeting",
    "[xxx]": "[trade]", "status: xxx": "status: completed", "significance: 0": "significance: 1",
    "url: https://": "url: https://www.lesahel.org/1", "publisher: …": "publisher: Le Sahel",
}  # fmt: skip


@pytest.fixture(scope="module")
def reference() -> Reference:
    return read_reference(ROOT / "data" / "reference")[0]


def test_the_form_is_what_the_codebook_gives(reference: Reference) -> None:
    assert (ROOT / FORM).read_text("utf-8") == issue_form(reference)


def test_the_form_changes_with_the_partners(reference: Reference) -> None:
    atlantis = Partner(reference.partners["FRA"].name, "state")
    assert issue_form(Reference(partners={"ATL": atlantis})) != issue_form(reference)


def test_the_form_has_what_github_asks(reference: Reference) -> None:
    """Ids and labels once each, options once each and none that GitHub keeps for itself, a label for the workflow."""
    form = yaml.safe_load(issue_form(reference))
    assert form["labels"] == [LABEL]
    elements = [element for element in form["body"] if element["type"] != "markdown"]
    assert [element["id"] for element in elements] == list(QUESTIONS)
    assert len({element["attributes"]["label"] for element in elements}) == len(elements)
    for element in elements:
        assert element["type"] in ("input", "textarea", "dropdown")
        options = element["attributes"].get("options", ["x"])
        assert len(set(options)) == len(options) > 0
        assert not {"none", "None"} & set(options)
        assert all(isinstance(option, str) and " — " in option for option in options) or options == ["x"]


def test_the_form_speaks_both_languages() -> None:
    for question in QUESTIONS.values():
        assert question.ask["en"] != question.ask["fr"]
        assert question.help["en"] != question.help["fr"]
        assert not re.search(r"\S[;!?]|\S :(?=\s)", question.asked("fr").replace("2024-03-26?", ""))
        assert "\u00a0?" in question.asked("fr") or "?" not in question.asked("fr")


def test_every_placeholder_of_the_template_is_refused(root: Path) -> None:
    file = root / "data" / "events" / "2024" / "2024-05-nor-a-few-words.yaml"
    file.write_text(TEXT, "utf-8")
    named = {finding.field.split(".")[0] for finding in validate(file, root=root, today=TODAY)}
    assert named >= {"event_type", "act", "domains", "status", "significance"}
    for placeholder in FILLED:
        assert placeholder in TEXT
        file.write_text(_filled(TEXT, but=placeholder), "utf-8")
        found = validate(file, root=root, today=TODAY)
        assert any(finding.severity == "error" for finding in found), placeholder


def test_the_template_filled_in_is_a_record(root: Path) -> None:
    file = root / "data" / "events" / "2024" / "2024-05-nor-a-few-words.yaml"
    file.write_text(_filled(TEXT), "utf-8")
    assert [finding.as_text() for finding in validate(file, root=root, today=TODAY)] == []
    assert reformat(file.read_text("utf-8")).startswith("# yaml-language-server: $schema=../../../schemas/")


def _filled(text: str, but: str = "") -> str:
    for placeholder, answer in FILLED.items():
        text = text if placeholder == but else text.replace(placeholder, answer)
    return text


def test_the_template_lies_where_its_copies_will_lie() -> None:
    """As deep as a record, so that the line for editors leads to the schema from both places."""
    schema = re.search(r"\$schema=(\S+)", TEXT)
    assert schema
    assert ((ROOT / TEMPLATE).parent / schema[1]).resolve() == ROOT / "schemas" / "event.schema.json"
    copy = ROOT / "data" / "events" / str(date.today().year)
    assert (copy / schema[1]).resolve() == ROOT / "schemas" / "event.schema.json"


def test_the_codes_that_the_template_names_exist() -> None:
    book = load_codebook()
    for field, vocabulary in {
        "event_type": "event_type",
        "act": "act",
        "domains": "domain",
        "status": "status",
    }.items():
        comment = re.search(rf"^{field}: .*# (.*)$", TEXT, re.MULTILINE)
        assert comment
        named = comment[1].replace(" …", "").split(", ")
        assert set(named) <= set(book.codes(vocabulary))
    status = re.search(r"^status: .*# (.*)$", TEXT, re.MULTILINE)
    assert status
    assert status[1].split(", ") == list(book.codes("status"))


def test_the_link_opens_the_template() -> None:
    link = new_file_link(TEXT)
    assert link is not None
    assert len(link) <= MAX_LINK
    parts = urlsplit(link)
    query = parse_qs(parts.query, strict_parsing=True)
    assert parts.path == "../../new/main"
    assert query == {"filename": ["data/events/YYYY/YYYY-MM-partner-a-few-words.yaml"], "value": [TEXT]}
    assert new_file_link("x" * MAX_LINK) is None


def test_guides_are_rewritten_between_the_marks_only(root: Path, reference: Reference) -> None:
    (root / TEMPLATE).parent.mkdir(parents=True)
    (root / TEMPLATE).write_text("a: b\n", "utf-8")
    page = (
        "before\n<!-- new file: written by `timeline schemas`, do not edit -->\nold\n<!-- end of new file -->\nafter\n"
    )
    (root / "CONTRIBUTING.md").write_text(page, "utf-8")
    (root / "CONTRIBUTING.fr.md").write_text("no marks\n", "utf-8")
    files = project_files(root, reference)
    assert files["CONTRIBUTING.fr.md"] == "no marks\n"
    assert files["CONTRIBUTING.md"].startswith("before\n<!-- new file")
    assert files["CONTRIBUTING.md"].endswith("<!-- end of new file -->\nafter\n")
    assert "value=a%3A%20b%0A" in files["CONTRIBUTING.md"]
    assert "old" not in files["CONTRIBUTING.md"]
