"""Files on disk: Parquet tables with their metadata, written whole or not at all."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from timeline.about import load_about
from timeline.codebook import load_codebook
from timeline.tables.arrow import to_arrow
from timeline.tables.schemas import MODELS

_ROWS_PER_GROUP = 1 << 17


def write_atomic(path: Path, content: bytes | str) -> bool:
    """Write a file by way of a temporary one beside it; False where it already has this content.

    Whoever reads sees the old file or the new one, never half of one; a file that does not change keeps its
    time, so that nothing that depends on it is made again."""
    data = content.encode("utf-8") if isinstance(content, str) else content
    if path.is_file() and path.read_bytes() == data:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".tmp")
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    return True


def create_atomic(path: Path, content: str) -> bool:
    """Write a new file by way of a temporary one beside it; False, and nothing touched, where one is there."""
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".tmp")
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(content.encode("utf-8"))
            stream.flush()
            os.fsync(stream.fileno())
        Path(name).chmod(0o644)
        # a link is made only where nothing has the name, in one step
        os.link(name, path)
    except FileExistsError:
        return False
    finally:
        Path(name).unlink(missing_ok=True)
    return True


def parquet_bytes(table: str, data: pd.DataFrame) -> bytes:
    """A table as Parquet: zstd, dictionary-encoded, the same bytes for the same rows and library versions."""
    arrow = to_arrow(table, data)
    about = {
        "name": table,
        "description": (MODELS[table].__doc__ or "").strip(),
        "data_version": load_about().version,
        "license": load_about().licences.data.id,
        "codebook_sha256": load_codebook().digest,
    }
    arrow = arrow.replace_schema_metadata(
        {**(arrow.schema.metadata or {}), b"timeline": json.dumps(about, sort_keys=True).encode()}
    )
    sink = pa.BufferOutputStream()
    pq.write_table(
        arrow, sink, compression="zstd", compression_level=9, use_dictionary=True, row_group_size=_ROWS_PER_GROUP,
        version="2.6", data_page_version="1.0",
    )  # fmt: skip
    return sink.getvalue().to_pybytes()


def read_metadata(path: Path) -> Mapping[str, Any]:
    """What a table's file says of itself: name, description, data version, licence, codebook hash."""
    metadata = pq.read_schema(path).metadata or {}
    return json.loads(metadata.get(b"timeline", b"{}"))
