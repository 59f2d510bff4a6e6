"""The canonical layout of a record file: key order, flow and block style, folded prose, comments kept."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from io import StringIO
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.resolver import VersionedResolver
from ruamel.yaml.scalarstring import FoldedScalarString, SingleQuotedScalarString

from timeline.records.model import KEY_ORDER, SOURCE_KEY_ORDER

WIDTH = 110
_ORDERS: Mapping[str, tuple[str, ...]] = {
    "title": ("en", "fr"),
    "summary": ("en", "fr"),
    "place": ("name", "country"),
    "reviewed": ("on", "outcome"),
}


class _Yaml12Resolver(VersionedResolver):
    """YAML 1.2 core: a bare date is text, so that it is written as it was read."""

    def add_version_implicit_resolver(self, version: Any, tag: Any, regexp: Any, first: Any) -> None:
        if not str(tag).endswith(":timestamp"):
            super().add_version_implicit_resolver(version, tag, regexp, first)


def _yaml() -> YAML:
    yaml = YAML(typ="rt")
    yaml.Resolver = _Yaml12Resolver
    yaml.width = 1 << 16  # prose is folded here, and nothing else may be broken
    yaml.allow_unicode = True
    yaml.preserve_quotes = False
    yaml.indent(mapping=2, sequence=4, offset=2)
    return yaml


def dumps(record: Mapping[str, Any]) -> str:
    """A record, given as plain values, in the canonical layout; empty optional fields are left out.

    >>> print(dumps({"act": "call", "date": "2024-03-26", "people": []}), end="")
    date: 2024-03-26
    act: call
    """
    return _dump(
        _arranged(CommentedMap({key: value for key, value in record.items() if value not in (None, [], {}, "")}))
    )


def reformat(text: str) -> str:
    """A record's text in the canonical layout, its comments kept.

    The text must be a mapping that the reader accepts; its values do not change."""
    loaded = _yaml().load(_reordered(text))
    return _dump(_arranged(loaded))


def _dump(value: CommentedMap) -> str:
    stream = StringIO()
    _yaml().dump(value, stream)
    return "\n".join(line.rstrip() for line in stream.getvalue().splitlines()) + "\n"


def _reordered(text: str) -> str:
    """The top-level blocks of a file in canonical order, each with the comment lines above it.

    Done on the text, since a parser hangs a comment on the key before it."""
    lines = text.replace("\r\n", "\n").splitlines()
    keys = [(key.start_mark.line, key.value) for key, _ in _yaml().compose(StringIO("\n".join(lines))).value]
    starts = []
    for line, _ in keys:
        while line > 0 and lines[line - 1].startswith("#"):
            line -= 1
        starts.append(line)
    blocks = {
        key: lines[start:end] for (_, key), start, end in zip(keys, starts, [*starts[1:], len(lines)], strict=True)
    }
    ordered = [*lines[: starts[0]]] if starts else [*lines]
    for key in sorted(blocks, key=_rank(KEY_ORDER)):
        ordered += blocks[key]
    return "\n".join(ordered) + "\n"


def _rank(order: tuple[str, ...]) -> Any:
    return lambda key: (order.index(key) if key in order else len(order), key if key not in order else "")


def _arranged(record: CommentedMap) -> CommentedMap:
    for key in sorted(record, key=_rank(KEY_ORDER)):
        record.move_to_end(key)
        record[key] = _quoted(_styled(key, record[key]))
    return record


def _styled(key: str, value: Any) -> Any:
    if key == "summary" and isinstance(value, dict):
        styled = _sorted_map(value, _ORDERS[key])
        for lang, text in styled.items():
            styled[lang] = _prose(text)
        return styled
    if key == "note":
        return _prose(value)
    if key == "sources" and isinstance(value, list):
        return _block_list([_source(source) for source in value], value)
    if key in ("title", "related") and isinstance(value, dict):
        return _sorted_map(value, _ORDERS.get(key, ()))
    if key in ("amounts", "evidence") and isinstance(value, list):
        return _block_list([_flow(item, 4) for item in value], value)
    if key in _ORDERS and isinstance(value, dict):
        value = _sorted_map(value, _ORDERS[key])
    return _flow(value, len(key) + 2)


def _source(source: Any) -> Any:
    if not isinstance(source, dict):
        return source
    ordered = _sorted_map(source, SOURCE_KEY_ORDER)
    if "supports" in ordered:
        ordered["supports"] = _flow(ordered["supports"], 14)
    for key, value in list(ordered.items()):
        if value in (None, "", []):
            del ordered[key]
    return ordered


def _sorted_map(value: Any, order: tuple[str, ...]) -> CommentedMap:
    result = value if isinstance(value, CommentedMap) else CommentedMap(value)
    if order:
        for key in sorted(result, key=_rank(order)):
            result.move_to_end(key)
    result.fa.set_block_style()
    return result


def _block_list(items: list[Any], original: Any) -> CommentedSeq:
    result = original if isinstance(original, CommentedSeq) else CommentedSeq(items)
    result[:] = items
    result.fa.set_block_style()
    return result


def _flow(value: Any, indent: int) -> Any:
    """A short list or mapping on one line; one that would not fit goes into block style."""
    if not isinstance(value, dict | list):
        return value
    if isinstance(value, CommentedMap | CommentedSeq):
        result = value
    else:
        result = CommentedMap(value) if isinstance(value, dict) else CommentedSeq(value)
    length = indent + 2 + sum(len(str(item)) + 2 for item in (result.items() if isinstance(result, dict) else result))
    if length <= WIDTH and not _has_comments(result):
        result.fa.set_flow_style()
    else:
        result.fa.set_block_style()
    return result


def _quoted(item: Any) -> Any:
    """Texts in quotes that a reader would take for a key (``?…``) or trim; the rest is quoted where needed."""
    if type(item) is str and (item.startswith("?") or item != item.strip()):
        return SingleQuotedScalarString(item)
    if isinstance(item, dict):
        for key in list(item):
            item[key] = _quoted(item[key])
    elif isinstance(item, list):
        item[:] = [_quoted(inner) for inner in item]
    return item


def _has_comments(value: CommentedMap | CommentedSeq) -> bool:
    return bool(value.ca.items)


def _prose(text: Any) -> Any:
    """Longer prose as a folded block, broken at word ends."""
    if not isinstance(text, str) or "\n" in text or len(text) <= WIDTH - 30 or text != " ".join(text.split()):
        return text
    folded = FoldedScalarString(text)
    breaks, position = [], 0
    for line in textwrap.wrap(text, WIDTH - 4, break_long_words=False, break_on_hyphens=False)[:-1]:
        position += len(line)
        breaks.append(position)
        position += 1
    folded.fold_pos = breaks  # pyright: ignore[reportAttributeAccessIssue]
    return folded
