"""The data dictionary: complete, in both languages, with links that lead to their vocabularies."""

from __future__ import annotations

import re

import pytest

import timeline
from timeline.errors import UnknownValueError
from timeline.generate import codebook_page
from timeline.metadata.dictionary import dictionary_page
from timeline.tables.arrow import arrow_schema
from timeline.tables.keys import KEYS
from timeline.tables.meanings import TABLE, french_meanings

PAGE = dictionary_page("by a test")


def test_every_table_and_column_is_explained_in_both_languages() -> None:
    assert list(french_meanings()) == list(KEYS)
    for name in KEYS:
        columns = [field.name for field in arrow_schema(name)]
        assert list(french_meanings()[name]) == [TABLE, *columns]
        section = PAGE.split(f"\n## {name}\n")[1].split("\n## ")[0]
        rows = re.findall(r"^\| `(\w+)`(?: •)? \| (.+?) \| (.+?) \| (.+?) \|$", section, re.MULTILINE)
        assert [row[0] for row in rows] == columns
        assert all(english.endswith(".") and french.endswith(".") for *_, english, french in rows)


def test_links_lead_to_vocabularies() -> None:
    vocabularies = set(re.findall(r"^##+ (\w+)$", codebook_page(), re.MULTILINE))
    named = set(re.findall(r"\]\(codebook\.md#(\w+)\)", PAGE))
    assert len(named) > 10
    assert named <= vocabularies


def test_describe_speaks_both_languages() -> None:
    for name in KEYS:
        english, french = timeline.describe(name), timeline.describe(name, lang="fr")
        assert english[["column", "type"]].equals(french[["column", "type"]])
        # an abbreviation of a standard is the same in both
        same = english.loc[english["meaning"] == french["meaning"], "meaning"]
        assert set(same) <= {"ISO 3166-1 alpha-3."}
    with pytest.raises(UnknownValueError, match="lang='fr'"):
        timeline.describe("events", lang="de")  # pyright: ignore[reportArgumentType]
