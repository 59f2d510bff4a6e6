"""Generated schemas: they accept what the reader accepts, refuse what it refuses, and document every rule."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml_rs
from jsonschema import Draft202012Validator

from conftest import HERE
from timeline.codebook import load_codebook
from timeline.generate import READER_FINDINGS, event_schema, generated_files
from timeline.records.model import KEY_ORDER, SOURCE_KEY_ORDER, Record
from timeline.reference import read_reference
from timeline.rules import RULES

REFERENCE, _ = read_reference(HERE / "fixtures" / "data" / "reference")
SCHEMA = Draft202012Validator(event_schema(REFERENCE))
SHAPE_RULES = {"code-unknown", "key-unknown", "list-empty", "text-long", "value-range", "value-type", "text-empty"}


def value(file: Path) -> object:
    return yaml_rs.loads(file.read_text("utf-8"), parse_datetime=False)


def test_the_schema_is_a_valid_schema() -> None:
    Draft202012Validator.check_schema(event_schema(REFERENCE))


@pytest.mark.parametrize("file", sorted((HERE / "fixtures" / "data" / "events").rglob("*.yaml")), ids=lambda f: f.stem)
def test_editors_accept_good_records(file: Path) -> None:
    assert list(SCHEMA.iter_errors(value(file))) == []


BAD_SHAPES = [
    file for file in sorted((HERE / "bad").glob("*.yaml")) if file.read_text("utf-8").split()[2] in SHAPE_RULES
]


@pytest.mark.parametrize("file", BAD_SHAPES, ids=lambda f: f.stem)
def test_editors_underline_bad_records(file: Path) -> None:
    if file.stem.endswith("amount-infinite"):
        pytest.skip("JSON has no infinite numbers")
    assert list(SCHEMA.iter_errors(value(file)))


def test_the_schema_explains_every_field_and_every_code() -> None:
    record = event_schema(REFERENCE)["$defs"]["Record"]["properties"]
    assert list(record) == list(KEY_ORDER)
    assert set(record) == set(Record.__struct_fields__)
    for name, field in record.items():
        assert "description" in field, name
    assert record["partners"]["properties"]["RUS"]["description"] == "Russia · Russie"


def test_every_enum_of_the_schema_explains_its_codes_in_both_languages() -> None:
    def enums(schema: object) -> Iterator[dict[str, list[str]]]:
        if isinstance(schema, dict):
            if "enum" in schema:
                yield schema
            for inner in schema.values():
                yield from enums(inner)

    found = list(enums(event_schema(REFERENCE)))
    assert len(found) >= 12
    for field in found:
        assert len(field["markdownEnumDescriptions"]) == len(field["enum"]) == len(set(field["enum"]))
        assert field["x-enum-descriptions"] == field["markdownEnumDescriptions"]
    act = event_schema(REFERENCE)["$defs"]["Record"]["properties"]["act"]
    call = act["markdownEnumDescriptions"][act["enum"].index("call")]
    assert call.startswith("call: ")
    assert " · appel\u00a0: " in call


def test_source_keys() -> None:
    assert SOURCE_KEY_ORDER[:2] == ("url", "publisher")


def test_every_rule_is_documented_and_every_documented_rule_exists() -> None:
    for name in ("rules.md", "rules.fr.md"):
        page = generated_files(REFERENCE)[name]
        assert set(re.findall(r"^\| `([a-z-]+)`", page, re.MULTILINE)) == {*RULES, *READER_FINDINGS}
    for rule in RULES.values():
        assert rule.documentation.en.endswith("."), rule.id


def test_every_bad_input_names_a_documented_rule() -> None:
    named = {file.read_text("utf-8").split()[2] for file in (HERE / "bad").glob("*.yaml")}
    assert named <= {*RULES, *READER_FINDINGS}


def test_every_codebook_value_is_bilingual() -> None:
    book = load_codebook()
    terms = [term for name in book for term in book[name].values()]
    terms += [term for modes in book.modes.values() for term in modes.values()]
    for term in terms:
        assert set(term.label) == {"en", "fr"}, term.code
        assert set(term.definition) in ({"en", "fr"}, set()), term.code
        assert all(text.strip() for text in (*term.label.values(), *term.definition.values())), term.code


def test_acts_name_event_types_and_types_name_quad_classes() -> None:
    book = load_codebook()
    for act in book["act"].values():
        assert set(act.extra["event_types"]) <= set(book["event_type"]), act.code
    for kind in book["event_type"].values():
        assert kind.extra["quad_class"] in book["quad_class"]
        assert -10 <= kind.extra["score"] <= 10


def test_table_schemas_are_json() -> None:
    for name, text in generated_files(REFERENCE).items():
        if name.endswith(".json"):
            assert json.loads(text)
