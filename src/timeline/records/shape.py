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

from timeline.bilingual import Said, quoted
from timeline.records.model import KEY_ORDER, Record
from timeline.records.yamltext import Problem

_NAMES = {
    "string": Said("text", "un texte"),
    "number": Said("a number", "un nombre"),
    "integer": Said("a whole number", "un nombre entier"),
    "array": Said("a list", "une liste"),
    "object": Said("a mapping (key: value)", "un bloc de clés et de valeurs (`clé: valeur`)"),
    "boolean": Said("true or false", "true ou false"),
    "null": Said("nothing", "rien"),
}
_ODD_VALUE = "une valeur n'a pas la forme de son champ"  # where only the decoder knows why, and says it in English
_CORRECT = Said("Correct the value", "Corrigez la valeur")
_CORRECT_NUMBER = Said("Correct the number", "Corrigez le nombre")
_WRITE_TEXT = Said("Write the text, or delete the key", "Écrivez le texte, ou supprimez la clé")


@cache
def _validator(model: Any) -> Draft202012Validator:
    return Draft202012Validator(msgspec.json.schema(model))


def deviations(value: Any, model: Any = Record) -> list[Problem]:
    """Every deviation of a plain value from a model, the record's unless another is given."""
    if model is Record and not isinstance(value, dict):
        kind = _kind(value)
        return [
            Problem(
                "record-mapping",
                Said(
                    f"a record is a mapping of keys to values, this is {kind.en}",
                    f"une fiche associe des clés à des valeurs, et ce fichier contient {kind.fr}",
                ),
                Said(
                    "Begin with `date:`, like the records in data/events",
                    "Commencez par `date:`, comme les fiches de data/events",
                ),
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
            found = [Problem("value-form", Said(str(error), _ODD_VALUE), _CORRECT)]
    return found


def _odd_keys(value: Any, path: tuple[str | int, ...]) -> Iterator[Problem]:
    if isinstance(value, dict):
        for key, inner in value.items():
            if not isinstance(key, str):
                yield Problem(
                    "key-form",
                    Said(f"the key {key!r} is not text", f"la clé {key!r} n'est pas un texte"),
                    Said("Put quotes around the key", "Mettez la clé entre guillemets"),
                    path=path,
                )
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
                    told = Said(f"{key!r} is no key here", f"la clé {quoted(key)} n'existe pas ici")
                    yield Problem("key-unknown", told, _near(key, known), (*path, key), on_key=True)
        case "required":
            for key in limit:
                if key not in value and error.message.startswith(f"{key!r}"):
                    told = Said(f"the key {key!r} is missing", f"la clé {quoted(key)} manque")
                    yield Problem("key-missing", told, Said(f"Add `{key}:`", f"Ajoutez `{key}:`"), path, on_key=True)
        case "type":
            yield _wrong_type(value, limit, path)
        case "enum":
            if isinstance(value, str):
                told = Said(f"{value!r} is no code of this field", f"{quoted(value)} n'est pas un code de ce champ")
                yield Problem("code-unknown", told, _near(value, limit), path)
            else:
                yield _wrong_type(value, "string", path)
        case "minLength" | "pattern" if isinstance(value, str) and not value.strip():
            yield Problem("text-empty", Said("the text is empty", "le texte est vide"), _WRITE_TEXT, path)
        case "pattern":
            told = Said(
                f"{value!r} does not have the form of this field", f"{quoted(value)} n'a pas la forme de ce champ"
            )
            yield Problem("value-form", told, _form(schema), path)
        case "maxLength":
            told = Said(
                f"the text has {len(value)} characters, at most {limit}",
                f"le texte compte {len(value)} caractères, {limit} au plus sont permis",
            )
            yield Problem("text-long", told, Said("Shorten it", "Raccourcissez-le"), path)
        case "minItems" | "minProperties":
            told = Said("at least one entry is needed here", "il faut ici au moins une entrée")
            yield Problem("list-empty", told, Said("Add one", "Ajoutez-en une"), path, on_key=True)
        case "minimum":
            told = Said(f"{value} is too small, at least {limit}", f"{value} est trop petit, il faut au moins {limit}")
            yield Problem("value-range", told, _CORRECT_NUMBER, path)
        case "exclusiveMinimum":
            told = Said(f"{value} is too small, more than {limit}", f"{value} est trop petit, il faut plus de {limit}")
            yield Problem("value-range", told, _CORRECT_NUMBER, path)
        case "maximum" | "exclusiveMaximum":
            told = Said(f"{value} is too large, at most {limit}", f"{value} est trop grand, il faut {limit} au plus")
            yield Problem("value-range", told, _CORRECT_NUMBER, path)
        case "anyOf":
            for inner in error.context or ():
                yield from _explain(inner)
        case _:
            yield Problem("value-form", Said(error.message, _ODD_VALUE), _CORRECT, path)


def _wrong_type(value: Any, wanted: str | list[str], path: tuple[str | int, ...]) -> Problem:
    if value is None:
        told = Said("nothing stands here", "il n'y a rien ici")
        remedy = Said("Write the value, or delete the key", "Écrivez la valeur, ou supprimez la clé")
        return Problem("text-empty", told, remedy, path, on_key=True)
    kinds = [_NAMES[name] for name in ([wanted] if isinstance(wanted, str) else wanted)]
    names = Said(" or ".join(kind.en for kind in kinds), " ou ".join(kind.fr for kind in kinds))
    if "string" in wanted and not isinstance(value, dict | list):
        remedy = Said("Put quotes around it", "Mettez la valeur entre guillemets")
    else:
        remedy = Said(f"Write {names.en}", f"Écrivez {names.fr}")
    kind = _kind(value)
    told = Said(f"{kind.en} stands where {names.en} belongs", f"il faut ici {names.fr}, et non {kind.fr}")
    return Problem("value-type", told, remedy, path)


def _kind(value: Any) -> Said:
    if value is None:
        return _NAMES["null"]
    if isinstance(value, bool):
        word = str(value).lower()
        return Said(f"the truth value {word}", f"la valeur logique {word}")
    if isinstance(value, int | float):
        return Said(f"the number {value}", f"le nombre {value}")
    if isinstance(value, str):
        return Said(f"the text {value[:40]!r}", f"le texte {quoted(value[:40])}")
    return _NAMES["array"] if isinstance(value, list) else Said("a mapping", "un bloc de clés et de valeurs")


def _near(word: str, known: list[str]) -> Said:
    near = difflib.get_close_matches(word, known, n=1, cutoff=0.6)
    if near:
        return Said(f"Did you mean {near[0]!r}?", f"Vouliez-vous dire {quoted(near[0])} ?")
    if len(known) > 30:
        return Said("See schemas/codebook.md for the codes", "Les codes se trouvent dans schemas/codebook.md")
    all_of_them = ", ".join(known)
    return Said(f"Use one of: {all_of_them}", f"Choisissez parmi : {all_of_them}")


def _form(schema: dict[str, Any]) -> Said:
    if examples := schema.get("examples"):
        return Said(f"Write it like {examples[0]}", f"Écrivez cette valeur comme {examples[0]}")
    pattern = schema.get("pattern")
    return Said(f"It must match {pattern}", f"Elle doit suivre le motif {pattern}")
