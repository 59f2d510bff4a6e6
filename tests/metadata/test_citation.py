"""Citations for people, LaTeX, GitHub and an archive, with and without what is not there yet (a DOI, persons)."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from datetime import date
from pathlib import Path

import msgspec
import pytest
import yaml

import timeline
from timeline.about import About, Author, load_about
from timeline.errors import UnknownValueError
from timeline.generate import root_files, write_generated
from timeline.metadata import citation as module
from timeline.metadata.citation import citation_file, zenodo_file
from timeline.metadata.schema_org import dataset_jsonld
from timeline.paths import project_root

ROOT = project_root()
ABOUT = load_about()
FULL = msgspec.structs.replace(
    ABOUT,
    authors=[
        Author(given="Aïcha", family="Oumarou & Fille", orcid="https://orcid.org/0000-0002-1825-0097"),
        Author(name="The timeline contributors"),
    ],
    doi="10.5281/zenodo.1234567",
    url="https://example.org/timeline",
    repository="https://example.org/timeline.git",
)


def cff_problems(content: str, tmp_path: Path) -> str:
    """What check-jsonschema finds by its copy of the schema of CFF 1.2.0."""
    file = tmp_path / "CITATION.cff"
    file.write_text(content, "utf-8")
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.citation-file-format", str(file)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return "" if done.returncode == 0 else done.stdout + done.stderr


@pytest.mark.parametrize("about", [ABOUT, FULL], ids=["as it is", "with everything"])
def test_the_citation_file_is_valid(about: About, tmp_path: Path) -> None:
    assert cff_problems(citation_file(about), tmp_path) == ""


def test_the_check_of_the_citation_file_can_fail(tmp_path: Path) -> None:
    assert "licence" in cff_problems(citation_file(ABOUT) + "licence: MIT\n", tmp_path)


def test_the_citation_file_carries_what_exists() -> None:
    content = yaml.safe_load(citation_file(FULL))
    assert content["doi"] == FULL.doi
    assert content["date-released"] == FULL.released
    assert content["authors"][0]["family-names"] == "Oumarou & Fille"
    assert "doi" not in yaml.safe_load(citation_file(ABOUT))


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_text(lang: module.Lang) -> None:
    text = timeline.citation(lang=lang)
    assert ABOUT.title[lang] in text
    assert ABOUT.version in text
    assert "CC-BY-4.0" in text
    assert "None" not in text


def test_bibtex_is_balanced_and_escaped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "load_about", lambda: FULL)
    entry = timeline.citation("bibtex", lang="fr")
    assert entry.startswith("@misc{niger-partner-timeline-")
    assert entry.count("{") == entry.count("}")
    fields = dict(re.findall(r"^  (\w+) = \{(.*)\},$", entry, re.MULTILINE))
    assert fields["author"] == r"Oumarou \& Fille, Aïcha and {The timeline contributors}"
    assert fields["doi"] == FULL.doi
    assert fields["url"] == f"https://doi.org/{FULL.doi}"
    assert fields["title"] == "{" + FULL.title.fr + "}"
    assert timeline.citation("text").endswith(f" https://doi.org/{FULL.doi}")


@pytest.mark.parametrize("wrong", [{"style": "apa"}, {"lang": "de"}])
def test_unknown_styles_and_languages(wrong: dict[str, str]) -> None:
    with pytest.raises(UnknownValueError, match="use one of"):
        timeline.citation(**wrong)  # pyright: ignore[reportArgumentType]


def test_the_archive_gets_what_it_asks_for() -> None:
    content = json.loads(zenodo_file(FULL))
    assert {"upload_type", "title", "description", "creators", "license", "version"} <= set(content)
    assert content["creators"][0] == {"name": "Oumarou & Fille, Aïcha", "orcid": "0000-0002-1825-0097"}
    assert FULL.description.fr in content["description"]
    assert content["related_identifiers"][0]["identifier"] == FULL.repository
    assert len(content["keywords"]) == len(set(content["keywords"]))


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_search_engines_for_data_get_what_they_ask_for(lang: str) -> None:
    described = dataset_jsonld(FULL, lang=lang)
    assert (described["@context"], described["@type"]) == ("https://schema.org/", "Dataset")
    assert 50 <= len(described["description"]) <= 5000
    assert described["identifier"] == f"https://doi.org/{FULL.doi}"
    start, end = described["temporalCoverage"].split("/")
    assert date.fromisoformat(start) < date.fromisoformat(end)
    assert "url" not in dataset_jsonld(ABOUT, lang=lang)


def test_committed_files_are_what_is_generated(root: Path) -> None:
    for name, text in root_files().items():
        assert (ROOT / name).read_text("utf-8") == text, name
    written = {path.name for path in write_generated(root)}
    assert {"CITATION.cff", ".zenodo.json", "codebook.md"} <= written
    assert write_generated(root) == []
