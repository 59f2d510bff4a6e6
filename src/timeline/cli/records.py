"""``timeline validate`` and ``timeline fmt``."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from timeline.bilingual import Said, several
from timeline.cli.console import Spoken, errors, out, reading
from timeline.findings import Finding, as_json, has_errors, shown
from timeline.paths import project_root
from timeline.storage import write_atomic


class Format(StrEnum):
    """How findings are printed."""

    text = "text"
    github = "github"
    json = "json"


Paths = Annotated[list[Path] | None, typer.Argument(help="Files or folders of records; default: data/events.")]


def validate(
    lang: Spoken,
    paths: Paths = None,
    form: Annotated[Format, typer.Option("--format", help="How findings are printed.")] = Format.text,
    strict: Annotated[bool, typer.Option("--strict", help="Count warnings as errors.")] = False,
) -> None:
    """Check records: form, codes, links, sources, duplicates. Findings are told in English or French.

    JSON carries both languages. Exit code 0: no errors; 1: errors found; 2: could not run.

    Examples: `timeline validate` · `timeline validate data/events/2024/2024-03-rus-tiani-putin-call.yaml` ·
    `timeline validate --lang fr` · `timeline validate --format github`
    """
    from timeline.validation import check_dataset, errors_first

    root = project_root()
    asked = paths or [root / "data" / "events"]
    if missing := [path for path in asked if not path.exists() and not path.is_symlink()]:
        told = Said(
            f"timeline: there is no {missing[0]}. Remedy: check the path",
            f"timeline : {missing[0]} n'existe pas. Remède : vérifiez le chemin",
        )
        errors.print(told.told(lang.value), style="red")
        raise typer.Exit(2)
    checked = check_dataset(root, asked, progress=reading)
    findings = errors_first(checked.findings)
    if form is Format.json:
        print(as_json(findings))
    else:
        for finding in findings:
            line = finding.as_github(lang.value) if form is Format.github else finding.as_text(lang.value)
            out.print(line, style=_style(finding) if form is Format.text else None)
    bad = has_errors(findings) or (strict and bool(findings))
    errors.print(_counted(len(checked.entries), findings).told(lang.value), style="red" if bad else "green")
    raise typer.Exit(1 if bad else 0)


def _counted(records: int, findings: Sequence[Finding]) -> Said:
    n_errors = sum(finding.severity == "error" for finding in findings)
    n_warnings = len(findings) - n_errors
    return Said(
        f"{records:,} records, {n_errors} errors, {n_warnings} warnings",
        f"{several(records, 'fiche', 'fiches')}, {several(n_errors, 'erreur', 'erreurs')}, "
        f"{several(n_warnings, 'avertissement', 'avertissements')}",
    )


def _style(finding: Finding) -> str:
    return "red" if finding.severity == "error" else "yellow"


def fmt(
    paths: Paths = None,
    check: Annotated[bool, typer.Option("--check", help="Change nothing; exit 1 if a file would change.")] = False,
) -> None:
    """Write records in the canonical key order and layout; comments are kept.

    Files that are not valid YAML are left alone and named.

    Examples: `timeline fmt` · `timeline fmt --check data/events/2024`
    """
    from timeline.records.layout import reformat
    from timeline.records.reader import discover, read_value
    from timeline.records.yamltext import UnreadableError

    asked = paths or [project_root() / "data" / "events"]
    changed = skipped = 0
    files = [found for path in asked for found in discover(path) if isinstance(found, Path)]
    for file in reading(files):
        try:
            value, text = read_value(file)
        except UnreadableError as error:
            errors.print(f"{shown(file)}: left as it is: {error}", style="red")
            skipped += 1
            continue
        if not isinstance(value, dict):
            errors.print(f"{shown(file)}: left as it is: no mapping of keys to values", style="red")
            skipped += 1
            continue
        canonical = reformat(text)
        if canonical != text:
            changed += 1
            out.print(f"{'would reformat' if check else 'reformatted'} {shown(file)}")
            if not check:
                write_atomic(file, canonical)
    errors.print(f"{len(files):,} files, {changed} {'to reformat' if check else 'reformatted'}, {skipped} left alone")
    raise typer.Exit(1 if skipped or (check and changed) else 0)
