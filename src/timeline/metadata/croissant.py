"""The dataset as Croissant (MLCommons, version 1.1): what machine-learning tools load it by."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

import pyarrow as pa

from timeline.about import About, Author, load_about
from timeline.metadata.citation import citation
from timeline.tables.arrow import arrow_schema
from timeline.tables.keys import KEYS, LINKS
from timeline.tables.schemas import MODELS

# The context that the specification prints, without which readers warn.
_CONTEXT: Mapping[str, Any] = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "arrayShape": "cr:arrayShape",
    "citeAs": "cr:citeAs",
    "column": "cr:column",
    "conformsTo": "dct:conformsTo",
    "containedIn": "cr:containedIn",
    "cr": "http://mlcommons.org/croissant/",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "dct": "http://purl.org/dc/terms/",
    "description": {"@container": "@language"},
    "equivalentProperty": "cr:equivalentProperty",
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "extract": "cr:extract",
    "field": "cr:field",
    "fileProperty": "cr:fileProperty",
    "fileObject": "cr:fileObject",
    "fileSet": "cr:fileSet",
    "format": "cr:format",
    "includes": "cr:includes",
    "isArray": "cr:isArray",
    "isLiveDataset": "cr:isLiveDataset",
    "jsonPath": "cr:jsonPath",
    "key": "cr:key",
    "md5": "cr:md5",
    "name": {"@container": "@language"},
    "parentField": "cr:parentField",
    "path": "cr:path",
    "recordSet": "cr:recordSet",
    "references": "cr:references",
    "regex": "cr:regex",
    "repeated": "cr:repeated",
    "replace": "cr:replace",
    "samplingRate": "cr:samplingRate",
    "sc": "https://schema.org/",
    "separator": "cr:separator",
    "source": "cr:source",
    "subField": "cr:subField",
    "transform": "cr:transform",
}


def croissant(contents: Mapping[str, bytes]) -> str:
    """``croissant.json`` for the tables' files, given as their bytes by table.

    Each Parquet file is a record set of the table's name; lists are arrays, lists of structures have sub-fields."""
    about = load_about()
    described: dict[str, Any] = {
        "@context": dict(_CONTEXT),
        "@type": "sc:Dataset",
        "conformsTo": "http://mlcommons.org/croissant/1.1",
        "name": about.title.en,
        "alternateName": about.title.fr,
        "description": about.description.en,
        "version": about.version,
        "datePublished": about.released.isoformat(),
        "license": about.licences.data.url,
        "creator": [_creator(author) for author in about.authors],
        "keywords": list(about.keywords.en),
        "inLanguage": ["en", "fr"],
        "citeAs": citation("bibtex"),
        "isLiveDataset": False,
        **_address(about),
        "distribution": [_file(name, content) for name, content in contents.items()],
        "recordSet": [_record_set(name) for name in contents],
    }
    return json.dumps(described, ensure_ascii=False, indent=2) + "\n"


def _address(about: About) -> dict[str, str]:
    return {"url": about.address} if about.address else {}


def _creator(author: Author) -> dict[str, str]:
    return {"@type": "sc:Person" if author.is_person else "sc:Organization", "name": author.full_name}


def _file(name: str, content: bytes) -> dict[str, Any]:
    return {
        "@type": "cr:FileObject",
        "@id": f"{name}.parquet",
        "name": f"{name}.parquet",
        "description": (MODELS[name].__doc__ or "").strip(),
        "contentUrl": f"{name}.parquet",
        "contentSize": f"{len(content)} B",
        "encodingFormat": "application/x-parquet",
        "sha256": hashlib.sha256(content).hexdigest(),
    }


def _record_set(name: str) -> dict[str, Any]:
    keys = [{"@id": f"{name}/{column}"} for column in KEYS[name]]
    return {
        "@type": "cr:RecordSet",
        "@id": name,
        "name": name,
        "description": (MODELS[name].__doc__ or "").strip(),
        "key": keys[0] if len(keys) == 1 else keys,
        "field": [_field(name, field) for field in arrow_schema(name)],
    }


def _field(table: str, field: pa.Field) -> dict[str, Any]:
    described: dict[str, Any] = {
        "@type": "cr:Field",
        "@id": f"{table}/{field.name}",
        "name": field.name,
        "description": (field.metadata or {})[b"description"].decode(),
    }
    kind = field.type
    if pa.types.is_list(kind):
        described |= {"isArray": True, "arrayShape": "-1"}
        kind = kind.value_type
    if pa.types.is_struct(kind):
        parts = [kind.field(index) for index in range(kind.num_fields)]
        return {**described, "subField": [_part(table, field.name, part) for part in parts]}
    references = _references(table).get(field.name, {})
    source = {"fileObject": {"@id": f"{table}.parquet"}, "extract": {"column": field.name}}
    return {**described, "dataType": _type(kind), "source": source, **references}


def _references(table: str) -> dict[str, dict[str, Any]]:
    """By column, the field of another table that it names.

    Croissant knows no keys of several fields, and mlcroissant loses its way where references form chains: only those
    to events and partners are told, which name no third table."""
    return {
        link.columns[0]: {"references": {"field": {"@id": f"{link.table}/{link.keys[0]}"}}}
        for link in LINKS.get(table, [])
        if link.table in ("events", "partners") and link.columns != ("last_event",)
    }


def _part(table: str, column: str, part: pa.Field) -> dict[str, Any]:
    return {
        "@type": "cr:Field",
        "@id": f"{table}/{column}/{part.name}",
        "name": part.name,
        "dataType": _type(part.type),
        "source": {
            "fileObject": {"@id": f"{table}.parquet"},
            "extract": {"column": column},
            "transform": {"jsonPath": part.name},
        },
    }


def _type(arrow: pa.DataType) -> str:
    if pa.types.is_timestamp(arrow):
        return "sc:Date"
    if pa.types.is_boolean(arrow):
        return "sc:Boolean"
    if pa.types.is_integer(arrow):
        return "sc:Integer"
    return "sc:Float" if pa.types.is_floating(arrow) else "sc:Text"
