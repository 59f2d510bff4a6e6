"""The dataset as a Frictionless Data Package, and its tables' schemas."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

import pyarrow as pa

from timeline.about import Author, load_about
from timeline.codebook import load_codebook
from timeline.tables.arrow import arrow_schema, categories
from timeline.tables.keys import KEYS, LINKS
from timeline.tables.make import Tables
from timeline.tables.schemas import CODE, MODELS


def table_schema(table: str) -> dict[str, Any]:
    """The Frictionless Table Schema of a table."""
    schema: dict[str, Any] = {
        "$schema": "https://datapackage.org/profiles/2.0/tableschema.json",
        "title": table,
        "description": (MODELS[table].__doc__ or "").strip(),
        "fields": [_field(table, field) for field in arrow_schema(table)],
        "primaryKey": KEYS[table],
    }
    if table in LINKS:
        schema["foreignKeys"] = [
            {"fields": list(link.columns), "reference": {"resource": link.table, "fields": list(link.keys)}}
            for link in LINKS[table]
        ]
    return schema


def _field(table: str, field: pa.Field) -> dict[str, Any]:
    described: dict[str, Any] = {
        "name": field.name,
        "type": _type(field.type),
        "description": (field.metadata or {})[b"description"].decode(),
    }
    constraints: dict[str, Any] = {} if field.nullable else {"required": True}
    if field.type == CODE:
        constraints["enum"] = categories(table, field.name)
    if constraints:
        described["constraints"] = constraints
    return described


def _type(arrow: pa.DataType) -> str:
    if pa.types.is_timestamp(arrow):
        return "datetime"
    if pa.types.is_list(arrow):
        return "any"  # typed by Parquet; Frictionless' own array means JSON text
    if pa.types.is_boolean(arrow):
        return "boolean"
    if pa.types.is_integer(arrow):
        return "integer"
    return "number" if pa.types.is_floating(arrow) else "string"


def datapackage(tables: Tables, contents: Mapping[str, bytes]) -> str:
    """``datapackage.json`` (Frictionless Data Package v2) for the tables' files."""
    about = load_about()
    licence = about.licences.data
    package: dict[str, Any] = {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": about.name,
        "title": about.title.en,
        "description": about.description.en,
        "version": about.version,
        "created": f"{about.released.isoformat()}T00:00:00Z",
        **({"id": f"https://doi.org/{about.doi}"} if about.doi else {}),
        **({"homepage": about.url or about.repository} if about.url or about.repository else {}),
        "licenses": [{"name": licence.id, "path": licence.url, "title": licence.title.en}],
        "contributors": [_contributor(author) for author in about.authors],
        "keywords": list(about.keywords.en),
        "codebook": {"version": load_codebook().version, "sha256": load_codebook().digest},
        "resources": [
            {
                "name": name,
                "title": name,
                "description": (MODELS[name].__doc__ or "").strip(),
                "path": f"{name}.parquet",
                "format": "parquet",
                "mediatype": "application/vnd.apache.parquet",
                "hash": "sha256:" + hashlib.sha256(contents[name]).hexdigest(),
                "schema": table_schema(name),
            }
            for name, _ in tables.items()
        ],
    }
    return json.dumps(package, ensure_ascii=False, indent=2) + "\n"


def _contributor(author: Author) -> dict[str, Any]:
    names = {"givenName": author.given, "familyName": author.family, "path": author.orcid}
    return {"title": author.full_name, **{key: value for key, value in names.items() if value}, "roles": ["creator"]}
