"""croissant.json: mlcroissant accepts it without a warning and loads every table from the Parquet files by it."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pytest

from conftest import TODAY
from timeline.build import Built, build

mlc = pytest.importorskip("mlcroissant")


@pytest.fixture
def built(root: Path) -> Built:
    return build(root, today=TODAY)


def plain(value: object) -> object:
    """Texts come as bytes; names of parts come with their path."""
    if isinstance(value, bytes):
        return value.decode()
    if isinstance(value, list):
        return [plain(item) for item in value]
    if isinstance(value, dict):
        return {str(key).rsplit("/", 1)[-1]: plain(item) for key, item in value.items()}
    return value


def test_every_table_loads_alike(root: Path, built: Built, caplog: pytest.LogCaptureFixture) -> None:
    dataset = mlc.Dataset(root / "data" / "croissant.json")
    assert not dataset.metadata.ctx.issues.errors
    assert not [record for record in caplog.records if "not standard" in record.message]
    for name, table in built.tables.items():
        records = list(dataset.records(name))
        assert len(records) == len(table), name
        for record, row in zip(records, table.to_dict("records"), strict=True):
            read = {key.split("/", 1)[1]: plain(value) for key, value in record.items()}
            for column, expected in row.items():
                if isinstance(expected, list):
                    # a list of structures that is empty has no parts, and no key
                    assert read.get(str(column), []) == expected, column
                elif pd.isna(expected):
                    assert pd.isna(read[str(column)]), column
                else:
                    assert read[str(column)] == expected, column


def test_hashes_are_those_of_the_files(root: Path, built: Built) -> None:
    import hashlib

    described = json.loads((root / "data" / "croissant.json").read_text("utf-8"))
    assert len(described["distribution"]) == 9
    for file in described["distribution"]:
        content = (root / "data" / file["contentUrl"]).read_bytes()
        assert file["sha256"] == hashlib.sha256(content).hexdigest()
        assert file["contentSize"] == f"{len(content)} B"
