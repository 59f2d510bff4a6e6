"""From bytes to plain values with YAML 1.2 meaning, and from a field's path to its line and column.

Reading uses a Rust parser that knows YAML 1.2 and no positions; only a file with something to say about is
composed a second time, by libyaml, to find out where."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import yaml
import yaml_rs
from yaml.nodes import MappingNode, Node, SequenceNode

from timeline.bilingual import Said, grouped
from timeline.findings import FieldPath, Severity

MAX_BYTES = 64 * 1024
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NO_ALIASES = yaml_rs.AliasLimits(max_total_replayed_events=0)
# C0 and C1 controls but for tab and line ends, bidirectional overrides and isolates, zero-width and BOM characters
INVISIBLE = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]"
)
# the ASCII of which no character is invisible; what is left of a file without it is little
_PLAIN = bytes(range(0x20, 0x7F)) + b"\t\n\r"
# an anchor, alias or tag begins like this, a directive or second document at a line's start; prose hardly ever
_MAYBE_SPECIAL = re.compile(r"(?<![^\s\[{,])[&*!](?=\S)")
_LINE_STARTS = ("%", "---", "...")
_RS_PLACE = re.compile(r"line (\d+), column (\d+)")
_ANCHORS = Said(
    "anchors (&) and aliases (*) are not used in records",
    "les ancres (&) et les alias (*) n'ont pas cours dans les fiches",
)
_WRITE_OUT = Said(
    "Write the value out, or put quotes around the text",
    "Écrivez la valeur elle-même, ou mettez le texte entre guillemets",
)
_LOOK_AROUND = Said(
    "Check indentation and quotes around this place", "Vérifiez les retraits et les guillemets autour de cet endroit"
)
_SOME_FAULT = "la structure est rompue ici"
# what the parser says in English, by a word of it: the same in French, and what helps
_SYNTAX: Sequence[tuple[str, str, Said]] = (
    (
        "tab",
        "une tabulation sert de retrait",
        Said("Indent with spaces, not with tabs", "Faites les retraits avec des espaces, sans tabulations"),
    ),
    (
        "mapping values are not allowed",
        "un deux-points suivi d'une espace se trouve là où aucune clé ne peut figurer",
        Said(
            'Put quotes around a text that contains ": ", and check the indentation',
            "Mettez entre guillemets un texte qui contient un deux-points suivi d'une espace, et vérifiez les retraits",
        ),
    ),
    (
        "recursion",
        "les niveaux sont trop nombreux",
        Said("Records are at most three levels deep", "Une fiche a trois niveaux au plus"),
    ),
    ("expected key", "il manque une clé, ou son retrait n'est pas celui des clés voisines", _LOOK_AROUND),
    ("simple key", "il manque un deux-points après une clé", _LOOK_AROUND),
    ("':'", "un deux-points est mal placé", _LOOK_AROUND),
    ("unclosed bracket", "un crochet ou une accolade n'est pas fermé", _LOOK_AROUND),
    ("misplaced bracket", "un crochet ou une accolade est de trop", _LOOK_AROUND),
    ("flow", "une liste entre [ ] ou un bloc entre { } est mal formé", _LOOK_AROUND),
    ("escape", "une suite de signes qui commence par une barre oblique inverse n'existe pas", _LOOK_AROUND),
    ("trailing", "il y a encore du texte après le guillemet fermant", _LOOK_AROUND),
    ("quote", "un texte entre guillemets n'est pas bien fermé", _LOOK_AROUND),
    ("unexpected character", "un texte sans guillemets ne peut pas commencer par ce signe", _LOOK_AROUND),
    ("'-'", "le tiret d'une liste manque ou est mal placé", _LOOK_AROUND),
    ("sequence entries", "le tiret d'une liste manque ou est mal placé", _LOOK_AROUND),
    ("comment", "il faut une espace devant le # d'un commentaire", _LOOK_AROUND),
    ("indent", "un retrait est faux", _LOOK_AROUND),
)


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong in one file, placed by a field's path or by a line and column of its own."""

    rule: str
    message: Said
    remedy: Said
    path: FieldPath = ()
    on_key: bool = False
    mark: tuple[int, int] | None = None
    severity: Severity = "error"


class UnreadableError(Exception):
    """The bytes give no value; ``problems`` say why."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__(problems[0].message.en)
        self.problems = problems


def decode(content: bytes, limit: int = MAX_BYTES) -> str:
    """The text of a YAML file, by default of a record.

    Raises UnreadableError for a file that is too large, empty, or not UTF-8, or that holds characters
    which no reader sees."""
    if len(content) > limit:
        raise UnreadableError(too_large(len(content)))
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        before, byte = content[: error.start], content[error.start]
        line = before.count(b"\n") + 1
        column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8", "replace")) + 1
        raise UnreadableError(
            Problem(
                "file-encoding",
                Said(f"byte 0x{byte:02x} is not UTF-8", f"l'octet 0x{byte:02x} n'est pas de l'UTF-8"),
                Said(
                    "Save the file as UTF-8 (in most editors: Save with encoding)",
                    "Enregistrez le fichier en UTF-8 (dans la plupart des éditeurs : Enregistrer avec l'encodage)",
                ),
                mark=(line, column),
            )
        ) from None
    if INVISIBLE.search(content.translate(None, _PLAIN).decode("utf-8")) and (hidden := INVISIBLE.search(text)):
        raise UnreadableError(_invisible(hidden[0], mark=_line_column(text, hidden.start())))
    if not text or text.isspace():
        raise UnreadableError(
            Problem(
                "file-empty",
                Said("the file is empty", "le fichier est vide"),
                Said("Write the record, or delete the file", "Écrivez la fiche, ou supprimez le fichier"),
                mark=(1, 1),
            )
        )
    return text


def too_large(size: int) -> Problem:
    """The problem of a file that is not even read."""
    return Problem(
        "file-size",
        Said(
            f"the file has {size:,} bytes, at most {MAX_BYTES:,} are read",
            f"le fichier compte {grouped(size)} octets, et {grouped(MAX_BYTES)} au plus sont lus",
        ),
        Said(
            "A record is a short text; keep articles and attachments out of it",
            "Une fiche est un texte court ; n'y mettez ni articles ni pièces jointes",
        ),
        mark=(1, 1),
    )


def parse(text: str) -> Any:
    """The value of a YAML document: dates and country codes stay text, as in YAML 1.2.

    Raises UnreadableError for what is no YAML, and for what records do not use: repeated keys, anchors,
    aliases, tags, directives, several documents."""
    if _maybe_special(text) and (special := list(_special_constructs(text))):
        raise UnreadableError(*special)
    try:
        value = yaml_rs.loads(text, parse_datetime=False, alias_limits=_NO_ALIASES)
    except yaml_rs.YAMLDecodeError as error:
        raise UnreadableError(_syntax_problem(text, str(error))) from None
    if "\\" in text and (escaped := next(_invisible_values(value, ()), None)):
        raise UnreadableError(escaped)
    return value


def _maybe_special(text: str) -> bool:
    """Whether a closer look is worth its time."""
    signs = ("&" in text or "*" in text or "!" in text) and _MAYBE_SPECIAL.search(text)
    return bool(signs) or text.startswith(_LINE_STARTS) or any(f"\n{start}" in text for start in _LINE_STARTS)


def bare_years(mapping: Any, *keys: str) -> None:
    """Make a bare year text again, in place: it is a number to YAML and a date to everybody else."""
    if isinstance(mapping, dict):
        for key in keys:
            year = mapping.get(key)
            if type(year) is int and 1000 <= year <= 9999:
                mapping[key] = str(year)


def positions(text: str, path: FieldPath, *, on_key: bool = False) -> tuple[int, int]:
    """Line and column, from 1, of the deepest part of ``path`` that the text has."""
    node, mark = _composed(text), None
    for step in path:
        found = _child(node, step)
        if found is None:
            break
        key, node = found
        mark = key.start_mark if on_key and key is not None else node.start_mark
        if not on_key and key is not None and _is_block(node):
            mark = key.start_mark
    if mark is None:
        return (1, 1)
    return (mark.line + 1, mark.column + 1)


@lru_cache(maxsize=8)
def _composed(text: str) -> Node | None:
    try:
        return yaml.compose(text, Loader=_Loader)
    except (yaml.YAMLError, RecursionError, ValueError):
        return None


def _is_block(node: Node) -> bool:
    return isinstance(node, MappingNode | SequenceNode) and not node.flow_style


def _child(node: Node | None, step: str | int) -> tuple[Node | None, Node] | None:
    if isinstance(node, MappingNode):
        # the last one wins, so that a repeated key is shown where it is repeated
        return next(((k, v) for k, v in reversed(node.value) if k.value == str(step)), None)
    if isinstance(node, SequenceNode) and isinstance(step, int) and step < len(node.value):
        return None, node.value[step]
    return None


def _line_column(text: str, offset: int) -> tuple[int, int]:
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)


def _invisible(character: str, *, mark: tuple[int, int] | None = None, path: FieldPath = ()) -> Problem:
    return Problem(
        "file-characters",
        Said(
            f"the invisible character U+{ord(character):04X} is not allowed",
            f"le caractère invisible U+{ord(character):04X} n'est pas permis",
        ),
        Said(
            "Delete it; type the text again if it came from a web page",
            "Supprimez-le ; retapez le texte s'il vient d'une page web",
        ),
        mark=mark,
        path=path,
    )


def _invisible_values(value: Any, path: FieldPath) -> Iterator[Problem]:
    if isinstance(value, str):
        if hidden := INVISIBLE.search(value):
            yield _invisible(hidden[0], path=path)
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _invisible_values(key, (*path, str(key)))
            yield from _invisible_values(inner, (*path, str(key)))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _invisible_values(inner, (*path, index))


def _special_constructs(text: str) -> Iterator[Problem]:
    """Anchors, aliases, tags, directives and further documents, each where it stands."""
    documents = 0
    try:
        for event in yaml.parse(text, Loader=_Loader):
            name = type(event).__name__
            mark = (event.start_mark.line + 1, event.start_mark.column + 1)
            if name == "DocumentStartEvent":
                documents += 1
                if documents > 1:
                    yield Problem(
                        "yaml-documents",
                        Said("a second document begins here", "un second document commence ici"),
                        Said("One file holds one record", "Un fichier contient une seule fiche"),
                        mark=mark,
                    )
                if getattr(event, "version", None) or getattr(event, "tags", None):
                    yield Problem(
                        "yaml-directive",
                        Said("YAML directives are not used here", "les directives YAML n'ont pas cours ici"),
                        Said("Delete the line", "Supprimez la ligne"),
                        mark=mark,
                    )
            if name == "AliasEvent" or getattr(event, "anchor", None):
                yield Problem("yaml-anchor", _ANCHORS, _WRITE_OUT, mark=mark)
            if getattr(event, "tag", None) and str(event.tag) != "!":
                yield Problem(
                    "yaml-tag",
                    Said(
                        f"the tag {event.tag} is not used in records",
                        f"le tag {event.tag} n'a pas cours dans les fiches",
                    ),
                    Said(
                        "Delete the tag, or put quotes around the text",
                        "Supprimez le tag, ou mettez le texte entre guillemets",
                    ),
                    mark=mark,
                )
    except (yaml.YAMLError, RecursionError, ValueError):
        return  # not YAML at all: the parser says so next, with its own position


def _syntax_problem(text: str, said: str) -> Problem:
    if said.startswith("alias replay limit"):
        return Problem("yaml-anchor", _ANCHORS, _WRITE_OUT)
    if said.startswith("duplicate mapping key"):
        found, mark = _repeated_key(text)
        key = found or said.partition(": ")[2]
        return Problem(
            "yaml-duplicate-key",
            Said(f"the key {key} stands here a second time", f"la clé {key} figure ici une seconde fois"),
            Said("Keep one of the two", "Gardez l'une des deux"),
            mark=mark,
        )
    place = _RS_PLACE.search(said)
    reason = said.strip().splitlines()[-1].strip() or said
    french, remedy = next(((told, mend) for sign, told, mend in _SYNTAX if sign in reason), (_SOME_FAULT, _LOOK_AROUND))
    return Problem(
        "yaml-syntax",
        Said(f"this is not valid YAML: {reason}", f"ce n'est pas du YAML valide : {french}"),
        remedy,
        mark=(int(place[1]), int(place[2])) if place else None,
    )


def _repeated_key(text: str) -> tuple[str | None, tuple[int, int] | None]:
    stack = [_composed(text)]
    while stack:
        node = stack.pop()
        if isinstance(node, MappingNode):
            seen: set[Any] = set()
            for key, value in node.value:
                name = str(key.value)
                if name in seen:
                    return name, (key.start_mark.line + 1, key.start_mark.column + 1)
                seen.add(name)
                stack.append(value)
        elif isinstance(node, SequenceNode):
            stack.extend(node.value)
    return None, None
