"""Reference files: what is wrong with their rows is found in the right file and line."""

from __future__ import annotations

from pathlib import Path

import pytest

from timeline.reference import read_reference


@pytest.mark.parametrize(
    ("name", "rows", "field"),
    [
        ("publishers", "A Post: {kind: private, domains: [a.example]}\nB Post: {kind: private, domains: [a.example]}\n",
         "B Post.domains.0"),
        ("people", "Ama Mensah: {aliases: [A. Mensah]}\nKofi Mensah: {aliases: [K. Mensah, A. Mensah]}\n",
         "Kofi Mensah.aliases.1"),
        ("organisations", "Exmin: {}\nExample Mining: {aliases: [Exmin]}\n", "Example Mining.aliases.0"),
    ],
)  # fmt: skip
def test_a_name_leads_to_one_row(name: str, rows: str, field: str, root: Path) -> None:
    """Else one outlet under two names would speak with two voices."""
    file = root / "data" / "reference" / f"{name}.yaml"
    before = file.read_text("utf-8").rstrip()
    file.write_text(f"{before}\n{rows}", "utf-8")
    reference, found = read_reference(root / "data" / "reference")
    [finding] = found
    assert (finding.rule, finding.field) == ("name-taken", field)
    assert finding.line == len(before.splitlines()) + 2
    assert len(getattr(reference, name)) > 2  # the rows are there all the same


def test_a_name_may_be_its_own_alias(root: Path) -> None:
    file = root / "data" / "reference" / "people.yaml"
    file.write_text(f"{file.read_text('utf-8').rstrip()}\nAma Mensah: {{aliases: [Ama Mensah]}}\n", "utf-8")
    assert read_reference(root / "data" / "reference")[1] == []


def test_a_country_has_a_row(root: Path) -> None:
    file = root / "data" / "reference" / "publishers.yaml"
    file.write_text(f"{file.read_text('utf-8').rstrip()}\nA Post: {{kind: private, country: XYZ}}\n", "utf-8")
    [finding] = read_reference(root / "data" / "reference")[1]
    assert (finding.rule, finding.field) == ("country-known", "A Post.country")
    assert "partners.yaml" in finding.message


def test_a_faulty_file_of_partners_is_one_finding(root: Path) -> None:
    (root / "data" / "reference" / "partners.yaml").write_text("NER: {name: [\n", "utf-8")
    assert [finding.rule for finding in read_reference(root / "data" / "reference")[1]] == ["yaml-syntax"]
