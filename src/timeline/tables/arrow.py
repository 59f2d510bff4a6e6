"""Between pandas and Arrow: each table's Arrow schema, made from its pandera model."""

from __future__ import annotations

from functools import cache
from typing import Any

import pandas as pd
import pyarrow as pa

from timeline.codebook import load_codebook
from timeline.tables.schemas import CODE, MODELS


@cache
def arrow_schema(table: str) -> pa.Schema:
    """The Arrow schema of a table, with each column's description as field metadata."""
    return pa.schema(
        [
            pa.field(
                name,
                column.metadata["arrow"],
                nullable=column.nullable,
                metadata={"description": column.description},
            )
            for name, column in MODELS[table].to_schema().columns.items()
        ]
    )


@cache
def categories(table: str, column: str) -> tuple[str, ...]:
    """The codes that a categorical column can hold, in the codebook's order."""
    vocabulary = MODELS[table].to_schema().columns[column].metadata["vocabulary"]
    book = load_codebook()
    return book.mode_codes() if vocabulary == "mode" else book.codes(vocabulary)


def frame(table: str, columns: dict[str, list[Any]]) -> pd.DataFrame:
    """A table from its columns as plain lists, with the dtypes of its schema."""
    series: dict[str, Any] = {}
    for field in arrow_schema(table):
        values = columns[field.name]
        if field.type == CODE:
            series[field.name] = pd.Categorical(values, categories=list(categories(table, field.name)))
        elif pa.types.is_timestamp(field.type):
            series[field.name] = pd.Series(values, dtype="datetime64[ms]")
        elif pa.types.is_list(field.type):
            series[field.name] = pd.Series(values, dtype=object)
        elif pa.types.is_string(field.type):
            # through Arrow, where the texts end up; pandas looks at each text on its own first
            series[field.name] = pd.array(pa.array(values, pa.large_string()), dtype="str")
        elif pa.types.is_integer(field.type) and field.nullable:
            series[field.name] = pd.array(values, dtype="Int64")
        else:
            series[field.name] = pd.Series(values, dtype=field.type.to_pandas_dtype())
    return pd.DataFrame(series)


def to_arrow(table: str, data: pd.DataFrame) -> pa.Table:
    """A pandas table as Arrow, in the table's schema, with the pandas dtypes noted in its metadata."""
    return pa.Table.from_pandas(data, schema=arrow_schema(table), preserve_index=False)
