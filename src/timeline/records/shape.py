"""Why a value is not a record: every deviation from the model, with a remedy.

The model's decoder (C) stops at the first fault and serves the files that have none. For the others the
JSON Schema made from the same model lists them all."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from functools import cache
from typing import Any

import msgspec
from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

from timeline.records.model import KEY_ORDER, Record
from timeline.records.yamltext import Problem

_NAMES = {
    "string": "text",
    "number": "a number",
    "integer": "a whole number",
    "array": "a list",
    "object": "a mapping (key: value)",
    "boolean": "true or false",
    "null": "nothing",
}


@cache
def _validator(model: Any) -> Draft202012Validator:
    return Draft202012Validator(msgspec.json.schema(model))


def deviations(value: Any, model: Any = Record) -> list[Problem]:
    """Every deviation of a plain value from a model, the record's unless another is given."""
    if model is Record and not isinstance(value, dict):
        return [
            Problem(
                "record-mapping",
                f"a record is a mapping of keys to values, this is {_kind(value)}",
                "Begin with `date:`, like the records in data/events",
                mark=(1, 1),
            )
        ]
    found = list(_odd_keys(value, ()))
    if not found:
        found = [problem for error in _validator(model).iter_errors(value) for problem in _explain(error)]
    if not found:
        # the decoder is stricter than the schema in corners such as infinite numbers
        try:
            msgspec.convert(value, model)
        except msgspec.ValidationError as error:
            found = [Problem("value-form", str(error), "Correct the value")]
    return found


def _odd_keys(value: Any, path: tuple[str | int, ...]) -> Iterator[Problem]:
    if isinstance(value, dict):
        for key, inner in value.items():
            if not isinstance(key, str):
                yield Problem("key-form", f"the key {key!r} is not text", "Put quotes around the key", path=path)
            else:
                yield from _odd_keys(inner, (*path, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _odd_keys(inner, (*path, index))


def _explain(error: ValidationError) -> Iterator[Problem]:
    path = tuple(error.absolute_path)
    value: Any = error.instance
    limit: Any = error.validator_value
    schema: Any = error.schema
    match error.validator:
        case "additionalProperties":
            known = list(schema.get("properties", KEY_ORDER))
            for key in value:
                if key not in known:
                    yield Problem(
                        "key-unknown", f"{key!r} is no key here", _near(key, known), (*path, key), on_key=True
                    )
        case "required":
            for key in limit:
                if key not in value and error.message.startswith(f"{key!r}"):
                    yield Problem("key-missing", f"the key {key!r} is missing", f"Add `{key}:`", path, on_key=True)
        case "type":
            yield _wrong_type(value, limit, path)
        case "enum":
            if isinstance(value, str):
                yield Problem("code-unknown", f"{value!r} is no code of this field", _near(value, limit), path)
            else:
                yield _wrong_type(value, "string", path)
        case "minLength" | "pattern" if isinstance(value, str) and not value.strip():
            yield Problem("text-empty", "the text is empty", "Write the text, or delete the key", path)
        case "pattern":
            yield Problem("value-form", f"{value!r} does not have the form of this field", _form(schema), path)
        case "maxLength":
            yield Problem("text-long", f"the text has {len(value)} characters, at most {limit}", "Shorten it", path)
        case "minItems" | "minProperties":
            yield Problem("list-empty", "at least one entry is needed here", "Add one", path, on_key=True)
        case "minimum" | "exclusiveMinimum":
            yield Problem(
                "value-range",
                f"{value} is too small, {'more than' if 'ex' in error.validator else 'at least'} {limit}",
                "Correct the number",
                path,
            )
        case "maximum" | "exclusiveMaximum":
            yield Problem("value-range", f"{value} is too large, at most {limit}", "Correct the number", path)
        case "anyOf":
            for inner in error.context or ():
                yield from _explain(inner)
        case _:
            yield Problem("value-form", error.message, "Correct the value", path)


def _wrong_type(value: Any, wanted: str | list[str], path: tuple[str | int, ...]) -> Problem:
    if value is None:
        return Problem("text-empty", "nothing stands here", "Write the value, or delete the key", path, on_key=True)
    names = " or ".join(_NAMES[name] for name in ([wanted] if isinstance(wanted, str) else wanted))
    remedy = "Put quotes around it" if "string" in wanted and not isinstance(value, dict | list) else f"Write {names}"
    return Problem("value-type", f"{_kind(value)} stands where {names} belongs", remedy, path)


def _kind(value: Any) -> str:
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return f"the truth value {str(value).lower()}"
    if isinstance(value, int | float):
        return f"the number {value}"
    if isinstance(value, str):
        return f"the text {value[:40]!r}"
    return "a list" if isinstance(value, list) else "a mapping"


def _near(word: str, known: list[str]) -> str:
    near = difflib.get_close_matches(word, known, n=1, cutoff=0.6)
    if near:
        return f"Did you mean {near[0]!r}?"
    return f"Use one of: {', '.join(known)}" if len(known) <= 30 else "See schemas/codebook.md for the codes"


def _form(schema: dict[str, Any]) -> str:
    examples = schema.get("examples")
    return f"Write it like {examples[0]}" if examples else f"It must match {schema.get('pattern')}"
